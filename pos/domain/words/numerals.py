"""Read a number as people write it, or say why it cannot be read; never guess."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from pos.domain.words.errors import AmbiguousNumber, NotANumber, NumberTooFine

DIGITS_MAX = 15
"""Digits before the mark; more is a code, or a cat on the keyboard."""

_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")
_APOSTROPHES = dict.fromkeys(map(ord, "\u2019\u02bc\uff07"), "'")
_SIGNS = {0x2212: "-", 0xFF0D: "-", 0xFF0B: "+", 0xFF0C: ",", 0xFF0E: ".", 0x66B: "."}
_SAME = {**_BLANKS, **_APOSTROPHES, **_SIGNS}

_SHAPE = re.compile(r"[0-9]*(?:[.,' ][0-9]+)*[.,]?")
_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:([.,' ])[0-9]{3})(?:\1[0-9]{3})*")
_LAKHS = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})*,[0-9]{3}")


def read_number(text: str, *, decimals: int, decimal_mark: str = ",", thousands_mark: str = " ") -> Decimal:
    """The number a text stands for, with the decimals it was written with.

    Two different marks: the last is the decimal mark. One: three digits after the shop's thousands mark are
    thousands, else it is the decimal mark where at most `decimals` digits follow.
    Raises NotANumber, AmbiguousNumber or NumberTooFine.
    """
    sign, digits = _bare(text)
    if not _SHAPE.fullmatch(digits) or not digits.strip(".,"):
        raise NotANumber(_shown(text))
    whole, fraction = _parted(text, digits, decimals, decimal_mark, thousands_mark.translate(_SAME))
    if len(whole) > DIGITS_MAX:
        raise NotANumber(_shown(text))
    if len(fraction) > decimals:
        raise NumberTooFine(_shown(text), decimals)
    number = Decimal(f"{whole or 0}.{fraction}" if fraction else whole or "0")
    return -number if sign == "-" and number else number


def _bare(text: str) -> tuple[str, str]:
    """The sign, and the digits with their marks in plain ASCII, without a currency's sign."""
    plain = "".join(map(_plain, text.translate(_SAME))).strip()
    sign = ""
    for _ in range(2):
        if plain[:1] in ("-", "+") and not sign:
            sign, plain = plain[0], plain[1:].lstrip()
        elif plain and unicodedata.category(plain[0]) == "Sc":
            plain = plain[1:].lstrip()
        elif plain and unicodedata.category(plain[-1]) == "Sc":
            plain = plain[:-1].rstrip()
    return sign, plain


def _plain(character: str) -> str:
    """Digits of any script as ASCII."""
    if character.isascii():
        return character
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _shown(text: str) -> str:
    """What was written, as short as a sentence bears."""
    return text.strip()[:40]


def _parted(text: str, digits: str, decimals: int, decimal_mark: str, thousands_mark: str) -> tuple[str, str]:
    """Digits before and after the decimal mark."""
    marks = re.findall(r"[.,' ]", digits)
    if not marks:
        return digits, ""
    last = marks[-1]
    if len(set(marks)) > 1:
        whole, _, fraction = digits.rpartition(last)
        if last in "' " or marks.count(last) > 1 or not _is_grouped(whole):
            raise NotANumber(_shown(text))
        return re.sub(r"[.,' ]", "", whole), fraction
    if _is_grouped(digits) and (last == thousands_mark or last in "' " or len(marks) > 1):
        return digits.replace(last, ""), ""
    if last in "' " or len(marks) > 1:
        raise NotANumber(_shown(text))
    whole, _, fraction = digits.partition(last)
    if len(fraction) > decimals and last != decimal_mark and _is_grouped(digits):
        raise AmbiguousNumber(_shown(text))
    return whole, fraction


def _is_grouped(digits: str) -> bool:
    """Whether marks stand where thousands (or lakhs) are parted."""
    return bool(_GROUPS.fullmatch(digits) or _LAKHS.fullmatch(digits))
