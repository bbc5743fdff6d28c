"""Rows of words and amounts, drawn in one go: the lines of an order, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.look import drawing, theme
from ui.kit.voice import announce

_GAP = 10


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """Words at the left with a note below, what they are made of, and the amount at the right.

    `asks` is what a touch of the row asks about, None where there is nothing more to say.
    """

    words: str
    amount: str = ""
    beside: str = ""
    note: str = ""
    muted: bool = False
    large: bool = False
    strong: bool = False
    asks: object = None

    @property
    def spoken(self) -> str:
        """The row for those who do not see it."""
        return ", ".join(part for part in (self.words, self.note, self.beside, self.amount) if part)


class Ledger(QWidget):
    """Draws its rows; long words are wrapped, never cut.

    Rows that can be asked about take a touch, or ↑ ↓ and Enter where the keyboard is.
    """

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[LedgerRow, ...] = ()
        self._at = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_rows(self, rows: Sequence[LedgerRow]) -> None:
        self.rows = tuple(rows)
        self._at = min(self._at, max(len(self.rows) - 1, 0))
        asks = any(row.asks is not None for row in self.rows)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if asks else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if asks else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName("; ".join(row.spoken for row in self.rows))
        self.setVisible(bool(self.rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(self.width(), 300)))

    def minimumSizeHint(self) -> QSize:
        """Return the height all rows need."""
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def heightForWidth(self, width: int) -> int:
        """Return how high all rows are in a width."""
        return sum(_height(row, width) for row in self.rows)

    def places(self) -> list[QRect]:
        """Where each row lies."""
        found, top = [], 0
        for row in self.rows:
            found.append(QRect(0, top, self.width(), _height(row, self.width())))
            top += found[-1].height()
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for at, (place, row) in enumerate(zip(self.places(), self.rows, strict=True)):
            if place.intersects(event.rect()):
                with drawing.mirrored(painter, place, self.layoutDirection()):
                    _paint(painter, place, row)
                if self.hasFocus() and at == self._at:
                    drawing.focus_ring(painter, place)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask about the row that was touched."""
        for at, place in enumerate(self.places()):
            if place.contains(event.position().toPoint()):
                self._at = at
                self._ask()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from one row that can be asked about to the next; Enter asks."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._ask()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at a row that can be asked about."""
        if self.rows and self.rows[self._at].asks is None:
            self._step(1)
        super().focusInEvent(event)

    def _step(self, by: int) -> None:
        asking = [at for at, row in enumerate(self.rows) if row.asks is not None]
        ahead = [at for at in asking if (at - self._at) * by > 0]
        if ahead:
            self._at = min(ahead, key=lambda at: abs(at - self._at))
            announce(self.rows[self._at].spoken)
            self.update()

    def _ask(self) -> None:
        if self.rows and self.rows[self._at].asks is not None:
            self.asked.emit(self.rows[self._at].asks)


def _face(row: LedgerRow) -> QFont:
    if row.large:
        return theme.font(18, theme.HEAVY)
    if row.muted:
        return theme.font(theme.NOTE)
    return theme.font(weight=theme.MEDIUM if row.strong else theme.REGULAR)


def _amount_face(row: LedgerRow) -> QFont:
    if row.large or row.muted:
        return _face(row)
    return theme.font(weight=theme.BOLD if row.strong else theme.MEDIUM)


def _room(row: LedgerRow, width: int) -> tuple[int, int, int]:
    """How wide the words, what stands beside, and the amount are."""
    amount = round(drawing.width_of(row.amount, _amount_face(row))) + 2 if row.amount else 0
    amount = max(amount, 64) if row.beside else amount
    beside = round(drawing.width_of(row.beside, theme.font(theme.NOTE))) + 2 if row.beside else 0
    taken = amount + (_GAP if amount else 0) + beside + (_GAP if beside else 0)
    return max(width - taken, 80), beside, amount


def _wrapped(text: str, face: QFont, width: int) -> int:
    if not text:
        return 0
    return (
        QFontMetrics(face).boundingRect(QRect(0, 0, width, 10_000), _wrap(text, face, width), text).height()
    )


def _wrap(text: str, face: QFont, width: int) -> int:
    """Between words; only a word that is wider than there is room for is broken."""
    flags = Qt.TextFlag.TextWordWrap
    if any(drawing.width_of(word, face) > width for word in text.split()):
        flags |= Qt.TextFlag.TextWrapAnywhere
    return int(flags)


def _height(row: LedgerRow, width: int) -> int:
    words, _beside, _amount = _room(row, width)
    note = _wrapped(row.note, theme.font(theme.NOTE), words)
    around = 16 if row.large else 6 if row.muted else 10
    return max(_wrapped(row.words, _face(row), words), 16) + note + around


def _write(painter: QPainter, place: QRect, text: str, face: QFont, ink: QColor) -> None:
    """Draw words on as many lines as they need, from where the language begins."""
    painter.setFont(face)
    painter.setPen(ink)
    with drawing.upright(painter, place.left(), place.width()) as turned:
        align = drawing.side(Qt.AlignmentFlag.AlignLeft, turned)
        painter.drawText(place, int(align) | _wrap(text, face, place.width()), text)


def _paint(painter: QPainter, place: QRect, row: LedgerRow) -> None:
    of = theme.colours()
    words, beside, amount = _room(row, place.width())
    face, note_face = _face(row), theme.font(theme.NOTE)
    ink = of.muted if row.muted else of.ink
    note = _wrapped(row.note, note_face, words)
    around = 16 if row.large else 6 if row.muted else 10
    upper = place.adjusted(0, around // 2, 0, -note - around // 2)
    _write(painter, QRect(upper.left(), upper.top(), words, upper.height()), row.words, face, ink)
    if note:
        below = QRect(upper.left(), upper.bottom() + 1, words, note + 2)
        _write(painter, below, row.note, note_face, of.muted)
    line = QRectF(place.left(), upper.top(), place.width(), QFontMetrics(face).height())
    drawing.text(painter, line, row.amount, _amount_face(row), ink, drawing.RIGHT)
    if beside:
        left = line.right() - amount - _GAP - beside
        drawing.text(
            painter, QRectF(left, line.top(), beside, line.height()), row.beside, note_face, of.muted,
            drawing.RIGHT,
        )  # fmt: skip
