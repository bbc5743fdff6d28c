"""Numbers in cells: one decimal mark for the whole file, decided by all cells that leave no doubt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from pos.domain.imports.mistakes import CellNotANumber, NumberAmbiguous, NumberTooLarge, OtherMark
from pos.domain.imports.read_file import Home, Mistake
from pos.domain.money.amounts import decimals, round_half_away
from pos.domain.money.quantity import MILLION, from_micro

NOWHERE = Home()
LARGEST = Decimal(999_999_999)
_LONGEST = 60

_SIGNS = "$¢£¤¥֏؋৲৳฿៛₠-⃀円元圓원"
_LETTERS = r"[^\W\d_]{2,4}\.?|euros|р\.?|[^\W\d_]\.[^\W\d_]\.?|[BS]/\.?|[RQLT]"
_CURRENCY = rf"(?:[^\W\d_]{{0,3}}[{_SIGNS}]|{_LETTERS})"
_CELL = re.compile(
    rf"([-−+]?)\s*{_CURRENCY}?\s*([-−+]?)\s*(\d[\d.,'’ ]*|[.,]\d+)\s*{_CURRENCY}?", re.IGNORECASE
)
_ARABIC = {0x66B: ".", 0x66C: "'"}
_ROUND = re.compile(r"(?:[.,:]\s*|/)[-–—]+(?=\D*$)")
_SPACED = re.compile(r"\d{1,3}(?:([ '’])\d{3})(?:\1\d{3})*(?:[.,]\d*)?")
_GROUPED = {
    ".": re.compile(r"\d{1,3}(?:\.\d{3})+"),
    ",": re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}"),  # India writes 1,00,000
}
_CLEAR = re.compile(r"-?\d{1,8}([.,])(?:\d{1,2}|\d{4,6})", re.ASCII)
"""A number whose mark is certain, and that needs no more than the mark replaced."""


_CENTS = re.compile(r"[\d.,'’ ]*[.,]\d{2}")
_SIGN = re.compile(rf"[{_SIGNS}]|[A-Za-z]{{2}}")


_WHOLE = frozenset(
    {"AFN", "ALL", "AMD", "COP", "CRC", "CZK", "HUF", "IDR", "IQD", "IRR", "KPW", "LAK", "LBP", "MGA", "MMK"}
    | {"MNT", "NOK", "PKR", "RSD", "SEK", "SOS", "SYP", "TWD", "TZS", "UZS", "YER"}
)
"""Currencies with decimals that nobody pays with, by the digits of cash in CLDR's supplemental data."""


class Unreadable(Exception):
    """A cell that is no number; `kind` is the mistake it makes."""

    def __init__(self, kind: type[CellNotANumber | NumberAmbiguous | NumberTooLarge | OtherMark]) -> None:
        super().__init__(kind)
        self.kind = kind


