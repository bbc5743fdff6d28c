"""Why an order cannot be placed, found or changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos.domain.words.errors import CashierError

if TYPE_CHECKING:
    from pos.domain.money.amounts import Money


@dataclass(eq=False)
class EmptyCart(CashierError):
    text = "There is nothing in the cart yet. Scan or search a product first."


@dataclass(eq=False)
class LineGone(CashierError):
    text = "That line is no longer in the cart. Nothing was changed."


@dataclass(eq=False)
class StillDue(CashierError):
    text = "{due} is still to be paid. Add a payment, or place the order unpaid."
    due: Money


@dataclass(eq=False)
class WrongCurrency(CashierError):
    text = "The order is in {currency}, but this shop sells in {shop_currency}."
    currency: str
    shop_currency: str


@dataclass(eq=False)
class UnknownMethod(CashierError):
    text = "“{method}” is not a payment method of this shop."
    method: str


@dataclass(eq=False)
class OrderUnknown(CashierError):
    text = "There is no order {number} in this shop."
    number: str


@dataclass(eq=False)
class NothingDue(CashierError):
    text = "Nothing is due on order {number}. Nothing was changed."
    number: str


@dataclass(eq=False)
class AlreadyInvoiced(CashierError):
    text = "Order {number} has the invoice {invoice} already. Nothing was changed."
    number: str
    invoice: str


@dataclass(eq=False)
class AlreadyVoided(CashierError):
    text = "Order {number} was voided before. Nothing was changed."
    number: str


@dataclass(eq=False)
class DocumentUnreadable(CashierError):
    text = "{path} is not an order document: {reason}."
    path: str
    reason: str


@dataclass(eq=False)
class FieldWrong(CashierError):
    text = "The order document is wrong at {field}: {reason}."
    field: str
    reason: str
