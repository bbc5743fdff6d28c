"""Lists of ready rows: a model that announces every change, a list that is driven by keys, mouse or touch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pos.text import _
from ui.kit.controls.panel import BarAbove
from ui.kit.forms.wheel import no_wheel_focus
from ui.kit.lists.row_acts import RowAct
from ui.kit.lists.whole import show_whole
from ui.kit.look import drawing, theme
from ui.kit.voice import AtRest

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
NO_INDEX = QModelIndex()
NO_UPDATE = QItemSelectionModel.SelectionFlag.NoUpdate
ONE = QItemSelectionModel.SelectionFlag.ClearAndSelect


class Rows(QAbstractListModel, Generic[R]):
    """Rows of one kind; `say` gives what a screen reader says of one."""

    def __init__(self, say: Callable[[R], str], parent: Any = None) -> None:
        super().__init__(parent)
        self._say = say
        self._rows: list[R] = []

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row itself for ROW, its words for text and readers."""
        if not index.isValid():
            return None
        if role == ROW:
            return self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._say(self._rows[index.row()])
        return None

    def row(self, at: int) -> R:
        return self._rows[at]

    def all(self) -> Sequence[R]:
        return tuple(self._rows)

    def show_rows(self, rows: Sequence[R]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def append(self, rows: Sequence[R]) -> None:
        """Add rows at the end, as the next page of a list."""
        if not rows:
            return
        self.beginInsertRows(NO_INDEX, len(self._rows), len(self._rows) + len(rows) - 1)
        self._rows.extend(rows)
        self.endInsertRows()

    def insert(self, at: int, row: R) -> None:
        self.beginInsertRows(NO_INDEX, at, at)
        self._rows.insert(at, row)
        self.endInsertRows()

    def put(self, at: int, row: R) -> None:
        self._rows[at] = row
        place = self.index(at)
        self.dataChanged.emit(place, place)

    def remove(self, at: int) -> None:
        self.beginRemoveRows(NO_INDEX, at, at)
        del self._rows[at]
        self.endRemoveRows()


def _open_words(row: str) -> str:
    return _("Open {row}").format(row=row)


class RowPainter(QStyledItemDelegate, Generic[R]):
    """Draws one row with one painter call per piece; a page overrides `paint_row`."""

    height = 52

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.tall(self.height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground and the hairline, then the row."""
        of = theme.colours()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, of.accent_soft)
            drawing.mark(painter, rect)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, of.soft)
        drawing.hairline(painter, rect.left(), rect.right() + 1, rect.bottom())
        with drawing.mirrored(painter, rect, option.direction):
            self.paint_row(painter, rect, index.data(ROW), chosen)
        if state & QStyle.StateFlag.State_HasFocus:
            drawing.row_ring(painter, rect)

    def paint_row(self, painter: QPainter, rect: QRect, row: R, chosen: bool) -> None:
        raise NotImplementedError

    def whole(self, rect: QRect, row: R) -> str:
        """Return what a row says that is not seen whole, "" where all is seen."""
        return ""

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Say whole what is shortened."""
        return show_whole(event, view, self.whole(option.rect, index.data(ROW)) if index.isValid() else "")


class RowList(QListView):
    """A list without a frame; ↑ ↓ choose, Enter or a double click takes, a click chooses."""

    taken = Signal(object)  # the row
    chosen = Signal(object)  # the row, or None

    def __init__(
        self,
        name: str,
        model: Rows[Any],
        painter: QStyledItemDelegate,
        *,
        single_click: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rest = AtRest(self)
        self._offered = False
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(painter)
        painter.setParent(self)
        model.setParent(self)
        self.setModel(model)
        BarAbove(self)
        no_wheel_focus(self)
        self.selectionModel().currentChanged.connect(self._current_changed)
        (self.clicked if single_click else self.doubleClicked).connect(self._take)

    def showEvent(self, event: QShowEvent) -> None:
        """Offer what a click does with the row to those who cannot point at it."""
        super().showEvent(event)
        beside = self.parentWidget()
        if not self._offered and beside is not None:
            self._offered = True
            RowAct(beside, self, _open_words, self._take_current)  # held by its parent alone

    def choose(self, at: int) -> None:
        """Move the choice to a row; -1 chooses none."""
        if at < 0:
            self.clearSelection()
            self.setCurrentIndex(NO_INDEX)
        else:
            place = self.model().index(min(at, self.model().rowCount() - 1), 0)
            self.selectionModel().setCurrentIndex(place, ONE)

    def chosen_at(self) -> int:
        """Return the chosen row's place, -1 for none."""
        return self.currentIndex().row() if self.currentIndex().isValid() else -1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter take the chosen row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            if not event.isAutoRepeat():
                self._take(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first row, so that it is seen where the keyboard is."""
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.selectionModel().setCurrentIndex(self.model().index(0, 0), NO_UPDATE)
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _take_current(self) -> None:
        self._take(self.currentIndex())

    def _take(self, index: QModelIndex) -> None:
        self.taken.emit(index.data(ROW))

    def _current_changed(self, now: QModelIndex) -> None:
        if self.focusPolicy() == Qt.FocusPolicy.NoFocus:  # driven from a field: no reader follows it here
            self._rest.say(now.data(_SPOKEN) if now.isValid() else "")
        self.chosen.emit(now.data(ROW) if now.isValid() else None)
