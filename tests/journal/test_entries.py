"""Every kind of entry: written in one way only, read back as it was."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from pos.domain.shop.errors import EntryDamaged
from pos.journal import kinds, seal
from pos.journal.apply import APPLICATIONS
from pos.journal.kinds import KINDS
from pos.journal.kinds.base import Fact, FromNewer, Part
from pos.journal.kinds.decisions import RecordsMerged
from pos.journal.kinds.imports import CatalogueImportUndone
from pos.journal.kinds.orders import OrderFact, OrderPlaced
from pos.journal.kinds.products import ProductsSet
from pos.journal.kinds.quotes import QuoteFact
from pos.journal.kinds.sold import AgreedOrder, OrderPersonal, Seller
from pos.journal.kinds.stock import StockMoved
from pos.journal.orders.tables import order_fact
from tests.journal.facts import facts_of
from tests.sample import everything

FEW = settings(max_examples=500 if everything() else 5)
EACH = pytest.mark.parametrize("kind", KINDS)


@EACH
@FEW
@given(data=st.data())
def test_every_kind_is_read_back_as_it_was(kind: str, data: st.DataObject) -> None:
    fact = data.draw(facts_of(KINDS[kind]))
    body, personal = seal.parts_of(fact)
    again = seal.fact_of(kind, body, personal)
    assert again == fact
    assert seal.parts_of(again) == (body, personal)


@EACH
@FEW
@given(data=st.data())
def test_every_kind_is_written_with_sorted_keys_and_whole_numbers_and_nothing_absent(
    kind: str, data: st.DataObject
) -> None:
    for part in filter(None, seal.parts_of(data.draw(facts_of(KINDS[kind])))):
        plain = json.loads(part, parse_float=pytest.fail)
        assert None not in values(plain)
        again = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        assert again.encode() == part


def values(plain: Any) -> list[Any]:
    if isinstance(plain, dict):
        return [leaf for value in plain.values() for leaf in values(value)]
    if isinstance(plain, list):
        return [leaf for value in plain for leaf in values(value)]
    return [plain]


@EACH
def test_every_kind_has_a_name_a_format_and_an_application(kind: str) -> None:
    fact = KINDS[kind]
    assert fact.kind == kind
    assert kind.count(".") == 1
    assert fact.format >= 1
    assert callable(APPLICATIONS[fact])


@EACH
@FEW
@given(data=st.data())
def test_every_entry_names_what_it_is_about(kind: str, data: st.DataObject) -> None:
    match data.draw(facts_of(KINDS[kind])):
        case ProductsSet(products=(product,)) as fact:
            assert fact.entity == product.id
        case ProductsSet() as fact:
            assert fact.entity == fact.import_
        case StockMoved() as fact:
            assert not fact.moves or fact.entity == fact.moves[0].variant
        case CatalogueImportUndone() as fact:
            assert fact.entity == fact.import_
        case RecordsMerged() as fact:
            assert fact.entity == fact.into
        case fact:
            named = next((name for name in ("id", "life", "store") if name in fact.__struct_fields__), "")
            assert fact.entity == (structs.asdict(fact)[named] if named else "")


LEFT_OUT = {
    "CreditedPart.to": "stock",
    "DocumentReprinted.document": "receipt",
    "ExceptionResolved.location": "main",
    "GoodsHandedOver.how": "handed_over",
    "Invoice.paper": "A4",
    "OrderCredited.location": "main",
    "OrderPlaced.location": "main",
    "Seller.language": "en",
    "Seller.locale": "en_GB",
    "SoldFulfilment.kind": "take_away",
    "StockMoved.location": "main",
    "StoreIntended.noted": -1,
    "TillOpened.role": "office",
}
"""What an entry means by a field it does not hold, where that is not nothing: as it was sealed, for ever."""


def test_what_an_entry_leaves_out_means_what_it_always_meant() -> None:
    fields = {
        f"{one.__name__}.{field.name}": field.default
        for one in below(Part)
        for field in msgspec.structs.fields(one)
    }
    meant = {
        name: default
        for name, default in fields.items()
        if default not in (msgspec.NODEFAULT, msgspec.UNSET, 0, "", ())
        and not (isinstance(default, Part) and default == type(default)())
    }
    assert meant == LEFT_OUT


def test_every_fact_is_among_the_kinds() -> None:
    assert leaves(Fact) == set(KINDS.values()) == set(APPLICATIONS)
    shared = {kind for kind in APPLICATIONS if issubclass(kind, OrderFact | QuoteFact)}
    assert len({APPLICATIONS[kind] for kind in APPLICATIONS.keys() - shared}) == len(APPLICATIONS) - len(
        shared
    )
    of_orders = {APPLICATIONS[kind] for kind in APPLICATIONS if issubclass(kind, OrderFact)}
    assert of_orders == {order_fact}, "an order's rows are all of its facts"


def below(of: type[Part]) -> set[type[Part]]:
    """All types that are made of one."""
    return {of}.union(*(below(one) for one in of.__subclasses__()))


def leaves(of: type[Fact]) -> set[type[Fact]]:
    """The kinds below a type of facts; what kinds share is none itself."""
    more = of.__subclasses__()
    return set().union(*(leaves(one) for one in more)) if more else {of}


@pytest.mark.parametrize(
    "noun", sorted(Path(kinds.__file__).parent.glob("[a-z]*.py")), ids=lambda path: path.stem
)
def test_every_number_in_an_entry_says_its_unit(noun: Path) -> None:
    numbers = re.findall(r"^    \w+: int\b[^,\n]*$", noun.read_text("utf-8"), re.MULTILINE)
    assert [line for line in numbers if "  # " not in line] == []


@EACH
@FEW
@given(data=st.data())
def test_a_field_of_a_newer_program_is_left_alone(kind: str, data: st.DataObject) -> None:
    fact = data.draw(facts_of(KINDS[kind]))
    body, personal = seal.parts_of(fact)
    more = b'{"surprise":1' + (b"," if body != b"{}" else b"") + body[1:]
    assert seal.fact_of(kind, more, personal) == fact


@EACH
def test_what_is_no_such_entry_is_damaged(kind: str) -> None:
    for body in (b"", b"[]", b'{"id":1', b"\xff"):
        with pytest.raises(EntryDamaged):
            seal.fact_of(kind, body, None)


def test_a_kind_or_a_format_of_a_newer_program_is_told_from_damage() -> None:
    head = seal.Header("", 1, "", "cash.moved", "", "", 0, "", "", 2)
    with pytest.raises(FromNewer):
        seal.fact_in(head, b"{}", None)
    with pytest.raises(FromNewer):
        seal.fact_of("drawer.kicked", b"{}", None)


SMALLEST = OrderPlaced(
    id="0" * 32,
    number="A-000001",
    letter="A",
    day="2026-11-23",
    channel="counter",
    currency="EUR",
    includes_tax=True,
    tax_rounding="per_total",
    seller=Seller(name="Atelier Lune"),
    agreed=AgreedOrder(lines=(), taxes=(), subtotal=0, net=0, tax=0, total=0),
    personal=OrderPersonal(customer_note="é", line_notes={"2": "for Anne", "1": "blue"}),
)


def test_the_canonical_bytes_of_an_order_are_these_for_ever() -> None:
    assert seal.parts_of(SMALLEST) == (
        b'{"agreed":{"lines":[],"net":0,"subtotal":0,"tax":0,"taxes":[],"total":0},"channel":"counter","currency":"EUR","day":"2026-11-23","id":"00000000000000000000000000000000",'
        b'"includes_tax":true,"letter":"A","number":"A-000001","seller":{"name":"Atelier Lune"},'
        b'"tax_rounding":"per_total"}',
        b'{"customer_note":"\xc3\xa9","line_notes":{"1":"blue","2":"for Anne"}}',
    )


def test_a_blanked_personal_part_is_simply_absent() -> None:
    body, _personal = seal.parts_of(SMALLEST)
    again = seal.fact_of("order.placed", body, None)
    assert again == msgspec.structs.replace(SMALLEST, personal=msgspec.UNSET)
