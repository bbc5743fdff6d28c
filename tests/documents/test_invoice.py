"""The invoice says what article 226 of the VAT directive asks, in four countries, and stands as drawn."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from pos.contacts.bank import epc_payload
from pos.documents.codes import payment_matrix
from pos.documents.invoice import draw_invoice
from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Discount, TaxRow
from pos.domain.orders.fulfilment import Exemption
from pos.domain.orders.orders import PaperSeller, RowKind
from pos.domain.papers.invoices import (
    CreditedInvoice,
    InvoiceBank,
    InvoiceBuyer,
    InvoiceDocument,
    InvoiceKind,
)
from pos.domain.papers.receipts import Mark
from tests.documents.invoices import WRAPPED, account, invoice, item
from tests.documents.papers import bare, eur, pages, rows, words_of

ROOT = Path(__file__).resolve().parents[2]


def drawn(doc: InvoiceDocument) -> list[str]:
    return rows(draw_invoice(doc))


def assert_says(doc: InvoiceDocument, words: Iterable[str]) -> None:
    """Every one of them stands on the paper, however it is wrapped."""
    text = bare("".join(drawn(doc)))
    missing = [word for word in words if bare(word) not in text]
    assert not missing, "\n".join(drawn(doc))


def test_the_invoice_of_the_picture() -> None:
    text = drawn(WRAPPED)
    for row in (
        "Atelier des Tanneurs",
        "Invoice",
        "P-2026-000087",
        "22 November 2026",
        "Due 22 December 2026",
        "VAT FR44732829320",
        "Mug, sand glaze 12 15,00 20 % 180,00",
        "Board, oak 4 29,1667 20 % 116,67",
        "Gift wrapping 16 2,50 20 % 40,00",
        "Local delivery 1 7,33 20 % 7,33",
    ):
        assert row in text, text
    assert_says(WRAPPED, ["Net 344,00 €", "VAT 20 % 68,80 €", "Total due 412,80 €", "Page 1 of 1"])
    assert_says(WRAPPED, ["Scan with your bank app to pay", "FR76 3000 6000 0112 3456 7890 189"])


FRANCE = replace(
    WRAPPED,
    language="fr",
    seller=replace(WRAPPED.seller, contact=("03 88 00 00 00", "bonjour@tanneurs.example")),
    supplied=date(2026, 11, 26),
)
GERMANY = InvoiceDocument(
    number="B-2026-000012",
    day=date(2026, 3, 2),
    supplied=date(2026, 3, 1),
    due=date(2026, 4, 1),
    order="B-000044",
    seller=PaperSeller("Buchladen Lenz", ("Torstraße 1", "10119 Berlin"), "HRB 12345 B", "DE136695976"),
    buyer=InvoiceBuyer(("Praxis Dr. Öztürk", "Ahornweg 3", "50667 Köln"), "DE811569869"),
    currency="EUR",
    rows=(
        item("Kochbuch", "2", "18.69", "37.38", taxes=("7",)),
        item(
            "Regal", "1.5", "84.0336", "113.45", full="126.05", unit="m", taxes=("19",),
            discount=Discount(Decimal(10)),
        ),
    ),
    net=eur("150.83"),
    tax=eur("24.18"),
    total=eur("175.01"),
    taxes=(
        TaxRow("7", eur("37.38"), eur("2.62")),
        TaxRow("19", eur("113.45"), eur("21.56")),
    ),
    terms="Zahlbar ohne Abzug.",
    bank=account("DE89370400440532013000", "COBADEFFXXX", "Lenz GmbH", "B-2026-000012", eur("175.01")),
    tax_word="MwSt.",
    locale="de_DE",
)  # fmt: skip


def gbp(amount: str) -> Money:
    return Money.of(amount, "GBP")


KINGDOM = InvoiceDocument(
    number="A-2026-000003",
    day=date(2026, 5, 4),
    supplied=date(2026, 5, 4),
    due=date(2026, 6, 3),
    seller=PaperSeller("Tea & Co", ("1 High Street", "LONDON", "AB1 2CD"), "Company 01234567", "GB980780684"),
    buyer=InvoiceBuyer(("Mr O'Neil", "2 Low Road", "YORK", "YO1 9AA")),
    currency="GBP",
    rows=(
        item("Teapot", "1", "25.00", "25.00", money=gbp),
        item("Assam, loose", "0.25", "40.00", "10.00", unit="kg", taxes=("0",), money=gbp),
    ),
    net=gbp("35.00"),
    tax=gbp("5.00"),
    total=gbp("40.00"),
    taxes=(TaxRow("20", gbp("25.00"), gbp("5.00")), TaxRow("0", gbp("10.00"), gbp("0.00"))),
    bank=account("GB29NWBK60161331926819", "", "Tea & Co", "A-2026-000003", gbp("40.00")),
    locale="en_GB",
)
SMALL_SHOP = replace(
    FRANCE,
    seller=PaperSeller(
        "Lucie Roux, céramiste", ("3 rue du Four", "67000 Strasbourg"), "SIRET 732 829 320 00074"
    ),
    legal="TVA non applicable, art. 293 B du CGI",
    taxes=(),
    tax=eur("0"),
    total=eur("344.00"),
)


@pytest.mark.parametrize(
    ("doc", "fields"),
    [
        (
            FRANCE,
            {
                "number": "P-2026-000087",
                "date": "22 novembre 2026",
                "supply": "Livraison le 26 novembre 2026",
                "due": "Échéance le 22 décembre 2026",
                "seller": "Atelier des Tanneurs 12 rue des Dentelles 67000 Strasbourg, France",
                "seller's number": "TVA FR44732829320",
                "registration": "SIRET 732 829 320 00074, RCS Strasbourg",
                "contact": "03 88 00 00 00 · bonjour@tanneurs.example",
                "buyer's number": "TVA FR83404833048",
                "heads": "Description Qté Prix unitaire HT TVA Montant",
                "quantity, net price, rate, net": "Board, oak 4 29,1667 20 % 116,67",
                "base": "Total HT 344,00 €",
                "tax": "TVA 20 % 68,80 €",
                "total": "Total à payer 412,80 €",
                "terms": "Late payment: 3 × legal rate, 40 € recovery fee.",
                "bank": "BIC AGRIFRPP",
                "pages": "Page 1 sur 1",
            },
        ),
        (
            GERMANY,
            {
                "number": "B-2026-000012",
                "date": "2 March 2026",
                "supply": "Supplied 1 March 2026",
                "seller's number": "MwSt. DE136695976",
                "buyer's number": "MwSt. DE811569869",
                "reduced": "Kochbuch 2 18,69 7 % 37,38",
                "meters": "Regal 1,5 m 84,0336 19 % 126,05",
                "discount": "Discount 10 % −12,60",
                "base and tax, 7": "MwSt. 7 % on 37,38 2,62 €",
                "base and tax, 19": "MwSt. 19 % on 113,45 21,56 €",
                "total": "Total due 175,01 €",
                "holder": "Lenz GmbH",
                "bank": "IBAN DE89 3704 0044 0532 0130 00",
            },
        ),
        (
            KINGDOM,
            {
                "date": "4 May 2026",
                "seller": "Tea & Co 1 High Street LONDON AB1 2CD VAT GB980780684",
                "weight": "Assam, loose 0.25 kg 40.00 0% 10.00",
                "base and tax, 20": "VAT 20% on 25.00 £5.00",
                "base and tax, 0": "VAT 0% on 10.00 £0.00",
                "total": "Total due £40.00",
                "bank": "Pay by bank transfer IBAN GB29 NWBK 6016 1331 9268 19",
                "reference": "Reference A-2026-000003",
            },
        ),
        (
            SMALL_SHOP,
            {
                "seller": "Lucie Roux, céramiste 3 rue du Four 67000 Strasbourg",
                "registration": "SIRET 732 829 320 00074",
                "row": "Mug, sand glaze 12 15,00 180,00",
                "sentence": "TVA non applicable, art. 293 B du CGI",
                "total": "Total à payer 344,00 €",
            },
        ),
    ],
    ids=["France", "Germany", "United Kingdom", "without VAT"],
)
def test_what_the_law_asks(doc: InvoiceDocument, fields: dict[str, str]) -> None:
    assert_says(doc, [*fields.values(), *doc.buyer.lines, *doc.delivery])


def test_a_shop_without_vat_prints_no_rates() -> None:
    text = " ".join(drawn(SMALL_SHOP))
    assert "%" not in text
    assert "Total HT" not in text


@pytest.mark.parametrize(
    ("language", "exemption", "reason", "sentence"),
    [
        ("en", Exemption.REVERSE_CHARGE, "", "Reverse charge: VAT is due by the customer"),
        ("fr", Exemption.REVERSE_CHARGE, "Art. 44", "Autoliquidation : TVA due par le client"),
        ("en", Exemption.EXEMPT, "", "Exempt from VAT."),
        ("en", Exemption.EXEMPT, "Embassy, art. 151", "Exempt from VAT: Embassy, art. 151"),
        ("fr", Exemption.EXEMPT, "Art. 262 I", "Exonéré de TVA : Art. 262 I"),
    ],
)
def test_why_there_is_no_tax(language: str, exemption: Exemption, reason: str, sentence: str) -> None:
    zero = TaxRow("0", eur("344.00"), eur("0"))
    doc = invoice(
        language=language,
        exemption=exemption,
        exemption_reason=reason,
        rows=tuple(replace(row, taxes=()) for row in WRAPPED.rows),
        taxes=(zero,),
        tax=eur("0"),
        total=eur("344.00"),
    )
    assert_says(doc, [sentence, reason, "0 % 0,00 €", "344,00 €", "FR44732829320", "FR83404833048"])


def test_a_credit_note_names_its_invoice_and_asks_for_no_money() -> None:
    doc = invoice(
        kind=InvoiceKind.CREDIT_NOTE,
        number="P-2026-000003",
        day=date(2026, 11, 30),
        credits=CreditedInvoice("P-2026-000087", date(2026, 11, 22), "Goods came back broken"),
        paid=eur("412.80"),
    )
    assert_says(
        doc,
        [
            "Credit note P-2026-000003 30 November 2026",
            "Credits invoice P-2026-000087 of 22 November 2026",
            "Reason: Goods came back broken",
            "Total credited 412,80 €",
            "Paid back 412,80 €",
        ],
    )
    text = " ".join(drawn(doc))
    assert not [word for word in ("IBAN", "Due", "Still to pay", "Scan") if word in text]


def test_a_credit_note_nobody_gave_a_reason_for_says_that_it_cancels() -> None:
    credited = CreditedInvoice("P-2026-000087", date(2026, 11, 22), "")
    assert_says(invoice(kind=InvoiceKind.CREDIT_NOTE, credits=credited), ["Reason: Cancellation"])


def test_what_was_paid_and_is_still_due() -> None:
    doc = invoice(paid=eur("100.00"), rounding=eur("-0.02"))
    assert_says(doc, ["Total 412,80 €", "Cash rounding −0,02 €", "Paid −100,00 €", "Still to pay 312,78 €"])
    settled = " ".join(drawn(invoice(paid=eur("412.80"), due=None)))
    assert "Still to pay 0,00 €" in settled
    assert not [word for word in ("IBAN", "Scan", "Due", "Total due") if word in settled]


def test_discounts_stand_beside_what_they_are_taken_from() -> None:
    discount = Discount(Decimal(3), name="Fair day")
    off = item("Fair day", "1", "-8.00", "-8.00", kind=RowKind.DISCOUNT, discount=discount)
    named = item(
        "Bowl", "1", "20.00", "18.00", full="20.00", discount=Discount(amount=eur("2.00"), name="Scratched")
    )
    text = drawn(invoice(rows=(named, off)))
    assert text.index("Bowl 1 20,00 20 % 20,00") + 1 == text.index("Scratched −2,00")
    assert "Discount “Fair day” 3 % 20 % −8,00" in text


def test_marks() -> None:
    assert_says(invoice(mark=Mark.DEMO), ["DEMO", "Not a real sale"])
    assert "DUPLICATE 2" in rows(draw_invoice(WRAPPED, duplicate=2))


def test_the_sizes_of_paper() -> None:
    assert pages(draw_invoice(WRAPPED)) == [pytest.approx((595.28, 841.89), abs=0.1)]
    assert pages(draw_invoice(invoice(paper="Letter"))) == [pytest.approx((612, 792), abs=0.1)]
    assert pages(draw_invoice(invoice(paper="Quarto"))) == pages(draw_invoice(WRAPPED))


def test_same_bytes_again_and_in_another_process() -> None:
    doc = invoice(rows=(*WRAPPED.rows, item("عصير 牛奶 🍕 José", "1", "1", "1.00")))
    first = draw_invoice(doc)
    assert draw_invoice(WRAPPED) != first
    assert draw_invoice(doc) == first
    program = (
        "import sys; sys.path.insert(0, '.')\n"
        "from tests.documents.invoices import *\n"
        "from pos.documents.invoice import draw_invoice\n"
        "doc = invoice(rows=(*WRAPPED.rows, item('عصير 牛奶 🍕 José', '1', '1', '1.00')))\n"
        "sys.stdout.buffer.write(draw_invoice(doc))\n"
    )
    other = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program], cwd=ROOT, capture_output=True, check=True
    )
    assert other.stdout == first


def test_fonts_are_in_the_file_and_so_is_what_it_is() -> None:
    pdf = draw_invoice(WRAPPED)
    assert pdf.count(b"/FontFile2") == 2
    with pypdfium2.PdfDocument(pdf) as file:
        about = file.get_metadata_dict()
    assert (about["Title"], about["Author"]) == ("Invoice P-2026-000087", "Atelier des Tanneurs")


@pytest.mark.parametrize("doc", [KINGDOM, invoice(bank=InvoiceBank()), invoice(paid=eur("412.80"))])
def test_a_code_only_where_euros_are_due_on_an_account(doc: InvoiceDocument) -> None:
    assert not any("Scan" in row for row in drawn(doc))


def test_the_printed_code_is_the_payment() -> None:
    """The modules on the paper are those of the payload."""
    payload = epc_payload(
        eur("412.80"),
        holder="Atelier des Tanneurs",
        iban="FR7630006000011234567890189",
        bic="AGRIFRPP",
        reference="P-2026-000087",
    )
    matrix = payment_matrix(payload)
    scale = 6.0
    with pypdfium2.PdfDocument(draw_invoice(WRAPPED)) as file:
        page = file[0]
        paths = [each for each in page.get_objects() if each.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
        left, _bottom, right, top = paths[-1].get_bounds()  # after the rules
        picture = page.render(scale=scale, grayscale=True).to_pil()
        module, height = (right - left) / len(matrix), page.get_height()
    seen = [
        [
            picture.getpixel(
                (int((left + (x + 0.5) * module) * scale), int((height - top + (y + 0.5) * module) * scale))
            )
            < 128
            for x in range(len(matrix))
        ]
        for y in range(len(matrix))
    ]
    assert seen == [list(line) for line in matrix]


def test_a_price_of_a_hundred_pieces_says_so() -> None:
    text = words_of(draw_invoice(invoice(rows=(item("Label", "1000000", "4.166667", "41666.67", per=100),))))
    assert "1 000 000 4,166667 / 100 20 % 41 666,67" in text
