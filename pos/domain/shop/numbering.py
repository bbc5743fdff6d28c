"""Numbers as people read them: a till's letter and a counter."""

from __future__ import annotations

import re
import string
from itertools import chain

_NUMBER = re.compile(r"[A-Z]{1,4}[0-9]*C?-(?:([0-9]{4})-)?[A-Z]?([0-9]{6,15})", re.ASCII)
_MARKS = {"refund": "R", "quote": "Q"}
_LETTER = re.compile(r"([A-Z]{1,3})([0-9]*)", re.ASCII)


def order_number(letter: str, counter: int) -> str:
    """An order's number: `A-000123`."""
    return f"{letter}-{counter:06d}"


def numbered(series: str, letter: str, year: int, counter: int) -> str:
    """A number of any series.

    `A-000123`, invoices `A-2026-000045`, credit notes `AC-2026-000002`, refunds `A-R000012`, quotes
    `A-Q000007`.
    """
    if series == "order":
        return order_number(letter, counter)
    if series in _MARKS:
        return f"{letter}-{_MARKS[series]}{counter:06d}"
    return f"{letter}{'C' if series == 'credit_note' else ''}-{year}-{counter:06d}"


def begins_anew(series: str) -> bool:
    """Whether a series counts from 1 each year."""
    return series in ("invoice", "credit_note")


def year_and_counter(number: str) -> tuple[int, int] | None:
    """The year of a number, 0 where its series has none, and its counter; None for another system's."""
    found = _NUMBER.fullmatch(number)
    return (int(found[1] or 0), int(found[2])) if found else None


def next_letter(base: str, taken: set[str]) -> str:
    """The letter of a till's next life: A, then A2, A3, ...

    It is behind all that are taken: of those between, a copy may name only the last.
    """
    lives = [int(one.removeprefix(base) or 1) for one in taken if base_letter(one) == base]
    return f"{base}{max(lives) + 1}" if lives else base


def free_letter(taken: set[str]) -> str:
    """The first letter that no till of the shop was given: B, C, ... Z, then AA."""
    singles = string.ascii_uppercase
    pairs = (one + other for one in singles for other in singles)
    return next(one for one in chain(singles, pairs) if one not in taken)


def is_letter(text: str) -> bool:
    """Whether a text may name a till: one to three capitals."""
    return bool(_LETTER.fullmatch(text)) and text.isalpha()


def base_letter(letter: str) -> str:
    """The letter a till was given when its first life began."""
    found = _LETTER.fullmatch(letter)
    return found[1] if found else letter
