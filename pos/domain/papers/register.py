"""The list of all papers that were issued: what a row says, and what it can be narrowed to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pos.domain.money.amounts import Money
from pos.domain.words.errors import CashierError


class PaperKind(StrEnum):
    """The papers that take a number of a series."""

    RECEIPT = "receipt"
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    REFUND = "refund"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """One paper; `day` is the one it counts for, `till` the letter of the till that made it.

    `order` is the number of its order ("" for a quote that became none), `order_id` its id, `invoice` the one
    that a credit note takes from; `cursor` says where the row stands.
    """

    kind: PaperKind
    number: str
    made_at: datetime
    day: date
    till: str
    customer: str
    total: Money
    order: str = ""
    order_id: str = ""
    invoice: str = ""
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class PaperFilter:
    """Which papers are wanted: of a kind, from a day to a day (as 2026-11-24), of a till; "" is any.

    `customer` is how words of the name on them begin, in any order.
    """

    kind: PaperKind | None = None
    since: str = ""
    until: str = ""
    till: str = ""
    customer: str = ""


@dataclass(frozen=True, slots=True)
class MadeTogether:
    """Of many papers how many were made, why others were not, and whether somebody stopped it."""

    made: int
    refused: tuple[tuple[str, CashierError], ...] = ()
    stopped: bool = False


EVERY_PAPER = PaperFilter()
