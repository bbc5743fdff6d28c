"""What is in the file: its mistakes by row and column, and the products as they would go in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from pos.domain.imports.notices import Notice
from pos.domain.imports.read_file import Effect, ImportedProduct, ImportedVariant
from pos.domain.imports.results import ImportPreview
from pos.text import _, current, mark, ngettext, sentence
from ui.kit.lists.cells import TagCell, Text, medium, note, strong
from ui.kit.lists.columns import Column, Columns
from ui.kit.lists.table import Table
from ui.kit.look import drawing, theme
from ui.kit.look.tags import Mood

SAMPLE = 500
"""Products shown before they are taken in; more of the same tells nobody anything."""

_MOODS = {
    Effect.FILE: Mood.BAD,
    Effect.ROW: Mood.BAD,
    Effect.CELL: Mood.WARNING,
    Effect.NOTICE: Mood.NEUTRAL,
}


def effect_words(effect: Effect) -> str:
    """What a mistake does to its row."""
    return {
        Effect.FILE: _("nothing read"),
        Effect.ROW: _("left out"),
        Effect.CELL: _("without this cell"),
        Effect.NOTICE: _("goes in"),
    }[effect]


def mistake_words(notice: Notice) -> str:
    """The sentence of the first mistake in the language of the window, and the rows of all."""
    words = sentence(notice.first)
    if notice.count == 1:
        return words
    rows = ngettext("In {count} row: {rows}", "In {count} rows: {rows}", notice.count)
    return f"{words} {rows.format(count=current().number(notice.count), rows=notice.places)}"


def opened(notices: Sequence[Notice], open_: Collection[Notice]) -> list[Notice]:
    """The lines of a file, below those that are open every mistake by itself."""
    found: list[Notice] = []
    for notice in notices:
        found.append(notice)
        if notice in open_:
            found += [Notice((each,)) for each in notice.mistakes[:SAMPLE]]
    return found


class SampleRow(NamedTuple):
    """One variant as it would go in."""

    product: ImportedProduct
    variant: ImportedVariant


def sample_name(row: SampleRow) -> str:
    """The name with its options; a file may leave the name of a known product out."""
    name = row.product.name or "…"
    return f"{name} · {row.variant.options}" if row.variant.options else name


def price_words(variant: ImportedVariant, currency: str) -> str:
    """The price behind the one before it, or that it is asked at the till."""
    if variant.asks_price:
        # Translators: instead of a price: it is asked at the till
        return _("asked")
    amounts = [variant.before or None, variant.price]
    return " → ".join(current().unit_price(one, currency) for one in amounts if one is not None)


def mistake_table() -> Table[Notice]:
    """The mistakes of a file by kind: row, column, what is wrong, what becomes of the row."""
    columns: Columns[Notice] = Columns(
        Column(
            mark("Row"),
            lambda row: medium(current().number(row.row) if row.row else _("file")),
            48,
            align=drawing.RIGHT,
            spoken=lambda row: f"{_('Row')} {row.row}",
        ),
        Column(mark("Column"), lambda row: note(row.column), 120, gap=16),
        Column(mark("What is wrong"), lambda row: Text(mistake_words(row), theme.NOTE, wraps=True), share=1),
        Column(
            mark("The row"),
            lambda row: TagCell(effect_words(row.first.effect), _MOODS[row.first.effect]),
            112,
            align=drawing.RIGHT,
        ),
        height=72,
    )
    return Table(mark("Mistakes in the file"), columns, _key)


def _key(row: Notice) -> str:
    return f"{type(row.first).__name__} {row.column} {row.row} {row.count}"


def sample_table(currency: str) -> Table[SampleRow]:
    """Products as they would go in: row, name, codes, category, stock, price."""
    right = drawing.RIGHT
    columns: Columns[SampleRow] = Columns(
        Column(mark("Row"), lambda row: note(current().number(row.variant.row)), 48, align=right),
        Column(mark("Product"), lambda row: medium(sample_name(row)), share=45, gap=16),
        Column(mark("SKU and barcode"), lambda row: note(_codes(row.variant)), share=33, needs=600),
        Column(mark("Category"), lambda row: note(row.product.category or ""), share=22, needs=720),
        Column(mark("Stock"), lambda row: Text(_stock(row.variant)), 56, align=right),
        Column(mark("Price"), lambda row: strong(price_words(row.variant, currency)), 120, align=right),
        height=44,
    )
    return Table(
        mark("Products in the file"), columns, lambda row: f"{row.variant.row} {row.variant.options}"
    )


def sample_rows(preview: ImportPreview) -> Iterator[SampleRow]:
    """The first variants of a file."""
    found = (SampleRow(one, variant) for one in preview.file.products for variant in one.variants)
    return islice(found, SAMPLE)


def _codes(variant: ImportedVariant) -> str:
    codes = (variant.sku or "", *(variant.barcodes or ())[:1])
    return " · ".join(code for code in codes if code)


def _stock(variant: ImportedVariant) -> str:
    return "" if variant.stock is None else current().number(variant.stock)
