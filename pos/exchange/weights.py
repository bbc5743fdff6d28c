"""What a thing weighs, in grams, whatever a table writes it in."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from pos.domain.imports.mistakes import CellLeftOut
from pos.exchange.cell_table import CellTable
from pos.exchange.numbers import mistake

_WORDS = {
    Decimal(1): "g gr gram grams gramm gramme grammes gramos grammi gramas г гр",
    Decimal(1000): "kg kgs kilo kilos kilogram kilograms kilogramm kilogramme kilogrammes кг",
    Decimal("453.59237"): "lb lbs pound pounds livre livres pfund",
    Decimal("28.349523125"): "oz ounce ounces onces unze unzen",
}
_GRAMS = {word: grams for grams, words in _WORDS.items() for word in words.split()}
_IN_POUNDS = frozenset({"US", "LR", "MM"})
_CELL = re.compile(r"([0-9.,][0-9.,'’\s]{0,20})([^\W\d_]*)\.?")


class Weights:
    """Where a table says what one weighs: in the unit of the cell, row, column, or country."""

    def __init__(self, sheet: CellTable, weight: int, unit: int) -> None:
        self._sheet, self._weight, self._unit = sheet, weight, unit
        words = re.split(r"[\W_\d]+", sheet.columns[weight].casefold()) if weight != CellTable.ABSENT else []
        named = next((_GRAMS[word] for word in reversed(words) if word in _GRAMS), None)
        self._usual = named or _GRAMS["lb" if sheet.home.country in _IN_POUNDS else "kg"]
        self._known: dict[tuple[str, str], int | None] = {("", ""): None}

    def of(self, row: int, cells: list[str]) -> int | None:
        """Grams of one, None where the row says none or nought; a cell that cannot be read is noted."""
        said = cells[self._weight], cells[self._unit]
        try:
            return self._known[said]
        except KeyError:
            pass
        cell, unit = map(str.strip, said)
        if (found := _CELL.fullmatch(cell)) is None:
            if cell:
                self._sheet.note(mistake(CellLeftOut, row, self._sheet.columns[self._weight], cell))
            return None
        known = self._known[said] = self._grams(found, unit)
        return known

    def _grams(self, found: re.Match[str], unit: str) -> int | None:
        each = _GRAMS.get((found[2] or unit).casefold(), self._usual)
        grams = (_number(found[1], whole=each == 1) * each).to_integral_value(ROUND_HALF_UP)
        return int(grams) if 0 < grams < _MOST else None


def _number(digits: str, *, whole: bool) -> Decimal:
    """Three digits behind the only mark are thousands of grams, or decimals of anything larger."""
    digits = re.sub("[^0-9.,]", "", digits)
    mark = max(".", ",", key=digits.rfind)
    before, _, after = digits.rpartition(mark)
    if digits.count(mark) > 1 or (whole and before and len(after) == 3 and not re.search("[.,]", before)):
        before, after = before + after, ""
    elif not before:
        before, after = (after, "") if mark not in digits else ("0", after)
    return Decimal(f"{re.sub('[.,]', '', before)}.{after or 0}")


_MOST = 1_000_000_000
"""Grams; more is no weight of goods."""
