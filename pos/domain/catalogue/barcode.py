"""Numbers of goods on packets: check digits, and the forms in which one number is written."""

from __future__ import annotations

import re

KINDS = {8: "EAN-8", 12: "UPC-A", 13: "EAN-13", 14: "GTIN-14"}
"""Names of the numbers with a check digit, by length."""

_DIGITS = re.compile(r"[0-9]+")
_SEPARATORS = re.compile(r"[\x00-\x20\x7f\u00a0\u200b-\u200f\ufeff]")
_SYMBOLOGY = re.compile(r"\](?:C1|e0|d2|Q3)")
"""What scanners send in front of a code that holds several fields (GS1)."""

_DAMAGED = re.compile(r"[0-9][.,][0-9]+[Ee]\+?[0-9]{1,2}")


def check_digit(body: str) -> str:
    """The last digit of a number without it: weights 3 and 1 from the right."""
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(body)))
    return str(-total % 10)


def kind(code: str) -> str:
    """`EAN-13`, `UPC-A`, `EAN-8` or `GTIN-14`; empty where length or check digit are wrong."""
    if len(code) not in KINDS or not _DIGITS.fullmatch(code) or check_digit(code[:-1]) != code[-1]:
        return ""
    return KINDS[len(code)]


def is_valid(code: str) -> bool:
    """Whether a code is a number of goods with the right check digit."""
    return bool(kind(code))


def is_damaged(code: str) -> bool:
    """Whether a spreadsheet made a rounded number of it (`4.00638E+12`): the code is lost."""
    return bool(_DAMAGED.fullmatch(code.strip()))


def normal(code: str) -> str:
    """The code as it is kept: without blanks, field separators and what a scanner says of itself."""
    return _SYMBOLOGY.sub("", _SEPARATORS.sub("", code), count=1)


def variants_of(code: str) -> tuple[str, ...]:
    """All forms in which a code may be kept, the given one first.

    A UPC-A is an EAN-13 with a leading zero, and both a GTIN-14 with more; other leading zeros count. A code
    of several GS1 fields stands for the number of goods in it.
    """
    plain = normal(code)
    forms = [plain]
    number = plain if is_valid(plain) else _goods_number(code, plain)
    if number:
        forms.append(number)
        bare = number.lstrip("0")
        forms += [bare.zfill(length) for length in KINDS if len(bare) <= length]
    return tuple(dict.fromkeys(form for form in forms if form))


def _goods_number(code: str, plain: str) -> str:
    """The number of goods among several GS1 fields, or nothing."""
    marked = code.startswith("]") or "\x1d" in code or plain.startswith("(01)") or len(plain) == 16
    found = re.match(r"\(?01\)?([0-9]{14})", plain) if marked else None
    return found[1] if found and is_valid(found[1]) else ""
