"""Entries about orders."""

from __future__ import annotations

from typing import ClassVar

from msgspec import UNSET, UnsetType

from pos.journal.entries.base import Fact, Part
from pos.journal.entries.catalogue import StockMove
from pos.journal.entries.sold import (
    Invoice,
    Off,
    OrderPersonal,
    Paid,
    Seller,
    SoldCharge,
    SoldFulfilment,
    SoldLine,
    SoldTax,
)


class OrderPlaced(Fact, frozen=True):
    """An order with its payments: everything the paper, the tables and the sums need."""

    kind: ClassVar[str] = "order.placed"
    personal_type: ClassVar[type[Part] | None] = OrderPersonal

    id: str
    number: str
    letter: str
    day: str
    channel: str
    currency: str
    includes_tax: bool
    tax_rounding: str
    seller: Seller
    lines: tuple[SoldLine, ...]
    taxes: tuple[SoldTax, ...]
    subtotal: int
    net: int
    tax: int
    total: int
    location: str = "main"
    off: Off | UnsetType = UNSET
    discount: int = 0
    charges: tuple[SoldCharge, ...] = ()
    rounding: int = 0
    payments: tuple[Paid, ...] = ()
    change: int = 0
    payment_status: str = "Paid"
    fulfilment_status: str = "Delivered"
    customer: str = ""
    fulfilment: SoldFulfilment = SoldFulfilment()
    payment_method: str = ""
    exemption: str = ""
    invoice: Invoice | UnsetType = UNSET
    mails: tuple[str, ...] = ()
    personal: OrderPersonal | UnsetType = UNSET

    @property
    def entity(self) -> str:
        return self.id

    @property
    def paid(self) -> int:
        """What the payments come to."""
        return sum(payment.amount for payment in self.payments)


class OrderVoided(Fact, frozen=True):
    """A sale taken back whole: money given back, goods back in stock, sums of the day it happens on."""

    kind: ClassVar[str] = "order.voided"

    id: str
    number: str
    day: str
    refunds: tuple[Paid, ...]
    taxes: tuple[SoldTax, ...]
    returned: tuple[StockMove, ...]
    net: int
    tax: int
    total: int
    rounding: int = 0
    location: str = "main"
    payment_status: str = "Refunded"
    fulfilment_status: str = "Returned"
    reason: str = ""
    credit_note: str = ""

    @property
    def entity(self) -> str:
        return self.id


class PaymentTaken(Fact, frozen=True):
    """Money taken for an order that was placed before."""

    kind: ClassVar[str] = "payment.taken"

    id: str
    number: str
    day: str
    payments: tuple[Paid, ...]
    payment_status: str
    rounding: int = 0
    change: int = 0

    @property
    def entity(self) -> str:
        return self.id


class InvoiceIssued(Fact, frozen=True):
    """An order that had none got an invoice."""

    kind: ClassVar[str] = "invoice.issued"

    id: str
    number: str
    invoice: Invoice

    @property
    def entity(self) -> str:
        return self.id


class OrderStatusSet(Fact, frozen=True):
    """A person said how far the goods have come, or how they travel."""

    kind: ClassVar[str] = "order.status_set"

    id: str
    number: str
    fulfilment_status: str = ""
    tracking_number: str = ""

    @property
    def entity(self) -> str:
        return self.id


class DocumentReprinted(Fact, frozen=True):
    """A document was printed once more."""

    kind: ClassVar[str] = "document.reprinted"

    order: str
    document: str
    copy: int
    document_kind: str = "receipt"

    @property
    def entity(self) -> str:
        return self.order
