"""An order as a script writes it: what is left out, the shop's settings fill in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pos.domain.errors import CashierError


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


@dataclass(frozen=True, slots=True)
class WrittenDiscount:
    """A discount as written: `10%` or `2.00`."""

    percent: Decimal | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line with a SKU of the shop, or with a name of its own."""

    quantity: Decimal
    sku: str = ""
    name: str = ""
    unit_price: Decimal | None = None
    discount: WrittenDiscount | None = None
    tax_rates: tuple[str, ...] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class WrittenCharge:
    """Delivery, handling or a surcharge."""

    kind: str
    name: str
    amount: WrittenDiscount
    tax_rates: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class WrittenPayment:
    """Money taken by a method."""

    method: str
    amount: Decimal
    reference: str = ""


@dataclass(frozen=True, slots=True)
class OrderDocument:
    """An order document, read and checked for its form."""

    lines: tuple[WrittenLine, ...]
    channel: str = "counter"
    currency: str | None = None
    prices_include_tax: bool | None = None
    tax_rounding: str | None = None
    discount: WrittenDiscount | None = None
    charges: tuple[WrittenCharge, ...] = ()
    payments: tuple[WrittenPayment, ...] = ()
    payment_method: str = ""
    customer_note: str = ""
    private_note: str = ""
