"""The declared columns of a list: how a row is parted, drawn in one go, and said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from pos.text import Speech, _, current
from ui.kit.lists.cells import Cell
from ui.kit.lists.rows import R, RowPainter
from ui.kit.look import drawing, theme

EDGE = 16
SHARED = 120
"""Least width of a column that shares what the others leave."""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """`title` is a message id; `cell` is what stands there of a row, `spoken` what is said of it if not that.

    `width` is in pixels, never less than the title needs; `share` of what the others leave comes on top.
    `gap` lies before the column. A column that `needs` a wider row is left out; so is, where not all find
    place, one that `folds`, the highest first.
    """

    title: str
    cell: Callable[[R], Cell]
    width: int | Callable[[], int] = 0
    share: int = 0
    gap: int = 12
    align: Qt.AlignmentFlag = drawing.LEFT
    needs: int = 0
    folds: int = 0
    spoken: Callable[[R], str] | None = None

    def least(self) -> int:
        """Its width in the language of the window."""
        width = self.width() if callable(self.width) else theme.tall(self.width)
        if not self.title or self.share:
            return width
        return max(width, round(drawing.width_of(_(self.title), theme.font(theme.NOTE))) + 2)


class Columns(Generic[R]):
    """Columns beside each other in rows of one height."""

    def __init__(self, *columns: Column[R], height: int, edge: int = EDGE) -> None:
        self.columns, self.height, self._edge = columns, height, edge
        self._laid: tuple[tuple[int, Speech], list[tuple[Column[R], int, int]]] | None = None

    def places(self, row: QRect) -> list[tuple[Column[R], QRect]]:
        """Where each column lies in a row."""
        known = (row.width(), current())
        if self._laid is None or self._laid[0] != known:
            self._laid = (known, self._lay(row.width()))
        left, top, high = row.left(), row.top(), row.height()
        return [(column, QRect(left + at, top, wide, high)) for column, at, wide in self._laid[1]]

    def _lay(self, width: int) -> list[tuple[Column[R], int, int]]:
        shown = [one for one in self.columns if width >= theme.tall(one.needs)]
        folding = sorted((one for one in shown if one.folds), key=lambda one: -one.folds)
        for one in folding:
            if self._room(shown) > width:
                shown.remove(one)
        widths = [one.least() for one in shown]
        gaps = [0, *(one.gap for one in shown[1:])]
        rest = max(width - 2 * self._edge - sum(widths) - sum(gaps), 0)
        shares = sum(one.share for one in shown) or 1
        laid, at, shared = [], self._edge, 0
        for column, wide, gap in zip(shown, widths, gaps, strict=True):
            before, shared = rest * shared // shares, shared + column.share
            wide += rest * shared // shares - before
            laid.append((column, at + gap, wide))
            at += gap + wide
        return laid

    def least_width(self) -> int:
        """The narrowest row in which no column is lost that a narrow row has."""
        return self._room([one for one in self.columns if not one.needs and not one.folds])

    def _room(self, shown: Sequence[Column[R]]) -> int:
        """The width in which these have what they need."""
        widths = (max(one.least(), theme.tall(SHARED)) if one.share else one.least() for one in shown)
        return 2 * self._edge + sum(widths) + sum(one.gap for one in shown[1:])

    def spoken(self, row: R) -> str:
        """A row for those who do not see it."""
        said = (one.spoken(row) if one.spoken else one.cell(row).words for one in self.columns)
        return ", ".join(part for part in said if part)


class ColumnPainter(RowPainter[R]):
    """Draws the cells of a row."""

    def __init__(self, columns: Columns[R]) -> None:
        super().__init__()
        self._columns = columns
        self.height = columns.height

    def paint_row(self, painter: QPainter, rect: QRect, row: R, chosen: bool) -> None:
        """Draw one cell beside the other."""
        for column, place in self._columns.places(rect):
            column.cell(row).paint(painter, place, column.align)

    def whole(self, rect: QRect, row: R) -> str:
        """Say the row where a cell of it is shortened or folded away."""
        places = self._columns.places(rect)
        shown = {column.title for column, _place in places}
        folded = any(one.folds and one.title not in shown for one in self._columns.columns)
        cut = any(column.cell(row).is_cut(place) for column, place in places)
        return self._columns.spoken(row) if cut or folded else ""


def titles(columns: Columns[R], painter: QPainter, row: QRect) -> None:
    """Draw the names of the columns over them."""
    face, ink = theme.font(theme.NOTE), theme.colours().muted
    for column, place in columns.places(row):
        if column.title:
            drawing.text(painter, place, _(column.title), face, ink, column.align)
