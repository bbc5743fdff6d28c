"""Products as a till sees them: what a search finds."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from pos.domain.tax import TaxList


class Hit(NamedTuple):
    """A variant that can be sold; a tuple, since twenty are made at each key pressed.

    `price` is None where it is asked at the till, `on_hand` where stock is not counted. `choices` is the
    number of the product's variants where a hit stands for the whole product (tiles), else 1. `rank` is its
    place among the best sellers; lists go on after it.
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
    choices: int = 1
    rank: int = 0


class Found(NamedTuple):
    """What a search gave: the best sellers first.

    `total` counts all that match, up to a hundred (then there may be more). `corrected` is the text that was
    searched instead where the typed one gave nothing, else empty.
    """

    hits: tuple[Hit, ...]
    total: int
    corrected: str = ""
