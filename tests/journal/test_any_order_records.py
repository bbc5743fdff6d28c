"""Records of three tills, shuffled, with clocks years wrong: the same rows whatever came first."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec import structs

from pos.domain.words.address import Address
from pos.journal import seal
from pos.journal.heads import LOWEST, clock
from pos.journal.kinds.base import Fact
from pos.journal.kinds.customers import (
    CustomerErased,
    CustomerFields,
    CustomerPersonal,
    CustomerSet,
    KeptAddress,
)
from pos.journal.kinds.days import CashMoved
from pos.journal.kinds.decisions import RecordsMerged
from pos.journal.kinds.imports import CatalogueImported, CatalogueImportUndone
from pos.journal.kinds.products import ASK, ProductFields, ProductSet, ProductsSet, VariantFields, VariantSet
from pos.journal.kinds.shop import ClockMoved, PersonFields, PersonSet, SettingsSet
from pos.journal.kinds.stock import StockMove, StockMoved
from pos.journal.kinds.tills import TillOpened
from tests.journal import orders
from tests.journal.tables import Entry, arrive, derived, empty_file
from tests.sample import everything

TILLS = ("A", "B", "C")
YEAR = 366 * 24 * 3600 * 1000 << 16
WRONG = {"A": 56 * YEAR, "B": 46 * YEAR, "C": 66 * YEAR}
"""The clocks of the tills: one right, one ten years behind, one ten years ahead."""

PRODUCTS, VARIANTS, CUSTOMERS = (tuple(f"{n}{mark}" * 16 for n in range(3)) for mark in "abc")
PEOPLE, IMPORTS = ("0d" * 16, "1d" * 16), ("0e" * 16, "1e" * 16)
ORDER = "0f" * 16

FEW = settings(max_examples=2000 if everything() else 15, phases=(Phase.explicit, Phase.generate))
"""A seed that fails is told as it is: a smaller number is no simpler history."""


@dataclass
class History:
    """What three tills wrote; of each record's field the clocks that were given to it so far."""

    chance: random.Random
    entries: list[Entry] = field(default_factory=list)
    versions: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def write(self, till: str, fact: Fact, named: Iterable[str] = ()) -> str:
        """Add an entry whose clock is beyond all that it names; gives its clock."""
        seq = 1 + sum(one.header.origin == origin(till) for one in self.entries)
        wall = WRONG[till] + len(self.entries) + self.chance.randrange(8)
        event = f"{len(self.entries):030x}{ord(till):02x}"
        hlc = max(wall, *(1 + int(one[:16], 16) for one in named), 0)
        at = f"2026-11-2{self.chance.randrange(1, 9)}T09:00:00.000+01:00"
        header = seal.Header(origin(till), seq, event, fact.kind, "", fact.entity, hlc, at, "Lucie", 1)
        self.entries.append(Entry(header, fact))
        return clock(hlc, event)

    def seen(self, record: str, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Of each field some of the clocks that others gave it: what a till knew of."""
        found = {}
        for name in names:
            given = self.versions.get((record, "*"), []) + self.versions.get((record, name), [])
            known = [one for one in given if self.chance.random() < 0.6]
            found[name] = tuple(known[-self.chance.randrange(1, 3) :]) or (LOWEST,)
        return found

    def sets(self, till: str, record: str, names: Iterable[str], make: Callable[[Any], Fact]) -> None:
        """A till makes a record or changes fields of it; `make` is given what the change replaces."""
        making = self.chance.random() < 0.3
        replaced = {} if making else self.seen(record, names)
        at = self.write(till, make(replaced), [one for clocks in replaced.values() for one in clocks])
        for name in ["*"] if making else names:
            self.versions.setdefault((record, name), []).append(at)

    def some(self, values: dict[str, Any]) -> dict[str, Any]:
        """A part of the fields, one at least."""
        names = self.chance.sample(sorted(values), self.chance.randrange(1, len(values) + 1))
        return {name: values[name] for name in names}


def origin(till: str) -> str:
    return till.encode().hex().ljust(32, "0")


def history(seed: int) -> History:
    """A history with every kind of entry about records, and an order that names them."""
    told = History(random.Random(seed))
    for till in TILLS:
        told.write(till, TillOpened(shop="5" * 32, letter=till, key="00" * 32, program=""))
    for _ in range(told.chance.randrange(3, 25)):
        told.chance.choice(WHAT)(told, told.chance.choice(TILLS))
    return told


def _product(told: History, till: str) -> None:
    uid, variant = told.chance.choice(PRODUCTS), told.chance.choice(VARIANTS)
    f = told.some(
        {"name": told.chance.choice("AB"), "category": "Clay", "favourite": told.chance.randrange(3)}
    )
    import_id = told.chance.choice(("", *IMPORTS))
    inside = told.chance.random() < 0.5

    def make(replaced: Any) -> Fact:
        variants = (_new_variant(told, variant),) if inside and not told.versions.get((variant, "*")) else ()
        return ProductsSet((ProductSet(uid, ProductFields(**f), replaced, variants=variants),), import_id)

    told.sets(till, uid, f, make)
    fact = told.entries[-1].fact
    assert isinstance(fact, ProductsSet)
    if fact.products[0].variants:
        header = told.entries[-1].header
        told.versions.setdefault((variant, "*"), []).append(clock(header.hlc, header.event_id))


def _new_variant(told: History, uid: str) -> VariantSet:
    return VariantSet(uid, VariantFields(sku="NEW", price=told.chance.randrange(9), barcodes=("1", "2")))


def _variant(told: History, till: str) -> None:
    uid, product = told.chance.choice(VARIANTS), told.chance.choice(PRODUCTS)
    f = told.some(
        {
            "sku": told.chance.choice("ST"),
            "price": told.chance.choice([ASK, 1, 2]),
            "barcodes": told.chance.choice([(), ("3",), ("4", "5")]),
            "product": told.chance.choice(PRODUCTS),
            "tracked": told.chance.random() < 0.5,
        }
    )

    def make(replaced: Any) -> Fact:
        return ProductsSet((ProductSet(product, variants=(VariantSet(uid, VariantFields(**f), replaced),)),))

    told.sets(till, uid, f, make)


def _customer(told: History, till: str) -> None:
    uid = told.chance.choice(CUSTOMERS)
    given = told.some({"name": told.chance.choice("LM"), "email": "l@example.com", "a1": 1, "a2": 2})
    kept = {
        one: KeptAddress(given[one], "home", Address(city=told.chance.choice(["Lyon", "Kehl", ""])))
        for one in given.keys() & {"a1", "a2"}
    }
    texts = {name: given[name] for name in given.keys() - kept.keys()}
    plain = {"language": told.chance.choice(["fr", "de"])} if told.chance.random() < 0.5 else {}
    personal = CustomerPersonal(**texts, **({"addresses": kept} if kept else {}))
    names = [*texts, *plain, *(f"addresses.{one}" for one in kept)]
    told.sets(till, uid, names, lambda b: CustomerSet(uid, CustomerFields(**plain), b, personal))


def _person(told: History, till: str) -> None:
    uid = told.chance.choice(PEOPLE)
    f = told.some({"name": told.chance.choice("XY"), "archived": told.chance.random() < 0.5})
    told.sets(till, uid, f, lambda b: PersonSet(uid, PersonFields(**f), b))


def _setting(told: History, till: str) -> None:
    f = told.some(
        {
            "name": told.chance.choice(["Lune", "Soleil"]),
            "methods.card": told.chance.choice([{}, {"place": 2, "name": "Card"}]),
            "methods.twint": {"place": 3, "name": "Twint"},
        }
    )
    replaced = told.seen("shop", told.some(f))
    at = told.write(till, SettingsSet(f, replaced), [one for clocks in replaced.values() for one in clocks])
    for name in f:
        told.versions.setdefault(("shop", name), []).append(at)


def _moved(told: History, till: str) -> None:
    moves = tuple(StockMove(one, told.chance.randrange(-3, 9) * 10**6) for one in VARIANTS[:2])
    import_id = told.chance.choice(("", IMPORTS[0]))
    told.write(till, StockMoved(reason="receipt", moves=moves, import_=import_id))


def _counted(told: History, till: str) -> None:
    move = StockMove(told.chance.choice(VARIANTS), note="all", counted=5 * 10**6, expected=3 * 10**6)
    told.write(till, StockMoved(reason="count", moves=(move,), seen={origin("A"): (1, "00000000")}))


def _imported(told: History, till: str) -> None:
    import_id = told.chance.choice(IMPORTS)
    if all(one.fact.entity != import_id or one.fact.kind != "catalogue.imported" for one in told.entries):
        told.write(till, CatalogueImported(import_id, "goods.csv", "any", 2, 1))


def _undone(told: History, till: str) -> None:
    told.write(till, CatalogueImportUndone(told.chance.choice(IMPORTS)))


def _merged(told: History, till: str) -> None:
    noun, uids = told.chance.choice([("customer", CUSTOMERS), ("product", PRODUCTS), ("variant", VARIANTS)])
    one, other = told.chance.sample(uids, 2)
    told.write(till, RecordsMerged(noun, one, other))


def _erased(told: History, till: str) -> None:
    personal = [
        one for one in told.entries if isinstance(one.fact, CustomerSet) or one.header.entity_id == ORDER
    ]
    events = tuple(one.header.event_id for one in personal if told.chance.random() < 0.7)
    told.write(till, CustomerErased(told.chance.choice(CUSTOMERS), events))


def _ordered(told: History, till: str) -> None:
    if any(one.header.entity_id == ORDER for one in told.entries):
        told.write(till, structs.replace(orders.taken(orders.tender("card", 4000)), id=ORDER))
        return
    placing = orders.placing(number=f"{till}-000001", letter=till)
    lines = tuple(
        structs.replace(line, variant=uid) for line, uid in zip(placing.agreed.lines, VARIANTS, strict=False)
    )
    agreed = structs.replace(placing.agreed, lines=lines, customer=told.chance.choice(CUSTOMERS))
    told.write(till, structs.replace(placing, id=ORDER, agreed=agreed))


def _others(told: History, till: str) -> None:
    told.write(till, CashMoved("float", 5000, "2026-11-23"))
    told.write(till, ClockMoved("2026-11-23T09:00:00+01:00", "2026-11-24T09:00:00+01:00"))


WHAT = (
    _product, _product, _variant, _variant, _customer, _customer, _customer, _person, _setting, _moved,
    _counted, _imported, _undone, _merged, _erased, _ordered, _others,
)  # fmt: skip


def after(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """All derived tables, and which entries have lost their personal part."""
    with empty_file() as connection:
        arrive(connection, entries)
        blank = connection.exec_driver_sql(
            """SELECT hex(event_id) FROM entry JOIN entry_part USING (arrival) WHERE personal IS NULL
               ORDER BY 1"""
        )
        return derived(connection) | {"blank": [row[0] for row in blank]}


@FEW
@given(st.integers(0, 2**32), st.integers(0, 2**32))
def test_records_are_the_same_in_any_order(seed: int, order: int) -> None:
    entries = history(seed).entries
    shuffled = list(entries)
    random.Random(order).shuffle(shuffled)
    by_life = sorted(entries, key=lambda one: (one.header.origin, one.header.seq))
    wanted = after(entries)
    assert after(shuffled) == wanted
    assert after(by_life) == wanted


@FEW
@given(st.integers(0, 2**32))
def test_what_was_blanked_replays_to_the_same_rows(seed: int) -> None:
    entries = history(seed).entries
    erased = {event for one in entries if isinstance(one.fact, CustomerErased) for event in one.fact.entries}
    blanked = [
        Entry(one.header, seal.fact_of(one.fact.kind, seal.parts_of(one.fact)[0], None))
        if one.header.event_id in erased
        else one
        for one in entries
    ]
    assert after(blanked) == after(entries)
