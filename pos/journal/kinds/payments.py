"""Entries about money after the sale: taken, given back, corrected."""

from __future__ import annotations

from typing import ClassVar

from msgspec import field

from pos.journal.kinds.base import Part
from pos.journal.kinds.orders import OrderFact
from pos.journal.kinds.sold import Tendered

INVARIANTS = {
    "the payments are not what the order says": """SELECT o.number FROM orders o
        LEFT JOIN (SELECT order_id, SUM(amount) AS kept, SUM(rounding) AS rounding FROM payment
                   GROUP BY order_id) p ON p.order_id = o.id
        WHERE coalesce(p.kept, 0) <> o.paid - o.refunded OR coalesce(p.rounding, 0) <> o.rounding LIMIT 1""",
}


class PaymentTaken(OrderFact, frozen=True):
    """Money taken for an order that was placed before."""

    kind: ClassVar[str] = "payment.taken"

    tenders: tuple[Tendered, ...]
    change: int = 0  # minor units given back in cash
    accepted_more: bool = False  # a person said that more than was due is kept
    mails: tuple[str, ...] = ()  # kinds of mail to be sent


class PaymentGivenBack(OrderFact, frozen=True):
    """Money given back; amounts are above zero."""

    kind: ClassVar[str] = "payment.given_back"

    tenders: tuple[Tendered, ...]
    for_: str = field(
        name="for", default=""
    )  # event id of the credit, or of the payment taken back; "": overpaid
    reason: str = ""  # why not by the methods it was paid with


class TakenBack(Part, frozen=True):
    """A tender that was written down wrongly, as it stood."""

    method: str  # the key of a method of the shop
    amount: int  # minor units
    rounding: int = 0  # minor units that coins had added, signed


class PaymentCorrected(OrderFact, frozen=True):
    """A tender was written down under the wrong method: that one is taken back, the right one stands."""

    kind: ClassVar[str] = "payment.corrected"

    tid: str  # of the wrong tender
    back: TakenBack
    right: Tendered
