"""Orders as tables: what lists, reports and sums need; the whole order is its sealed entry."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pos.model.base import Base, Kind, kind
from pos.model.conditions import OPEN, UNPAID


class Order(Base):
    """One placed order; ``arrival`` names the entry that holds it whole. Amounts in minor units."""

    __tablename__ = "orders"
    __table_args__ = (
        Index("ix_orders_customer", "customer_id", sqlite_where=text("customer_id IS NOT NULL")),
        Index("ix_orders_unpaid", "payment_status", sqlite_where=text(UNPAID)),
        Index("ix_orders_open", "fulfilment_status", sqlite_where=text(OPEN)),
        kind(Kind.DERIVED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[bytes] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    arrival: Mapped[int]
    placed_at: Mapped[str]
    day: Mapped[str]
    channel: Mapped[str]
    customer_id: Mapped[int | None]
    customer: Mapped[str]
    served_by: Mapped[str]
    currency: Mapped[str]
    item_count: Mapped[int]
    net: Mapped[int]
    tax: Mapped[int]
    total: Mapped[int]
    rounding: Mapped[int]
    paid: Mapped[int]
    payment_status: Mapped[str]
    fulfilment_status: Mapped[str]
    fulfilment: Mapped[str]
    tracking_number: Mapped[str]


class OrderLine(Base):
    """One line of an order: quantity and unit price in millionths, amounts in minor units."""

    __tablename__ = "order_line"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int | None]
    sku: Mapped[str]
    name: Mapped[str]
    quantity: Mapped[int]
    unit_price: Mapped[int]
    discount: Mapped[int]
    amount: Mapped[int]
    order_discount: Mapped[int]


class OrderCharge(Base):
    """Delivery, handling or a surcharge on an order."""

    __tablename__ = "order_charge"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    amount: Mapped[int]


class OrderTax(Base):
    """Net and tax of an order at one rate."""

    __tablename__ = "order_tax"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    rate: Mapped[str]
    net: Mapped[int]
    tax: Mapped[int]


class Payment(Base):
    """Money taken (positive) or given back (negative) for an order."""

    __tablename__ = "payment"
    __table_args__ = (Index("ix_payment_order", "order_id"), kind(Kind.DERIVED))

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    method: Mapped[str]
    name: Mapped[str]
    amount: Mapped[int]
    reference: Mapped[str]
    at: Mapped[str]
    arrival: Mapped[int]


class OrderEvent(Base):
    """Something that happened to an order after it was placed."""

    __tablename__ = "order_event"
    __table_args__ = (Index("ix_order_event_order", "order_id"), kind(Kind.DERIVED))

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    kind: Mapped[str]
    at: Mapped[str]
    text: Mapped[str]
    arrival: Mapped[int]


class Document(Base):
    """A receipt or invoice that was given a number; its contents are the sealed entry at ``arrival``."""

    __tablename__ = "document"
    __table_args__ = (Index("ix_document_number", "kind", "number", unique=True), kind(Kind.DERIVED))

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    kind: Mapped[str]
    number: Mapped[str]
    arrival: Mapped[int]
    printed: Mapped[int]


class Mail(Base):
    """A message an entry asked to be sent: what became of it is this machine's own business."""

    __tablename__ = "mail"
    __table_args__ = (kind(Kind.DERIVED),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    kind: Mapped[str]
    arrival: Mapped[int]


class DayTotal(Base):
    """Sums of one day of one till, by what is summed: sales, a tax rate, a payment method, cash moved."""

    __tablename__ = "day_total"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    day: Mapped[str] = mapped_column(primary_key=True)
    origin: Mapped[bytes] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    gross: Mapped[int]
    net: Mapped[int]
    tax: Mapped[int]


VIEWS = [
    """CREATE VIEW variant_sold AS SELECT variant_id, SUM(quantity) AS quantity FROM order_line
       WHERE variant_id IS NOT NULL GROUP BY variant_id""",
]
