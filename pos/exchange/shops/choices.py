"""A row that lists the values of its options in its cells: each combination of them is one thing to sell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from pos.domain.imports.mistakes import SkusUnclear, StockShared
from pos.domain.imports.read_file import ImportedVariant
from pos.exchange.any_csv import Reader
from pos.exchange.numbers import mistake

MOST = 2_000
"""Combinations of one row; more are no goods of a shop."""


def combined(
    reader: Reader, row: int, cells: list[str], options: Sequence[Sequence[str]]
) -> tuple[ImportedVariant, ...]:
    """The variants of one row, in the order of its values.

    As many SKUs as combinations, or as values of one option, are theirs in turn; one alone is that of all.
    The stock of the row is of all together. Raises LeftOut where the row cannot go in.
    """
    sheet, skus = reader.sheet, [each.strip() for each in cells[reader.sku].split(",") if each.strip()]
    values = [list(dict.fromkeys(filter(None, each))) for each in options]
    chosen = [each for each in product(*filter(None, values))][:MOST]
    if len(chosen) < 2:
        return (reader.variant(row, cells, " / ".join(chosen[0]) if chosen else ""),)
    for at in reader.stock:
        if cells[at].strip(" 0.,").isdecimal():
            sheet.note(mistake(StockShared, row, sheet.columns[at], cells[at]))
            cells[at] = ""
    own = [_sku(skus, at, each, values) for at, each in enumerate(chosen)]
    if len(skus) > 1:
        if None in own:
            sheet.note(mistake(SkusUnclear, row, sheet.columns[reader.sku], cells[reader.sku]))
        cells[reader.sku] = ""
    one = reader.variant(row, cells, "")
    return tuple(
        one._replace(options=sheet.clean_line(" / ".join(each)) or "", sku=sku or one.sku)
        for each, sku in zip(chosen, own, strict=True)
    )


def _sku(skus: list[str], at: int, chosen: tuple[str, ...], values: list[list[str]]) -> str | None:
    total = 1
    for each in filter(None, values):
        total *= len(each)
    if len(skus) == total:
        return skus[at]
    same = (each for each in filter(None, values) if len(each) == len(skus))
    axis = next(same, None)
    if axis is None or len(skus) < 2:
        return skus[0] if len(skus) == 1 else None
    return skus[next(axis.index(value) for value in chosen if value in axis)]
