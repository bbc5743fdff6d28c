"""Receipts as the tests need them, and what a reader of the PDF finds in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pypdfium2

from pos.domain.money.amounts import Money
from pos.domain.papers.receipts import (
    ReceiptDiscount,
    ReceiptDocument,
    ReceiptLine,
    ReceiptPayment,
    ReceiptSeller,
    ReceiptTax,
)

SEAL = "7f3a91c2" + "0" * 56


def eur(amount: str) -> Money:
    return Money.of(amount, "EUR")


def line(name: str, quantity: str, price: str, amount: str, **more: Any) -> ReceiptLine:
    more.setdefault("taxes", ("20",))
    return ReceiptLine(name, Decimal(quantity), Decimal(price), eur(amount), **more)


def receipt(**changes: Any) -> ReceiptDocument:
    """The receipt of the picture `documents`, with something changed."""
    return replace(FAIR_DAY, **changes)


FAIR_DAY = ReceiptDocument(
    seller=ReceiptSeller(
        "Atelier des Tanneurs",
        ("12 rue des Dentelles, 67000 Strasbourg",),
        "SIRET 732 829 320 00074",
        "FR44732829320",
    ),
    number="A-000214",
    till="A",
    placed_at=datetime(2026, 11, 22, 14, 32, 59, tzinfo=timezone(timedelta(hours=1))),
    served_by="Anne",
    currency="EUR",
    prices_include_tax=True,
    lines=(
        line("Mug, blue glaze", "2", "18", "36.00"),
        line("Bowl, ash wood", "1", "24", "21.60", discount=ReceiptDiscount(eur("2.40"), Decimal(10))),
        line("Engraving “Lucie”", "1", "6", "6.00"),
        line("Soap, honey", "3", "5.5", "16.50"),
    ),
    subtotal=eur("80.10"),
    discount=ReceiptDiscount(eur("4.01"), Decimal(5), "Fair day"),
    total=eur("76.09"),
    taxes=(ReceiptTax("20", eur("63.41"), eur("12.68"), eur("76.09")),),
    payments=(
        ReceiptPayment("card", eur("40.00")),
        ReceiptPayment("cash", eur("36.09"), given=eur("50.00"), change=eur("13.91")),
    ),
    change=eur("13.91"),
    footer=("Returns within 14 days with this code.", "Thank you, Lucie!"),
    code="#A-000214",
    language="en",
    locale="fr_FR",
)


def rows(pdf: bytes) -> list[str]:
    """The text of a file, a row of the paper each, every white space as one ordinary space."""
    with pypdfium2.PdfDocument(pdf) as file:
        text = "\n".join(page.get_textpage().get_text_range() for page in file)
    return [" ".join(row.split()) for row in text.splitlines()]


def words_of(pdf: bytes) -> str:
    """All words of a file, one blank between them."""
    return " ".join(" ".join(rows(pdf)).split())


def bare(text: str) -> str:
    """The text without any white space: how a long text compares however it was wrapped."""
    return "".join(text.split())


def pages(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page in points."""
    with pypdfium2.PdfDocument(pdf) as file:
        return [page.get_size() for page in file]


def ink_reaches(pdf: bytes) -> tuple[float, float, float]:
    """The leftmost and rightmost point of anything drawn, and the width of the first page."""
    with pypdfium2.PdfDocument(pdf) as file:
        page = file[0]
        boxes = [thing.get_bounds() for thing in page.get_objects()]
        return min(box[0] for box in boxes), max(box[2] for box in boxes), page.get_width()
