"""Papers without prices as values: what goes into the parcel, waits at the counter, or is given away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pos.domain.money.amounts import Money
from pos.domain.orders.orders import OrderLine, PaperSeller
from pos.domain.papers.receipts import Mark


class SlipKind(StrEnum):
    """What a slip is for."""

    PACKING = "packing_slip"
    PICKUP = "pickup_slip"
    GIFT = "gift_receipt"


@dataclass(frozen=True, slots=True)
class SlipDocument:
    """A slip as it is drawn: pieces of an order without a price; it has no number but the order's.

    Of a line only its name, options, note, SKU and pieces are said.
    """

    kind: SlipKind
    order: str
    day: date
    seller: PaperSeller
    lines: tuple[OrderLine, ...]
    code: str
    """What the printed code says when scanned: it finds the order."""
    to: tuple[str, ...] = ()
    """The envelope of a delivery, or who fetches it."""
    method: str = ""
    """How it travels, as the shop calls it."""
    at: str = ""
    """The day or time that was agreed on: 2026-11-24T10:30."""
    tracking: str = ""
    later: tuple[OrderLine, ...] = ()
    """Pieces that come with another delivery."""
    due: Money | None = None
    """What is to be paid when it is fetched."""
    note: str = ""
    footer: tuple[str, ...] = ()
    mark: Mark | None = None
    language: str = "en"
    locale: str = "en_GB"
    paper: str = "A4"
    logo: str = ""
