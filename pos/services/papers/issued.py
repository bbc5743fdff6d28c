"""Find invoices and credit notes in the journal: the order's entry, and the one that gave the number."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from pos.domain.orders.errors import OrderUnknown
from pos.domain.orders.orders import Order
from pos.domain.papers.invoices import NotCredited, NotInvoiced
from pos.journal.kinds.base import Fact
from pos.journal.kinds.documents import InvoiceIssued
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.payments import PaymentTaken
from pos.journal.kinds.sold import Invoice
from pos.journal.kinds.voids import OrderVoided
from pos.journal.seal import fact_of
from pos.services.orders.sold_order import sold_order


@dataclass(frozen=True, slots=True)
class Issued:
    """An order with its invoice, and what was paid when the invoice was issued, in minor units."""

    order: Order
    invoice: Invoice
    paid: int
    rounding: int
    seal: str
    printed: int


@dataclass(frozen=True, slots=True)
class Credited:
    """An invoice that was taken back, and the entry that did."""

    issued: Issued
    fact: OrderVoided
    seal: str
    printed: int


def issued_invoice(connection: sqlite3.Connection, number: str) -> Issued:
    """The invoice of that number, or that order's; raises OrderUnknown or NotInvoiced."""
    order = order_number(connection, "invoice", number)
    found = _document(connection, "invoice", order)
    if found is None:
        raise NotInvoiced(order)
    arrival, kind, body, seal, printed = found
    fact = fact_of(kind, body, None)
    assert isinstance(fact, OrderPlaced | InvoiceIssued)
    assert isinstance(fact.invoice, Invoice)
    sold = sold_order(connection, order)
    paid, rounding = _paid_before(connection, order, arrival)
    paid += sum(one.amount.minor for one in sold.tenders)
    return Issued(sold, fact.invoice, paid, sold.rounding.minor + rounding, seal, printed)


def credited_invoice(connection: sqlite3.Connection, number: str) -> Credited:
    """The credit note of that number, or that order's; raises OrderUnknown or NotCredited."""
    order = order_number(connection, "credit_note", number)
    found = _document(connection, "credit_note", order)
    if found is None:
        raise NotCredited(order)
    _arrival, kind, body, seal, printed = found
    fact = fact_of(kind, body, None)
    assert isinstance(fact, OrderVoided)
    return Credited(issued_invoice(connection, order), fact, seal, printed)


def order_number(connection: sqlite3.Connection, kind: str, number: str) -> str:
    """The number of the order whose document of this kind, or which itself, has the number."""
    row = connection.execute(
        """SELECT o.number FROM document d JOIN orders o ON o.id = d.order_id
           WHERE d.kind = ? AND d.number = ?
           UNION ALL SELECT number FROM orders WHERE number = ?""",
        (kind, number, number),
    ).fetchone()
    if row is None:
        raise OrderUnknown(number)
    return str(row[0])


def _document(
    connection: sqlite3.Connection, kind: str, order: str
) -> tuple[int, str, bytes, str, int] | None:
    row = connection.execute(
        """SELECT d.arrival, e.kind, p.body, e.chain, d.printed
           FROM document d JOIN orders o ON o.id = d.order_id
           JOIN entry e ON e.arrival = d.arrival JOIN entry_part p ON p.arrival = d.arrival
           WHERE d.kind = ? AND o.number = ?""",
        (kind, order),
    ).fetchone()
    return (row[0], row[1], row[2], row[3][:4].hex(), row[4]) if row else None


def _paid_before(connection: sqlite3.Connection, order: str, arrival: int) -> tuple[int, int]:
    """What later entries took for an order before this arrival: money, and its rounding."""
    rows = connection.execute(
        """SELECT e.kind, p.body FROM entry e JOIN entry_part p USING (arrival)
           WHERE e.arrival < :arrival AND e.arrival IN (
               SELECT y.arrival FROM payment y JOIN orders o ON o.id = y.order_id
               WHERE o.number = :order AND y.arrival > o.arrival)""",
        {"arrival": arrival, "order": order},
    )
    facts: list[Fact] = [fact_of(kind, body, None) for kind, body in rows]
    taken = [fact for fact in facts if isinstance(fact, PaymentTaken)]
    paid = sum(one.amount for fact in taken for one in fact.payments)
    return paid, sum(fact.rounding for fact in taken)
