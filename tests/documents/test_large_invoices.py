"""Invoices of every size: one line, 500 lines, long words, long notes; nothing over the margins."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal

import pypdfium2
import pytest

from pos.documents.invoice import SIDE, draw_invoice
from pos.domain.orders.orders import PaperSeller
from pos.domain.papers.invoices import InvoiceBuyer, InvoiceDocument
from tests.documents.invoices import WRAPPED, account, invoice, item, long_invoice
from tests.documents.papers import bare, eur, pages, rows
from tests.shared import shared

PAPERS = ["A4", "Letter"]
NOTE = "A note of three thousand characters, more or less. " * 60


def assert_within_margins(pdf: bytes, slack: float = 3.0) -> None:
    with pypdfium2.PdfDocument(pdf) as file:
        for page in file:
            width, height = page.get_size()
            boxes = [thing.get_bounds() for thing in page.get_objects()]
            assert min(box[0] for box in boxes) > SIDE - slack
            assert max(box[2] for box in boxes) < width - SIDE + slack
            assert min(box[1] for box in boxes) > 25
            assert max(box[3] for box in boxes) < height - 25


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("count", [1, 8, 17, 20, 21, 22, 23, 24, 25, 49, 75, 500])
def test_every_line_is_there_with_the_totals_and_carried_sums(count: int, paper: str) -> None:
    pdf = draw_invoice(long_invoice(count, paper=paper))
    text = rows(pdf)
    assert [row for row in text if row.startswith("Thing")] == [
        f"Thing {at:04d} 1 1,00 20 % 1,00" for at in range(count)
    ]
    whole = bare("".join(text))
    assert f"Net{count},00€" in whole
    assert "Totaldue" in whole
    number = len(pages(pdf))
    assert f"Page1of{number}" in whole
    assert f"Page{number}of{number}" in whole
    carried = re.findall(r"Carried forward (\d+),00", "\n".join(text))
    brought = re.findall(r"Brought forward (\d+),00", "\n".join(text))
    assert carried == brought
    assert len(carried) == number - 1
    assert [row.startswith("Description Qty") for row in text].count(True) == number
    for sheet, sum_ in zip(per_page(pdf), carried, strict=False):
        assert sheet[-1].startswith("Thing") is False
        assert f"Thing {int(sum_) - 1:04d} 1 1,00 20 % 1,00" in sheet
    assert any(row.startswith("Thing") for row in per_page(pdf)[-1])  # the totals never stand alone
    assert_within_margins(pdf)


def per_page(pdf: bytes) -> list[list[str]]:
    with pypdfium2.PdfDocument(pdf) as file:
        return [
            [" ".join(row.split()) for row in page.get_textpage().get_text_range().splitlines()]
            for page in file
        ]


@pytest.mark.parametrize("paper", PAPERS)
def test_words_of_sixty_characters(paper: str) -> None:
    word = "x" * 60
    doc = invoice(
        rows=(item(f"{word} {word}", "1", "1", "1.00", note=word, options=word),),
        seller=PaperSeller(word, (word,), word, word, (word,)),
        buyer=InvoiceBuyer((word, word), word),
        delivery=(word,),
        note=word,
        paper=paper,
    )
    pdf = draw_invoice(doc)
    more = 3 * (len(pages(pdf)) - 1)  # each further page says the shop and its foot again
    assert bare("".join(rows(pdf))).count("x") == (14 + more) * 60
    assert_within_margins(pdf)


@pytest.mark.parametrize("paper", PAPERS)
def test_long_notes_terms_and_names(paper: str) -> None:
    doc = invoice(
        rows=(item("Mug", "1", "1", "1.00", note=NOTE), *WRAPPED.rows, item(NOTE, "1", "1", "1.00")),
        note=NOTE,
        terms=NOTE,
        buyer=InvoiceBuyer((NOTE, "Town")),
        paper=paper,
    )
    pdf = draw_invoice(doc)
    text = rows(pdf)
    whole = re.sub(r"(AtelierdesTanneurs)?InvoiceP-2026-000087", "", bare("".join(text)))
    assert whole.count("thousand") == 5 * 60  # a page may end between any two words
    assert "Totaldue412,80€" in whole
    assert_within_margins(pdf)


def test_figures_wider_than_their_columns() -> None:
    huge = "9999999999.999999"
    row = item("x", "99999.999999", huge, "9999999999.99", unit="kg", taxes=tuple(["12.3456"] * 6))
    most = eur("9999999999.99")
    doc = invoice(rows=(row,), net=most, tax=most, total=most, paid=eur("1.00"))
    pdf = draw_invoice(doc)
    whole = bare("".join(rows(pdf)))
    assert "9999999999,99€" in whole or "9999999999,99€".replace(",", "") in whole
    assert_within_margins(pdf)


def test_hardly_anything_to_say() -> None:
    doc = InvoiceDocument(
        "A-2026-000001",
        WRAPPED.day,
        PaperSeller("S"),
        InvoiceBuyer(),
        "EUR",
        (),
        eur("0"),
        eur("0"),
        eur("0"),
    )
    text = " ".join(rows(draw_invoice(doc)))
    assert "Total €0.00" in text
    assert "Page 1 of 1" in text


def nasty() -> list[str]:
    texts = [*json.loads(shared("nasty/blns.json").read_text("utf-8"))]
    for some in json.loads(shared("nasty/strings.json").read_text("utf-8"))["strings"].values():
        texts += some
    return [text for text in texts if len(text) < 3000]


def test_every_text_can_be_anything_on_it() -> None:
    for start in range(0, len(texts := nasty()), 40):
        some = texts[start : start + 40]
        doc = invoice(
            rows=tuple(item(text, "1", "1", "1.00", note=text, options=text, unit=text[:9]) for text in some),
            seller=PaperSeller(some[0], tuple(some[:3]), some[1], some[2], tuple(some[:2])),
            buyer=InvoiceBuyer(tuple(some[:5]), some[3]),
            delivery=tuple(some[5:9]),
            bank=account(WRAPPED.bank.iban, some[0][:11], some[1], some[2]),
            note=" ".join(some[:9]),
            terms=some[4],
            legal=some[5],
            number=some[6][:40] or "A",
        )
        pdf = draw_invoice(doc)
        whole = bare("".join(rows(pdf)))
        for text in some:
            if text.isascii() and text.isprintable():
                assert bare(text) in whole, text
        assert_within_margins(pdf, slack=12)  # signs drawn over the letter before them hang out


def test_addresses_of_the_world_are_lines_of_the_paper() -> None:
    for one in json.loads(shared("nasty/addresses.json").read_text("utf-8"))["addresses"]:
        lines = tuple(one["formatted_lines"])
        whole = bare("".join(rows(draw_invoice(invoice(buyer=InvoiceBuyer(lines), delivery=())))))
        latin = [line for line in lines if all(ord(char) < 0x500 for char in line)]
        assert not [line for line in latin if bare(line) not in whole]


def test_many_rates_and_a_table_of_them() -> None:
    from pos.domain.money.pricing import TaxRow

    taxes = tuple(TaxRow(str(rate), eur("1000.00"), eur(f"{rate * 10}.00")) for rate in range(1, 60))
    doc = invoice(taxes=taxes, rows=tuple(replace(row, taxes=("1", "2", "+3")) for row in WRAPPED.rows))
    pdf = draw_invoice(doc)
    whole = bare("".join(rows(pdf)))
    assert all(f"VAT{Decimal(rate)}%on" in whole for rate in range(1, 60))
    assert_within_margins(pdf)
