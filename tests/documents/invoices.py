"""Invoices as the tests need them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from pos.contacts.bank import epc_payload, iban_groups
from pos.domain.money.amounts import Money
from pos.domain.money.pricing import TaxRow
from pos.domain.orders.orders import OrderLine, PaperSeller, RowKind
from pos.domain.papers.invoices import (
    InvoiceBank,
    InvoiceBuyer,
    InvoiceDocument,
)
from tests.documents.papers import eur, worth


def item(name: str, quantity: str, price: str, amount: str, **more: Any) -> OrderLine:
    more.setdefault("taxes", ("20",))
    money = more.pop("money", eur)
    off = money(more.pop("full", amount)) - money(amount)
    return OrderLine(name, Decimal(quantity), Decimal(price), worth(money(amount), off), **more)


def invoice(**changes: Any) -> InvoiceDocument:
    """The invoice of the picture `documents`, with something changed."""
    return replace(WRAPPED, **changes)


def long_invoice(count: int, **changes: Any) -> InvoiceDocument:
    """An invoice of so many lines of one euro each."""
    rows = tuple(item(f"Thing {at:04d}", "1", "1.00", "1.00") for at in range(count))
    net = eur(f"{count}.00")
    tax = Money(round(count * 20), "EUR")
    return invoice(rows=rows, net=net, tax=tax, total=net + tax, taxes=(TaxRow("20", net, tax),), **changes)


def account(iban: str, bic: str, holder: str, reference: str, due: Money | None = None) -> InvoiceBank:
    """An account with the code of what is due, 412.80 euros where nothing else is said."""
    code = epc_payload(due or eur("412.80"), holder=holder, iban=iban, bic=bic, reference=reference)
    return InvoiceBank(iban_groups(iban), bic, holder, reference, code)


WRAPPED = InvoiceDocument(
    number="P-2026-000087",
    day=date(2026, 11, 22),
    supplied=date(2026, 11, 22),
    due=date(2026, 12, 22),
    order="P-000214",
    seller=PaperSeller(
        "Atelier des Tanneurs",
        ("12 rue des Dentelles", "67000 Strasbourg, France"),
        "SIRET 732 829 320 00074, RCS Strasbourg",
        "FR44732829320",
    ),
    buyer=InvoiceBuyer(("Atelier Roux SARL", "14 rue des Tanneurs", "67000 Strasbourg"), "FR83404833048"),
    delivery=("Camille Roux", "8 quai des Bateliers", "67000 Strasbourg"),
    currency="EUR",
    rows=(
        item("Mug, sand glaze", "12", "15.00", "180.00"),
        item("Board, oak", "4", "29.1667", "116.67"),
        item("Gift wrapping", "16", "2.50", "40.00"),
        item("Local delivery", "1", "7.33", "7.33", kind=RowKind.DELIVERY),
    ),
    net=eur("344.00"),
    tax=eur("68.80"),
    total=eur("412.80"),
    taxes=(TaxRow("20", eur("344.00"), eur("68.80")),),
    terms="Late payment: 3 × legal rate, 40 € recovery fee.",
    bank=account("FR7630006000011234567890189", "AGRIFRPP", "Atelier des Tanneurs", "P-2026-000087"),
    language="en",
    locale="fr_FR",
)
