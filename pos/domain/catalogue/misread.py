"""What a code was before a keyboard, a scanner's settings or a spreadsheet changed it.

Only asked where nothing has the code as it came. Each repair says what it undid, so that it can be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pos.domain.catalogue import keyboards
from pos.domain.catalogue.barcode import (
    bare,
    check_digit,
    forms_of,
    is_valid,
    kept,
    misses_check_digit,
    normal,
    packet,
    printed,
)

SHORTEST = 7
"""Characters of the shortest code that is tried: an EAN-8 without one digit."""


class Cause(StrEnum):
    """What happened to a code on its way."""

    KEYBOARD = "keyboard"
    CAPITALS = "capitals"
    ZEROS = "zeros"
    AROUND = "around"
    CHECK_DIGIT = "check digit"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Repair:
    """A code as it may have been; `number` where it is one of goods. `forms` are those it may be kept in."""

    code: str
    cause: Cause
    number: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*_forms_kept(self.number), self.code))) if self.number else (self.code,)


_DIGITS = re.compile(r"[0-9]+")
_HYPHENS = re.compile(r"[0-9](?:[\-\u2010-\u2015 ]?[0-9])*(?:[\-\u2010-\u2015 ]?[Xx])?")
_AROUND = re.compile(r"(?:[^0-9]{0,4}|\][A-Z][0-9])([0-9]{8}|[0-9]{12,14})[^0-9]{0,2}")
_ISBN_10 = re.compile(r"[0-9]{9}[0-9Xx]")
_ADD_ONS = (2, 5)
"""Digits of the small code beside that of a newspaper or a book."""
_CODABAR = re.compile(r"[A-Da-d]([0-9\-$:/.+]+)[A-Da-d]")
"""With its start and stop."""
_LABEL = re.compile(r"(?:ISBN|ISSN|EAN|GTIN|UPC|JAN)(?:[\- ]?1[034]|-?8)?\s*[:#]?\s+(?=[0-9])", re.IGNORECASE)
"""What is printed in front of a number of goods."""
_ADDED = re.compile(r"([0-9]{8}|[0-9]{12,13})(?: ?\+ ?| |\]E2)(?:[0-9]{2}|[0-9]{5})")
"""A number of goods with its add-on apart."""
_TWO_PARTS = re.compile(r"(?:\S{8}|\S{12,13})(?: (?:\S ?)?|\S)(?:\S{2}|\S{5})")
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
"""Signs that look like a hyphen; word processors and telephones write others than keyboards."""
_DASH = re.compile(f"[{DASHES}]")
_FOREIGN = re.compile(r"[^A-Za-z ]")


@lru_cache(maxsize=32)
def repairs(code: str, *, scanned: bool = True) -> tuple[Repair, ...]:
    """What the code may have been, the likeliest first; of what a person typed only numbers of goods."""
    code = _LABEL.sub("", code.strip())
    plain, found = normal(code), list[Repair]()
    if number := _without_add_on(code):
        found.append(Repair(number, Cause.AROUND, number))
    if plain and plain != code.strip():
        found.append(Repair(plain, Cause.AROUND))
    whole = " " not in code or bool(_TWO_PARTS.fullmatch(code))
    numeric = len(_FOREIGN.findall(plain)) >= SHORTEST - 1 and whole
    if numeric:
        found += _numbers(plain)
    if numeric or scanned:
        found += _retyped(code, scanned)
    if scanned and plain:
        found += _otherwise_kept(plain)
    if " " not in code and _DASH.search(code):
        found += (Repair(_DASH.sub(dash, code), Cause.FORM) for dash in DASHES)
    return tuple({(one.code, one.number): one for one in reversed(found)}.values())[::-1]


def number_in(code: str) -> Repair | None:
    """The number of goods that a garbled code holds without doubt: by another keyboard or in other signs."""
    return next(filter(_is_sure, repairs(code, scanned=False)), None)


def _is_sure(one: Repair) -> bool:
    """Eight digits fit by chance more often: those of a SKU of a letter and eight digits may."""
    if one.cause is Cause.AROUND:
        return len(one.number) > 8
    return one.cause is Cause.KEYBOARD and bool(one.number)


def to_keep(code: str) -> tuple[str, Cause | None]:
    """The code by which goods are found from now on, and what is wrong with the one that came."""
    plain = kept(code)
    if is_valid(plain):
        return plain, None
    if (repair := number_in(code)) and repair.number:
        return printed(repair.number), repair.cause
    return plain, Cause.CHECK_DIGIT if misses_check_digit(plain) else None


def _without_add_on(code: str) -> str:
    """The number of goods before the small code of a newspaper or a book that a sign parts from it."""
    found = _ADDED.fullmatch(bare(code))
    return found[1] if found and is_valid(found[1]) else ""


def _numbers(plain: str) -> Iterator[Repair]:
    """Numbers of goods written in another way."""
    digits = _without_hyphens(plain)
    if digits != plain and is_valid(digits):
        yield Repair(digits, Cause.FORM, digits)
    if (found := _AROUND.fullmatch(plain)) and found[1] != plain and is_valid(found[1]):
        yield Repair(found[1], Cause.AROUND, found[1])
    if _ISBN_10.fullmatch(digits) and _fits_isbn(digits):
        book = f"978{digits[:9]}"
        yield Repair(digits, Cause.FORM, book + check_digit(book))
    if _DIGITS.fullmatch(digits):
        yield from _digits(digits)


def _without_hyphens(plain: str) -> str:
    return re.sub(r"[\-\u2010-\u2015]", "", plain) if _HYPHENS.fullmatch(plain) else plain


def _digits(digits: str) -> Iterator[Repair]:
    """What digits alone may have lost or gained."""
    if is_valid(digits):
        yield Repair(digits, Cause.ZEROS, digits)
    elif SHORTEST <= len(digits) < 14 and is_valid(digits.zfill(14)):
        yield Repair(digits, Cause.ZEROS, digits.zfill(14))
    for code in _before_add_on(digits):
        yield Repair(code, Cause.FORM, code)
    if upc := _unfolded(digits):
        yield Repair(digits, Cause.FORM, upc)


def _before_add_on(digits: str) -> Iterator[str]:
    for length in _ADD_ONS:
        for code in (digits[:-length], digits[:-length].zfill(13)):
            if len(digits) - length in (12, 13) and _DIGITS.fullmatch(digits) and is_valid(code):
                yield code


def _retyped(code: str, scanned: bool) -> Iterator[Repair]:
    """The code as other keyboards would have it, first where it becomes a number of goods."""
    if not scanned and code.isascii() and code.isalnum():
        return  # no keyboard makes digits of letters
    others = []
    for pair in keyboards.PAIRS:
        text = keyboards.meant(code, pair)
        if text == code:
            continue
        plain = normal(text)
        number = _without_add_on(text) or _without_hyphens(plain)
        number = number if is_valid(number) else next(_before_add_on(plain), "")
        if number:
            yield Repair(plain, Cause.KEYBOARD, number)
        elif read := packet(text):
            yield Repair(plain, Cause.KEYBOARD, read.number)
        else:
            others.append(Repair(plain, Cause.KEYBOARD))
    if scanned:
        yield from others


def _otherwise_kept(plain: str) -> Iterator[Repair]:
    """The code in other letters, and as it may have been kept with what a scanner or a font put around it."""
    if plain.swapcase() != plain:
        yield Repair(plain.swapcase(), Cause.CAPITALS)
    if _DIGITS.fullmatch(plain) and len(plain) in (7, 11, 12) and not is_valid(plain):
        whole = plain + check_digit(plain)
        yield Repair(whole, Cause.CHECK_DIGIT, whole)
    yield Repair(f"*{plain}*", Cause.AROUND)
    if found := _CODABAR.fullmatch(plain):
        yield Repair(found[1], Cause.AROUND)


def _forms_kept(number: str) -> Iterator[str]:
    """The forms of a number of goods, also those that a spreadsheet or an old scan left in the catalogue."""
    forms = forms_of(number)
    yield from forms
    bare = number.lstrip("0")
    if len(bare) >= SHORTEST:
        yield bare
    for form in forms:
        yield from (f"]E0{form}", f"]E4{form}", f"*{form}*")


def _fits_isbn(code: str) -> bool:
    values = [10 if sign in "Xx" else int(sign) for sign in code]
    return sum(value * weight for value, weight in zip(values, range(10, 0, -1), strict=True)) % 11 == 0


def _unfolded(digits: str) -> str:
    """The UPC-A that a UPC-E of eight digits stands for, or nothing."""
    if len(digits) != 8 or digits[0] not in "01":
        return ""
    system, body, last = digits[0], digits[1:7], digits[7]
    if body[5] in "012":
        middle = f"{body[:2]}{body[5]}0000{body[2:5]}"
    elif body[5] == "3":
        middle = f"{body[:3]}00000{body[3:5]}"
    elif body[5] == "4":
        middle = f"{body[:4]}00000{body[4]}"
    else:
        middle = f"{body[:5]}0000{body[5]}"
    whole = system + middle
    return whole + last if check_digit(whole) == last else ""
