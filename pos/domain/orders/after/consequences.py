"""What follows from something done with an order: the same value for the panel, a dry run and the answer."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pos.domain.money.amounts import Money
from pos.domain.money.tenders import Payment
from pos.domain.orders.orders import OrderPaper


@dataclass(frozen=True, slots=True)
class StockChange:
    """What goes to the shelf (or from it, below zero), and what is then on hand."""

    sku: str
    change: Decimal
    on_hand: Decimal


@dataclass(frozen=True, slots=True)
class CreditGiven:
    """What was taken off, under the number of its refund receipt; a row for each tax: rate, net, tax."""

    number: str
    total: Money
    net: Money
    tax: Money
    taxes: tuple[tuple[str, Money, Money], ...]


@dataclass(frozen=True, slots=True)
class Consequences:
    """Amounts and statuses before and after, and what was made: papers, money out, moves of stock.

    Before an order is placed nothing is due and no status is said.
    """

    due: tuple[Money, Money]
    to_give_back: tuple[Money, Money]
    payment_status: tuple[str, str]
    fulfilment_status: tuple[str, str]
    documents: tuple[OrderPaper, ...] = ()
    credit: CreditGiven | None = None
    given_back: tuple[Payment, ...] = ()
    stock: tuple[StockChange, ...] = ()
