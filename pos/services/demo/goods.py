"""What a row of the demo's catalogue says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

import msgspec

from pos.domain.catalogue.barcode import check_digit

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "demo"

PREFIX = "376012345"
"""The workshop's own numbers of goods begin with this; three digits and the check digit follow."""

Words = tuple[str, str]
"""In English, in French."""


def in_language(words: Words, language: str) -> str:
    """The French words where French is spoken, else the English ones."""
    return words[1] if language == "fr" else words[0]


@dataclass(frozen=True, slots=True)
class Artwork:
    """How a product is drawn: on which ground, what, in which tones."""

    ground: str
    drawing: str
    tones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sort:
    """One kind of a product, with what differs: its options, price, stock and tones."""

    suffix: str
    code: int
    options: Words
    stock: str
    price: str = ""
    tones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Goods:
    """A product: `stock` is what is left after the two weeks, None where it is not counted.

    An empty price is asked at the till; `code` numbers the barcode; `popular` is how often it sells beside
    the others.
    """

    sku: str
    code: int
    price: str
    cost: str
    stock: str | None
    popular: int
    name: Words
    text: Words
    look: Artwork
    tax: str = "standard"
    unit: str = ""
    oversell: str = ""
    sorts: tuple[Sort, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Category:
    """A category with what is in it."""

    category: Words
    goods: tuple[Goods, ...]


@cache
def shelves() -> tuple[Category, ...]:
    """The whole catalogue, as `resources/demo/catalogue.json` writes it."""
    return msgspec.json.decode((FOLDER / "catalogue.json").read_bytes(), type=tuple[Category, ...])


@dataclass(frozen=True, slots=True)
class Item:
    """What is sold: a product, or one of its kinds."""

    of: Goods
    sku: str
    barcode: str
    price: Decimal | None
    stock: Decimal | None
    options: Words
    look: Artwork


def items(goods: Goods) -> Iterator[Item]:
    """The kinds of a product; the product itself where it has none."""
    for sort in goods.sorts or (Sort("", goods.code, ("", ""), goods.stock or ""),):
        price, stock = sort.price or goods.price, sort.stock
        yield Item(
            of=goods,
            sku=f"{goods.sku}-{sort.suffix}" if sort.suffix else goods.sku,
            barcode=barcode(sort.code),
            price=Decimal(price) if price else None,
            stock=Decimal(stock) if stock else None,
            options=sort.options,
            look=Artwork(goods.look.ground, goods.look.drawing, sort.tones or goods.look.tones),
        )


def barcode(code: int) -> str:
    """The EAN-13 of one of the workshop's numbers."""
    body = f"{PREFIX}{code:03d}"
    return body + check_digit(body)
