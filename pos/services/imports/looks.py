"""How things in a file and things in the shop look, by more and by less, to tell apart what is alike."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from pos.domain.catalogue.barcode import bare_number
from pos.domain.imports.read_file import ImportedProduct, ImportedVariant
from pos.domain.money.quantity import to_micro
from pos.domain.words.text import fold

Row = dict[str, Any]
"""A variant of the shop with its `barcodes`, and of its product: how the `name` is written, and `handle`."""

Kinds = tuple[tuple[object, ...], ...]


class Said(NamedTuple):
    """A variant of a file with its product."""

    product: ImportedProduct
    kind: ImportedVariant


class Held(NamedTuple):
    """A product of the shop as it looks."""

    id: int
    name: str
    category: str
    kinds: Kinds


VariantLooks = list[tuple[Callable[[Said], Hashable], Callable[[Row], Hashable]]]
ProductLooks = list[tuple[Callable[[ImportedProduct], Hashable], Callable[[Held], Hashable]]]

WHOLE = 2
"""How many of the looks of variants are all that a file says."""

_BY_SKU = (
    ("sku", "handle", "name", "options", "price", "category", "cost", "barcodes"),
    ("sku", "handle", "name", "options", "price"),
    ("handle", "folded", "options", "price"),
    ("handle", "folded", "options"),
    ("folded", "options"),
    ("folded",),
    (),
)
_BY_OPTIONS = (
    ("options", "price", "cost", "barcodes"),
    ("options", "price"),
    ("options", "price"),
    ("options",),
)


def with_one_sku() -> VariantLooks:
    """Looks of variants that have the same SKU."""
    looks: VariantLooks = [(_said(*names), _held(*names)) for names in _BY_SKU]
    looks[1] = (_no_more(looks[1][0]), looks[1][1])
    return looks


def of_one_product(free: Sequence[Row], *, alone: bool) -> VariantLooks:
    """Looks of variants of the same product; `alone` where it has but one on both sides."""
    looks: VariantLooks = [(_said(*names), _held(*names)) for names in _BY_OPTIONS]
    looks[1] = (_no_more(looks[1][0]), looks[1][1])
    owners: dict[str, int] = {}
    for row in free:
        for code in map(bare_number, row["barcodes"]):
            owners[code] = 0 if code in owners else row["id"]

    def coded(one: Said) -> Hashable:
        codes = map(bare_number, one.kind.barcodes or ())
        return next((owners[code] for code in codes if owners.get(code)), None)

    looks.insert(WHOLE, (coded, lambda row: row["id"]))
    return [*looks, (_said(), _held())] if alone else looks


def of_products() -> ProductLooks:
    """Looks of products that are called the same; the first is all that a file says."""
    return [(_product(much), _shops(much)) for much in (4, 3, 2, 1)]


def kinds_of(rows: Sequence[Row]) -> Kinds:
    """What the variants of a product of the shop are."""
    found = [(fold(row["options"]), row["price"], row["cost"], _numbers(row["barcodes"])) for row in rows]
    return tuple(sorted(found, key=repr))


def _said(*names: str) -> Callable[[Said], Hashable]:
    def look(said: Said) -> Hashable:
        product, one = said
        if product.name is None and not {"name", "folded"}.isdisjoint(names):
            return None  # a price list tells nothing by names
        says = {
            "sku": one.sku,
            "handle": product.handle,
            "name": product.name,
            "folded": fold(product.name or ""),
            "category": product.category or "",
            "options": fold(one.options),
            "price": _micro(one.price),
            "cost": _micro(one.cost),
            "barcodes": _numbers(one.barcodes or ()),
        }
        return tuple(says[name] for name in names)

    return look


def _held(*names: str) -> Callable[[Row], Hashable]:
    def look(row: Row) -> Hashable:
        folded = {
            "folded": fold(row.get("name", "")),
            "options": fold(row["options"]),
            "barcodes": _numbers(row["barcodes"]) if "barcodes" in names else (),
        }
        return tuple(folded[name] if name in folded else row[name] for name in names)

    return look


def _no_more(look: Callable[[Said], Hashable]) -> Callable[[Said], Hashable]:
    """The look of what says nothing beyond it."""

    def bare(said: Said) -> Hashable:
        more = (said.product.category, said.kind.cost, said.kind.barcodes)
        return look(said) if more == (None, None, None) else None

    return bare


def _product(much: int) -> Callable[[ImportedProduct], Hashable]:
    def look(product: ImportedProduct) -> Hashable:
        found = [
            (fold(one.options), _micro(one.price), _micro(one.cost), _numbers(one.barcodes or ()))
            for one in product.variants
        ]
        kinds = tuple(sorted(found, key=repr))
        return _as_far(much, product.name or "", product.category or "", kinds)

    return look


def _shops(much: int) -> Callable[[Held], Hashable]:
    return lambda held: _as_far(much, held.name, held.category, held.kinds)


def _as_far(much: int, name: str, category: str, kinds: Kinds) -> Hashable:
    if much == 4:
        return name, category, kinds
    return (fold(name), category, tuple(kind[:2] for kind in kinds))[:much]


def _numbers(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(bare_number, codes))


def _micro(amount: Decimal | None) -> int | None:
    return None if amount is None else to_micro(amount)
