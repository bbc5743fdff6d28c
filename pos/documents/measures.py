"""What every kind of paper shares: lengths, inks, and text broken into lines by measured width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pos.documents import script
from pos.documents.fonts import Typeface

MM = 72 / 25.4

# A word with the spaces after it. Chinese and Japanese break between any two characters.
_IDEOGRAPHS = "\u2e80-\u2fdf\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60"
_SPACES = " \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
_WORD = rf"[^{_SPACES}{_IDEOGRAPHS}](?:(?!(?<=\])\[)[^{_SPACES}{_IDEOGRAPHS}])*"  # "[A][B]" may break between
_PIECE = re.compile(f"(?:[{_IDEOGRAPHS}]|{_WORD})[{_SPACES}]*|[{_SPACES}]+")
_SPACE_CHARS = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"


# An amount or a rate with the signs beside it: "−1 234 567,89", "9,975 %", "CHF 1’234.50".
_FIGURE = re.compile(r"[^\s\w]?[\w$€£¥]{0,4}[\u00a0\u202f]?[-−]?[0-9][0-9.,'’\u00a0\u202f٬٫]*[^\s]{0,4}")
LEAST = 0.5
"""No figure is written smaller than this part of its ink; no amount that the program holds needs it."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How a piece of text looks: `leading` is the height of its line, `gray` 0 is black.

    `tint` is red, green and blue between 0 and 1, instead of a gray.
    """

    typeface: Typeface
    size: float
    leading: float
    gray: float = 0.0
    tint: tuple[float, float, float] | None = None

    def width(self, text: str) -> float:
        """Width in points of a line that `wrap` has made."""
        return self.typeface.width(text, self.size)

    def fitting(self, text: str, width: float) -> Ink:
        """This ink, or a smaller one in which every word of the text fits whole."""
        widest = max(map(self.width, text.split()), default=0.0)
        return self if widest <= width else replace(self, size=self.size * width / widest)

    def scaled(self, factor: float) -> Ink:
        """The same ink in a smaller size; the height of its lines stays."""
        return replace(self, size=self.size * factor)


def narrowed(ink: Ink, wanted: float, room: float, least: float = 0.0) -> Ink:
    """The ink, smaller where what is `wanted` wide has less room; unchanged below the `least` factor."""
    factor = room / wanted if wanted > room else 1.0
    return ink if factor >= 1.0 or factor < least else ink.scaled(factor)


def widest_piece(text: str, ink: Ink) -> float:
    """The width of the widest word, or of the widest figure with its group marks."""
    pieces = _PIECE.findall(" ".join(script.paragraphs(text)))
    return max((ink.width(piece.rstrip(_SPACE_CHARS)) for piece in pieces), default=0.0)


def for_figures(text: str, ink: Ink, width: float) -> Ink:
    """The ink in which no figure of the text is wider than `width`, so that `wrap` breaks none."""
    wide = max((ink.width(figure) for figure in _FIGURE.findall(text)), default=0.0)
    return narrowed(ink, wide, width, LEAST)


def wrap(text: str, ink: Ink, width: float) -> list[str]:
    """The text in lines no wider than `width`, each in drawing order; nothing is cut off."""
    lines: list[str] = []
    for paragraph in script.paragraphs(text):
        start = script.direction(paragraph)
        lines += [script.visual(line, start) for line in _broken(paragraph, ink, width)]
    return lines


def balanced(text: str, ink: Ink, width: float) -> list[str]:
    """The text in as many lines as `wrap` makes, as even as possible: no word stands alone on the last."""
    lines = wrap(text, ink, width)
    if not 1 < len(lines) <= 4:
        return lines
    narrow, wide = width / 2, width
    while wide - narrow > ink.size / 2:
        middle = (narrow + wide) / 2
        tried = wrap(text, ink, middle)
        if len(tried) == len(lines):
            lines, wide = tried, middle
        else:
            narrow = middle
    return lines


def one_line(text: str) -> str:
    """The text as a single line in drawing order, however wide."""
    joined = " ".join(script.paragraphs(text))
    return script.visual(joined, script.direction(joined))


def _broken(paragraph: str, ink: Ink, width: float) -> Iterator[str]:
    if ink.width(paragraph) <= width:
        yield paragraph
        return
    line, used = "", 0.0
    for piece in _PIECE.findall(paragraph):
        word = ink.width(piece.rstrip(_SPACE_CHARS))
        if line and used + word > width:
            yield line.rstrip(_SPACE_CHARS)
            line, used = "", 0.0
        if word > width:
            *full, piece = _chopped(piece, ink, width)
            yield from full
        line += piece
        used += ink.width(piece)
    if line.strip(_SPACE_CHARS):
        yield line.rstrip(_SPACE_CHARS)


def _chopped(word: str, ink: Ink, width: float) -> Iterator[str]:
    """A word too long for any line, in parts that fit; an accent stays with its letter."""
    part, used = "", 0.0
    for char in word:
        advance = ink.width(char)
        if part and used + advance > width and not unicodedata.combining(char) and char not in _SPACE_CHARS:
            yield part
            part, used = "", 0.0
        part += char
        used += advance
    yield part
