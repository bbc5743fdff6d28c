"""The only code that writes derived tables: what each kind of entry does to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pos.journal.erasing import as_erased, customer_erased
from pos.journal.kinds import (
    KINDS,
    customers,
    days,
    decisions,
    imports,
    products,
    shop,
    stock,
    tills,
)
from pos.journal.kinds.base import Arrived, Fact
from pos.journal.kinds.orders import OrderFact
from pos.journal.kinds.quotes import QuoteEnded, QuoteMailed, QuoteSet
from pos.journal.kinds.stores import asking, connecting, uploads
from pos.journal.orders.quotes import quote_fact
from pos.journal.orders.tables import order_fact

if TYPE_CHECKING:
    from sqlalchemy import Connection

Application = Callable[["Connection", Any, Arrived], None]

APPLICATIONS: dict[type[Fact], Application] = {
    tills.TillOpened: tills.till_opened,
    tills.TillKeyed: tills.till_keyed,
    tills.TillVouched: tills.till_vouched,
    tills.TillFenced: tills.till_fenced,
    shop.SettingsSet: shop.settings_set,
    shop.PersonSet: shop.person_set,
    shop.ClockMoved: shop.clock_moved,
    products.ProductsSet: products.products_set,
    imports.CatalogueImported: imports.catalogue_imported,
    imports.CatalogueImportUndone: imports.catalogue_import_undone,
    stock.StockMoved: stock.stock_moved,
    customers.CustomerSet: customers.customer_set,
    customers.CustomerErased: customer_erased,
    decisions.RecordsMerged: decisions.records_merged,
    decisions.ExceptionResolved: decisions.exception_resolved,
    days.CashMoved: days.cash_moved,
    connecting.StoreConnected: connecting.store_connected,
    connecting.StoreLinked: connecting.store_linked,
    uploads.StoreIntended: uploads.store_intended,
    uploads.StoreSent: uploads.store_sent,
    uploads.StoreRefused: uploads.store_refused,
    uploads.StoreMet: uploads.store_met,
    asking.StoreAsked: asking.store_asked,
    QuoteSet: quote_fact,
    QuoteMailed: quote_fact,
    QuoteEnded: quote_fact,
    **{kind: order_fact for kind in KINDS.values() if issubclass(kind, OrderFact)},
}
"""By kind; the rows of an order are made of all its facts together."""


def apply(connection: Connection, fact: Fact, arrived: Arrived) -> None:
    """Add one entry to the tables."""
    APPLICATIONS[type(fact)](connection, as_erased(connection, fact, arrived), arrived)
