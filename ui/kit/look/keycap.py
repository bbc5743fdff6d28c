"""The little boxes that show which key does a thing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.text import _, mark
from ui.kit.look import drawing, theme

HEIGHT = 18
_PADDING = 6


NAMES = (mark("Enter"), mark("Esc"), mark("Del"), mark("Shift"), mark("Ctrl"), mark("Tab"))


QT_NAMES = {"Return": "Enter", "Escape": "Esc", "Delete": "Del"}


def key_name(key: str) -> str:
    """Return what is printed on a key in the language in use."""
    key = QT_NAMES.get(key, key)
    return _(key) if key in NAMES else key


def key_names(keys: str) -> list[str]:
    """Return the words on the keys of "Ctrl+Return": ["Ctrl", "Enter"]."""
    return [key_name(part) for part in keys.split("+")]


def keycap_width(key: str) -> int:
    """Return how wide the box of this key is."""
    words = drawing.width_of(key_name(key), theme.font(theme.SMALL))
    return max(theme.tall(HEIGHT), round(words) + 2 * _PADDING)


def paint_keycap(
    painter: QPainter, left: float, middle: float, key: str, *, on_accent: bool = False
) -> float:
    """Draw the box with its left edge and vertical middle there; return its right edge."""
    of = theme.colours()
    ink, line = (of.on_accent, of.on_accent) if on_accent else (of.muted, of.line)
    fill = None if on_accent else of.panel
    width = keycap_width(key)
    place = QRectF(round(left), round(middle - theme.tall(HEIGHT) / 2), width, theme.tall(HEIGHT))
    drawing.box(painter, place, fill, line, 4)
    drawing.text(painter, place, key_name(key), theme.font(theme.SMALL), ink, drawing.CENTRE)
    _thick_bottom(painter, place, line)
    return left + width


def _thick_bottom(painter: QPainter, place: QRectF, line: QColor) -> None:
    painter.fillRect(QRectF(place.left() + 3, place.bottom() - 2, place.width() - 6, 1), line)


class Keycap(QWidget):
    """One key in a row of hints."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(key_name(key))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(keycap_width(self._key), theme.tall(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_keycap(painter, 0, self.height() / 2, self._key)
        painter.end()
