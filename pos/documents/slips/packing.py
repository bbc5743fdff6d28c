"""A packing slip on A4 or Letter: what lies in the parcel, for whom, and what comes later."""

from __future__ import annotations

from collections.abc import Sequence

from pos.documents.figures import BODY, LABEL, MUTED, SMALL, STRONG
from pos.documents.measures import one_line
from pos.documents.pages import SIZES, PrintedCode, Rule, Sheets, letter_head, paragraph, running_head
from pos.documents.roll import Piece, Row
from pos.documents.slips.words import SlipWords
from pos.domain.orders.orders import OrderLine
from pos.domain.papers.slips import SlipDocument

SIDE, TOP, FOOT = 49.0, 46.0, 44.0
CODE_SIZE = 62.0
PIECES, SKU = 70.0, 110.0
GAP = 14.0
"""Widths of the columns beside the name, and between them."""


def draw_packing_slip(doc: SlipDocument, *, logo: bytes = b"") -> bytes:
    """The slip as a PDF: the same document and logo give the same bytes. An unknown size of paper is A4."""
    writer = _Writer(doc)
    writer.head(logo)
    writer.address()
    writer.table(doc.lines)
    if doc.later:
        writer.later()
    writer.close()
    words = writer.words
    return writer.sheets.pdf(
        title=f"{words.title} {doc.order}", author=doc.seller.name, subject=doc.order, language=doc.language
    )


class _Writer:
    """Writes the parts of one slip on its sheets, from top to bottom."""

    def __init__(self, doc: SlipDocument) -> None:
        self.doc = doc
        self.words = SlipWords(doc)
        size = SIZES.get(doc.paper, SIZES["A4"])
        self.sheets = Sheets(size, self._running_head, side=SIDE, top=TOP, bottom=FOOT + 30)
        self.width = self.sheets.right - self.sheets.left

    def _running_head(self) -> None:
        running_head(self.sheets, self.doc.seller.name, f"{self.words.title} {self.doc.order}", 14)

    def head(self, logo: bytes) -> None:
        """Who sends it, what this is, and of which order and day."""
        seller, words = self.doc.seller, self.words
        about = (words.order, words.speech.long_date(self.doc.day), *words.marks())
        letter_head(self.sheets, (seller.name, *seller.address), words.title, about, logo=logo, gap=26)

    def address(self) -> None:
        """Where it goes, how and when; the code beside it."""
        import segno

        doc, sheets, words, say = self.doc, self.sheets, self.words, self.words.speech.gettext
        left, wide = sheets.left, self.width * 0.46
        to: list[Row] = []
        if doc.to:
            to = paragraph(say("Deliver to"), LABEL, left, wide)
            for at, line in enumerate(doc.to):
                to += paragraph(line, BODY if at else STRONG, left, wide)
        middle = left + self.width * 0.5
        how: list[Row] = []
        for text in (doc.method, words.when(), words.tracking()):
            if text:
                how += paragraph(text, BODY, middle, self.width * 0.5 - CODE_SIZE - GAP)
        dark = tuple(tuple(map(bool, line)) for line in segno.make_qr(doc.code, error="m").matrix)
        sheets.page.codes.append(PrintedCode(dark, CODE_SIZE / len(dark), sheets.right - CODE_SIZE, sheets.y))
        sheets.side_by_side([to, how], least=CODE_SIZE)
        sheets.gap(22)

    def table(self, lines: Sequence[OrderLine]) -> None:
        """Each line with its SKU and pieces, and room for a tick."""
        sheets, say = self.sheets, self.words.speech.gettext
        self._row(say("Description"), say("SKU"), say("Qty"), head=True)
        for line in lines:
            self._row(self.words.name(line), line.sku, self.words.pieces(line), note=line.note)
        sheets.gap(12)

    def _row(self, name: str, sku: str, pieces: str, *, note: str = "", head: bool = False) -> None:
        sheets, ink = self.sheets, LABEL if head else BODY
        number = sheets.right - PIECES
        rows = paragraph(name, ink, sheets.left, number - SKU - GAP - sheets.left)
        rows += paragraph(note, MUTED, sheets.left, number - SKU - GAP - sheets.left) if note else []
        codes = paragraph(sku, MUTED if not head else ink, number - SKU, SKU - GAP) if sku else []
        counts = paragraph(pieces, ink if head else STRONG, number, PIECES, "right")
        if sum(row.height for row in rows) > sheets.room_of_page / 2:  # a note as long as a page
            for row in (*rows, *codes, *counts):
                sheets.put(row)
        else:
            sheets.side_by_side([rows, codes, counts])
        sheets.gap(5)
        sheets.page.rules.append(
            Rule(sheets.left, sheets.right, sheets.y, 0.9 if head else 0.6, 0.07 if head else 0.9)
        )
        sheets.gap(7)

    def later(self) -> None:
        """What comes with another delivery."""
        for row in paragraph(self.words.later, LABEL, self.sheets.left, self.width):
            self.sheets.put(row)
        self.sheets.gap(4)
        for line in self.doc.later:
            text = f"{self.words.pieces(line)} × {self.words.name(line)}"
            for row in paragraph(text, BODY, self.sheets.left, self.width):
                self.sheets.put(row)
        self.sheets.gap(10)

    def close(self) -> None:
        """The note, the shop's words, and the pages' numbers."""
        sheets, speech = self.sheets, self.words.speech
        for text in (self.doc.note, *self.doc.footer):
            for row in paragraph(text, MUTED, sheets.left, self.width) if text else []:
                sheets.put(row)
            sheets.gap(4)
        for at, sheet in enumerate(sheets.pages, 1):
            page = speech.gettext("Page {page} of {pages}").format(
                page=speech.number(at), pages=speech.number(len(sheets.pages))
            )
            said = one_line(page)
            piece = Piece(sheets.right - SMALL.width(said), said, SMALL)
            sheet.rows.append((Row(SMALL.leading, (piece,)), FOOT + SMALL.leading))
