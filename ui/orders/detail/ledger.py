"""Rows of words and amounts, drawn in one go: the lines of an order, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.look import drawing, theme

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
_GAP = 10


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """Words at the left with a note below, what they are made of, and the amount at the right."""

    words: str
    amount: str = ""
    beside: str = ""
    note: str = ""
    muted: bool = False
    large: bool = False
    strong: bool = False

    @property
    def spoken(self) -> str:
        """The row for those who do not see it."""
        return ", ".join(part for part in (self.words, self.note, self.beside, self.amount) if part)


class Ledger(QWidget):
    """Draws its rows; long words are wrapped, never cut."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[LedgerRow, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_rows(self, rows: Sequence[LedgerRow]) -> None:
        self.rows = tuple(rows)
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

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = 0
        for row in self.rows:
            place = QRect(0, top, self.width(), _height(row, self.width()))
            if place.intersects(event.rect()):
                _paint(painter, place, row)
            top += place.height()
        painter.end()


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
    return QFontMetrics(face).boundingRect(QRect(0, 0, width, 10_000), _WRAP, text).height()


def _height(row: LedgerRow, width: int) -> int:
    words, _beside, _amount = _room(row, width)
    note = _wrapped(row.note, theme.font(theme.NOTE), words)
    around = 16 if row.large else 6 if row.muted else 10
    return max(_wrapped(row.words, _face(row), words), 16) + note + around


def _paint(painter: QPainter, place: QRect, row: LedgerRow) -> None:
    of = theme.colours()
    words, beside, amount = _room(row, place.width())
    face, note_face = _face(row), theme.font(theme.NOTE)
    ink = of.muted if row.muted else of.ink
    note = _wrapped(row.note, note_face, words)
    around = 16 if row.large else 6 if row.muted else 10
    upper = place.adjusted(0, around // 2, 0, -note - around // 2)
    painter.setFont(face)
    painter.setPen(ink)
    painter.drawText(QRect(upper.left(), upper.top(), words, upper.height()), _WRAP, row.words)
    if note:
        painter.setFont(note_face)
        painter.setPen(of.muted)
        painter.drawText(QRect(upper.left(), upper.bottom() + 1, words, note + 2), _WRAP, row.note)
    line = QRectF(place.left(), upper.top(), place.width(), QFontMetrics(face).height())
    drawing.text(painter, line, row.amount, _amount_face(row), ink, drawing.RIGHT)
    if beside:
        left = line.right() - amount - _GAP - beside
        drawing.text(
            painter, QRectF(left, line.top(), beside, line.height()), row.beside, note_face, of.muted,
            drawing.RIGHT,
        )  # fmt: skip
