"""Why stock moves, and how much of it there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from pos.domain.shop.settings import Oversell


class Reason(StrEnum):
    """Why goods came or went."""

    SALE = "sale"
    RETURN = "return"
    EDIT = "edit"
    RECEIPT = "receipt"
    COUNT = "count"
    DAMAGE = "damage"
    TRANSFER = "transfer"
    OPENING = "opening"
    WEB = "web shop"


MAIN = "main"
"""The one stock location of a shop that names no other."""


@dataclass(frozen=True, slots=True)
class StockNotice:
    """A line of the cart that asks for more than there is."""

    line_id: str
    name: str
    on_hand: Decimal
    wanted: Decimal
    policy: Oversell


@dataclass(frozen=True, slots=True)
class StockMove:
    """One move of one variant, as the stock list shows it."""

    at: datetime
    reason: Reason
    quantity: Decimal
    order_number: str
    note: str


@dataclass(frozen=True, slots=True)
class StockLevel:
    """How many of a variant there are (None: unlimited), and how they came to be, newest first.

    `as_of` is when this till last heard of others; None where there are none. `till` is the letter of the one
    that has the only piece, "" where any may have it.
    """

    sku: str
    name: str
    on_hand: Decimal | None
    moves: tuple[StockMove, ...]
    as_of: datetime | None = None
    variant_id: str = ""
    till: str = ""
