"""Orders as they were placed: statuses, and the records that services return."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from pos.domain.customers.customers import Buyer, Customer
from pos.domain.money.amounts import Money
from pos.domain.money.pricing import ChargeTotal, Discount, TaxRow
from pos.domain.money.tax import TaxList
from pos.domain.money.tenders import Tender
from pos.domain.orders.fulfilment import Exemption, Fulfilment
from pos.domain.words.address import Address


class PaymentStatus(StrEnum):
    """How far the money has come; it follows the payments recorded."""

    AWAITING = "Awaiting payment"
    PART_PAID = "Part paid"
    PAID = "Paid"
    PARTIALLY_REFUNDED = "Partially refunded"
    REFUNDED = "Refunded"
    CANCELLED = "Cancelled"


class FulfilmentStatus(StrEnum):
    """How far the goods have come."""

    AWAITING = "Awaiting processing"
    PROCESSING = "Processing"
    READY = "Ready for pickup"
    OUT = "Out for delivery"
    SHIPPED = "Shipped"
    DELIVERED = "Delivered"
    WILL_NOT_DELIVER = "Will not deliver"
    RETURNED = "Returned"


class Work(StrEnum):
    """What is still to be done for an order: the lists that a shop works through."""

    TO_BE_PAID = "to_be_paid"
    TO_PREPARE = "to_prepare"
    TO_SHIP = "to_ship"


@dataclass(frozen=True, slots=True)
class OrdersWaiting:
    """How many orders wait for what."""

    to_be_paid: int = 0
    to_prepare: int = 0
    to_ship: int = 0


@dataclass(frozen=True, slots=True)
class OrderSums:
    """What a list of orders comes to; those taken back are counted and come to nothing."""

    count: int
    total: Money
    due: Money


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    """What the till says when the order is on disk."""

    id: str
    number: str
    total: Money
    rounding: Money
    paid: Money
    change: Money
    seal: str
    placed_at: datetime


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order in a list."""

    number: str
    placed_at: datetime
    channel: str
    customer: str
    currency: str
    total: Money
    paid: Money
    due: Money
    payment_status: str
    fulfilment_status: str
    item_count: Decimal
    cursor: int
    fulfilment: str = "take_away"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line as it was sold."""

    n: int
    variant_id: str | None
    sku: str
    name: str
    options: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    list_price: Decimal | None
    price_reason: str
    taxes: TaxList
    discount: Discount | None
    discount_amount: Money
    amount: Money
    order_discount: Money
    note: str


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """Something that happened to an order; `amount` is money that moved, `note` why it happened."""

    at: datetime
    kind: str
    text: str
    amount: Money | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class OrderPaper:
    """A document of an order, and how often it was printed."""

    kind: str
    number: str
    printed: int = 0


@dataclass(frozen=True, slots=True)
class OrderPayment:
    """Money taken (positive) or given back (negative) for an order."""

    at: datetime
    method: str
    name: str
    amount: Money
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """One order, whole."""

    id: str
    row: OrderRow
    letter: str
    served_by: str
    prices_include_tax: bool
    lines: tuple[OrderLine, ...]
    charges: tuple[ChargeTotal, ...]
    subtotal: Money
    discount: Discount | None
    discount_amount: Money
    taxes: tuple[TaxRow, ...]
    net: Money
    tax: Money
    rounding: Money
    tenders: tuple[Tender, ...]
    change: Money
    customer_note: str
    private_note: str
    documents: tuple[str, ...]
    history: tuple[HistoryItem, ...]
    seal: str
    voided_by: str
    buyer: Buyer | None = None
    fulfilment: Fulfilment = field(default_factory=Fulfilment)
    billing: Address | None = None
    payment_method: str = ""
    exemption: Exemption | None = None
    exemption_reason: str = ""
    papers: tuple[OrderPaper, ...] = ()
    payments: tuple[OrderPayment, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerSummary:
    """A customer with what they bought and still owe."""

    customer: Customer
    orders: int
    unpaid: Money
    last_orders: tuple[OrderRow, ...] = field(default=())
