"""Records are merged field by field: whatever order settings arrive in, the latest of each field stands."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET, structs
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from pos.journal.apply import apply
from pos.journal.heads import LOWEST
from pos.journal.kinds.base import Arrived, Fact
from pos.journal.kinds.products import ASK, ProductFields, ProductSet, ProductsSet, VariantFields, VariantSet
from pos.journal.kinds.shop import PersonFields, PersonSet, SettingsSet
from pos.journal.records import Known, Record, Version, first, merge, seen, unmade, written
from pos.journal.seal import Header
from pos.model import schema
from tests.sample import everything

PRODUCT, VARIANT, PERSON = "a" * 32, "b" * 32, "c" * 32
ORIGINS = tuple(bytes([n]) * 16 for n in (1, 2, 3))
MADE = ProductsSet(
    products=(
        ProductSet(
            PRODUCT,
            ProductFields(name="Mug"),
            variants=(VariantSet(VARIANT, VariantFields(sku="MUG", price=18_000_000, barcodes=("1",))),),
        ),
    )
)

maybe = st.just(UNSET)
product_fields = st.builds(
    ProductFields,
    name=maybe | st.sampled_from(["Cup", "Bowl", "Vase"]),
    category=maybe | st.sampled_from(["Clay", "Glass"]),
    favourite=maybe | st.integers(0, 3),
    archived=maybe | st.booleans(),
)
variant_fields = st.builds(
    VariantFields,
    price=maybe | st.just(ASK) | st.integers(0, 9),
    barcodes=maybe | st.sampled_from([(), ("2",), ("3", "4")]),
    tracked=maybe | st.booleans(),
)


def blind(fields: Any) -> dict[str, tuple[str, ...]]:
    """What a till names that had not seen the record."""
    given = structs.asdict(fields)
    return {name: (LOWEST,) for name, value in given.items() if value is not UNSET}


def changed(product: ProductFields, variant: VariantFields) -> Fact:
    of_variant = VariantSet(VARIANT, variant, blind(variant))
    return ProductsSet(products=(ProductSet(PRODUCT, product, blind(product), variants=(of_variant,)),))


def named(**fields: Any) -> Fact:
    f = PersonFields(**fields)
    return PersonSet(PERSON, f, blind(f))


facts = (
    st.builds(changed, product_fields, variant_fields)
    | st.builds(
        SettingsSet, f=st.dictionaries(st.sampled_from(["name", "locale"]), st.integers(0, 9), min_size=1)
    )
    | st.builds(named, name=st.sampled_from("ABC"), archived=st.booleans())
)
settings_of_fields = st.lists(st.tuples(st.sampled_from(ORIGINS), st.integers(2, 9), facts), max_size=8)


FEW = settings(max_examples=500 if everything() else 25)


def tables_after(arriving: list[tuple[bytes, int, Fact]]) -> dict[str, list[Any]]:
    """What the tables hold after entries with these origins and clocks have arrived in this order."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.begin() as connection:
        schema.create(connection)
        take(connection, 1, ORIGINS[0], 1, MADE)
        for arrival, (origin, hlc, fact) in enumerate(arriving, 2):
            take(connection, arrival, origin, hlc, fact)
        held = {
            table: connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in ("product", "variant", "barcode", "setting", "person")
        }
    engine.dispose()
    return held


def take(connection: Connection, arrival: int, origin: bytes, hlc: int, fact: Fact) -> None:
    event = f"{hlc:030x}{origin[0]:02x}"
    header = Header(origin.hex(), arrival, event, fact.kind, "", fact.entity, hlc, "2026-11-23T09:00", "", 1)
    apply(connection, fact, Arrived(arrival, origin, header))


def one_per_clock(arriving: list[tuple[bytes, int, Fact]]) -> list[tuple[bytes, int, Fact]]:
    """A till never gives two entries the same clock."""
    return list({(origin, hlc): (origin, hlc, fact) for origin, hlc, fact in arriving}.values())


