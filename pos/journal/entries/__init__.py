"""Every kind of entry a till can write, as frozen values with a kind and a format number.

Amounts are minor units, unit prices and quantities millionths, rates as written, ids hexadecimal. What is
absent is not written; a personal part holds what may one day have to be erased.
"""

from __future__ import annotations

from pos.journal.entries.base import Fact, Part
from pos.journal.entries.catalogue import (
    ASK,
    CatalogueImported,
    CatalogueImportUndone,
    ProductFields,
    ProductSet,
    ProductsSet,
    StockMove,
    StockMoved,
    VariantFields,
    VariantSet,
)
from pos.journal.entries.customers import (
    CustomerFields,
    CustomerPersonal,
    CustomerSet,
    LabelledPostal,
    Postal,
)
from pos.journal.entries.orders import (
    DocumentReprinted,
    InvoiceIssued,
    OrderPlaced,
    OrderStatusSet,
    OrderVoided,
    PaymentTaken,
)
from pos.journal.entries.shop import CashMoved, ClockMoved, PersonSet, SettingsSet, TillOpened
from pos.journal.entries.sold import (
    Invoice,
    Named,
    Off,
    OrderPersonal,
    Paid,
    Seller,
    SoldCharge,
    SoldFulfilment,
    SoldLine,
    SoldTax,
)

KINDS: dict[str, type[Fact]] = {
    fact.kind: fact
    for fact in (
        TillOpened,
        SettingsSet,
        PersonSet,
        ProductsSet,
        CatalogueImported,
        CatalogueImportUndone,
        StockMoved,
        CashMoved,
        ClockMoved,
        OrderPlaced,
        OrderVoided,
        PaymentTaken,
        InvoiceIssued,
        OrderStatusSet,
        CustomerSet,
        DocumentReprinted,
    )
}
"""Every kind a journal may hold, by its name."""

__all__ = [
    "ASK",
    "KINDS",
    "CashMoved",
    "CatalogueImportUndone",
    "CatalogueImported",
    "ClockMoved",
    "CustomerFields",
    "CustomerPersonal",
    "CustomerSet",
    "DocumentReprinted",
    "Fact",
    "Invoice",
    "InvoiceIssued",
    "LabelledPostal",
    "Named",
    "Off",
    "OrderPersonal",
    "OrderPlaced",
    "OrderStatusSet",
    "OrderVoided",
    "Paid",
    "Part",
    "PaymentTaken",
    "PersonSet",
    "Postal",
    "ProductFields",
    "ProductSet",
    "ProductsSet",
    "Seller",
    "SettingsSet",
    "SoldCharge",
    "SoldFulfilment",
    "SoldLine",
    "SoldTax",
    "StockMove",
    "StockMoved",
    "TillOpened",
    "VariantFields",
    "VariantSet",
]
