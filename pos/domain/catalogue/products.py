"""Products as a till sees them: what a search finds."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from pos.domain.money.tax import TaxList


class Hit(NamedTuple):
    """A variant that can be sold; a tuple, since twenty are made at each key pressed.

    `price` is None where it is asked at the till, `on_hand` where stock is not counted. `choices` is the
    number of the product's variants where a hit stands for the whole product (tiles), else 1. `rank` is its
    place among the best sellers; lists go on after it. `importing` is one that a file sets which is not in
    as a whole yet and may be taken back. `till` is the letter of the one that has the only piece.
    """

    variant_id: str
    product_id: str
    name: str
    options: str
    sku: str
    barcode: str
    price: Decimal | None
    taxes: TaxList
    on_hand: Decimal | None
    oversell: str
    unit: str
    category: str
    picture: str
    favourite: bool
    importing: bool = False
    till: str = ""
    choices: int = 1
    rank: int = 0


class Found(NamedTuple):
    """What a search gave: the best sellers first.

    `total` counts all that match, or is one more than the hits where there are more than were asked for:
    counting on would cost more than the search. `corrected` is the text that was searched instead where the
    typed one gave nothing, else empty.
    """

    hits: tuple[Hit, ...]
    total: int
    corrected: str = ""


class VariantRecord(NamedTuple):
    """One kind of a product, as the Products page shows and edits it.

    `price_before` is a higher price that does not count now, None where there is none. `till` is the letter
    of the one that has the only piece, "" for any. Kinds with the same `shares` have one stock together.
    """

    id: str
    options: str
    sku: str
    barcodes: tuple[str, ...]
    price: Decimal | None
    cost: Decimal | None
    unit: str
    on_hand: Decimal | None
    oversell: str
    archived: bool
    price_before: Decimal | None = None
    till: str = ""
    shares: str = ""


class ProductRecord(NamedTuple):
    """A product, whole; `cursor` is its place in the list, for the next page.

    `importing` is one that a file sets, which is not in as a whole yet and may be taken back.
    """

    id: str
    name: str
    category: str
    description: str
    tax_class: str
    picture: str
    picture_url: str
    favourite: bool
    archived: bool
    variants: tuple[VariantRecord, ...]
    cursor: tuple[str, str]
    importing: bool = False


class NewProduct(NamedTuple):
    """A product typed in by hand; `on_hand` None means that its stock is not counted."""

    name: str
    price: Decimal | None
    sku: str = ""
    barcodes: tuple[str, ...] = ()
    category: str = ""
    tax_class: str = ""
    unit: str = ""
    on_hand: Decimal | None = None
