"""The numbers by which tax authorities know seller and buyer, as papers write them: once, with their word."""

from __future__ import annotations

import re
import unicodedata

from pos.domain.orders.orders import PaperSeller

SWISS_WORDS = {"de": "MWST", "fr": "TVA", "it": "IVA"}
_SWISS = re.compile(r"CHE[-. ]?([0-9]{3})[. ]?([0-9]{3})[. ]?([0-9]{3})\s*(MWST|TVA|IVA)?", re.IGNORECASE)
_NORWEGIAN = re.compile(r"(?:NO)?\s*([0-9]{3})\s?([0-9]{3})\s?([0-9]{3})\s*MVA", re.IGNORECASE)
_JAPANESE = re.compile(r"T\s*-?([0-9][0-9 -]{11,15}[0-9])")
_FEW = 6
"""Letters that only say what a number is: "CHE", "Org.nr", not a court or a register beside it."""


def tax_number_lines(seller: PaperSeller, word: str, language: str) -> list[str]:
    """The seller's numbers, a line each: behind the paper's word, or each behind the label of its tax."""
    lines = [number_line(seller.tax_number, word, language)] if seller.tax_number else []
    return [*lines, *(number_line(number, label, language) for label, number in seller.labelled)]


def number_line(number: str, word: str, language: str) -> str:
    """A number behind the paper's word for the tax, unless the number says itself what it is.

    `CHE-107.787.577 MWST`, `NO 923 609 016 MVA`, `登録番号 T1234567890123`, else `VAT FR44732829320`.
    """
    found = _SWISS.fullmatch(number)
    if found:
        said = SWISS_WORDS.get(language) or (found[4] or "MWST").upper()
        return f"CHE-{found[1]}.{found[2]}.{found[3]} {said}"
    found = _NORWEGIAN.fullmatch(number)
    if found:
        return f"NO {found[1]} {found[2]} {found[3]} MVA"
    plain = unicodedata.normalize("NFKC", number)  # as Japanese keyboards write it: Ｔ１２３
    if _JAPANESE.fullmatch(plain) and len(_digits(plain)) == 13:
        return f"登録番号 T{_digits(plain)}"
    said = set(re.split(r"[\s:.°]+", number.casefold()))
    return number if said & {word.casefold(), *word.casefold().split("/")} else f"{word} {number}"


def registration_beside(registration: str, tax_number: str) -> str:
    """The registration, or nothing where it is the same number as the tax number below it."""
    letters = sum(letter.isalpha() for letter in registration)
    same = _digits(registration) == _digits(tax_number) != ""
    return "" if same and letters <= _FEW else registration


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
