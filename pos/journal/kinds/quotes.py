"""Entries about quotes: a price that holds until a day, the mails that brought it, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from msgspec import UNSET, UnsetType, field

from pos.journal.kinds.base import Fact, Part
from pos.journal.kinds.sold import AgreedOrder, OrderPersonal, SoldFulfilment


class QuotedCart(Part, frozen=True):
    """A cart that was quoted; who it is for and notes are personal."""

    agreed: AgreedOrder
    channel: str  # "counter", "phone", ...
    currency: str  # of every amount
    includes_tax: bool  # whether the prices do
    tax_rounding: str  # "per_total" or "per_line"
    fulfilment: SoldFulfilment = SoldFulfilment()
    payment_method: str = ""  # the key of the method that was agreed on
    deposit: str = ""  # as written: "30%" of the total, or an amount in major units
    promised: str = ""  # the day or time it is promised for


class QuoteFields(Part, frozen=True):
    """The fields of a quote that an entry sets."""

    number: str | UnsetType = UNSET  # A-Q000007, the next of its series
    revision: int | UnsetType = UNSET  # counts from 1; raised when one that was sent is changed
    cart: QuotedCart | UnsetType = UNSET
    valid_until: str | UnsetType = UNSET  # the last day its prices hold
    sent: int | UnsetType = UNSET  # the revision that was given to the customer last


class QuotePersonal(OrderPersonal, frozen=True, kw_only=True):
    """What may have to be erased from a quote: set together with its cart, the text also alone."""

    text: str = ""  # the shop's words above the goods


class QuoteSet(Fact, frozen=True):
    """A quote made or changed, field by field; of two settings the later clock wins."""

    kind: ClassVar[str] = "quote.set"
    personal_type: ClassVar[type[Part] | None] = QuotePersonal

    id: str  # of the quote
    day: str  # the local day
    f: QuoteFields = QuoteFields()  # what is set
    b: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by field: the clocks of what it replaces
    mails: tuple[str, ...] = ()  # kinds of mail to be sent
    personal: QuotePersonal | UnsetType = UNSET

    @property
    def entity(self) -> str:
        return self.id


class QuoteEnded(Fact, frozen=True):
    """A quote no longer holds."""

    kind: ClassVar[str] = "quote.ended"

    id: str  # of the quote
    day: str  # the local day
    why: str  # "placed", "declined" or "expired"
    order: str = ""  # the id of the order it became

    @property
    def entity(self) -> str:
        return self.id


class QuoteMailed(Fact, frozen=True):
    """A server took a mail that an entry about a quote had asked for."""

    kind: ClassVar[str] = "quote.mailed"

    id: str  # of the quote
    day: str  # the local day
    for_: str = field(name="for")  # the event id of the entry that asked for it
    mail: str = field(name="kind")  # what it is
    hash: str  # of the address it went to
    at: str  # when the server took it, with its offset

    @property
    def entity(self) -> str:
        return self.id


QuoteFact = QuoteSet | QuoteMailed | QuoteEnded
"""Everything that is told of a quote."""
