"""The lines of the cart: seen at a glance, changed by touch, mouse or keys."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pos.text import _
from ui.kit.controls.panel import BarAbove
from ui.kit.controls.stepper import HEIGHT as STEPPER_HEIGHT
from ui.kit.controls.stepper import WIDTH as STEPPER_WIDTH
from ui.kit.controls.stepper import stepper_part
from ui.kit.lists.row_acts import RowAct
from ui.kit.lists.whole import show_whole
from ui.kit.look import drawing, strokes, theme
from ui.kit.speaking import speak
from ui.sell.cart.cart_rows import CartRow, CartRows

_KEY = Qt.Key
MOVES = (_KEY.Key_Up, _KEY.Key_Down, _KEY.Key_Home, _KEY.Key_End, _KEY.Key_PageUp, _KEY.Key_PageDown)
ROW = 53
MARGIN = 16
KEPT = 100
"""Rows kept drawn."""
AMOUNT = 84
"""Room of the amount, which ends at the right margin; in a cart of larger ones they have what they need."""


def stepper_place(row: QRect, amount: int = 0) -> QRect:
    """Where the stepper of a row lies, beside an amount of that width."""
    wide, high = theme.tall(STEPPER_WIDTH), theme.tall(STEPPER_HEIGHT)
    left = row.right() + 1 - MARGIN - max(amount, theme.tall(AMOUNT)) - 8 - wide
    return QRect(left, row.top() + (theme.tall(ROW) - 1 - high) // 2, wide, high)


class CartDelegate(QStyledItemDelegate):
    """Draws a line from its ready row: name and details, stepper, amount."""

    def __init__(self, view: CartList) -> None:
        super().__init__(view)
        self._view = view
        self._drawn: dict[tuple[int, int, float, str], tuple[CartRow, QPixmap]] = {}
        """By the row's identity; the row is kept with its picture, so that no other can take its place."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All rows are equally high."""
        return QSize(200, theme.tall(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view, place, of = self._view, option.rect, theme.colours()
        here = index.row() == view.currentIndex().row()
        if here:
            painter.fillRect(place, of.accent_soft)
            drawing.mark(painter, place)
        row = view.lines.rows[index.row()]
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(place.topLeft(), self._picture(row, place.size(), ratio, option.direction))
        if here and view.hasFocus():
            drawing.row_ring(painter, place)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Say a line whole whose name or details are shortened."""
        row = self._view.lines.rows[index.row()] if index.isValid() else None
        if row is None:
            return show_whole(event, view, "")
        room = self._room(option.rect)
        whole = strokes.is_whole(row.name, strokes.NAME, room)
        whole = whole and strokes.width_of(row.details, strokes.NOTE) <= room
        return show_whole(event, view, "" if whole else f"{row.name}, {row.details}")

    def _room(self, place: QRect) -> int:
        """How wide name and details may be."""
        return stepper_place(place, self._view.amount_room).left() - place.left() - MARGIN - 8

    def _picture(self, row: CartRow, size: QSize, ratio: float, direction: Qt.LayoutDirection) -> QPixmap:
        """The row as it was drawn before: a scan changes one of them, the list shows them all again."""
        key = (
            id(row),
            size.width(),
            ratio,
            f"{theme.colours().name} {self._view.amount_room} {direction.name}",
        )
        known = self._drawn.get(key)
        if known is not None:
            return known[1]
        if len(self._drawn) > KEPT:
            self._drawn.clear()
        ready, painter = strokes.canvas(size, ratio)
        place = QRect(QPoint(0, 0), size)
        with drawing.mirrored(painter, place, direction):
            self._draw(painter, place, row)
        painter.end()
        self._drawn[key] = (row, ready)
        return ready

    def _draw(self, painter: QPainter, place: QRect, row: CartRow) -> None:
        of, stepper = theme.colours(), stepper_place(place, self._view.amount_room)
        strokes.stepper(painter, stepper, row.quantity)
        right, middle = place.right() + 1 - MARGIN, place.top() + theme.tall(ROW) / 2
        strokes.words_right(painter, right, middle, row.amount, strokes.STRONG, of.ink)
        strokes.line(painter, place.left(), place.right() + 1, place.bottom())
        width = self._room(place)
        left, top = place.left() + MARGIN, place.top()
        upper, lower = strokes.wrapped(row.name, strokes.NAME, width)
        if lower:
            strokes.words(painter, left, top + 11, upper, strokes.NAME, of.ink, width)
            strokes.words(painter, left, top + 26, lower, strokes.NAME, of.ink, width)
            strokes.words(painter, left, top + 42, row.details, strokes.NOTE, of.muted, width)
            return
        strokes.words(painter, left, top + theme.tall(17), row.name, strokes.NAME, of.ink, width)
        strokes.words(painter, left, top + theme.tall(35), row.details, strokes.NOTE, of.muted, width)


class CartList(QListView):
    """The lines; keys that mean nothing here go back to the box."""

    stepped = Signal(object)  # (line id, +1 or -1)
    removed = Signal(object)  # line id
    opened = Signal(object)  # line id: edit this line
    typed = Signal(object)  # a character for the box, "" for Esc

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = CartRows()
        self.amount_room = theme.tall(AMOUNT)
        self._pressed = ""
        self.setModel(self.lines)
        self.setItemDelegate(CartDelegate(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(theme.tall(ROW))  # one line is seen however low the window is
        BarAbove(self)
        for changed in (self.lines.dataChanged, self.lines.rowsInserted, self.lines.rowsRemoved):
            changed.connect(self._measure)
        speak(self, lambda: self.setAccessibleName(_("Cart")))

    def _measure(self) -> None:
        """Find how wide the widest amount is: steppers stand below each other, clear of every amount."""
        wide = (strokes.width_of(row.amount, strokes.STRONG) for row in self.lines.rows)
        room = max(theme.tall(AMOUNT), ceil(max(wide, default=0)))
        if room != self.amount_room:
            self.amount_room = room
            self.viewport().update()

    def show_line(self, at: int) -> None:
        """Make that line the current one and bring it into view."""
        if 0 <= at < len(self.lines.rows):
            self.setCurrentIndex(self.lines.index(at))
            self.scrollTo(self.currentIndex())

    def enter(self, key: int) -> None:
        """Take the focus from the box: ↑ at the last line, ↓ at the current one."""
        if not self.lines.rows:
            return
        if key == Qt.Key.Key_Up or not self.currentIndex().isValid():
            self.show_line(len(self.lines.rows) - 1)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def current_line(self) -> str:
        """The id of the current line, "" when there is none."""
        at = self.currentIndex().row()
        return self.lines.rows[at].line.id if 0 <= at < len(self.lines.rows) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the current line, move, or hand the key to the box."""
        line, key = self.current_line(), event.key()
        if key in MOVES:
            super().keyPressEvent(event)
        elif line and event.text() in ("+", "-"):
            self.stepped.emit((line, 1 if event.text() == "+" else -1))
        elif line and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(line)
        elif line and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(line)
        elif key == Qt.Key.Key_Escape or (event.text().isprintable() and event.text()):
            self.typed.emit("" if key == Qt.Key.Key_Escape else event.text())
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Step where the stepper was touched; the focus stays where it is."""
        at = self.indexAt(event.position().toPoint())
        if not at.isValid():
            return
        self.setCurrentIndex(at)
        line = self.lines.rows[at.row()].line.id
        row = self.visualRect(at)
        place = QStyle.visualRect(self.layoutDirection(), row, stepper_place(row, self.amount_room))
        part = stepper_part(place, _point(event))
        if part:
            self.stepped.emit((line, part))
        else:
            self._pressed = line

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the line that was touched, unless the finger moved on to scroll."""
        pressed, self._pressed = self._pressed, ""
        at = self.indexAt(_point(event))
        if pressed and at.isValid() and self.lines.rows[at.row()].line.id == pressed:
            self.opened.emit(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick touches are two touches."""
        self.mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def _point(event: QMouseEvent) -> QPoint:
    return event.position().toPoint()


def line_acts(beside: QWidget, view: CartList) -> None:
    """Offer what a touch does with the current line to those who cannot touch it."""
    RowAct(beside, view, _one_more, lambda: view.stepped.emit((view.current_line(), 1)))
    RowAct(beside, view, _one_fewer, lambda: view.stepped.emit((view.current_line(), -1)))
    RowAct(beside, view, _change, lambda: view.opened.emit(view.current_line()))
    RowAct(beside, view, _remove, lambda: view.removed.emit(view.current_line()))


def _one_more(row: str) -> str:
    return _("One more: {row}").format(row=row)


def _one_fewer(row: str) -> str:
    return _("One fewer: {row}").format(row=row)


def _change(row: str) -> str:
    return _("Change {row}").format(row=row)


def _remove(row: str) -> str:
    return _("Remove {row}").format(row=row)
