"""Numbers as people read them: a till's letter and a counter."""

from __future__ import annotations

import re

_LETTER = re.compile(r"([A-Z]{1,3})([0-9]*)", re.ASCII)


def order_number(letter: str, counter: int) -> str:
    """An order's number: `A-000123`."""
    return f"{letter}-{counter:06d}"


def numbered(series: str, letter: str, year: int, counter: int) -> str:
    """A number of any series: `A-000123`, invoices `A-2026-000045`, credit notes `AC-2026-000002`."""
    if series == "order":
        return order_number(letter, counter)
    return f"{letter}{'C' if series == 'credit_note' else ''}-{year}-{counter:06d}"


def next_letter(base: str, taken: set[str]) -> str:
    """The letter of a till's next life: A, then A2, A3, ..."""
    if base not in taken:
        return base
    life = 2
    while f"{base}{life}" in taken:
        life += 1
    return f"{base}{life}"


def is_letter(text: str) -> bool:
    """Whether a text may name a till: one to three capitals."""
    return bool(_LETTER.fullmatch(text)) and text.isalpha()


def base_letter(letter: str) -> str:
    """The letter a till was given when its first life began."""
    found = _LETTER.fullmatch(letter)
    return found[1] if found else letter
