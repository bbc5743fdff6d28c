"""Records are merged field by field: whatever order settings arrive in, the latest of each field stands."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from pos.journal.apply import apply
from pos.journal.kinds import clocks
from pos.journal.kinds.base import Arrived, Fact
from pos.journal.kinds.products import ASK, ProductFields, ProductSet, ProductsSet, VariantFields, VariantSet
from pos.journal.kinds.shop import PersonSet, SettingsSet
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


def changed(product: ProductFields, variant: VariantFields) -> Fact:
    return ProductsSet(products=(ProductSet(PRODUCT, product, variants=(VariantSet(VARIANT, variant),)),))


facts = (
    st.builds(changed, product_fields, variant_fields)
    | st.builds(
        SettingsSet, f=st.dictionaries(st.sampled_from(["name", "locale"]), st.integers(0, 9), min_size=1)
    )
    | st.builds(PersonSet, id=st.just(PERSON), name=st.sampled_from("ABC"), archived=st.booleans())
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
    header = Header(origin.hex(), arrival, "", fact.kind, "shop", fact.entity, hlc, "2026-11-23T09:00", "", 1)
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


def test_the_clocks_of_a_record_are_kept_shortly() -> None:
    kept = clocks.read(clocks.first("0001a"))
    assert clocks.winners(kept, {"name": "Cup", "price": 3}, "0002a") == {"name": "Cup", "price": 3}
    assert clocks.winners(kept, {"name": "Old", "sku": "X"}, "0001b") == {"sku": "X"}
    assert clocks.write(kept) == '{"*":"0001a","name":"0002a","price":"0002a","sku":"0001b"}'
    assert clocks.winners(kept, {"unit": "kg"}, "0000z") == {}
