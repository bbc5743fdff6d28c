"""The faces of the paper: each read once per process, when a character first needs it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import RLock

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
INTER, INTER_BOLD = "InterTabular-Regular", "InterTabular-Bold"
DEJAVU, DEJAVU_BOLD, DROID = "DejaVuSans", "DejaVuSans-Bold", "DroidSansFallback"

_reading = RLock()  # two lanes may draw their first document at once


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font file as registered with reportlab; widths are in thousandths of the size."""

    name: str
    glyphs: Mapping[int, int]
    widths: Mapping[int, float]

    def has(self, char: str) -> bool:
        """Whether this face draws the character with a glyph of its own; glyph 0 is the box for "missing"."""
        return self.glyphs.get(ord(char), 0) != 0

    def advance(self, char: str) -> float:
        """How far the pen moves, as a share of the size."""
        # reportlab writes a no-break space as a space.
        return self.widths.get(0x20 if char == "\N{NO-BREAK SPACE}" else ord(char), 0) / 1000


class Thousandths(int):
    """A width as every file says it; reportlab writes plain numbers by way of their logarithms."""


@cache
def _read(name: str) -> Face:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    # Not "ASCII readable": that would embed 95 glyphs of each face in every file, used or not.
    font = TTFont(name, str(FOLDER / f"{name}.ttf"), asciiReadable=False)
    widths = font.face.charWidths
    font.face.charWidths = {code: Thousandths(round(width)) for code, width in widths.items()}
    font.face.defaultWidth = Thousandths(round(font.face.defaultWidth))
    pdfmetrics.registerFont(font)
    return Face(name, font.face.charToGlyph, font.face.charWidths)


def face(name: str) -> Face:
    """The face of that file name, read at the first call."""
    with _reading:
        return _read(name)


class Typeface:
    """A weight of the paper's lettering: Inter, and behind it the faces for what Inter does not have."""

    def __init__(self, *chain: str) -> None:
        self._chain = chain
        self._faces: dict[str, Face | None] = {}
        self._advances: dict[str, float] = {}

    def face_of(self, char: str) -> Face | None:
        """The first face that has the character, or None."""
        try:
            return self._faces[char]
        except KeyError:
            found = self._faces[char] = self._find(char)
            return found

    def _find(self, char: str) -> Face | None:
        if unicodedata.category(char) == "Co":
            return None  # each font draws something else for a private character
        # Inter places loose accents by rules that a PDF does not run; DejaVu's stand over the letter anyway.
        chain = self._chain[1:] + self._chain[:1] if unicodedata.combining(char) else self._chain
        return next((each for each in map(face, chain) if each.has(char)), None)

    def has(self, char: str) -> bool:
        """Whether any face draws the character."""
        return self.face_of(char) is not None

    def width(self, text: str, size: float) -> float:
        """Width in points of text that holds only characters the typeface has."""
        advances = self._advances
        try:
            return sum([advances[char] for char in text]) * size
        except KeyError:
            for char in set(text) - advances.keys():
                found = self.face_of(char)
                advances[char] = found.advance(char) if found else 0.0
            return sum([advances[char] for char in text]) * size

    def runs(self, text: str) -> Iterator[tuple[Face, str]]:
        """The text cut where its face changes; a character that no face has is left out."""
        try:
            (only,) = {self._faces[char] for char in text}
        except (KeyError, ValueError):
            only = None
        if only:
            yield only, text
            return
        current: Face | None = None
        start = 0
        for at, char in enumerate(text):
            found = self.face_of(char)
            if found is not current:
                if current and at > start:
                    yield current, text[start:at]
                current, start = found, at
        if current and start < len(text):
            yield current, text[start:]


REGULAR = Typeface(INTER, DEJAVU, DROID)
BOLD = Typeface(INTER_BOLD, DEJAVU_BOLD, DEJAVU, DROID)
