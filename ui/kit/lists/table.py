"""Tables: the names of the columns over rows, on one panel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.kit.controls.panel import Panel
from ui.kit.lists.rows import GrowingList, R, RowList, RowPainter, Rows
from ui.kit.look import drawing, theme
from ui.kit.speaking import speak

HEADER = 36


class Title(NamedTuple):
    """The name of a column, and where it stands; one without room is not drawn."""

    place: QRect
    said: str
    align: Qt.AlignmentFlag = drawing.LEFT


Titles = Callable[[QRect], Sequence[Title]]


class _TitleRow(QWidget):
    """The names of the columns, parted as the rows below are."""

    def __init__(self, rows: RowList, titles: Titles) -> None:
        super().__init__()
        self._rows, self._titles = rows, titles
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        speak(self, self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, HEADER)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        face, ink = theme.font(theme.NOTE), theme.colours().muted
        for title in self._titles(QRect(0, 0, self._rows.viewport().width(), self.height())):
            if title.place.width():
                drawing.text(painter, title.place, title.said, face, ink, title.align)
        drawing.hairline(painter, 0, self.width(), self.height() - 1)
        painter.end()


def lay_table(panel: Panel, rows: RowList, titles: Titles) -> None:
    """Lay the names of the columns and the rows on a panel."""
    rows.viewport().setAutoFillBackground(False)
    column = QVBoxLayout(panel)
    column.setContentsMargins(1, 1, 1, 8)
    column.setSpacing(0)
    column.addWidget(_TitleRow(rows, titles))
    column.addWidget(rows, 1)


class GrowingTable(Panel, Generic[R]):
    """A table that is read page by page; `key` tells one row from another, `say` is for screen readers."""

    chosen = Signal(object)  # R | None
    taken = Signal(object)  # R
    wanted = Signal()

    def __init__(
        self, painter: RowPainter[R], titles: Titles, key: Callable[[R], str], say: Callable[[R], str]
    ) -> None:
        super().__init__()
        self._key = key
        self.rows: Rows[R] = Rows(say)
        self.list = GrowingList("", self.rows, painter)
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        lay_table(self, self.list, titles)
        self.list.chosen.connect(self.chosen)
        self.list.taken.connect(self.taken)
        self.list.wanted.connect(self.wanted)

    def show_rows(self, rows: Sequence[R], key: str) -> None:
        """Show other rows at the same place of the list, with this one chosen if it is there."""
        at_before = self.list.chosen_at()
        before = self._key(self.rows.row(at_before)) if at_before >= 0 else ""
        at = next((n for n, one in enumerate(rows) if self._key(one) == key), -1)
        self.list.renew(rows, at)
        if at >= 0 and key != before:  # a list read again must not move under the hand
            self.list.scrollTo(self.rows.index(at))

    def step(self, by: int) -> None:
        """Choose the row above or below."""
        self.list.step(by)
