"""Orders as tables: what lists, reports and sums need; the whole order is its sealed entry."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pos.model import order_lists as lists
from pos.model.base import Base, Kind, kind


def _listed(name: str, *by: str, where: str = "") -> Index:
    """What a list is filtered by, and then the order in which lists are read."""
    condition = text(where) if where else None
    return Index(f"ix_orders_{name}", *by, "placed", "number", sqlite_where=condition)


class Order(Base):
    """One order as it is now; ``arrival`` names its placing. Amounts in minor units, ``placed`` is in UTC.

    ``methods`` are the ways it was paid, or is to be, each between bars; ``pay_by`` the last day to pay what
    is due, and ``promised`` the day it was promised for; empty where there is none.
    """

    __tablename__ = "orders"
    __table_args__ = (
        Index("ix_orders_number", "number"),
        Index("ix_orders_placed", "placed", "number"),
        Index("ix_orders_customer", "customer_id", "placed", sqlite_where=text("customer_id IS NOT NULL")),
        _listed("payment", "payment_status", where=lists.NOT_PAID),
        _listed("fulfilment", "fulfilment_status", where=lists.OPEN),
        _listed("channel", "channel", where=lists.ELSEWHERE),
        _listed("letter", "letter"),
        _listed("methods", "methods"),
        _listed("gives_back", where=lists.GIVES_BACK),
        _listed("promised", "promised", where=lists.IS_PROMISED),
        _listed("late", "promised", where=lists.IS_LATE),
        _listed("owed", "pay_by", where=lists.IS_OWED),
        kind(Kind.DERIVED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[bytes] = mapped_column(unique=True)
    number: Mapped[str]
    arrival: Mapped[int]
    placed: Mapped[int]
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
    credited: Mapped[int]
    rounding: Mapped[int]
    paid: Mapped[int]
    refunded: Mapped[int]
    payment_status: Mapped[str]
    fulfilment_status: Mapped[str]
    fulfilment: Mapped[str]
    tracking_number: Mapped[str]
    letter: Mapped[str]
    methods: Mapped[str]
    promised: Mapped[str]
    pay_by: Mapped[str]
    payment_own: Mapped[str]
    fulfilment_own: Mapped[str]


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
    tid: Mapped[str]
    method: Mapped[str]
    name: Mapped[str]
    amount: Mapped[int]
    rounding: Mapped[int]
    moved: Mapped[str]
    reference: Mapped[str]
    at: Mapped[str]
    arrival: Mapped[int]


class OrderFact(Base):
    """An entry about an order beside its placing: what its rows are made of."""

    __tablename__ = "order_fact"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    arrival: Mapped[int] = mapped_column(primary_key=True)


class OrderException(Base):
    """What a person must decide on an order, unless ``exception_done`` says that somebody did."""

    __tablename__ = "order_exception"
    __table_args__ = (Index("ix_order_exception", "which"), kind(Kind.DERIVED, rowid=False))

    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    which: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    since: Mapped[str]


class Document(Base):
    """A paper that was given a number; its contents are the sealed entry at ``arrival``.

    ``made`` is in UTC, ``total`` in minor units of the order's currency and never below zero, ``invoice``
    the number of the invoice that a credit note takes from.
    """

    __tablename__ = "document"
    __table_args__ = (
        Index("ix_document_number", "kind", "number"),
        Index("ix_document_order", "order_id"),
        Index("ix_document_made", "made", "number"),
        Index("ix_document_kind", "kind", "made", "number"),
        kind(Kind.DERIVED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    kind: Mapped[str]
    number: Mapped[str]
    arrival: Mapped[int]
    printed: Mapped[int]
    made: Mapped[int]
    day: Mapped[str]
    letter: Mapped[str]
    total: Mapped[int]
    invoice: Mapped[str]


class Mail(Base):
    """A message an entry asked to be sent, and when a server took it; "" while none did.

    It is about an order or about a quote.
    """

    __tablename__ = "mail"
    __table_args__ = (
        Index("ix_mail_order", "order_id"),
        Index("ix_mail_quote", "quote_id"),
        Index("ix_mail_unsent", "arrival", sqlite_where=text("sent = ''")),
        kind(Kind.DERIVED, rowid=False),
    )

    arrival: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    quote_id: Mapped[int | None] = mapped_column(ForeignKey("quote.id"))
    sent: Mapped[str]


class DayTotal(Base):
    """Sums of one day under one till's letter, or "web": sales, a tax rate, a payment method, cash moved."""

    __tablename__ = "day_total"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    day: Mapped[str] = mapped_column(primary_key=True)
    letter: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    gross: Mapped[int]
    net: Mapped[int]
    tax: Mapped[int]


class ExceptionDone(Base):
    """A decision on an exception; the one with the greatest clock is in force."""

    __tablename__ = "exception_done"
    __table_args__ = (Index("ix_exception_done", "which"), kind(Kind.DERIVED))

    id: Mapped[int] = mapped_column(primary_key=True)
    which: Mapped[str]
    choice: Mapped[str]
    value: Mapped[str]
    clock: Mapped[str]
    arrival: Mapped[int]


class Quote(Base):
    """A quote as it is now; ``ended`` says why it no longer holds, ``order_uid`` what it became.

    ``made`` is the moment of its first setting in UTC, 0 where that has not come yet.
    """

    __tablename__ = "quote"
    __table_args__ = (
        Index("ix_quote_number", "number"),
        Index("ix_quote_made", "made", "number"),
        kind(Kind.DERIVED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[bytes] = mapped_column(unique=True)
    number: Mapped[str]
    made: Mapped[int]
    made_at: Mapped[str]
    revision: Mapped[int]
    valid_until: Mapped[str]
    currency: Mapped[str]
    total: Mapped[int]
    customer: Mapped[str]
    ended: Mapped[str]
    order_uid: Mapped[bytes | None]


class QuoteFact(Base):
    """An entry about a quote."""

    __tablename__ = "quote_fact"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    quote_id: Mapped[int] = mapped_column(ForeignKey("quote.id"), primary_key=True)
    arrival: Mapped[int] = mapped_column(primary_key=True)


VIEWS = [
    """CREATE VIEW variant_sold AS SELECT variant_id, SUM(quantity) AS quantity FROM order_line
       WHERE variant_id IS NOT NULL GROUP BY variant_id""",
]
