"""No figure is broken over two lines, cut at the paper's edge or written over another, however large."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.documents.invoice import draw_invoice
from pos.documents.receipt import draw_receipt
from pos.documents.roll import WIDTHS_MM
from pos.domain.money.amounts import AMOUNT_MAX, Money
from pos.domain.money.discounts import Discount
from pos.domain.money.pricing import LineTotal, TaxRow
from pos.domain.money.tenders import Payment
from pos.domain.orders.orders import OrderLine, RowKind
from pos.domain.papers.invoices import InvoiceDocument, InvoiceKind
from pos.domain.papers.receipts import ReceiptDocument
from pos.text import Speech
from tests.documents.invoices import account, invoice
from tests.documents.papers import SEAL, receipt

MINUS = "\N{MINUS SIGN}"
PLACES = [
    ("fr", "fr_FR", "EUR"), ("de", "de_DE", "EUR"), ("de", "de_CH", "CHF"), ("fr", "fr_CH", "CHF"),
    ("en", "en_US", "USD"), ("en", "en_IN", "INR"), ("fr", "fr_CA", "CAD"), ("en", "ja_JP", "JPY"),
    ("es", "es_CL", "CLP"), ("en", "ar_KW", "KWD"), ("it", "it_IT", "TND"), ("nl", "nl_NL", "EUR"),
]  # fmt: skip
LARGEST = AMOUNT_MAX
RATES = (("20",), ("5", "9.975"), (), ("5.1234", "+9.9755", "13.5"))
LABELS = ("VAT", "TPS/TVQ", "Taxe sur la valeur ajoutée", "MwSt.", "消費税")


def overlaps(pdf: bytes) -> list[str]:
    """Letters that leave the paper, or that stand on the one before them in their line."""
    wrong = []
    with pypdfium2.PdfDocument(pdf) as file:
        for page in file:
            text, width = page.get_textpage(), page.get_width()
            boxes = [
                (text.get_charbox(at, loose=True), text.get_text_range(at, 1))
                for at in range(text.count_chars())
            ]
            shown = [(box, char) for box, char in boxes if char.strip() and box[2] > box[0]]
            wrong += [char for box, char in shown if box[0] < 0 or box[2] > width]
            lines: dict[int, list[tuple[float, float, str]]] = {}
            for (left, bottom, right, _top), char in shown:
                lines.setdefault(round(bottom * 2), []).append((left, right, char))
            for line in lines.values():
                wrong += [f"{one[2]}{two[2]}" for one, two in pairwise(sorted(line)) if two[0] < one[1] - 1.0]
    return wrong


def lines_of(pdf: bytes) -> list[str]:
    """The text, a line of the paper each, with its white space as it was drawn."""
    with pypdfium2.PdfDocument(pdf) as file:
        return [line for page in file for line in page.get_textpage().get_text_range().splitlines()]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def amount_in(speech: Speech, money: Money) -> str:
    return squeezed(MINUS + speech.amount(-money) if money.minor < 0 else speech.amount(money))


def assert_whole(pdf: bytes, figures: Iterator[str]) -> None:
    found = [squeezed(line) for line in lines_of(pdf)]
    assert [one for one in figures if not any(one in line for line in found)] == []
    assert overlaps(pdf) == []


@st.composite
def lines(draw: st.DrawFn, currency: str) -> OrderLine:
    """A line of any size: few of its figures fit beside each other on narrow paper."""

    def money() -> Money:
        minor = draw(st.sampled_from([0, 5, 1999, 123_456_789, LARGEST // 3, LARGEST]))
        return Money(minor * draw(st.sampled_from([1, -1])), currency)

    full = money()
    off = Money(abs(full.minor) // 3, currency) if draw(st.booleans()) else Money(0, currency)
    fine = st.sampled_from(["1", "0.333333", "12", "1000000", "999999999.123456"])
    return OrderLine(
        name=draw(st.sampled_from(["Mug", "Boards of oak for a table that is longer than most", "x" * 40])),
        quantity=Decimal(draw(fine)),
        unit_price=Decimal(draw(fine)),
        total=LineTotal(full, off, full - off, Money(0, currency)),
        taxes=draw(st.sampled_from(RATES)),
        unit=draw(st.sampled_from(["", "kg", "mètres linéaires"])),
        discount=Discount(percent=Decimal("33.3333"), name=draw(st.sampled_from(["", "Fair day"])))
        if off.minor
        else None,
        per=draw(st.sampled_from([1, 1, 100, 10_000])),
    )


@st.composite
def sums(draw: st.DrawFn, currency: str) -> dict[str, object]:
    """Totals as large as they get, with the taxes and payments that go with them."""
    total = Money(draw(st.sampled_from([1, 1999, 123_456_789, LARGEST])), currency)
    tax = Money(total.minor // 6, currency)
    rates = draw(st.sampled_from([("20",), ("5", "9.975"), ("25.5", "13.5", "10")]))
    taxes = tuple(TaxRow(rate, total - tax, tax) for rate in rates)
    return {"currency": currency, "total": total, "taxes": taxes, "tax_word": draw(st.sampled_from(LABELS))}


@st.composite
def receipts(draw: st.DrawFn) -> ReceiptDocument:
    language, locale, currency = draw(st.sampled_from(PLACES))
    money = draw(sums(currency))
    total: Money = money["total"]  # type: ignore[assignment]
    return receipt(
        **money,
        language=language,
        locale=locale,
        lines=tuple(draw(st.lists(lines(currency), min_size=1, max_size=3))),
        subtotal=total,
        discount=Discount(percent=Decimal(5), name="Fair day"),
        discount_amount=total,
        payments=(Payment("cash", total, given=total + total), Payment("card", total, reference="123")),
        change=total,
        due=total,
        rounding=Money(-2, currency),
    )


@settings(max_examples=40)
@given(receipts(), st.sampled_from(WIDTHS_MM))
def test_receipts(doc: ReceiptDocument, width_mm: int) -> None:
    speech = Speech(doc.language, doc.locale)
    pdf = draw_receipt(doc, seal=SEAL, width_mm=width_mm)
    assert_whole(pdf, _of_receipt(doc, speech))
    total = squeezed(speech.gettext("Total {currency}").format(currency=doc.currency))
    assert f"{total} {amount_in(speech, doc.total)}" in [squeezed(line) for line in lines_of(pdf)]


def _of_receipt(doc: ReceiptDocument, speech: Speech) -> Iterator[str]:
    for line in doc.lines:
        yield amount_in(speech, line.amount)
        yield squeezed(speech.number(line.quantity))
        yield squeezed(speech.unit_price(line.unit_price, doc.currency).partition(" /")[0])
        yield from (squeezed(speech.rate(rate)) for rate in line.taxes)
    for tax in doc.taxes:
        yield from (amount_in(speech, tax.net), amount_in(speech, tax.tax), squeezed(speech.rate(tax.rate)))
    for payment in doc.payments:
        yield from (amount_in(speech, payment.amount), amount_in(speech, payment.given or payment.amount))
    yield from (amount_in(speech, doc.total), amount_in(speech, -doc.total))


@st.composite
def invoices(draw: st.DrawFn) -> InvoiceDocument:
    language, locale, currency = draw(st.sampled_from(PLACES))
    money = draw(sums(currency))
    total: Money = money["total"]  # type: ignore[assignment]
    rows = tuple(draw(st.lists(lines(currency), min_size=1, max_size=3)))
    credit = draw(st.booleans())
    doc = invoice(
        **money,
        language=language,
        locale=locale,
        rows=rows if draw(st.booleans()) else tuple(replace(one, kind=RowKind.SURCHARGE) for one in rows),
        net=total,
        tax=total,
        paid=draw(st.sampled_from([None, Money(total.minor // 2, currency)])),
        rounding=draw(st.sampled_from([None, Money(-2, currency)])),
        paper=draw(st.sampled_from(["A4", "Letter"])),
        kind=InvoiceKind.CREDIT_NOTE if credit else InvoiceKind.INVOICE,
    )
    bank = account("FR7630006000011234567890189", "AGRIFRPP", "Atelier", "P-1", doc.still_due)
    return replace(doc, bank=bank)


@settings(max_examples=40)
@given(invoices())
def test_invoices(doc: InvoiceDocument) -> None:
    speech = Speech(doc.language, doc.locale)
    assert_whole(draw_invoice(doc), _of_invoice(doc, speech))


def _of_invoice(doc: InvoiceDocument, speech: Speech) -> Iterator[str]:
    for row in doc.rows:
        yield amount_in(speech, row.total.full)
        if row.discount:
            yield amount_in(speech, -row.total.discount)
        yield squeezed(speech.number(row.quantity))
        yield squeezed(speech.unit_price(row.unit_price, doc.currency).partition(" /")[0])
        yield from (squeezed(speech.rate(rate)) for rate in row.taxes)
    for tax in doc.taxes:
        yield from (squeezed(speech.money(tax.tax)), squeezed(speech.rate(tax.rate)))
    yield squeezed(speech.money(doc.total))


@pytest.mark.parametrize("minor", [-1_701_495_086, LARGEST, -LARGEST])
@pytest.mark.parametrize("currency", ["EUR", "JPY", "KWD"])
def test_an_invoice_over_pages_carries_whole_sums(minor: int, currency: str) -> None:
    each = Money(minor, currency)
    nothing = Money(0, currency)
    row = OrderLine("Gold", Decimal(1), each.major, LineTotal(each, nothing, each, nothing), ("20",))
    total = Money(abs(minor), currency)
    doc = invoice(rows=(row,) * 60, currency=currency, net=each, tax=each, total=total, taxes=())
    speech = Speech(doc.language, doc.locale)
    pdf = draw_invoice(doc)
    assert_whole(pdf, iter([amount_in(speech, each), squeezed(speech.money(doc.total))]))
    before = Money(minor * sum("Gold" in line for line in first_page(pdf)), currency)
    assert f"Brought forward {amount_in(speech, before)}" in [squeezed(line) for line in lines_of(pdf)]


def first_page(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as file:
        return file[0].get_textpage().get_text_range().splitlines()
