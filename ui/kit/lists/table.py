"""Tables: the names of the declared columns over rows that are read page by page, on one panel."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, Generic

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QVBoxLayout, QWidget

from pos.text import _
from ui.kit.controls.panel import Panel
from ui.kit.lists.columns import ColumnPainter, Columns, titles
from ui.kit.lists.rows import ROW, Index, R, RowList, Rows
from ui.kit.look import drawing, theme
from ui.kit.speaking import speak
from ui.kit.voice import announce

HEADER = 36
_ONE, _MANY = (
    QAbstractItemView.SelectionMode.SingleSelection,
    QAbstractItemView.SelectionMode.ExtendedSelection,
)
_SELECT = QItemSelectionModel.SelectionFlag


class _TitleRow(QWidget):
    """The names of the columns, parted as the rows below are."""

    def __init__(self, rows: RowList, columns: Columns[Any]) -> None:
        super().__init__()
        self._rows, self._columns = rows, columns
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        speak(self, self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, theme.tall(HEADER))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        row = QRect(0, 0, self._rows.viewport().width(), self.height())
        with drawing.mirrored(painter, row, self.layoutDirection()):
            titles(self._columns, painter, row)
        drawing.hairline(painter, 0, self.width(), self.height() - 1)
        painter.end()


class GrowingList(RowList):
    """A list that asks for more before its end is reached; of several rows, where that is wanted.

    Several are chosen as everywhere: Ctrl or Shift with a click or an arrow, Space, Ctrl+A; Esc lets go.
    """

    wanted = Signal()
    picked = Signal(object)  # tuple: the rows chosen, in the order of the list

    def __init__(self, model: Rows[Any], columns: Columns[Any], *, several: bool) -> None:
        super().__init__("", model, ColumnPainter(columns))
        self._columns = columns
        self.setSelectionMode(_MANY if several else _ONE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.selectionModel().selectionChanged.connect(lambda: self.picked.emit(self.chosen_rows()))

    def minimumSizeHint(self) -> QSize:
        """Return the room in which no column is lost: a narrower page is scrolled."""
        return QSize(self._columns.least_width(), super().minimumSizeHint().height())

    def chosen_rows(self) -> tuple[Any, ...]:
        return tuple(place.data(ROW) for place in sorted(self.selectedIndexes(), key=QModelIndex.row))

    def renew(self, rows: Sequence[Any], chosen: Sequence[int], current: int) -> None:
        """Show other rows without moving under the hand, with those chosen and one current; tells nothing."""
        model, bar = self.model(), self.verticalScrollBar()
        if not isinstance(model, Rows):
            raise TypeError("a growing list shows Rows")
        place = bar.value() if model.rowCount() else 0
        self.blockSignals(True)
        model.show_rows(rows)
        self.choose(current)
        wanted = QItemSelection()
        for at in chosen:
            wanted.select(model.index(at), model.index(at))
        self.selectionModel().select(wanted, _SELECT.ClearAndSelect)
        self.blockSignals(False)
        self.doItemsLayout()
        bar.setValue(place)

    def step(self, by: int) -> None:
        rows = self.model().rowCount()
        if rows:
            self.choose(max(0, min(self.chosen_at() + by, rows - 1)))
            announce(self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let letters through to the search of the page; Space and Esc change what several are chosen."""
        many = self.selectionMode() == _MANY
        if _is_letter(event):
            event.ignore()
        elif many and event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.selectionModel().select(self.currentIndex(), _SELECT.Toggle)
        elif many and event.key() == Qt.Key.Key_Escape and len(self.selectedIndexes()) > 1:
            self.choose(self.chosen_at())
        else:
            super().keyPressEvent(event)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Keep what is chosen when the ground below the rows is touched."""
        if not index.isValid():
            return _SELECT.NoUpdate
        return super().selectionCommand(index, event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Look whether the end is near."""
        super().scrollContentsBy(dx, dy)
        bar = self.verticalScrollBar()
        if bar.maximum() - bar.value() < 2 * bar.pageStep():
            self.wanted.emit()


def _is_letter(event: QKeyEvent) -> bool:
    """Whether a key writes something; with Ctrl only where Alt is held too, as AltGr is on some systems."""
    held = event.modifiers()
    commands = held & Qt.KeyboardModifier.ControlModifier and not held & Qt.KeyboardModifier.AltModifier
    return not commands and event.text().isprintable() and bool(event.text().strip())


class Table(Panel, Generic[R]):
    """Rows under the names of their columns; `key` tells one from another, `name` (a message id) names it."""

    chosen = Signal(object)  # tuple[R, ...]
    taken = Signal(object)  # R
    wanted = Signal()

    def __init__(
        self, name: str, columns: Columns[R], key: Callable[[R], str], *, several: bool = False
    ) -> None:
        super().__init__()
        self._key = key
        self.rows: Rows[R] = Rows(columns.spoken)
        self.list = GrowingList(self.rows, columns, several=several)
        self.list.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        column.addWidget(_TitleRow(self.list, columns))
        column.addWidget(self.list, 1)
        self.list.picked.connect(self.chosen)
        self.list.taken.connect(self.taken)
        self.list.wanted.connect(self.wanted)
        speak(self.list, lambda: self._say(name))

    def show_rows(self, rows: Sequence[R], keys: Collection[str] = ()) -> None:
        """Show other rows at the same place of the list, with those chosen that are there."""
        at_before = self.list.chosen_at()
        before = self._key(self.rows.row(at_before)) if at_before >= 0 else ""
        chosen = [at for at, one in enumerate(rows) if self._key(one) in keys]
        same = next((at for at in chosen if self._key(rows[at]) == before), -1)
        current = same if same >= 0 or not chosen else chosen[0]
        self.list.renew(rows, chosen, current)
        if chosen and same < 0:  # a list read again must not move under the hand
            self.list.scrollTo(self.rows.index(current))

    def _say(self, name: str) -> None:
        self.list.setAccessibleName(_(name))
        self.list.viewport().update()
