"""A quote as services return it: its cart, how long its prices hold, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pos.domain.mail.kinds import MailState
from pos.domain.money.amounts import Money
from pos.domain.orders.cart import Cart
from pos.domain.orders.order_document import OrderDocument
from pos.domain.orders.orders import Order


class QuoteState(StrEnum):
    """How far a quote has come; that its day passed follows from the calendar, and is never written."""

    OPEN = "Open"
    EXPIRED = "Expired"
    PLACED = "Placed"
    DECLINED = "Declined"


class Prices(StrEnum):
    """At which prices a quote becomes an order."""

    QUOTED = "quoted"
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """One quote in a list; `order` and `order_id` say what it became, `cursor` where it stands."""

    id: str
    number: str
    revision: int
    made_at: datetime
    valid_until: date
    state: QuoteState
    customer: str
    total: Money
    order: str = ""
    order_id: str = ""
    cursor: str = ""
    mail: MailState | None = None
    """How its last message stands, where this till sends one and who reads asks for it."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One quote whole: `order` is its cart as papers and scripts read orders, nothing of it was placed.

    `day` is the one of the revision in force, `sent` the revision that the customer was given last (0: none),
    `event` the id of the entry that says what is quoted.
    """

    id: str
    row: QuoteRow
    cart: Cart
    order: Order
    day: date
    sent: int
    event: str
    text: str = ""
    """The shop's words above the goods."""

    @property
    def is_sent(self) -> bool:
        """Whether the customer has this revision."""
        return self.sent == self.row.revision


@dataclass(frozen=True, slots=True)
class WrittenQuote:
    """A quote as a script writes it; `number` is that of the quote to be changed, "" for a new one.

    What is left out (None) stays, or is as the shop usually has it.
    """

    document: OrderDocument
    number: str = ""
    valid_until: date | None = None
    text: str | None = None


def state_of(ended: str, valid_until: date, today: date) -> QuoteState:
    """The state of a quote; `ended` says why it no longer holds, "" while it does."""
    if ended in ("placed", "declined"):
        return QuoteState.PLACED if ended == "placed" else QuoteState.DECLINED
    return QuoteState.EXPIRED if ended or today > valid_until else QuoteState.OPEN