class NumberCells(dict[str, Decimal]):
    """Cell text to number: looked up like a dictionary, because the same prices come again and again.

    `mark` is the decimal mark taken for granted while reading, None where nothing is. `default` is what the
    format says where no cell tells; without it three digits after the mark of the shop's `home` for thousands
    are thousands.
    """

    def __init__(self, mark: str | None, default: str | None, home: Home = NOWHERE) -> None:
        super().__init__()
        self.mark = mark
        self.default = default
        self.home = home
        self.votes = {".": 0, ",": 0}
        self.leaned = False

    def again(self) -> NumberCells:
        """The same for another reading of the file, by the mark that all cells spoke for."""
        return NumberCells(self.verdict(), self.default, self.home)

    def __missing__(self, cell: str) -> Decimal:
        found = _CLEAR.fullmatch(cell)
        if found is not None and (mark := found[1]) == self.mark:
            self.votes[mark] += 1
            value = Decimal(cell if mark == "." else cell.replace(",", "."))
            self[cell] = value = value or abs(value)
            return value
        value = self._read(cell)
        if abs(value) > LARGEST:
            raise Unreadable(NumberTooLarge)
        if value.as_tuple().exponent < -6:  # type: ignore[operator] # finite by its pattern
            value = from_micro(round_half_away(value * MILLION))  # the dust of a spreadsheet's floats
        self[cell] = value = value or abs(value)  # no zero below zero
        return value

    def verdict(self) -> str | None:
        """The mark that all cells together speak for."""
        points, commas = self.votes["."], self.votes[","]
        if points == commas:
            return self.mark if points else self.default
        return "." if points > commas else ","

    def misled(self) -> bool:
        """Whether a cell was read by a mark that turned out to be another."""
        return self.leaned and self.verdict() != self.mark

    def _read(self, cell: str) -> Decimal:
        if len(cell) > _LONGEST:
            raise Unreadable(NumberTooLarge if cell.strip().isdecimal() else CellNotANumber)
        found = _CELL.fullmatch(
            _ROUND.sub("", unicodedata.normalize("NFKC", cell).translate(_ARABIC).strip())
        )
        if found is None or (found[1] and found[2]):
            raise Unreadable(CellNotANumber)
        sign = "-" if {found[1], found[2]} & {"-", "−"} else ""
        digits = found[3].rstrip()
        if " " in digits or "'" in digits or "’" in digits:
            if not _SPACED.fullmatch(digits):
                raise Unreadable(CellNotANumber)
            digits = re.sub("[ '’]", "", digits)
            return Decimal(sign + self._decimal(digits, ambiguous=False))
        return Decimal(sign + self._decimal(digits, ambiguous=True))

    def _decimal(self, digits: str, *, ambiguous: bool) -> str:
        """The digits with "." as the only mark."""
        points, commas = digits.count("."), digits.count(",")
        if not points and not commas:
            return digits
        if points and commas:
            mark = "." if digits.rindex(".") > digits.rindex(",") else ","
            return self._told(digits, mark)
        mark = "." if points else ","
        if points + commas > 1:
            return self._told(digits, "," if points else ".")
        whole, _, part = digits.partition(mark)
        if not (ambiguous and len(part) == 3 and 1 <= len(whole) <= 3 and whole[0] != "0"):
            return self._told(digits, mark)
        return self._doubtful(whole, mark, part)

    def _doubtful(self, whole: str, mark: str, part: str) -> str:
        """Three digits after one mark: thousands, or decimals."""
        self.leaned = True
        if self.mark is None and mark != self.home.thousands:
            raise Unreadable(NumberAmbiguous)
        return f"{whole}.{part}" if mark == self.mark else whole + part

    def _told(self, digits: str, mark: str) -> str:
        """A number that leaves no doubt about its mark, and so speaks for the whole file."""
        other = "," if mark == "." else "."
        whole, _, part = digits.partition(mark)
        if mark in part or other in part or (other in whole and not _GROUPED[other].fullmatch(whole)):
            raise Unreadable(CellNotANumber)
        self.votes[mark] += 1
        if self.votes["."] and self.votes[","]:
            self.leaned = True
        if self.mark is not None and mark != self.mark:
            self.leaned = True
            raise Unreadable(OtherMark)
        return f"{whole.replace(other, '') or '0'}.{part or '0'}"


class AmountCells(NumberCells):
    """The same for amounts of money, whose currency knows how many decimals they can have.

    They tell the decimal mark together with the file's other `numbers`.
    """

    def __init__(self, numbers: NumberCells) -> None:
        super().__init__(numbers.mark, numbers.default, numbers.home)
        self.votes = numbers.votes
        self._numbers = numbers
        self._decimals = 0 if self.home.currency in _WHOLE else decimals(self.home.currency)

    def _doubtful(self, whole: str, mark: str, part: str) -> str:
        other = "," if mark == "." else "."
        if self._decimals == 0:  # CLP 97.000, JPY 1,200
            self.votes[other] += 1
            return whole + part
        if self._decimals == 3 and self.mark is None:  # TND 1,500
            self.votes[mark] += 1
            return f"{whole}.{part}"
        try:
            return super()._doubtful(whole, mark, part)
        finally:
            self._numbers.leaned = True

    def _told(self, digits: str, mark: str) -> str:
        try:
            return super()._told(digits, mark)
        finally:
            self._numbers.leaned = self._numbers.leaned or self.leaned


def likely_mark(cells: Iterable[str]) -> str | None:
    """What the first rows lean to; only a start, all cells decide in the end."""
    votes = {".": 0, ",": 0}
    for cell in cells:
        if len(cell) < 16 and (found := _CLEAR.fullmatch(cell.strip())):
            votes[found[1]] += 1
    if votes["."] == votes[","]:
        return None
    return "." if votes["."] > votes[","] else ","


def is_amount(cell: str) -> bool:
    """Whether a cell looks like an amount of money: digits with a currency, or with two decimals."""
    plain = unicodedata.normalize("NFKC", cell).strip()
    if _CELL.fullmatch(_ROUND.sub("", plain)) is None:
        return False
    return _CENTS.fullmatch(plain) is not None or _SIGN.search(plain) is not None


def rate(cell: str) -> str | None:
    """A tax rate as "5.5", None where the cell holds something else; any mark in it is a decimal mark."""
    found = re.fullmatch(r"(\d{1,2}|100)(?:[.,](\d{1,4}))?\s*%?", unicodedata.normalize("NFKC", cell).strip())
    if found is None:
        return None
    part = (found[2] or "").rstrip("0")
    return f"{int(found[1])}.{part}" if part else str(int(found[1]))


def mistake(kind: type[Mistake], row: int, column: str, cell: str) -> Mistake:
    """The mistake of this kind in one cell, shortened where the cell is long."""
    return kind(row, column, cell if len(cell) <= _LONGEST else cell[: _LONGEST - 1] + "…")  # type: ignore[call-arg]
