"""What is in the file: its mistakes by row and column, and the products as they would go in."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from pos.domain.imports.read_file import Effect, ImportedProduct, ImportedVariant, Mistake
from pos.domain.imports.results import ImportPreview
from pos.text import _, current, sentence
from ui.kit.controls.panel import Panel
from ui.kit.lists.rows import RowList, RowPainter, Rows
from ui.kit.lists.table import Title, lay_table
from ui.kit.look import drawing, theme
from ui.kit.look.tags import Mood, paint_tag, tag_width
from ui.kit.speaking import speak

_EDGE = 16
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


def mistake_words(mistake: Mistake) -> str:
    """The sentence of a mistake in the language of the window."""
    return sentence(mistake)  # type: ignore[arg-type]  # a mistake is a value with a text, as errors are


class MistakePainter(RowPainter[Mistake]):
    """Row, column, sentence on up to two lines, and what becomes of the row."""

    height = 52

    def paint_row(self, painter: QPainter, rect: QRect, row: Mistake, chosen: bool) -> None:
        """Draw one mistake."""
        of = theme.colours()
        at = mistake_columns(rect)
        note = theme.font(theme.NOTE)
        number = current().number(row.row) if row.row else _("file")
        drawing.text(painter, at[0], number, theme.font(theme.BODY, theme.MEDIUM), of.ink, drawing.RIGHT)
        drawing.text(painter, at[1], row.column, note, of.muted)
        painter.setFont(note)
        painter.setPen(of.ink)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(at[2].adjusted(0, 4, 0, -4), flags, mistake_words(row))
        words = effect_words(row.effect)
        left = at[3].right() + 1 - tag_width(words)
        paint_tag(painter, left, rect.center().y() + 1, words, _MOODS[row.effect])


def mistake_columns(rect: QRect) -> tuple[QRect, ...]:
    """Row number, column, sentence, effect."""
    top, high = rect.top(), rect.height()
    number = QRect(rect.left() + _EDGE, top, 48, high)
    column = QRect(number.right() + 17, top, 120, high)
    effect = QRect(rect.right() + 1 - _EDGE - 112, top, 112, high)
    words = QRect(column.right() + 13, top, effect.left() - column.right() - 25, high)
    return number, column, words, effect


class SampleRow(NamedTuple):
    """One variant as it would go in."""

    product: ImportedProduct
    variant: ImportedVariant


class SamplePainter(RowPainter[SampleRow]):
    """Row, name with options, SKU, category, stock, price."""

    height = 44

    def __init__(self, currency: str) -> None:
        super().__init__()
        self._currency = currency

    def paint_row(self, painter: QPainter, rect: QRect, row: SampleRow, chosen: bool) -> None:
        """Draw one variant."""
        of = theme.colours()
        at = sample_columns(rect)
        note, body = theme.font(theme.NOTE), theme.font(theme.BODY, theme.MEDIUM)
        drawing.text(painter, at[0], current().number(row.variant.row), note, of.muted, drawing.RIGHT)
        drawing.text(painter, at[1], sample_name(row), body, of.ink)
        codes = (row.variant.sku or "", *(row.variant.barcodes or ())[:1])
        drawing.text(painter, at[2], " · ".join(code for code in codes if code), note, of.muted)
        drawing.text(painter, at[3], row.product.category or "", note, of.muted)
        stock = "" if row.variant.stock is None else current().number(row.variant.stock)
        drawing.text(painter, at[4], stock, theme.font(), of.ink, drawing.RIGHT)
        face = theme.font(theme.BODY, theme.BOLD)
        drawing.text(painter, at[5], price_words(row.variant, self._currency), face, of.ink, drawing.RIGHT)


def sample_columns(rect: QRect) -> tuple[QRect, ...]:
    """Row number, name, codes, category, stock, price."""
    top, high = rect.top(), rect.height()
    number = QRect(rect.left() + _EDGE, top, 48, high)
    price = QRect(rect.right() + 1 - _EDGE - 90, top, 90, high)
    stock = QRect(price.left() - 12 - 56, top, 56, high)
    rest = stock.left() - number.right() - 17 - 36
    name = QRect(number.right() + 17, top, rest * 45 // 100, high)
    codes = QRect(name.right() + 13, top, rest * 33 // 100, high)
    category = QRect(codes.right() + 13, top, rest - name.width() - codes.width(), high)
    return number, name, codes, category, stock, price


def sample_name(row: SampleRow) -> str:
    """The name with its options; a file may leave the name of a known product out."""
    name = row.product.name or "…"
    return f"{name} · {row.variant.options}" if row.variant.options else name


def price_words(variant: ImportedVariant, currency: str) -> str:
    """The price, or that it is asked at the till."""
    if variant.asks_price:
        return _("asked")
    return "" if variant.price is None else current().unit_price(variant.price, currency)


def _titled(places: Sequence[QRect], said: Sequence[str], right: Container[int]) -> list[Title]:
    """Names over columns; those of these numbers stand at the right."""
    return [
        Title(place, words, drawing.RIGHT if at in right else drawing.LEFT)
        for at, (place, words) in enumerate(zip(places, said, strict=True))
    ]


class MistakeTable(Panel):
    """All mistakes of the file."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Rows[Mistake] = Rows(self._spoken)
        self.list = RowList("", self.rows, MistakePainter())
        lay_table(self, self.list, self.titles)
        speak(self, lambda: self.list.setAccessibleName(_("Mistakes in the file")))

    def show_preview(self, preview: ImportPreview) -> None:
        """Show the mistakes of a file."""
        self.rows.show_rows(preview.mistakes)

    @staticmethod
    def titles(rect: QRect) -> list[Title]:
        """Row, column, what is wrong, what becomes of it."""
        said = (_("Row"), _("Column"), _("What is wrong"), _("The row"))
        return _titled(mistake_columns(rect), said, (0, 3))

    @staticmethod
    def _spoken(mistake: Mistake) -> str:
        return f"{_('Row')} {mistake.row}, {mistake.column}: {mistake_words(mistake)}"


class SampleTable(Panel):
    """The first products of the file."""

    def __init__(self, currency: str) -> None:
        super().__init__()
        self.rows: Rows[SampleRow] = Rows(
            lambda row: f"{sample_name(row)}, {price_words(row.variant, currency)}"
        )
        self.list = RowList("", self.rows, SamplePainter(currency))
        lay_table(self, self.list, self.titles)
        speak(self, lambda: self.list.setAccessibleName(_("Products in the file")))

    def show_preview(self, preview: ImportPreview) -> None:
        """Show the first of what would go in."""
        found = (SampleRow(one, variant) for one in preview.file.products for variant in one.variants)
        self.rows.show_rows([row for _n, row in zip(range(SAMPLE), found, strict=False)])

    @staticmethod
    def titles(rect: QRect) -> list[Title]:
        """Row, name, codes, category, stock, price."""
        said = (_("Row"), _("Product"), _("SKU and barcode"), _("Category"), _("Stock"), _("Price"))
        return _titled(sample_columns(rect), said, (0, 4, 5))
