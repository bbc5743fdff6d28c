"""Receipts of every size: one line, 500 lines, long words, long notes."""

from __future__ import annotations

import pytest

from pos.documents.receipt import draw_receipt
from pos.documents.roll import PAGE_LIMIT, WIDTHS_MM
from tests.documents.papers import FAIR_DAY, SEAL, bare, ink_reaches, line, pages, receipt, rows

TOTALS = ["Subtotal 80,10", "Discount “Fair day” 5 % −4,01", "Total EUR 76,09", "VAT 20 % on 63,41 12,68"]
NOTE = "A note of three thousand characters, more or less. " * 60


@pytest.mark.parametrize("width_mm", WIDTHS_MM)
@pytest.mark.parametrize("count", [1, 500, 2000])
def test_every_line_is_there_with_the_totals(count: int, width_mm: int) -> None:
    lines = tuple(line(f"Thing {at:04d}", "1", "1", "1.00") for at in range(count))
    pdf = draw_receipt(receipt(lines=lines), seal=SEAL, width_mm=width_mm)
    text = rows(pdf)
    assert [row for row in text if row.startswith("Thing")] == [f"Thing {at:04d} 1,00" for at in range(count)]
    assert [row for row in text if row in TOTALS] == TOTALS
    assert all(height <= PAGE_LIMIT + 50 for _, height in pages(pdf))
    assert (len(pages(pdf)) > 1) == (count > 300)


def test_a_page_never_parts_an_item() -> None:
    lines = tuple(line(f"Thing {at:04d}", "1", "1", "1.00") for at in range(700))
    text = rows(draw_receipt(receipt(lines=lines), seal=SEAL))
    heads = [at for at, row in enumerate(text) if row.startswith("Receipt A-000214 · ")]
    assert [text[at] for at in heads] == ["Receipt A-000214 · 2/2"]
    assert text[heads[0] + 1].startswith("Thing")


@pytest.mark.parametrize("width_mm", WIDTHS_MM)
def test_words_of_sixty_characters(width_mm: int) -> None:
    word = "x" * 60
    doc = receipt(
        lines=(line(f"{word} {word}", "1", "1", "1.00", note=word),), served_by=word, footer=(word,)
    )
    pdf = draw_receipt(doc, seal=SEAL, width_mm=width_mm)
    left, right, width = ink_reaches(pdf)
    assert 0 < left < right < width
    assert bare("".join(rows(pdf))).count("x") == 5 * 60


@pytest.mark.parametrize("width_mm", WIDTHS_MM)
def test_a_note_of_three_thousand_characters(width_mm: int) -> None:
    doc = receipt(lines=(line("Mug", "1", "1", "1.00", note=NOTE), *FAIR_DAY.lines), note=NOTE)
    text = rows(draw_receipt(doc, seal=SEAL, width_mm=width_mm))
    assert bare("".join(text)).count(bare(NOTE)) == 2
    assert [row for row in text if row in TOTALS] == TOTALS


def test_a_receipt_with_nothing_to_say_but_a_total() -> None:
    doc = receipt(lines=(), footer=(), code="", payments=(), change=None, discount=None, served_by="")
    text = rows(draw_receipt(doc, seal=""))
    assert text[-2:] == ["Total EUR 76,09", "VAT 20 % on 63,41 12,68"]
    assert "Till A" in text
