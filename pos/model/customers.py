"""Customers and their addresses."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pos.model.base import Base, Kind, kind


class Customer(Base):
    """Someone who buys again; `clocks` says per field when it was last set, `into_id` whom it is one with."""

    __tablename__ = "customer"
    __table_args__ = (
        Index("ix_customer_email", "email"),
        Index("ix_customer_phone", "phone"),
        kind(Kind.DERIVED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[bytes] = mapped_column(unique=True)
    name: Mapped[str]
    company: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str]
    tax_id: Mapped[str]
    legal_id: Mapped[str]
    tax_exempt: Mapped[int]
    language: Mapped[str]
    note: Mapped[str]
    delivery_method: Mapped[str]
    payment_method: Mapped[str]
    archived: Mapped[int]
    into_id: Mapped[int | None]
    clocks: Mapped[str]


class CustomerFact(Base):
    """An entry that set a customer: what their row is made of again when entries are erased."""

    __tablename__ = "customer_fact"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), primary_key=True)
    arrival: Mapped[int] = mapped_column(primary_key=True)


class CustomerAddress(Base):
    """An address of a customer under an id of its own; `street` holds its lines, one a line."""

    __tablename__ = "customer_address"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), primary_key=True)
    element: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    label: Mapped[str]
    name: Mapped[str]
    company: Mapped[str]
    street: Mapped[str]
    postcode: Mapped[str]
    city: Mapped[str]
    region: Mapped[str]
    country: Mapped[str]
    district: Mapped[str]
