"""Orders as they were placed: statuses, and the records that services return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from pos.domain.money import Money
from pos.domain.payments import Tender
from pos.domain.pricing import ChargeTotal, Discount, TaxRow
from pos.domain.tax import TaxList


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
    """Something that happened to an order."""

    at: datetime
    kind: str
    text: str


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
