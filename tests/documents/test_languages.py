"""Every paper in every language: no word left in English, and nothing over the edge or over another word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations

import pypdfium2
import pytest

from pos.documents.invoice import draw_invoice
from pos.documents.receipt import draw_receipt
from pos.documents.roll import WIDTHS_MM
from pos.documents.scanner_codes import draw_scanner_codes
from pos.documents.slips.packing import draw_packing_slip
from pos.documents.slips.recovery import draw_recovery_sheet
from pos.documents.slips.roll_slips import draw_roll_slips
from pos.domain.catalogue.scanner_trial import TRIAL
from pos.domain.money.pricing import Discount, TaxRow
from pos.domain.money.tenders import Payment
from pos.domain.orders.fulfilment import Exemption
from pos.domain.orders.orders import PaperSeller, RowKind
from pos.domain.papers.invoices import (
    CreditedInvoice,
    CreditReason,
    InvoiceDocument,
    InvoiceKind,
    PaperSize,
    Quoted,
)
from pos.domain.papers.receipts import Mark, ReceiptDocument, ReceiptKind
from pos.domain.papers.slips import SlipDocument, SlipKind
from pos.text import PAPER_LANGUAGES, Speech
from pos.text.speech import HOME_LOCALES
from tests import messages
from tests.documents.invoices import invoice, item, long_invoice
from tests.documents.papers import SEAL, charge, eur, ink_reaches, line, receipt, words_of
from tests.sample import sample

LANGUAGES = tuple(PAPER_LANGUAGES)
SHOP = PaperSeller("7", ("7",), "7", "7", ())
BOTH_RATES = (TaxRow("20", eur("1000000.00"), eur("200000.00")), TaxRow("5.5", eur("9.00"), eur("0.50")))


def receipts() -> Iterator[ReceiptDocument]:
    """Receipts that say everything a receipt can say; what the shop says itself is figures."""
    whole = receipt(
        seller=SHOP, served_by="7", footer=(), discount=Discount(Decimal(5), name=""), taxes=BOTH_RATES,
        lines=(line("7", "2", "18", "36.00"), line("7", "1", "24", "21.60", discount=Discount(Decimal(10)))),
        charges=(charge(RowKind.DELIVERY, "", "6.00"), charge(RowKind.HANDLING, "", "2.00"),
                 charge(RowKind.SURCHARGE, "", "1.00")),
        payments=(Payment("cash", eur("36.09"), given=eur("50.00")), Payment("card", eur("10.00"), "", "7"),
                  Payment("transfer", eur("10.00"))),
        rounding=eur("-0.01"), due=eur("20.00"),
    )  # fmt: skip
    yield whole
    yield replace(whole, mark=Mark.DEMO, payments=(Payment("cash", eur("36.09")),), change=eur("1.00"))
    yield replace(whole, mark=Mark.TRAINING, voided="7", discount=Discount(Decimal(5), name="7"))
    yield replace(whole, prices_include_tax=False)
    yield replace(
        whole, kind=ReceiptKind.REFUND, order="7", reason="7", lines=(line("7", "0", "18", "36.00"),)
    )
    yield replace(whole, kind=ReceiptKind.PAYMENT, paid=eur("7.00"), credited=eur("7.00"))
    yield replace(whole, replaces=1)
    yield replace(whole, as_of=date(2026, 11, 26), credited=eur("9.00"), to_give_back=eur("2.00"), due=None)


def invoices() -> Iterator[InvoiceDocument]:
    """Invoices and credit notes that say everything they can say."""
    rows = (
        item("7", "12", "15.00", "180.00"),
        *(item("", "1", "7.33", "7.33", kind=kind) for kind in (
            RowKind.DELIVERY, RowKind.HANDLING, RowKind.SURCHARGE)),
        item("", "1", "-3.00", "-3.00", kind=RowKind.DISCOUNT, discount=Discount(Decimal(5))),
        item("7", "1", "-3.00", "-3.00", kind=RowKind.DISCOUNT, discount=Discount(Decimal(5), name="7")),
    )  # fmt: skip
    whole = invoice(
        seller=SHOP, buyer=replace(invoice().buyer, lines=("7",), tax_number="7"), delivery=("8",), terms="",
        rows=rows, taxes=BOTH_RATES, paid=eur("100.00"), rounding=eur("0.02"), mark=Mark.DEMO,
    )  # fmt: skip
    yield whole
    yield replace(whole, bank=replace(whole.bank, code=""), paid=None, rounding=None, mark=Mark.TRAINING)
    yield replace(whole, taxes=(), exemption=Exemption.REVERSE_CHARGE)
    yield replace(whole, taxes=(), exemption=Exemption.REVERSE_CHARGE, sent_abroad=True)
    yield replace(whole, taxes=(), exemption=Exemption.EXEMPT)
    yield replace(whole, taxes=(), exemption=Exemption.EXEMPT, exemption_reason="7", paper=PaperSize.LETTER)
    credit = replace(whole, kind=InvoiceKind.CREDIT_NOTE, rounding=None)
    for why in CreditReason:
        of = CreditedInvoice("7", date(2026, 11, 22), why=why, whole=why is CreditReason.CHANGE)
        yield replace(credit, credits=of)
        yield replace(credit, credits=of, seller=replace(SHOP, country="BE"))
    yield replace(whole, replaces=("7", date(2026, 11, 22)))
    yield replace(whole, replaces=("7", date(2026, 11, 22)), undoes=True)
    yield replace(whole, kind=InvoiceKind.QUOTE, quoted=Quoted(date(2026, 12, 22), 2, "7\n8"), paid=None)
    yield long_invoice(60, seller=SHOP, terms="")


def slips() -> Iterator[SlipDocument]:
    """Slips that say everything they can say."""
    goods = (line("7", "2", "18", "36.00", sku="7", note="7"), line("7", "1", "24", "21.60"))
    whole = SlipDocument(
        SlipKind.PACKING, "7", date(2026, 11, 22), SHOP, goods, "#7", ("7", "8"), "7", "2026-11-24", "7",
        goods, eur("7.00"), "7", ("7",), Mark.DEMO,
    )  # fmt: skip
    yield whole
    yield replace(whole, kind=SlipKind.PICKUP, at="2026-11-24T10:30")
    yield replace(whole, kind=SlipKind.GIFT)


def papers(language: str) -> Iterator[bytes]:
    """All of them drawn in a language, as it is written at home."""
    own = {"language": language, "locale": HOME_LOCALES[language]}
    for receipt_ in receipts():
        for width in WIDTHS_MM:
            yield draw_receipt(replace(receipt_, **own), seal=SEAL, width_mm=width, duplicate=2)
    for sheet in invoices():
        yield draw_invoice(replace(sheet, **own), duplicate=2)
    for slip in (replace(one, **own) for one in slips()):
        if slip.kind is SlipKind.PACKING:
            yield draw_packing_slip(slip)
        else:
            yield from (draw_roll_slips((slip, slip), width_mm=width) for width in WIDTHS_MM)
    yield draw_recovery_sheet("7", bytes(32), language, HOME_LOCALES[language])
    yield draw_scanner_codes(TRIAL, Speech(language), paper="A4", shop="7")


def spoken(english: str, language: str) -> bool:
    """Whether this English text must be said in other words in that language."""
    return Speech(language).gettext(english) != Speech("en").gettext(english)


def found(text: str, english: str) -> bool:
    """Whether the words of a message stand in the text, whatever fills its places."""
    parts = (" ".join(part.split()) for part in re.split(r"\{\w+\}", english))
    whole = (re.sub(r"^(?=\\?\w)|(?<=\w)$", r"\\b", re.escape(part)) for part in parts)
    return re.search(r" ?\S.{0,40}? ?".join(whole), text) is not None


def written(language: str) -> str:
    """All words of all papers."""
    return " ".join(words_of(pdf) for pdf in papers(language))


@pytest.fixture(scope="module")
def english() -> list[str]:
    """The messages that the papers of this module say."""
    text = written("en")
    every = messages.texts(("pos/documents/",))
    said = [one for one in every if found(text, Speech("en").gettext(one))]
    assert set(every) - set(said) == set(), "a paper of this module has to say it"
    return said


@pytest.mark.parametrize("language", sample((one for one in LANGUAGES if one != "en"), 1))
def test_no_word_is_left_in_english(language: str, english: list[str]) -> None:
    text = written(language)
    own = [Speech(language).gettext(one) for one in english]
    said = {one: Speech("en").gettext(one) for one in english}
    left = [
        one for one in english if spoken(one, language) and said[one] not in own and found(text, said[one])
    ]
    assert left == []
    assert [one for one in own if not found(text, one)] == []


@pytest.mark.parametrize("language", sample(LANGUAGES, 2, seed=2))
def test_no_word_reaches_over_the_edge_or_over_another(language: str) -> None:
    for pdf in papers(language):
        left, right, width = ink_reaches(pdf)
        assert left > 0
        assert right < width
        assert overlapping(pdf) == []


def overlapping(pdf: bytes) -> list[str]:
    """The texts of a file that lie over another one."""
    bad = []
    with pypdfium2.PdfDocument(pdf) as file:
        for page in file:
            texts = (one for one in page.get_objects() if one.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT)
            for one, other in combinations([text.get_bounds() for text in texts], 2):
                wide = min(one[2], other[2]) - max(one[0], other[0])
                high = min(one[3], other[3]) - max(one[1], other[1])
                if wide > 0.5 and high > 1.5:
                    bad.append(f"{one} {other}")
    return bad
