"""What a web shop refused, lost or shows otherwise, said to the person who decides, and the answers."""

from __future__ import annotations

from dataclasses import dataclass

from pos.domain.decisions.exceptions import Sentence

ORDER_REFUSED, ORDER_DOUBLED, ORDER_GONE = "order_refused", "order_doubled", "order_gone"
PRODUCT_GONE, COUNT, STOCK_REFUSED = "product_gone", "count", "stock_refused"
MONEY_DIFFERS = "money_differs"
KINDS = (ORDER_REFUSED, ORDER_DOUBLED, ORDER_GONE, PRODUCT_GONE, COUNT, STOCK_REFUSED, MONEY_DIFFERS)
LEAVE_OUT, AGAIN, CHECKED, LEAVE, SEEN = "leave_out", "again", "checked", "leave", "seen"
WAIT, OURS, THEIRS = "wait", "ours", "theirs"


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
class CountUnclear(Sentence):
    name: str
    delta: str

    text = "It is not clear whether the web shop took {delta} of {name}. Whose figure is right?"


@dataclass(frozen=True, slots=True)
class StockRefused(Sentence):
    name: str
    said: str

    text = "The web shop refuses the stock of {name}: “{said}”. Another system may run it there."


@dataclass(frozen=True, slots=True)
class MoneyDiffers(Sentence):
    number: str
    here: str
    there: str

    text = "{number}: receipt {here}, web shop {there}. The receipt stands."
