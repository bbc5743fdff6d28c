"""Documents with numbers of their own: receipts, invoices, credit notes."""

from __future__ import annotations

from sqlalchemy import Connection

from pos.journal.apply.arrived import Arrived
from pos.journal.entries import DocumentReprinted

SERIES = {"receipt": "order", "invoice": "invoice", "credit_note": "credit_note"}
"""Whose numbers a kind of document takes; a receipt has its order's."""


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


def document_reprinted(connection: Connection, fact: DocumentReprinted, arrived: Arrived) -> None:
    """A document was printed once more."""
    connection.exec_driver_sql(
        "UPDATE document SET printed = max(printed, ?) WHERE kind = ? AND number = ?",
        (fact.copy, fact.document_kind, fact.document),
    )
