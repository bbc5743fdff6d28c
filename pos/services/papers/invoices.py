"""From the sealed entries of an order to its invoice or credit note as a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from msgspec import UnsetType

from pos.contacts.address import country_name, printed_lines
from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Pricing
from pos.domain.money.quantity import from_micro
from pos.domain.money.tax import TaxRounding
from pos.domain.orders.fulfilment import Exemption
from pos.domain.papers.invoices import (
    CreditedInvoice,
    InvoiceBank,
    InvoiceBuyer,
    InvoiceDiscount,
    InvoiceDocument,
    InvoiceKind,
    InvoiceRow,
    InvoiceSeller,
    InvoiceTax,
    RowKind,
)
from pos.domain.papers.net_rows import SoldRow, invoice_rows
from pos.domain.papers.receipts import Mark
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.sold import Invoice, OrderPersonal, SoldCharge, SoldLine
from pos.services.customers.postal import address
from pos.services.orders import sold
from pos.services.papers.issued import Credited, Issued
from pos.text import LANGUAGES


def invoice_document(issued: Issued) -> InvoiceDocument:
    """The invoice as it was issued; what was paid later is not on it."""
    fact, invoice = issued.order.fact, issued.invoice
    currency, seller = fact.currency, fact.seller
    known = fact.personal if isinstance(fact.personal, OrderPersonal) else OrderPersonal()
    language = known.buyer.language if known.buyer.language in LANGUAGES else seller.language
    buyer, delivery = _people(fact, known, invoice.country, language)
    document = InvoiceDocument(
        number=invoice.number,
        day=date.fromisoformat(invoice.day),
        supplied=_supplied(fact),
        order=fact.number,
        seller=_seller(fact, known, invoice, language),
        buyer=InvoiceBuyer(buyer, known.buyer.tax_id),
        delivery=delivery,
        currency=currency,
        rows=_rows(fact, known),
        net=Money(fact.net, currency),
        tax=Money(fact.tax, currency),
        total=Money(fact.total, currency),
        taxes=_taxes(fact),
        rounding=Money(issued.rounding, currency) if issued.rounding else None,
        paid=Money(issued.paid, currency) if issued.paid else None,
        bank=InvoiceBank(invoice.iban, invoice.bic, invoice.holder, invoice.number),
        exemption=Exemption(fact.exemption) if fact.exemption else None,
        exemption_reason=known.exemption_reason,
        note=known.customer_note,
        tax_word=seller.tax_label if language == seller.language else "",
        language=language,
        locale=seller.locale,
    )
    return _with_texts(document, fact, invoice)


def _with_texts(document: InvoiceDocument, fact: OrderPlaced, invoice: Invoice) -> InvoiceDocument:
    """The invoice with what the shop puts on all of them."""
    owed = document.still_due.minor > 0 and invoice.due != ""
    return replace(
        document,
        due=date.fromisoformat(invoice.due) if owed else None,
        terms=invoice.terms,
        legal=fact.seller.legal,
        paper=invoice.paper,
        logo=invoice.logo,
        mark=Mark.DEMO if fact.seller.demo else None,
    )


def credit_note_document(credited: Credited) -> InvoiceDocument:
    """The credit note: the rows of its invoice, given back whole."""
    fact = credited.fact
    original = invoice_document(credited.issued)
    back = -sum(one.amount for one in fact.refunds)
    return replace(
        original,
        kind=InvoiceKind.CREDIT_NOTE,
        number=fact.credit_note,
        day=date.fromisoformat(fact.day),
        due=None,
        rounding=None,
        paid=Money(back, original.currency) if back else None,
        terms="",
        bank=InvoiceBank(),
        note="",
        credits=CreditedInvoice(original.number, original.day, fact.reason),
    )


def _supplied(fact: OrderPlaced) -> date:
    """The day the goods are handed over: the one agreed on, else that of the order."""
    try:
        return date.fromisoformat(fact.fulfilment.at[:10])
    except ValueError:
        return date.fromisoformat(fact.day)


def _people(
    fact: OrderPlaced, known: OrderPersonal, home: str, language: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The buyer's lines, and the delivery's where it is another address."""
    named = known.buyer
    sent = address(known.delivery)
    billed = address(known.billing)
    if billed is None or billed.is_empty:
        # No address of their own: that of the delivery, under the buyer's name.
        where = sent or Address()
        billed = replace(where, name=named.name or where.name, company=named.company or where.company)
        if named.name or named.company:
            billed = replace(billed, name=named.name, company=named.company)
    elif not (billed.name or billed.company):
        billed = replace(billed, name=named.name, company=named.company)
    buyer = printed_lines(billed, home=home, language=language)
    if fact.fulfilment.kind != FulfilmentKind.DELIVERY or sent is None:
        return buyer, ()
    if not (sent.name or sent.company):
        sent = replace(sent, name=named.name, company=named.company)
    delivery = printed_lines(sent, home=home, language=language)
    return buyer, () if delivery == buyer else delivery


def _seller(fact: OrderPlaced, known: OrderPersonal, invoice: Invoice, language: str) -> InvoiceSeller:
    """The shop, with its country for a buyer from another."""
    seller, home = fact.seller, invoice.country
    lines = seller.address
    where = [address(one) for one in (known.billing, known.delivery)]
    if home and any(one is not None and one.country not in ("", home) for one in where):
        country = country_name(home, language)
        if country.casefold() not in " ".join(lines).casefold():
            lines = (*lines, country.upper())
    return InvoiceSeller(seller.name, lines, seller.registration, seller.tax_number, invoice.contact)


def _taxes(fact: OrderPlaced) -> tuple[InvoiceTax, ...]:
    """The table of rates; a shop without VAT has none, but its sentence."""
    if fact.seller.legal and not fact.tax and not fact.exemption:
        return ()
    return tuple(
        InvoiceTax(one.rate, Money(one.net, fact.currency), Money(one.tax, fact.currency))
        for one in fact.taxes
    )


def _rows(fact: OrderPlaced, known: OrderPersonal) -> tuple[InvoiceRow, ...]:
    terms = Pricing(fact.currency, fact.includes_tax, TaxRounding(fact.tax_rounding))
    asked = sold.discount(fact.off, fact.currency)
    off = InvoiceDiscount(
        Money(fact.discount, fact.currency),
        asked.percent if asked else None,
        asked.name if asked else "",
    )
    lines = [
        _line(one, known.line_notes.get(str(n), ""), fact.currency) for n, one in enumerate(fact.lines, 1)
    ]
    charges = [_charge(one, fact.currency) for one in fact.charges]
    return invoice_rows(terms, lines, charges, off, exempt=bool(fact.exemption))


def _line(of: SoldLine, note: str, currency: str) -> SoldRow:
    asked = sold.discount(of.off, currency)
    return SoldRow(
        name=of.name,
        quantity=from_micro(of.qty),
        unit_price=from_micro(of.price),
        taxes=of.taxes,
        amount=of.amount,
        discount=of.discount,
        share=of.share,
        unit=of.unit,
        options=of.options,
        note=note,
        asked=asked.percent if asked else None,
        discount_name="" if isinstance(of.off, UnsetType) else of.off.name,
    )


def _charge(of: SoldCharge, currency: str) -> SoldRow:
    return SoldRow(
        name=of.name,
        quantity=Decimal(1),
        unit_price=Money(of.amount, currency).major,
        taxes=of.taxes,
        amount=of.amount,
        kind=RowKind(of.kind),
    )
