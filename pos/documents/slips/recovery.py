"""The recovery sheet: the shop key as words that can be read aloud and typed, and as a code to scan.

The words are proquints (Wilkerson, 2009): five letters for sixteen bits, each a consonant, vowel, consonant,
vowel, consonant. The last word is a check: the first sixteen bits of the key's SHA-256.
"""

from __future__ import annotations

import hashlib

from pos.documents.figures import BODY, LABEL, NAME, STRONG, TITLE
from pos.documents.pages import SIZES, PrintedCode, Sheets, paragraph
from pos.text import Speech

CONSONANTS, VOWELS = "bdfghjklmnprstvz", "aiou"
CODE_SIZE = 150.0
IN_A_ROW = 4


def words_of(seed: bytes) -> tuple[str, ...]:
    """The words of a key, the check at their end."""
    data = seed + hashlib.sha256(seed).digest()[:2]
    return tuple(_word(int.from_bytes(data[at : at + 2], "big")) for at in range(0, len(data), 2))


def _word(number: int) -> str:
    first, second = number >> 10, number & 0x3FF
    return (
        CONSONANTS[first >> 2] + VOWELS[first & 3]
        + CONSONANTS[second >> 6] + VOWELS[second >> 4 & 3] + CONSONANTS[second & 15]
    )  # fmt: skip


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
