"""− n +: a quantity changed by touch; as a control, and as strokes for list rows."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.text import current
from ui.kit.look import drawing, theme

WIDTH, HEIGHT = 88, 36


def paint_stepper(painter: QPainter, rect: QRect | QRectF, number: str, *, focus: bool = False) -> None:
    """Draw the control with its number in the middle."""
    of = theme.colours()
    place = QRectF(rect)
    drawing.box(painter, place, of.panel, of.line)
    third = place.width() / 3
    sign = theme.font(theme.BODY)
    drawing.text(
        painter, QRectF(place.left(), place.top(), third, place.height()), "−", sign, of.muted, drawing.CENTRE
    )
    drawing.text(
        painter,
        QRectF(place.right() - third, place.top(), third, place.height()),
        "+",
        sign,
        of.muted,
        drawing.CENTRE,
    )
    drawing.text(
        painter,
        place.adjusted(third - 8, 0, 8 - third, 0),
        number,
        theme.font(theme.BODY, theme.BOLD),
        of.ink,
        drawing.CENTRE,
    )
    if focus:
        drawing.focus_ring(painter, place)


def stepper_part(rect: QRect, at: QPoint) -> int | None:
    """Return -1, 0 or 1 for the minus, the number or the plus under a point; None beside it."""
    if not rect.contains(at):
        return None
    third = rect.width() / 3
    if at.x() < rect.left() + third:
        return -1
    return 1 if at.x() > rect.right() - third else 0


class Stepper(QWidget):
    """A quantity with a minus and a plus; keys + − ↑ ↓ do the same."""

    changed = Signal(object)  # Decimal

    def __init__(
        self,
        name: str,
        value: Decimal = Decimal(1),
        low: Decimal = Decimal(1),
        high: Decimal = Decimal(99999),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._low, self._high, self._value = low, high, value
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_value(value)

    @property
    def value(self) -> Decimal:
        """Return the quantity."""
        return self._value

    def set_value(self, value: Decimal) -> None:
        """Show another quantity, within the limits."""
        self._value = min(max(value, self._low), self._high)
        self.setAccessibleName(f"{self._name} {current().number(self._value)}")
        self.update()

    def step(self, by: int) -> None:
        """Change the quantity and tell."""
        before = self._value
        self.set_value(before + by)
        if self._value != before:
            self.changed.emit(self._value)

    def sizeHint(self) -> QSize:
        """Return its fixed size."""
        return QSize(WIDTH, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint_stepper(painter, self.rect(), current().number(self._value), focus=self.hasFocus())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Step where it was touched."""
        part = stepper_part(self.rect(), event.position().toPoint())
        if part:
            self.step(part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by keys."""
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Up):
            self.step(1)
        elif event.key() in (Qt.Key.Key_Minus, Qt.Key.Key_Down):
            self.step(-1)
        else:
            super().keyPressEvent(event)
