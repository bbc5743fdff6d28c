"""Receipts as the tests need them, and what a reader of the PDF finds in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pypdfium2

from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Discount, LineTotal, TaxRow
from pos.domain.money.tenders import Payment
from pos.domain.orders.orders import OrderLine, PaperSeller, RowKind
from pos.domain.papers.receipts import ReceiptDocument

SEAL = "7f3a91c2" + "0" * 56


def eur(amount: str) -> Money:
    return Money.of(amount, "EUR")


def worth(amount: Money, off: Money | None = None) -> LineTotal:
    """What a row comes to: an amount after its own discount."""
    nothing = Money(0, amount.currency)
    off = off or nothing
    return LineTotal(amount + off, off, amount, nothing)


def line(name: str, quantity: str, price: str, amount: str, off: str = "0", **more: Any) -> OrderLine:
    more.setdefault("taxes", ("20",))
    return OrderLine(name, Decimal(quantity), Decimal(price), worth(eur(amount), eur(off)), **more)


def charge(kind: RowKind, name: str, amount: str) -> OrderLine:
    return OrderLine(name, Decimal(1), Decimal(amount), worth(eur(amount)), kind=kind)


def receipt(**changes: Any) -> ReceiptDocument:
    """The receipt of the picture `documents`, with something changed."""
    return replace(FAIR_DAY, **changes)


FAIR_DAY = ReceiptDocument(
    seller=PaperSeller(
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
        line("Bowl, ash wood", "1", "24", "21.60", off="2.40", discount=Discount(Decimal(10))),
        line("Engraving “Lucie”", "1", "6", "6.00"),
        line("Soap, honey", "3", "5.5", "16.50"),
    ),
    subtotal=eur("80.10"),
    discount=Discount(Decimal(5), name="Fair day"),
    discount_amount=eur("4.01"),
    total=eur("76.09"),
    taxes=(TaxRow("20", eur("63.41"), eur("12.68")),),
    payments=(
        Payment("card", eur("40.00")),
        Payment("cash", eur("36.09"), given=eur("50.00")),
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
