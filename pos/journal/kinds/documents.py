"""Entries about documents with numbers of their own: receipts, invoices, credit notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pos.journal.kinds.base import Arrived, Fact
from pos.journal.kinds.payments import event, order_row
from pos.journal.kinds.sold import Invoice

if TYPE_CHECKING:
    from sqlalchemy import Connection

SERIES = {"receipt": "order", "invoice": "invoice", "credit_note": "credit_note"}
"""Whose numbers a kind of document takes; a receipt has its order's."""

INVARIANTS = {
    "the numbers of its series have a gap": """SELECT t.letter FROM series s JOIN till t USING (origin)
        WHERE s.kind = 'order' AND s.last <> (SELECT COUNT(*) FROM orders o JOIN entry e USING (arrival)
            WHERE e.origin = s.origin) LIMIT 1""",
}


class InvoiceIssued(Fact, frozen=True):
    """An order that had none got an invoice."""

    kind: ClassVar[str] = "invoice.issued"

    id: str  # of the order
    number: str  # of the order
    invoice: Invoice

    @property
    def entity(self) -> str:
        return self.id


class DocumentReprinted(Fact, frozen=True):
    """A document was printed once more."""

    kind: ClassVar[str] = "document.reprinted"

    order: str  # the order's id
    document: str  # the document's number
    copy: int  # which print it was, from 1
    document_kind: str = "receipt"  # a key of SERIES

    @property
    def entity(self) -> str:
        return self.order


def invoice_issued(connection: Connection, fact: InvoiceIssued, arrived: Arrived) -> None:
    """The order has that document, and its history says so."""
    order_id = order_row(connection, fact.id)
    issue(connection, order_id, "invoice", fact.invoice.number, arrived)
    event(connection, order_id, "invoiced", fact.invoice.number, arrived)


def document_reprinted(connection: Connection, fact: DocumentReprinted, arrived: Arrived) -> None:
    """The document counts its prints."""
    connection.exec_driver_sql(
        "UPDATE document SET printed = max(printed, ?) WHERE kind = ? AND number = ?",
        (fact.copy, fact.document_kind, fact.document),
    )


def issue(connection: Connection, order_id: int, kind: str, number: str, arrived: Arrived) -> None:
    """A document got its number, the next of its series."""
    connection.exec_driver_sql(
        "INSERT INTO document(order_id, kind, number, arrival, printed) VALUES (?,?,?,?,0)",
        (order_id, kind, number, arrived.arrival),
    )
    _letter, *year, counter = number.split("-")
    connection.exec_driver_sql(
        "INSERT INTO series VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET last = excluded.last",
        (arrived.origin, SERIES[kind], int(year[0]) if year else 0, int(counter)),
    )
