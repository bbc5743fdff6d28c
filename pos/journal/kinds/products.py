"""Entries about products: made in bulk, changed field by field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import UNSET, UnsetType, field, structs

from pos.journal.kinds import clocks, stock
from pos.journal.kinds.base import Arrived, Fact, Part

if TYPE_CHECKING:
    from sqlalchemy import Connection

PRODUCT = (
    "INSERT INTO product(id, uid, name, category, description, tax_class, source, handle, picture_url,"
    " picture, favourite, archived, clocks) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"
)
VARIANT = (
    "INSERT INTO variant(id, uid, product_id, position, options, sku, price, cost, unit, tracked, oversell,"
    " weight, picture, archived, clocks) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
)


class ProductFields(Part, frozen=True):
    """The fields of a product that an entry sets."""

    name: str | UnsetType = UNSET
    category: str | UnsetType = UNSET
    description: str | UnsetType = UNSET  # plain text
    tax_class: str | UnsetType = UNSET  # the key of a class of the shop; "" is its first
    source: str | UnsetType = UNSET  # the shop or file format it came from
    handle: str | UnsetType = UNSET  # what that source calls it
    picture_url: str | UnsetType = UNSET  # where its picture is to be fetched
    picture: str | UnsetType = UNSET  # the hash of the picture's file
    favourite: int | UnsetType = UNSET  # its place among the favourites from 1; 0 is none
    archived: bool | UnsetType = UNSET  # no longer sold, still shown in old orders


ASK = "ask"
"""A price that is typed at the till."""


class VariantFields(Part, frozen=True):
    """The fields of a variant that an entry sets."""

    options: str | UnsetType = UNSET  # "blue, large"
    sku: str | UnsetType = UNSET
    barcodes: tuple[str, ...] | UnsetType = UNSET  # each finds it
    price: int | str | UnsetType = UNSET  # of one, millionths of the major unit, or ASK
    cost: int | UnsetType = UNSET  # of one, millionths of the major unit
    unit: str | UnsetType = UNSET  # "kg"; "" is sold by the piece
    tracked: bool | UnsetType = UNSET  # whether its stock is counted
    oversell: str | UnsetType = UNSET  # "warn", "allow" or "block"; "" is the shop's choice
    weight: int | UnsetType = UNSET  # grams of one
    picture: str | UnsetType = UNSET  # the hash of the picture's file
    position: int | UnsetType = UNSET  # its place among the product's variants, from 0
    archived: bool | UnsetType = UNSET  # no longer sold


class VariantSet(Part, frozen=True):
    """A variant made or changed, with the stock it starts with or a count found."""

    id: str
    f: VariantFields  # what is set
    b: dict[str, str] = field(default_factory=dict)  # by field: the clock of the value it replaces
    was: VariantFields | UnsetType = UNSET  # the values it replaces
    opening: int | UnsetType = UNSET  # millionths: the stock a new one starts with
    counted: int | UnsetType = UNSET  # millionths: the difference a count found


class ProductSet(Part, frozen=True):
    """A product made or changed, with its variants."""

    id: str
    f: ProductFields = ProductFields()  # what is set
    b: dict[str, str] = field(default_factory=dict)  # by field: the clock of the value it replaces
    was: ProductFields | UnsetType = UNSET  # the values it replaces
    variants: tuple[VariantSet, ...] = ()


class ProductsSet(Fact, frozen=True):
    """Up to 500 products made or changed at once, by hand or by a file."""

    kind: ClassVar[str] = "products.set"

    products: tuple[ProductSet, ...]
    location: str = "main"  # where opening and counted stock lies
    import_id: str = ""  # of the file they came from; "" for a person

    @property
    def entity(self) -> str:
        return self.products[0].id if len(self.products) == 1 else self.import_id


def products_set(connection: Connection, fact: ProductsSet, arrived: Arrived) -> None:
    """Products made or changed, with the stock they open with or a count found."""
    known = stock.row_ids(connection, "product", (one.id for one in fact.products))
    known_variants = stock.variant_ids(
        connection, (variant.id for one in fact.products for variant in one.variants)
    )
    for one in fact.products:
        if one.id in known:
            _change_product(connection, known[one.id], one, arrived)
    ids = known | _make_products(connection, [one for one in fact.products if one.id not in known], arrived)
    owned = [(ids[one.id], variant) for one in fact.products for variant in one.variants]
    for _product, variant in owned:
        if variant.id in known_variants:
            _change_variant(connection, known_variants[variant.id], variant.f, arrived)
    fresh = [(product, variant) for product, variant in owned if variant.id not in known_variants]
    rows = known_variants | _make_variants(connection, fresh, arrived)
    _stock(connection, fact.location, [(rows[variant.id], variant) for _product, variant in owned], arrived)


def _make_products(connection: Connection, fresh: list[ProductSet], arrived: Arrived) -> dict[str, int]:
    if not fresh:
        return {}
    next_id = _next_id(connection, "product")
    made_at = clocks.first(arrived.stamp)
    ids: dict[str, int] = {}
    rows = []
    for one in fresh:
        f = one.f
        ids[one.id] = next_id
        rows.append(
            (
                next_id,
                bytes.fromhex(one.id),
                f.name or "",
                f.category or "",
                f.description or "",
                f.tax_class or "",
                f.source or "",
                f.handle or "",
                f.picture_url or "",
                f.picture or "",
                f.favourite or None,
                int(f.archived or False),
                made_at,
            )
        )
        next_id += 1
    connection.exec_driver_sql(PRODUCT, rows)
    return ids


def _make_variants(
    connection: Connection, fresh: list[tuple[int, VariantSet]], arrived: Arrived
) -> dict[str, int]:
    if not fresh:
        return {}
    next_id = _next_id(connection, "variant")
    made_at = clocks.first(arrived.stamp)
    ids: dict[str, int] = {}
    rows, codes = [], []
    for product, variant in fresh:
        f = variant.f
        ids[variant.id] = next_id
        rows.append(
            (
                next_id,
                bytes.fromhex(variant.id),
                product,
                f.position or 0,
                f.options or "",
                f.sku or "",
                _price(f.price) if f.price is not UNSET else None,
                f.cost if f.cost is not UNSET else None,
                f.unit or "",
                int(f.tracked is not False),
                f.oversell or "",
                f.weight or 0,
                f.picture or "",
                int(f.archived or False),
                made_at,
            )
        )
        codes += _codes(next_id, f.barcodes or ())
        next_id += 1
    connection.exec_driver_sql(VARIANT, rows)
    if codes:
        connection.exec_driver_sql("INSERT INTO barcode VALUES (?,?,?)", codes)
    return ids


def _change_product(connection: Connection, row: int, one: ProductSet, arrived: Arrived) -> None:
    fields = structs.asdict(one.f)
    won = _merge(connection, "product", row, fields, arrived)
    if "favourite" in won:
        won["favourite"] = won["favourite"] or None
    _update(connection, "product", row, won)


def _change_variant(connection: Connection, row: int, f: VariantFields, arrived: Arrived) -> None:
    won = _merge(connection, "variant", row, structs.asdict(f), arrived)
    if "price" in won:
        won["price"] = _price(won["price"])
    if "barcodes" in won:
        connection.exec_driver_sql("DELETE FROM barcode WHERE variant_id = ?", (row,))
        codes = _codes(row, won.pop("barcodes"))
        if codes:
            connection.exec_driver_sql("INSERT INTO barcode VALUES (?,?,?)", codes)
    _update(connection, "variant", row, won)


def _merge(
    connection: Connection, table: str, row: int, fields: dict[str, object], arrived: Arrived
) -> dict[str, Any]:
    """The given fields that win over what the record holds, with its new clocks."""
    given = {name: value for name, value in fields.items() if value is not UNSET}
    kept = connection.exec_driver_sql(f"SELECT clocks FROM {table} WHERE id = ?", (row,)).scalar_one()
    seen = clocks.read(kept)
    won = clocks.winners(seen, given, arrived.stamp)
    return {**won, "clocks": clocks.write(seen)} if won else {}


def _update(connection: Connection, table: str, row: int, won: dict[str, Any]) -> None:
    if won:
        sets = ", ".join(f"{name} = ?" for name in won)
        values = tuple(int(value) if isinstance(value, bool) else value for value in won.values())
        connection.exec_driver_sql(f"UPDATE {table} SET {sets} WHERE id = ?", (*values, row))


def _stock(
    connection: Connection, location: str, variants: list[tuple[int, VariantSet]], arrived: Arrived
) -> None:
    opening = [(row, one.opening, "") for row, one in variants if isinstance(one.opening, int)]
    counted = [(row, one.counted, "") for row, one in variants if isinstance(one.counted, int)]
    stock.move(connection, opening, location, "opening", arrived)
    stock.move(connection, counted, location, "count", arrived)


def _codes(variant: int, barcodes: Sequence[str]) -> list[tuple[str, int, int]]:
    if len(barcodes) == 1:
        return [(barcodes[0], variant, 0)]
    return [(code, variant, place) for place, code in enumerate(dict.fromkeys(barcodes))]


def _price(price: object) -> object:
    return None if price == ASK else price


def _next_id(connection: Connection, table: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").scalar_one())
