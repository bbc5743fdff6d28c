"""A sheet with the codes to try a scanner with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pos.documents.figures import BODY, STRONG, TITLE
from pos.documents.measures import MM
from pos.documents.pages import SIZES, PrintedCode, Sheets, paragraph
from pos.documents.roll import Piece, Row
from pos.domain.catalogue.bars import QUIET
from pos.text import mark

if TYPE_CHECKING:
    from pos.domain.catalogue.scanner_trial import TrialCode
    from pos.text.speech import Speech

SIDE, TOP = 56.0, 56.0
MODULE = 0.4 * MM
"""Wide enough for any printer and any scanner."""
BARS = 45
"""Height of the bars in modules."""
HEADLINE = mark("Three codes to try the scanner with")
HOW = mark("Open Settings, Scanner, and scan them in this order.")


def draw_scanner_codes(codes: Sequence[TrialCode], speech: Speech, *, paper: str, shop: str) -> bytes:
    """The codes under each other, each with its kind and what it says; always the same bytes."""
    sheets = Sheets(SIZES.get(paper, SIZES["A4"]), lambda: None, side=SIDE, top=TOP, bottom=SIDE)
    width = sheets.right - sheets.left
    title = speech.gettext(HEADLINE)
    for text, ink in ((title, TITLE), (speech.gettext(HOW), BODY)):
        for row in paragraph(text, ink, sheets.left, width):
            sheets.put(row)
    for place, code in enumerate(codes, 1):
        sheets.gap(48)
        for row in paragraph(f"{place}. {code.name}", STRONG, sheets.left, width):
            sheets.put(row)
        sheets.gap(8)
        matrix = (tuple(module == "1" for module in code.modules),) * BARS
        sheets.page.codes.append(PrintedCode(matrix, MODULE, sheets.left + QUIET * MODULE, sheets.y))
        sheets.gap(BARS * MODULE + 6)
        sheets.put(Row(BODY.leading, (Piece(sheets.left + QUIET * MODULE, code.text, BODY),)))
    return sheets.pdf(title=title, author=shop, subject="", language=speech.language)
