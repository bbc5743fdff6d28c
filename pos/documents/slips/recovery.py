"""The recovery sheet: the shop key as words that can be read aloud and typed, and as a code to scan."""

from __future__ import annotations

from pos.documents.figures import BODY, LABEL, NAME, STRONG, TITLE
from pos.documents.pages import SIZES, PrintedCode, Sheets, paragraph
from pos.domain.sync.recovery import words_of
from pos.text import Speech

CODE_SIZE = 150.0
IN_A_ROW = 4


def draw_recovery_sheet(shop: str, seed: bytes, language: str, locale: str) -> bytes:
    """The sheet as a PDF on A4: the same key gives the same bytes."""
    import segno

    speech = Speech(language, locale)
    say = speech.gettext
    sheets = Sheets(SIZES["A4"], lambda: None, side=60, top=60, bottom=60)
    wide = sheets.right - sheets.left
    title = say("Recovery sheet")
    words = words_of(seed)
    rows = paragraph(shop, NAME, sheets.left, wide) + paragraph(title, TITLE, sheets.left, wide)
    for text in (
        say("This key says who belongs to the shop. Whoever has it can let tills in: keep it in a safe."),
        say("You need it when the till that made the hub is lost. No sale is in it."),
    ):
        rows += paragraph(text, BODY, sheets.left, wide)
    for row in rows:
        sheets.put(row)
    sheets.gap(30)
    for row in paragraph(say("The shop key"), LABEL, sheets.left, wide):
        sheets.put(row)
    for at in range(0, len(words), IN_A_ROW):
        for row in paragraph("   ".join(words[at : at + IN_A_ROW]), STRONG, sheets.left, wide):
            sheets.put(row)
    sheets.gap(30)
    dark = tuple(tuple(map(bool, line)) for line in segno.make_qr(" ".join(words), error="m").matrix)
    sheets.page.codes.append(PrintedCode(dark, CODE_SIZE / len(dark), sheets.left, sheets.y))
    return sheets.pdf(title=title, author=shop, subject=title, language=language)
