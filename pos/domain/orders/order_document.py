"""An order as a script writes it: what is left out, the shop's settings fill in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pos.domain.orders.fulfilment import Exemption
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address


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
class WrittenCustomer:
    """Who an order is for: a customer of that id, else the one known by this e-mail or phone, else a new one.

    What is written is so on this order; what is left out is as the shop knows it.
    """

    id: str = ""
    email: str = ""
    name: str = ""
    phone: str = ""
    company: str = ""
    tax_id: str = ""
    tax_exempt: bool | None = None
    language: str = ""
    legal_id: str = ""


@dataclass(frozen=True, slots=True)
class WrittenFulfilment:
    """How an order is handed over; `name` is that of a method of the shop, or any other."""

    method: FulfilmentKind
    name: str = ""
    address: Address | None = None
    at: str = ""
    tracking_number: str = ""


@dataclass(frozen=True, slots=True)
class OrderDocument:
    """An order document, read and checked for its form.

    Where no charges are written (None), delivery costs what the shop's method asks; where nothing is said of
    how it is handed over (None), a known customer's order by phone goes as the last one did.
    """

    lines: tuple[WrittenLine, ...]
    channel: str = "counter"
    currency: str | None = None
    prices_include_tax: bool | None = None
    tax_rounding: str | None = None
    discount: WrittenDiscount | None = None
    charges: tuple[WrittenCharge, ...] | None = None
    customer: WrittenCustomer | None = None
    fulfilment: WrittenFulfilment | None = None
    billing_address: Address | None = None
    payments: tuple[WrittenPayment, ...] = ()
    payment_method: str = ""
    exemption: Exemption | None = None
    exemption_reason: str = ""
    customer_note: str = ""
    private_note: str = ""
    invoice: bool | None = None
    deposit: str = ""
    promised: str = ""
    copied: str = ""
    """The number of the order that it repeats."""
    taxes_by_hand: tuple[str, ...] | None = None
