"""Write a table row by row as CSV, as a workbook (XLSX), or as JSON, in little memory whatever its length.

What people typed stays text in every one of them: no cell of a name can become a formula.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

Cell = str | int | Decimal | datetime | None
"""Text, a whole number, an amount with its decimals, a moment; None is nothing."""

FORMATS = {".csv": "csv", ".xlsx": "xlsx", ".json": "json"}
"""By the ending of a file's name."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet takes a text for a formula; an apostrophe before it says that it is none."""

ROWS_OF_A_SHEET = 1_048_576
LONGEST_TEXT = 32_767
"""What a sheet of a workbook holds, and a cell of it."""


def write_sheet(path: Path, title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a new file under a name that ends in one of FORMATS; returns how many rows it has.

    Raises OSError where the disk refuses, and whatever the rows raise.
    """
    write = {"csv": _csv, "xlsx": _xlsx, "json": _json}[FORMATS[path.suffix.lower()]]
    return write(path, title, heads, rows)


def _csv(path: Path, _title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Commas and points, in UTF-8 with its mark, so that spreadsheets know it."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads)
        for row in rows:
            writer.writerow([harmless(_text(cell)) if isinstance(cell, str) else _text(cell) for cell in row])
            count += 1
        _settle(file.fileno(), file)
    return count


def _json(path: Path, _title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """A list of objects, one a line; amounts are strings of decimal digits."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for row in rows:
            values = {
                name: None if cell is None else _json_value(cell)
                for name, cell in zip(heads, row, strict=True)
            }
            file.write(f"{',' if count else ''}\n{json.dumps(values, ensure_ascii=False)}")
            count += 1
        file.write("\n]\n")
        _settle(file.fileno(), file)
    return count


def _xlsx(path: Path, title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Real numbers and moments; a list longer than a sheet goes on in the next one."""
    count = 0
    with _workbook(path) as book:
        write = _Sheets(book, title, heads)
        for row in rows:
            write.row(row)
            count += 1
    return count


@contextmanager
def _workbook(path: Path) -> Iterator[Workbook]:
    from xlsxwriter import Workbook as Made

    book = Made(
        str(path),
        {
            "constant_memory": True, "tmpdir": str(path.parent), "strings_to_formulas": False,
            "strings_to_urls": False, "strings_to_numbers": False,
        },
    )  # fmt: skip
    try:
        yield book
    finally:
        book.close()


class _Sheets:
    """The sheets of a workbook, filled one after the other."""

    def __init__(self, book: Workbook, title: str, heads: Sequence[str]) -> None:
        self._book, self._title, self._heads = book, title, heads
        self._bold = book.add_format({"bold": True})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._amounts: dict[int, Any] = {}
        self._sheets = 0
        self._at = ROWS_OF_A_SHEET

    def row(self, cells: Sequence[Cell]) -> None:
        """Write the next row."""
        if self._at >= ROWS_OF_A_SHEET:
            self._next()
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                if cell:
                    self._sheet.write_string(self._at, column, cell[:LONGEST_TEXT])
            elif isinstance(cell, datetime):
                self._sheet.write_datetime(self._at, column, cell.replace(tzinfo=None), self._moment)
            elif isinstance(cell, Decimal):
                self._sheet.write_number(self._at, column, float(cell), self._amount(cell))
            elif cell is not None:
                self._sheet.write_number(self._at, column, cell)
        self._at += 1

    def _next(self) -> None:
        self._sheets += 1
        name = self._title if self._sheets == 1 else f"{self._title} {self._sheets}"
        self._sheet = self._book.add_worksheet(name[:31])
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, len(self._heads) - 1, 14)
        for column, head in enumerate(self._heads):
            self._sheet.write_string(0, column, head, self._bold)
        self._at = 1

    def _amount(self, cell: Decimal) -> Any:
        places = max(0, -int(cell.as_tuple().exponent))
        if places not in self._amounts:
            form = "#,##0" + ("." + "0" * places if places else "")
            self._amounts[places] = self._book.add_format({"num_format": form})
        return self._amounts[places]


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _json_value(cell: Cell) -> str | int | None:
    return cell if cell is None or isinstance(cell, str | int) else _text(cell)


def _settle(handle: int, file: Any) -> None:
    file.flush()
    os.fsync(handle)
