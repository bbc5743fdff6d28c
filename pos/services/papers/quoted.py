"""From a quote to its paper: laid out as an invoice, asking for no money."""

from __future__ import annotations

from dataclasses import replace

from pos.domain.papers.invoices import InvoiceBank, InvoiceDocument, InvoiceKind, Quoted
from pos.domain.quotes.quotes import Quote
from pos.domain.shop.settings import ShopSettings
from pos.services.orders import entry_parts
from pos.services.papers.invoices import invoice_document
from pos.services.papers.issued import Issued


def quote_document(quote: Quote, shop: ShopSettings) -> InvoiceDocument:
    """The quote as it is now, on the shop's paper."""
    invoice = entry_parts.invoice_as(quote.row.number, quote.day.isoformat(), shop)
    issued = Issued(quote.order, invoice, 0, 0, "", 0)
    return replace(
        invoice_document(issued),
        kind=InvoiceKind.QUOTE,
        order="",
        due=None,
        terms="",
        bank=InvoiceBank(),
        quoted=Quoted(quote.row.valid_until, quote.row.revision, quote.text),
    )
