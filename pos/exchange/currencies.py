"""Rows that say a price once more, in another currency: one is taken, in the shop's where there is such."""

from __future__ import annotations

from collections.abc import Iterator

from pos.domain.imports.mistakes import OnlyAbroad, OtherCurrency
from pos.exchange.cell_table import CellTable

Row = tuple[int, list[str]]


def in_own_currency(sheet: CellTable, sku: int, currency: int, price: int) -> Iterator[Row]:
    """The rows of a sheet, each SKU once a currency; what has none in the shop's is left out beside such."""
    every = [*sheet.rows()]
    if len({cells[currency] for _, cells in every}) < 2:
        yield from every
        return
    found: dict[str, list[Row]] = {}
    for row, cells in every:
        found.setdefault(cells[sku].strip() or f"\n{row}", []).append((row, cells))
    said = {name: {_named(cells, currency) for _, cells in rows} for name, rows in found.items()}
    own = sheet.home.currency
    mixed = any(own in each for each in said.values())
    for name, rows in found.items():
        if own and mixed and not said[name] & {own, ""}:
            for row, cells in rows:
                sheet.note(OnlyAbroad(row, sheet.columns[currency], name.strip(), _named(cells, currency)))
        elif len(said[name]) > 1:
            yield from in_one_currency(sheet, rows, sku, currency, price)
        else:
            yield from rows


def in_one_currency(
    sheet: CellTable, rows: list[Row], sku_at: int, currency_at: int, price_at: int
) -> list[Row]:
    """Each SKU once, with its price in the shop's currency where the file has it."""
    first: dict[str, list[str]] = {}
    kept = []
    for row, cells in rows:
        sku, currency = cells[sku_at].strip() or f"\n{row}", _named(cells, currency_at)
        before = first.setdefault(sku, cells)
        if (other := _named(before, currency_at)) == currency:
            kept.append((row, cells))
            continue
        if currency == sheet.home.currency:
            before[price_at], currency = cells[price_at], other
        sheet.note(OtherCurrency(row, sheet.columns[currency_at], sku, currency))
    return kept


def _named(cells: list[str], at: int) -> str:
    return cells[at].strip().upper()