@FEW
@given(settings_of_fields.map(one_per_clock), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(arriving: list[tuple[bytes, int, Fact]], chance: Any) -> None:
    otherwise = list(arriving)
    chance.shuffle(otherwise)
    assert tables_after(otherwise) == tables_after(arriving)


@FEW
@given(settings_of_fields.map(one_per_clock))
def test_the_latest_clock_of_each_field_wins(arriving: list[tuple[bytes, int, Fact]]) -> None:
    name = "Mug"
    for _origin, _hlc, fact in sorted(arriving, key=lambda one: (one[1], one[0])):
        if isinstance(fact, ProductsSet) and isinstance(fact.products[0].f.name, str):
            name = fact.products[0].f.name
    assert [row.name for row in tables_after(arriving)["product"]] == [name]


@FEW
@given(settings_of_fields.map(one_per_clock))
def test_an_entry_that_arrives_twice_changes_nothing(arriving: list[tuple[bytes, int, Fact]]) -> None:
    assert tables_after([*arriving, *arriving]) == tables_after(arriving)


class Kept:
    """A record that remembers what it was given."""

    def __init__(self, **values: Any) -> None:
        self.values = values

    def fields(self) -> Iterable[str]:
        return ("name", "price")

    def empty(self, name: str) -> Any:
        return ""

    def held(self, name: str) -> Any:
        return self.values[name]


def merged(record: Kept, known: Known, version: Version, here: tuple[str, ...]) -> dict[str, Any]:
    return merge(cast(Record, record), known, version, here)


def at(clock: str, seen: dict[str, tuple[str, ...]], **given: Any) -> Version:
    return Version(clock, given, seen)


def test_the_clocks_of_a_record_are_kept_shortly() -> None:
    known = Known(json.loads(first("0001a")))
    record = Kept(name="Mug", price=1, sku="", unit="")
    both = seen(first("0001a"), ("name", "price"))
    assert merged(record, known, at("0002a", both, name="Cup", price=3), ()) == {"name": "Cup", "price": 3}
    replaced = {"name": ("0001a",), "sku": ("0001a",)}
    assert merged(record, known, at("0001b", replaced, name="Old", sku="X"), ("0001a",)) == {"sku": "X"}
    assert written(known.clocks) == '{"*":"0001a","name":"0002a","price":"0002a","sku":"0001b"}'
    assert known.lost == {"name": {"0001b": "Old"}}, "who set it had not seen the winner"
    assert merged(record, known, at("0000z", {"unit": (LOWEST,)}, unit="kg"), ()) == {}


def test_a_change_that_comes_before_its_making_stands_in_its_place() -> None:
    known, record = unmade(), Kept(name="", price=None)
    assert merged(record, known, at("0002a", {"price": ("0001a",)}, price=3), ()) == {"price": 3}
    assert known.awaited == {"price": frozenset({"0001a"})}
    record.values["price"] = 3
    assert merged(record, known, at("0001a", {}, name="Mug", price=1), ()) == {"name": "Mug"}
    assert (written(known.clocks), known.is_plain) == ('{"*":"0001a","price":"0002a"}', True)


def test_who_has_seen_a_value_of_a_wrong_clock_can_change_it() -> None:
    known, record = Known(json.loads(first("0001a"))), Kept(name="Mug")
    assert merged(record, known, at("2036a", {"name": ("0001a",)}, name="Typo"), ()) == {"name": "Typo"}
    record.values["name"] = "Typo"
    unseen = merged(record, known, at("0002b", {"name": ("0001a",)}, name="Cup"), ("0001a",))
    assert (unseen, known.lost) == ({}, {"name": {"0002b": "Cup"}}), "listed, not lost"
    settled = at("2036b", {"name": ("2036a", "0002b")}, name="Vase")
    assert merged(record, known, settled, ("2036a", "0002b")) == {"name": "Vase"}
    assert known.is_plain
