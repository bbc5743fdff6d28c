"""Mistakes by their kind: none hides another."""

from __future__ import annotations

import pytest

from pos.domain.imports.mistakes import BarcodeTwice, CellNotANumber, CheckDigitWrong, NoName
from pos.domain.imports.notices import grouped, ranges


def test_the_same_many_times_is_one_line_with_its_rows_below_what_is_worse() -> None:
    digits = [CheckDigitWrong(row, "ean", str(row)) for row in range(2, 792)]
    found = grouped([*digits, NoName(900, "name"), CellNotANumber(5, "price", "cheap")])

    assert [(type(one.first), one.row, one.count) for one in found] == [
        (CellNotANumber, 5, 1),
        (NoName, 900, 1),
        (CheckDigitWrong, 2, 790),
    ]
    assert (found[2].places, found[2].mistakes) == ("2–791", tuple(digits))


def test_the_same_in_another_column_is_another_line() -> None:
    found = grouped([BarcodeTwice(3, "ean", "1", 2), BarcodeTwice(3, "upc", "1", 2)])

    assert [one.column for one in found] == ["ean", "upc"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([3], "3"),
        ([4, 3, 3, 9], "3–4, 9"),
        ([1, 3, 5, 7, 9, 11, 13], "1, 3, 5, 7, 9, 11 …"),
    ],
)
def test_rows_in_few_letters(rows: list[int], words: str) -> None:
    assert ranges(rows) == words
