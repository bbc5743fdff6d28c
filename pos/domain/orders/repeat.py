"""The same as last time: the lines of an earlier order at today's prices, and what is different now."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pos.domain.money.pricing import Discount
from pos.domain.orders.cart import CartLine


class ChangeKind(StrEnum):
    """What is different about a line today."""

    PRICE = "price"
    GONE = "gone"
    OUT_OF_STOCK = "out_of_stock"


@dataclass(frozen=True, slots=True)
class Change:
    """A product that is not as it was.

    `before` and `after` are unit prices, or for OUT_OF_STOCK the quantity wanted and the one on hand; both
    are None for a product that is GONE.
    """

    name: str
    kind: ChangeKind
    before: Decimal | None = None
    after: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """Lines ready for a cart, and what changed since; `discount` is of the order, with its old prices."""

    lines: tuple[CartLine, ...]
    changes: tuple[Change, ...]
    discount: Discount | None = None
    of: str = ""
    """The id of the order that they were."""
