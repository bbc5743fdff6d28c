"""Every kind of entry a till can write: what it says, what it adds up to, and what must then hold.

In all entries amounts are minor units of the order's or the shop's currency, unit prices and quantities
millionths, rates percentages as written ("20", "+9.975"), ids hexadecimal, days as 2026-11-24. What applies
them (`pos.journal.apply`) knows no clock and no settings: the same entries always give the same rows.
"""

from __future__ import annotations

from pos.journal.kinds import (
    customers,
    days,
    decisions,
    documents,
    imports,
    orders,
    payments,
    products,
    quotes,
    shop,
    stock,
    tills,
)
from pos.journal.kinds.base import Fact
from pos.journal.kinds.stores import asking, connecting, uploads

KINDS: dict[str, type[Fact]] = {
    struct.kind: struct
    for struct in (
        tills.TillOpened,
        tills.TillKeyed,
        tills.TillVouched,
        tills.TillFenced,
        shop.SettingsSet,
        shop.PersonSet,
        shop.ClockMoved,
        products.ProductsSet,
        imports.CatalogueImported,
        imports.CatalogueImportUndone,
        stock.StockMoved,
        customers.CustomerSet,
        customers.CustomerErased,
        decisions.RecordsMerged,
        orders.OrderPlaced,
        orders.OrderEdited,
        orders.OrderDetailsSet,
        orders.OrderCredited,
        orders.OrderNoted,
        orders.OrderStatusSaid,
        orders.GoodsHandedOver,
        payments.PaymentTaken,
        payments.PaymentGivenBack,
        payments.PaymentCorrected,
        documents.InvoiceIssued,
        documents.PapersSettled,
        documents.DocumentReprinted,
        documents.OrderReminded,
        documents.OrderMailed,
        documents.MailSent,
        quotes.QuoteSet,
        quotes.QuoteMailed,
        quotes.QuoteEnded,
        decisions.ExceptionResolved,
        days.CashMoved,
        connecting.StoreConnected,
        connecting.StoreLinked,
        uploads.StoreIntended,
        uploads.StoreSent,
        uploads.StoreRefused,
        uploads.StoreMet,
        asking.StoreAsked,
    )
}
"""Every kind a journal may hold, by its name."""

INVARIANTS = (
    orders.INVARIANTS | stock.INVARIANTS | payments.INVARIANTS | documents.INVARIANTS | days.INVARIANTS
)
"""What must hold of the tables, by the sentence that says it does not: SQL that finds what breaks it."""
