"""Small words on a soft ground: stock badges and the states of orders."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.text import _, current, ngettext
from ui.kit.look import drawing, theme

HEIGHT = 20
LOW_STOCK = 3
LONG = 150
"""Wider tags are long."""
_PADDING = 6


class Mood(StrEnum):
    """What a tag says with its colour as well as with its words."""

    NEUTRAL = "neutral"
    GOOD = "good"
    INFO = "info"
    WARNING = "warning"
    BAD = "bad"


def mood_colours(mood: Mood) -> tuple[QColor, QColor]:
    """Return the ink and the soft ground of a mood."""
    of = theme.colours()
    return {
        Mood.NEUTRAL: (of.muted, of.soft),
        Mood.GOOD: (of.accent, of.accent_soft),
        Mood.INFO: (of.info, of.info_soft),
        Mood.WARNING: (of.warning, of.warning_soft),
        Mood.BAD: (of.bad, of.bad_soft),
    }[mood]


def stock_tag(on_hand: Decimal | None, unit: str = "", low: int = LOW_STOCK) -> tuple[str, Mood]:
    """Return what a badge says about stock; None is unlimited and says nothing."""
    if on_hand is None:
        return "", Mood.NEUTRAL
    if on_hand <= 0:
        return _("out of stock"), Mood.BAD
    shown = current().number(on_hand) + (f" {unit}" if unit else "")
    if on_hand <= low:
        return ngettext("{count} left", "{count} left", on_hand).format(count=shown), Mood.WARNING
    return ngettext("{count} in stock", "{count} in stock", on_hand).format(count=shown), Mood.NEUTRAL


def tag_width(words: str) -> int:
    """Return how wide a tag is; an empty one is not there."""
    if not words:
        return 0
    return round(drawing.width_of(words, theme.font(theme.SMALL, theme.MEDIUM))) + 2 * _PADDING


def shortened(words: str, room: float) -> str:
    """Return as much of a tag's words as there is room for; nothing where not even a letter fits."""
    if tag_width(words) <= room:
        return words
    face = QFontMetricsF(theme.font(theme.SMALL, theme.MEDIUM))
    said = face.elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, room - 2 * _PADDING))
    return said if len(said) > 1 and tag_width(said) <= room else ""


def paint_tag(painter: QPainter, left: float, middle: float, words: str, mood: Mood = Mood.NEUTRAL) -> float:
    """Draw a tag with its left edge and vertical middle there; return its right edge."""
    if not words:
        return left
    ink, ground = mood_colours(mood)
    place = QRectF(round(left), round(middle - theme.tall(HEIGHT) / 2), tag_width(words), theme.tall(HEIGHT))
    drawing.box(painter, place, ground, radius=5)
    drawing.text(painter, place, words, theme.font(theme.SMALL, theme.MEDIUM), ink, drawing.CENTRE)
    return left + place.width()


class Tag(QWidget):
    """A tag as a control of its own; a long one is shortened where there is no room, and whole in its tip."""

    def __init__(self, words: str = "", mood: Mood = Mood.NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._mood = words, mood
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_tag(words, mood)

    def show_tag(self, words: str, mood: Mood = Mood.NEUTRAL) -> None:
        self._words, self._mood = words, mood
        self.setAccessibleName(words)
        self.setToolTip(words if tag_width(words) > theme.tall(LONG) else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(tag_width(self._words), theme.tall(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the whole tag, or of a long one its beginning."""
        return QSize(min(tag_width(self._words), theme.tall(LONG)), theme.tall(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_tag(painter, 0, self.height() / 2, shortened(self._words, self.width()), self._mood)
        painter.end()
