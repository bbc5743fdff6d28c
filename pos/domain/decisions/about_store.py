"""What a web shop refused, lost or shows otherwise, said to the person who decides, and the answers."""

from __future__ import annotations

from dataclasses import dataclass

from pos.domain.decisions.exceptions import Sentence
from pos.domain.words.errors import CashierError
from pos.domain.words.phrases import Change, Phrase, UnitPrice

ORDER_REFUSED, ORDER_DOUBLED, ORDER_GONE = "order_refused", "order_doubled", "order_gone"
PRODUCT_GONE, COUNT, STOCK_REFUSED = "product_gone", "count", "stock_refused"
MONEY_DIFFERS, PRICE_DIFFERS, RECORD_CONFLICT = "money_differs", "price_differs", "record_conflict"
MATCH, TAX_UNMATCHED = "match", "tax_unmatched"
STATUS_CONFLICT, CLOCK, RIGHTS_LOST = "status_conflict", "clock", "rights_lost"
KINDS = (
    ORDER_REFUSED, ORDER_DOUBLED, ORDER_GONE, PRODUCT_GONE, COUNT, STOCK_REFUSED, MONEY_DIFFERS,
    PRICE_DIFFERS, RECORD_CONFLICT, MATCH, TAX_UNMATCHED, STATUS_CONFLICT, CLOCK, RIGHTS_LOST,
)  # fmt: skip
LEAVE_OUT, AGAIN, CHECKED, LEAVE, SEND_AGAIN = "leave_out", "again", "checked", "leave", "send_again"
SEEN, NOTE, LINK, NEW, CHOOSE, CREATE = "seen", "note", "link", "new", "choose", "create"
WAIT, OURS, THEIRS, COUNTED, STOP, RECONNECT = "wait", "ours", "theirs", "count", "stop", "reconnect"
WAITING = frozenset((kind, WAIT) for kind in KINDS)
"""Answers that decide nothing: it is asked until it is clear."""


@dataclass(frozen=True, slots=True)
class OrderRefused(Sentence):
    number: str
    said: str

    text = "The web shop refuses {number}: “{said}”. The sale stands here."


@dataclass(frozen=True, slots=True)
class OrderDoubled(Sentence):
    number: str
    both: tuple[str, ...]

    text = "{number} is twice in the web shop: {both}. Look at both there, and cancel one."


@dataclass(frozen=True, slots=True)
class OrderGone(Sentence):
    number: str
    there: str

    text = "{there} was deleted in the web shop. It was {number} here."


@dataclass(frozen=True, slots=True)
class ProductGone(Sentence):
    number: str

    text = "A product of {number} is no longer in the web shop; the order went there without links."


@dataclass(frozen=True, slots=True)
class NamedGone(Sentence):
    number: str
    name: str

    text = "{name} is no longer in the web shop; {number} went there without links."


@dataclass(frozen=True, slots=True)
class CountUnclear(Sentence):
    name: str
    delta: Change

    text = "It is not clear whether the web shop took {delta} of {name}. Whose figure is right?"


@dataclass(frozen=True, slots=True)
class BackUnclear(Sentence):
    number: str
    goods: str

    text = (
        "{number} was given back: it is not clear whether the web shop put {goods} back on its shelf. "
        "Whose figure is right?"
    )


@dataclass(frozen=True, slots=True)
class StockRefused(Sentence):
    name: str
    said: str

    text = "The web shop refuses the stock of {name}: “{said}”. Another system may run it there."


@dataclass(frozen=True, slots=True)
class MoneyDiffers(Sentence):
    number: str
    here: UnitPrice
    there: UnitPrice

    text = "{number}: receipt {here}, web shop {there}. The receipt stands."


@dataclass(frozen=True, slots=True)
class BothDiffer(Sentence):
    name: str
    field: Phrase | str
    here: object
    there: object

    text = "{name}: {field} here “{here}”, in the web shop “{there}”; both changed. Which one stands?"


@dataclass(frozen=True, slots=True)
class Unmatched(Sentence):
    name: str
    names: tuple[str, ...]

    text = "“{name}” of the web shop may be several goods here: {names}. Which one is it?"


@dataclass(frozen=True, slots=True)
class TwiceThere(Sentence):
    name: str

    text = "“{name}” bears a code that the web shop has twice. What is it here?"


@dataclass(frozen=True, slots=True)
class TaxUnmatched(Sentence):
    name: str

    text = "“{name}” of the web shop has no rate here. Which one is it?"


@dataclass(frozen=True, slots=True)
class StatusConflict(Sentence):
    number: str
    ours: Phrase | str
    theirs: Phrase | str

    text = "{number} is “{ours}” here and “{theirs}” in the web shop. Which one stands?"


@dataclass(frozen=True, slots=True)
class PartBack(Sentence):
    number: str
    ours: Phrase | str
    amount: UnitPrice

    text = "{number} is “{ours}” here; of it {amount} went back in the web shop. Which one stands?"


@dataclass(frozen=True, slots=True)
class PartUnsaid(Sentence):
    number: str
    ours: Phrase | str

    text = (
        "{number} is “{ours}” here; a part of it went back in the web shop, which does not say how much. "
        "Refund the same here, or say which one stands."
    )


@dataclass(frozen=True, slots=True)
class ClocksDiffer(Sentence):
    hours: int

    text = "The clocks of this till and of the web shop are {hours} hours apart. Check the date here."


@dataclass(frozen=True, slots=True)
class RightsLost(Sentence):
    name: str
    right: str

    text = "{name} no longer gives the right “{right}”. Everything waits; give it there, then reconnect."


@dataclass(frozen=True, slots=True)
class TokenLost(Sentence):
    name: str

    text = "{name} no longer accepts the token. Everything waits; connect again with a new one."


class NotThere(CashierError):
    text = "No product of the web shop has the SKU “{sku}”. Look it up there; nothing was changed."
    sku: str


class LinkedElsewhere(CashierError):
    text = (
        "{name} here is linked with a product of the web shop already. Choose another one, or make the two "
        "one under Products; nothing was changed."
    )
    name: str


class NotOffered(CashierError):
    text = "“{value}” is none of these: {names}. Nothing was changed."
    value: str
    names: tuple[str, ...]
