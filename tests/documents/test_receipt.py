"""The receipt says what `rules.md` asks of it, at both widths."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pos.documents.receipt import draw_receipt
from pos.documents.roll import WIDTHS_MM
from pos.domain.money.pricing import Discount, TaxRow
from pos.domain.money.tenders import Payment
from pos.domain.orders.orders import PaperSeller, RowKind
from pos.domain.papers.receipts import (
    Mark,
    ReceiptDocument,
)
from tests.documents.papers import FAIR_DAY, SEAL, bare, charge, eur, ink_reaches, line, pages, receipt, rows

ROOT = Path(__file__).resolve().parents[2]


def drawn(doc: ReceiptDocument, width_mm: int = 80, duplicate: int = 0) -> list[str]:
    return rows(draw_receipt(doc, seal=SEAL, width_mm=width_mm, duplicate=duplicate))


def test_the_receipt_of_the_picture() -> None:
    assert drawn(FAIR_DAY) == [
        "Atelier des Tanneurs",
        "12 rue des Dentelles, 67000 Strasbourg",
        "SIRET 732 829 320 00074",
        "VAT FR44732829320",
        "Receipt A-000214 22/11/2026 14:32",
        "Till A Served by Anne",
        "Mug, blue glaze 36,00",
        "2 × 18,00 VAT 20 %",
        "Bowl, ash wood −10 % 21,60",
        "1 × 24,00 VAT 20 %",
        "Engraving “Lucie” 6,00",
        "1 × 6,00 VAT 20 %",
        "Soap, honey 16,50",
        "3 × 5,50 VAT 20 %",
        "Subtotal 80,10",
        "Discount “Fair day” 5 % −4,01",
        "Total EUR 76,09",
        "VAT 20 % on 63,41 12,68",
        "Card 40,00",
        "Cash 50,00, change 13,91 36,09",
        "Returns within 14 days with this code.",
        "Thank you, Lucie!",
        "Seal 7f3a91c2",
    ]


@pytest.mark.parametrize("width_mm", WIDTHS_MM)
def test_paper_is_as_long_as_its_text(width_mm: int) -> None:
    pdf = draw_receipt(FAIR_DAY, seal=SEAL, width_mm=width_mm)
    ((width, height),) = pages(pdf)
    assert width == pytest.approx(width_mm * 72 / 25.4, abs=0.1)
    longer = receipt(lines=FAIR_DAY.lines * 2)
    assert pages(draw_receipt(longer, seal=SEAL, width_mm=width_mm))[0][1] > height + 80


def test_only_two_widths_of_paper() -> None:
    with pytest.raises(ValueError, match="112 mm"):
        draw_receipt(FAIR_DAY, seal=SEAL, width_mm=112)


def test_the_narrow_roll_says_the_same() -> None:
    assert sorted(bare("".join(drawn(FAIR_DAY, 58)))) == sorted(bare("".join(drawn(FAIR_DAY))))


def test_a_shop_without_vat_prints_its_sentence_instead_of_rates() -> None:
    sentence = "TVA non applicable, art. 293 B du CGI"
    seller = PaperSeller("Lucie Roux")
    text = drawn(receipt(seller=seller, legal=sentence, taxes=(), discount=None, lines=FAIR_DAY.lines[:1]))
    assert sentence in text
    assert "2 × 18,00" in text
    assert not any("VAT" in row for row in text)


def test_taxes_on_top_are_rows_before_the_total() -> None:
    taxes = (
        TaxRow("5", eur("100.00"), eur("5.00")),
        TaxRow("+9.975", eur("105.00"), eur("10.47")),
    )
    text = drawn(
        receipt(
            prices_include_tax=False,
            lines=(line("Lamp", "1", "100", "100.00", taxes=("5", "+9.975")),),
            subtotal=eur("100.00"),
            discount=None,
            taxes=taxes,
            total=eur("115.47"),
            tax_word="Tax",
            locale="en_GB",
        )
    )
    assert "1 × 100.00 Tax 5% + 9.975%" in text
    begin = text.index("Subtotal 100.00")
    assert text[begin + 1 : begin + 4] == [
        "Tax 5% on 100.00 5.00",
        "Tax 9.975% on 105.00 10.47",
        "Total EUR 115.47",
    ]


def test_weights_named_discounts_notes_and_options() -> None:
    potatoes = line(
        "Potatoes",
        "1.235",
        "2.4",
        "2.46",
        unit="kg",
        options="organic",
        note="no sand, please",
        off="0.50",
        discount=Discount(amount=eur("0.50"), name="Late hour"),
    )
    text = drawn(receipt(lines=(potatoes,)))
    begin = text.index("Potatoes, organic 2,46")
    assert text[begin + 1 : begin + 4] == ["1,235 kg × 2,40 VAT 20 %", "Late hour −0,50", "no sand, please"]


def test_charges_rounding_references_and_what_is_open() -> None:
    text = drawn(
        receipt(
            charges=(
                charge(RowKind.DELIVERY, "", "7.33"),
                charge(RowKind.HANDLING, "Box", "1.00"),
            ),
            rounding=eur("-0.02"),
            payments=(Payment("meal", eur("10.00"), name="Meal voucher", reference="123 456"),),
            change=None,
            due=eur("66.07"),
        )
    )
    for row in (
        "Delivery 7,33",
        "Box 1,00",
        "Cash rounding −0,02",
        "To pay 76,07",
        "Meal voucher 10,00",
        "Reference 123 456",
        "Still to pay 66,07",
    ):
        assert row in text


@pytest.mark.parametrize(
    ("doc", "duplicate", "words"),
    [
        (receipt(mark=Mark.DEMO), 0, ["DEMO", "Not a real sale"]),
        (receipt(mark=Mark.TRAINING), 0, ["TRAINING", "Not a real sale"]),
        (receipt(voided="215"), 0, ["VOID", "Cancelled by entry 215"]),
        (FAIR_DAY, 3, ["DUPLICATE 3"]),
    ],
)
def test_marks_add_their_rows_and_nothing_else(
    doc: ReceiptDocument, duplicate: int, words: list[str]
) -> None:
    assert [row for row in drawn(doc, duplicate=duplicate) if row not in words] == drawn(FAIR_DAY)
    assert all(word in drawn(doc, duplicate=duplicate) for word in words)


def test_the_time_is_the_clocks_own() -> None:
    assert "Receipt A-000214 22/11/2026 14:32" in drawn(FAIR_DAY)


def test_markup_in_a_name_is_text() -> None:
    names = ["<b>Bold</b> & <img src='/etc/passwd'>", "</para>", "{0.__class__} %s%n", "(un)balanced) \\) ("]
    lines = tuple(line(name, "1", "1", "1.00", note=name) for name in names)
    text = bare("".join(drawn(receipt(lines=lines))))
    assert all(bare(name) in text for name in names)


def test_same_bytes_again_and_in_another_process() -> None:
    doc = receipt(lines=(*FAIR_DAY.lines, line("عصير 牛奶 🍕 José", "1", "1", "1.00")))
    first = draw_receipt(doc, seal=SEAL)
    assert draw_receipt(FAIR_DAY, seal=SEAL) != first  # something else was drawn in between
    assert draw_receipt(doc, seal=SEAL) == first
    program = (
        "import sys; sys.path.insert(0, '.')\n"
        "from tests.documents.papers import *\n"
        "from pos.documents.receipt import draw_receipt\n"
        "doc = receipt(lines=(*FAIR_DAY.lines, line('عصير 牛奶 🍕 José', '1', '1', '1.00')))\n"
        "sys.stdout.buffer.write(draw_receipt(doc, seal=SEAL))\n"
    )
    other = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program], cwd=ROOT, capture_output=True, check=True
    )
    assert other.stdout == first


def test_a_seal_is_printed_by_its_first_eight_digits() -> None:
    assert draw_receipt(FAIR_DAY, seal=SEAL) == draw_receipt(FAIR_DAY, seal=SEAL[:8])
    assert not any("Seal" in row for row in rows(draw_receipt(FAIR_DAY, seal="")))


def test_title_and_seller_are_in_the_file() -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(draw_receipt(FAIR_DAY, seal=SEAL)) as file:
        about = file.get_metadata_dict()
    assert (about["Title"], about["Author"]) == ("Receipt A-000214", "Atelier des Tanneurs")


@pytest.mark.parametrize("width_mm", WIDTHS_MM)
def test_nothing_reaches_over_the_edge(width_mm: int) -> None:
    long = "Wolfeschlegelsteinhausenbergerdorff" * 4
    doc = receipt(
        seller=PaperSeller(long, (long,), long, long),
        number="A23-" + "9" * 40,
        served_by=long,
        lines=(
            line(long, "99999.999999", "9999999999.999999", "9999999999.99", note=long, options=long),
            line("x", "1", "1", "1.00", taxes=tuple("1234.5678" for _ in range(6))),
        ),
        subtotal=eur("9999999999.99"),
        total=eur("9999999999.99"),
        discount=Discount(Decimal("99.9999"), name=long),
        discount_amount=eur("9999999999.99"),
        payments=(Payment("cash", eur("9999999998.99"), long, long, eur("9999999999.99")),),
        footer=(long,),
        legal="",
        mark=Mark.TRAINING,
        voided=long,
    )
    left, right, width = ink_reaches(draw_receipt(doc, seal=SEAL, width_mm=width_mm))
    assert left > 0
    assert right < width


def test_the_printed_code_finds_the_order() -> None:
    """The modules on the paper are those of the code's text; without a text there is no code."""
    import segno

    from pos.documents.roll import LOOKS

    pdf = draw_receipt(FAIR_DAY, seal=SEAL)
    assert modules_on(pdf, LOOKS[80].module) == [
        list(map(int, row)) for row in segno.make_qr("#A-000214", error="m").matrix
    ]
    assert len(draw_receipt(replace(FAIR_DAY, code=""), seal=SEAL)) < len(pdf)


def modules_on(pdf: bytes, module: float) -> list[list[int]]:
    """The code as a reader sees it: dark or light at the middle of each module."""
    import pypdfium2

    scale = 10 / module
    with pypdfium2.PdfDocument(pdf) as file:
        page = file[0]
        paths = [each for each in page.get_objects() if each.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
        box = paths[-1].get_bounds()  # after the dashes
        picture = page.render(scale=scale, grayscale=True).to_pil()
        left, top, count = box[0], page.get_height() - box[3], round((box[2] - box[0]) / module)
    return [
        [
            int(
                picture.getpixel(
                    (int((left + (x + 0.5) * module) * scale), int((top + (y + 0.5) * module) * scale))
                )
                < 128
            )
            for x in range(count)
        ]
        for y in range(count)
    ]


def test_a_price_of_a_hundred_pieces_says_so() -> None:
    labels = line("Label", "1000000", "4.166667", "41666.67", per=100)
    assert "1 000 000 × 4,166667 / 100 VAT 20 %" in rows(draw_receipt(receipt(lines=(labels,)), seal=SEAL))
