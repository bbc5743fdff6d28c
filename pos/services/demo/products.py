"""The demo's catalogue, and how it enters the shop."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import UNSET

from pos.domain.money.quantity import to_micro
from pos.journal.kinds.products import ASK, ProductFields, ProductSet, VariantFields, VariantSet
from pos.journal.kinds.stock import StockMove
from pos.services.demo.delivering import GRAMS
from pos.services.demo.goods import Artwork, Goods, Item, in_language, items, shelves

FAVOURITES = (
    "BOW-ASH", "SPO-OLI", "MUG-BLU", "MUG-SAN", "CAN-FIG", "CAN-CED", "TOT-LIN", "SCA-MER", "BOA-OAK",
    "SOA-LAV", "SOA-HON", "CAR-BIR",
)  # fmt: skip
"""The tiles of the first page, in their order."""


def everything() -> Iterator[Item]:
    """All that can be sold."""
    for shelf in shelves():
        for goods in shelf.goods:
            yield from items(goods)


def openings(ids: Mapping[str, str], sold: Mapping[str, Decimal]) -> tuple[StockMove, ...]:
    """The stock the products open with: what is left in the end and what is sold meanwhile, by SKU."""
    return tuple(
        StockMove(ids[one.sku], to_micro(one.stock + sold.get(one.sku, Decimal(0))))
        for one in everything()
        if one.stock is not None
    )


def entries(language: str, pictures: Mapping[Artwork, str], ids: Mapping[str, str]) -> tuple[ProductSet, ...]:
    """The products as one entry takes them; `pictures` gives the file of a look, `ids` the variant's id."""
    return tuple(
        ProductSet(
            id=uuid.uuid4().hex,
            f=_product(goods, in_language(shelf.category, language), language, pictures),
            variants=tuple(
                _variant(one, place, language, pictures, ids) for place, one in enumerate(items(goods))
            ),
        )
        for shelf in shelves()
        for goods in shelf.goods
    )


def _product(goods: Goods, category: str, language: str, pictures: Mapping[Artwork, str]) -> ProductFields:
    return ProductFields(
        name=in_language(goods.name, language),
        category=category,
        description=in_language(goods.text, language),
        tax_class=goods.tax,
        source="demo",
        picture=pictures[goods.look],
        favourite=FAVOURITES.index(goods.sku) + 1 if goods.sku in FAVOURITES else UNSET,
    )


def _variant(
    one: Item,
    place: int,
    language: str,
    pictures: Mapping[Artwork, str],
    ids: Mapping[str, str],
) -> VariantSet:
    return VariantSet(
        id=ids[one.sku],
        f=VariantFields(
            options=in_language(one.options, language),
            sku=one.sku,
            barcodes=(one.barcode,),
            price=ASK if one.price is None else to_micro(one.price),
            cost=to_micro(Decimal(one.of.cost)),
            unit=one.of.unit,
            weight=GRAMS.get(one.sku, 0),
            tracked=one.stock is not None,
            oversell=one.of.oversell,
            picture=pictures[one.look] if one.look != one.of.look else "",
            position=place,
        ),
    )
