"""Etsy's listings: a row each, with the values of its variations and all their SKUs in its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pos.domain.imports.read_file import ImportedProduct
from pos.exchange.any_csv import Reader
from pos.exchange.cell_table import CellTable, LeftOut
from pos.exchange.columns.names import ANYWHERE
from pos.exchange.shops import choices

NAME = "etsy"
TITLE = "Etsy"

FIELDS: dict[str, tuple[str, ...]] = dict.fromkeys(ANYWHERE, ()) | {
    "name": ("title",),
    "picture": ("image1",),
}
"""What a column can mean, and what the file calls it."""


def recognises(columns: frozenset[str]) -> bool:
    """Whether a header with these keys is that of Etsy's listings."""
    return {"title", "price", "quantity"} <= columns and (
        "variation 1 values" in columns or {"currency_code", "tags", "materials"} <= columns
    )


def read(sheet: CellTable) -> Iterator[ImportedProduct]:
    """Every listing with its variations."""
    reader = Reader(sheet, sheet.mapping)
    sheet.use(sheet.mapping)
    sheet.places(r"variation \d type")
    named, valued = sheet.places(r"variation \d name"), sheet.places(r"variation \d values")
    for row, cells in sheet.rows():
        values = [[sheet.clean_line(each) or "" for each in re.split(r",\s*", cells[at])] for at in valued]
        try:
            name = sheet.name(row, cells, reader.name)
            variants = choices.combined(reader, row, cells, values)
        except LeftOut as out:
            sheet.note(out.why)
            continue
        names = [sheet.line(cells, at) or sheet.columns[at] for at in named if cells[at].strip()]
        several = any(one.options for one in variants)
        whole = reader.product(row, cells, name, variants)
        yield whole._replace(option_names=tuple(names) if several else ())
