"""Every kind of entry a till can write: what it says, and what it does to the tables.

This is the only code that writes derived tables, and it knows no clock and no settings: the same entries in
the same order always give the same rows. In all entries amounts are minor units of the order's or the shop's
currency, unit prices and quantities millionths, rates percentages as written ("20", "+9.975"), ids
hexadecimal, days as 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from pos.journal.kinds import (
    customers,
    days,
    documents,
    imports,
    orders,
    payments,
    products,
    shop,
    stock,
    voids,
)
from pos.journal.kinds.base import Arrived, Fact

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Kind(NamedTuple):
    """A kind of entry: its struct, the number of its format, and what applies it to the tables."""

    struct: type[Fact]
    format: int
    apply: Callable[[Connection, Any, Arrived], None]


KINDS = {
    struct.kind: Kind(struct, struct.format, applied)
    for struct, applied in (
        (shop.TillOpened, shop.till_opened),
        (shop.SettingsSet, shop.settings_set),
        (shop.PersonSet, shop.person_set),
        (shop.ClockMoved, shop.clock_moved),
        (products.ProductsSet, products.products_set),
        (imports.CatalogueImported, imports.catalogue_imported),
        (imports.CatalogueImportUndone, imports.catalogue_import_undone),
        (stock.StockMoved, stock.stock_moved),
        (customers.CustomerSet, customers.customer_set),
        (orders.OrderPlaced, orders.order_placed),
        (orders.OrderStatusSet, orders.order_status_set),
        (payments.PaymentTaken, payments.payment_taken),
        (voids.OrderVoided, voids.order_voided),
        (documents.InvoiceIssued, documents.invoice_issued),
        (documents.DocumentReprinted, documents.document_reprinted),
        (days.CashMoved, days.cash_moved),
    )
}
"""Every kind a journal may hold, by its name."""

INVARIANTS = (
    orders.INVARIANTS | stock.INVARIANTS | payments.INVARIANTS | documents.INVARIANTS | days.INVARIANTS
)
"""What must hold of the tables, by the sentence that says it does not: SQL that finds what breaks it."""


def apply(connection: Connection, fact: Fact, arrived: Arrived) -> None:
    """Add one entry to the tables."""
    KINDS[fact.kind].apply(connection, fact, arrived)
