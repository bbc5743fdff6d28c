"""What an entry does to the tables: the only code that writes derived tables, pure of clocks and settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from pos.journal.apply import catalogue, customers, documents, orders, payments, shop, stock
from pos.journal.apply.arrived import Arrived
from pos.journal.entries import Fact

_APPLY: dict[str, Callable[[Connection, Any, Arrived], None]] = {
    "till.opened": shop.till_opened,
    "settings.set": shop.settings_set,
    "person.set": shop.person_set,
    "products.set": catalogue.products_set,
    "catalogue.imported": catalogue.catalogue_imported,
    "catalogue.import_undone": catalogue.catalogue_import_undone,
    "stock.moved": stock.stock_moved,
    "cash.moved": payments.cash_moved,
    "clock.moved": shop.clock_moved,
    "order.placed": orders.order_placed,
    "order.voided": payments.order_voided,
    "payment.taken": payments.payment_taken,
    "order.status_set": orders.order_status_set,
    "invoice.issued": orders.invoice_issued,
    "customer.set": customers.customer_set,
    "document.reprinted": documents.document_reprinted,
}


def apply(connection: Connection, fact: Fact, arrived: Arrived) -> None:
    """Add one entry to the tables; the same entry in the same order always gives the same rows."""
    _APPLY[fact.kind](connection, fact, arrived)


__all__ = ["Arrived", "apply"]
