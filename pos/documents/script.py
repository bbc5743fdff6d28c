"""Any script to characters the paper can draw, in the order in which they stand on it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, Literal

from pos.documents.fonts import REGULAR

Direction = Literal["L", "R"]

# Unicode's "default ignorable" characters: joiners, overrides, selectors, soft hyphens. They draw nothing,
# and an override would let a name turn the amount beside it around.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]+")
_SKIN_TONE = re.compile("(?<=[\u2600-\u27bf\U0001f000-\U0001faff])[\U0001f3fb-\U0001f3ff]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_OPENING = {"(": ")", "[": "]", "{": "}", "«": "»"}
_MARK: dict[Direction, str] = {"L": "\u200e", "R": "\u200f"}


def paragraphs(text: str) -> list[str]:
    """The text as lines of drawable characters in reading order, letters joined where the script joins them.

    Nothing visible is lost: what no font has is folded (NFKC) or written as its Unicode name in brackets.
    """
    if text.isascii() and text.isprintable():
        return [text.strip()]
    return [_legible(line) for line in _CONTROL.sub("", text).splitlines()] or [""]


def _legible(line: str) -> str:
    line = unicodedata.normalize("NFC", line.replace("\t", " "))
    if _ARABIC.search(line):
        line = _reshaper().reshape(line)
    shown = _INVISIBLE.sub("", _SKIN_TONE.sub("", line)).strip()
    if line.strip() and not shown:
        # A name made of nothing visible must still be seen on the paper.
        return "".join(_named(char) for char in dict.fromkeys(line))
    return "".join([char if REGULAR.has(char) else _replaced(char) for char in shown])


def _replaced(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char)
    if folded != char and all(map(REGULAR.has, folded)):
        return folded
    return _named(char)


def _named(char: str) -> str:
    return f"[{unicodedata.name(char, f'U+{ord(char):04X}')}]"


@cache
def _reshaper() -> Any:
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper(configuration={"delete_harakat": False, "delete_tatweel": False})


def direction(paragraph: str) -> Direction:
    """Which side the paragraph starts from: that of its first letter with a side."""
    if _RIGHT_TO_LEFT.search(paragraph):
        return next(filter(None, map(_side, paragraph)), "L")
    return "L"


def visual(line: str, start: Direction) -> str:
    """One line, already wrapped, in the order in which it is drawn from the left.

    A vowel sign comes out before its letter: so DejaVu's signs of Hebrew and Arabic are made to be drawn.
    """
    if not _RIGHT_TO_LEFT.search(line):
        return line
    from bidi.algorithm import get_display

    turned = get_display(_with_brackets_settled(line, start), base_dir=start)
    return str(turned).replace(_MARK["L"], "").replace(_MARK["R"], "")


def _with_brackets_settled(line: str, start: Direction) -> str:
    """The line with marks around its paired brackets, so that both turn the same way.

    The library knows the rules for single characters; this is rule N0 of the algorithm, about pairs.
    """
    sides = [_side(char) for char in line]
    settled = list(line)
    open_at: list[int] = []
    for at, char in enumerate(line):
        if char in _OPENING:
            open_at.append(at)
        elif open_at and char == _OPENING[line[open_at[-1]]]:
            begin = open_at.pop()
            inside = set(sides[begin + 1 : at]) - {None}
            before = next((side for side in reversed(sides[:begin]) if side), start)
            if inside:
                mark = _MARK[start if start in inside else before]
                settled[begin] = f"{mark}{line[begin]}{mark}"
                settled[at] = f"{mark}{char}{mark}"
    return "".join(settled)


def _side(char: str) -> Direction | None:
    kind = unicodedata.bidirectional(char)
    return "L" if kind == "L" else "R" if kind in ("R", "AL") else None
