"""From an order that was sold to its invoice or credit note as a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from pos.contacts.address import country_name, printed_lines
from pos.contacts.bank import epc_payload, iban_groups
from pos.contacts.register import shown_register
from pos.domain.customers.customers import Buyer, billed
from pos.domain.money.amounts import Money, decimals
from pos.domain.money.pricing import LineTotal, Pricing, TaxRow
from pos.domain.money.quantity import MILLION, from_micro, to_micro
from pos.domain.orders.facts import What
from pos.domain.orders.orders import Order, OrderLine, PaperSeller
from pos.domain.orders.taxing import goes_to_another_state
from pos.domain.papers.invoices import (
    CreditedInvoice,
    CreditReason,
    InvoiceBank,
    InvoiceBuyer,
    InvoiceDocument,
    InvoiceKind,
)
from pos.domain.papers.net_rows import invoice_rows, net_unit_price, with_price
from pos.domain.papers.receipts import Mark
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from pos.journal.kinds.documents import InvoiceIssued, PapersSettled
from pos.journal.kinds.orders import CreditedPart, OrderCredited, OrderEdited
from pos.journal.kinds.sold import Invoice, SoldTax
from pos.journal.orders.days import added_up
from pos.services.papers.issued import Credited, Issued
from pos.services.papers.tax_words import labels_in, numbers_in
from pos.text.locales import paper_speech


def invoice_document(issued: Issued) -> InvoiceDocument:
    """The invoice as it was issued; what was paid later is not on it."""
    order, invoice, texts = issued.order, issued.invoice, issued.order.texts
    known = order.buyer or Buyer()
    currency = order.row.currency
    homes = (order.billing or order.fulfilment.address or Address()).country, invoice.country
    language, locale = paper_speech(known.language, homes, texts.language, texts.locale)
    buyer, delivery = _people(order, known, invoice.country, language)
    labels = labels_in(order, language)
    document = InvoiceDocument(
        number=invoice.number,
        day=date.fromisoformat(invoice.day),
        supplied=issued.supplied,
        order=order.row.number,
        seller=_seller(order, invoice, language),
        buyer=InvoiceBuyer(
            buyer, known.tax_id, shown_register(known.legal_id, next(filter(None, homes), ""))
        ),
        delivery=delivery,
        currency=currency,
        rows=_rows(order),
        net=order.net,
        tax=order.tax,
        total=order.row.total,
        taxes=_taxes(order),
        rounding=Money(issued.rounding, currency) if issued.rounding else None,
        paid=Money(issued.paid, currency) if issued.paid else None,
        exemption=order.exemption,
        exemption_reason=order.exemption_reason,
        sent_abroad=goes_to_another_state(order.fulfilment, order.seller.country),
        note=order.customer_note,
        replaces=issued.replaces,
        tax_word=labels.word,
        own_labels=labels.own,
        language=language,
        locale=locale,
    )
    if issued.settles:
        document = _of_rates(document, issued.settles, issued.settles.undoes or order.row.number)
        document = replace(document, supplied=None, note="", undoes=True)
    owed = document.still_due.minor > 0 and invoice.due != ""
    return replace(
        document,
        bank=_bank(invoice, order.seller.name, document.still_due),
        due=date.fromisoformat(invoice.due) if owed else None,
        terms=invoice.terms,
        legal=texts.legal if order.tax.is_zero else "",
        paper=invoice.paper,
        logo=invoice.logo,
        mark=Mark.DEMO if texts.demo else None,
    )


def credit_note_document(credited: Credited) -> InvoiceDocument:
    """The credit note: the rows of its invoice, given back whole, or a row for each part that was.

    What coins were rounded with it stands below.
    """
    fact = credited.fact
    original = invoice_document(credited.issued)
    back, reason = credited.given_back, ""
    if isinstance(fact, OrderCredited | OrderEdited) and fact.personal:
        reason = fact.personal.reason
    is_whole = not credited.credits
    if isinstance(fact, PapersSettled) and fact.total != original.total.minor:
        original, is_whole = _of_rates(original, fact, credited.order.row.number), False
    return replace(
        _of_parts(original, credited) if credited.credits else original,
        kind=InvoiceKind.CREDIT_NOTE,
        number=credited.number,
        day=date.fromisoformat(fact.day),
        due=None,
        rounding=Money(credited.rounding, original.currency) if credited.rounding else None,
        paid=Money(back, original.currency) if back else None,
        terms="",
        bank=InvoiceBank(),
        note="",
        replaces=None,
        credits=CreditedInvoice(
            original.number, original.day, reason, reason_of(fact, credited.credits), is_whole
        ),
    )


def reason_of(
    fact: OrderCredited | OrderEdited | InvoiceIssued | PapersSettled, credits: Sequence[OrderCredited]
) -> CreditReason:
    """Why something is credited, as the entries alone say it."""
    if isinstance(fact, OrderEdited | PapersSettled):
        return CreditReason.CHANGE
    if isinstance(fact, OrderCredited):
        if fact.what in (What.CANCEL, What.VOID):
            return CreditReason.CANCELLATION
        credits = (fact,)
    pieces = any(part.returned or part.dropped for one in credits for part in one.parts)
    return CreditReason.RETURN if pieces else CreditReason.PRICE


def _of_parts(original: InvoiceDocument, credited: Credited) -> InvoiceDocument:
    """The document with the parts that were credited in place of its rows."""
    currency, credits = original.currency, credited.credits
    net, tax = sum(one.net for one in credits), sum(one.tax for one in credits)
    return replace(
        original,
        rows=tuple(_part_row(credited.order, part) for one in credits for part in one.parts),
        net=Money(net, currency),
        tax=Money(tax, currency),
        total=Money(net + tax, currency),
        taxes=_tax_rows(original, added_up(row for one in credits for row in one.taxes)),
    )


def _of_rates(original: InvoiceDocument, fact: PapersSettled, name: str) -> InvoiceDocument:
    """The document with a row for each rate, or one for all where a row has several; `name` is theirs."""
    currency = original.currency
    shown = fact.taxes if original.taxes else ()
    rows = [_row(name, Money(one.net, currency), (one.rate,)) for one in shown]
    if sum(one.net for one in shown) != fact.net:
        rows = [_row(name, Money(fact.net, currency), tuple(one.rate for one in shown))]
    return replace(
        original,
        rows=tuple(rows),
        net=Money(fact.net, currency),
        tax=Money(fact.tax, currency),
        total=Money(fact.total, currency),
        taxes=_tax_rows(original, fact.taxes),
    )


def _row(name: str, net: Money, taxes: tuple[str, ...]) -> OrderLine:
    nothing = Money(0, net.currency)
    return OrderLine(name, Decimal(1), net.major, LineTotal(net, nothing, net, nothing), taxes)


def _tax_rows(original: InvoiceDocument, rows: Sequence[SoldTax]) -> tuple[TaxRow, ...]:
    currency = original.currency
    if not original.taxes:
        return ()
    return tuple(TaxRow(row.rate, Money(row.net, currency), Money(row.tax, currency)) for row in rows)


def _part_row(order: Order, part: CreditedPart) -> OrderLine:
    """The net of a part that was credited: pieces at what each of them was worth, else an amount."""
    of = order.charges[part.charge - 1] if part.charge else order.line(part.line)
    net, pieces = Money(part.net, order.row.currency), part.returned + part.dropped
    nothing, cents = Money(0, net.currency), 10 ** decimals(net.currency)
    quantity = from_micro(pieces) if pieces else Decimal(1)
    exact = (net.minor * MILLION * MILLION, cents * to_micro(quantity))
    row = replace(
        of,
        quantity=quantity,
        total=LineTotal(net, nothing, net, nothing),
        taxes=() if order.exemption else of.taxes,
        discount=None,
        note="",
        unit=of.unit if pieces else "",
    )
    return with_price(row, net_unit_price(quantity, exact, net.minor, net.currency))


def _bank(invoice: Invoice, seller: str, due: Money) -> InvoiceBank:
    """The account, and the code that fills in the transfer of what is due."""
    reference = invoice.number
    code = epc_payload(
        due, holder=invoice.holder or seller, iban=invoice.iban, bic=invoice.bic, reference=reference
    )
    return InvoiceBank(iban_groups(invoice.iban), invoice.bic, invoice.holder, reference, code)


def _people(order: Order, named: Buyer, home: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The buyer's lines, and the delivery's where it is another address."""
    sent, bill = order.fulfilment.address, billed(named, order.billing, order.fulfilment.address)
    buyer = printed_lines(bill, home=home, language=language)
    if order.fulfilment.kind is not FulfilmentKind.DELIVERY or sent is None:
        return buyer, ()
    if not (sent.name or sent.company):
        sent = replace(sent, name=named.name, company=named.company)
    delivery = printed_lines(sent, home=home, language=language)
    return buyer, () if delivery == buyer else delivery


def _seller(order: Order, invoice: Invoice, language: str) -> PaperSeller:
    """The shop, with its country for a buyer from another."""
    seller, home = order.seller, invoice.country
    lines = seller.address
    where = (order.billing, order.fulfilment.address)
    if home and any(one is not None and one.country not in ("", home) for one in where):
        country = country_name(home, language)
        if country.casefold() not in " ".join(lines).casefold():
            lines = (*lines, country.upper())
    labelled = numbers_in(order, language)
    return replace(seller, address=lines, contact=invoice.contact, labelled=labelled)


def _taxes(order: Order) -> tuple[TaxRow, ...]:
    """The table of rates; a shop without VAT has none, but its sentence."""
    if order.texts.legal and order.tax.is_zero and order.exemption is None:
        return ()
    return order.taxes


def _rows(order: Order) -> tuple[OrderLine, ...]:
    terms = Pricing(order.row.currency, order.prices_include_tax, order.tax_rounding)
    exempt = order.exemption is not None
    return invoice_rows(terms, order.lines, order.charges, order.discount, exempt=exempt)
