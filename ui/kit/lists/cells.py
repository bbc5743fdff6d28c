"""What stands in one column of a row, and how it is drawn: words, two lines, a face beside them, a tag."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter

from ui.kit.look import drawing, icons, theme
from ui.kit.look.tags import Mood, paint_tag, tag_width

APART, CLOSE = 19, 16
"""From one line to the next."""
WRAPS = int(Qt.TextFlag.TextWordWrap)


class Cell(Protocol):
    """Draws itself in the place of its column; `words` is what a screen reader says of it."""

    @property
    def words(self) -> str:
        """The cell for those who do not see it."""

    def paint(self, painter: QPainter, place: QRect, align: Qt.AlignmentFlag) -> None:
        """Draw it."""

    def is_cut(self, place: QRect) -> bool:
        """Tell whether something of it is not seen there."""


class Text(NamedTuple):
    """One line, shortened where it does not fit; `wraps` lets it have as many as there is room for."""

    words: str
    size: int = theme.BODY
    weight: int = theme.REGULAR
    muted: bool = False
    wraps: bool = False

    def paint(self, painter: QPainter, place: QRect, align: Qt.AlignmentFlag) -> None:
        of, face = theme.colours(), theme.font(self.size, self.weight)
        ink = of.muted if self.muted else of.ink
        if not self.wraps:
            drawing.text(painter, place, self.words, face, ink, align)
            return
        painter.setFont(face)
        painter.setPen(ink)
        with drawing.upright(painter, place.left(), place.width()) as turned:
            how = int(drawing.side(align, turned) | Qt.TextFlag.TextWordWrap)
            painter.drawText(place.adjusted(0, 4, 0, -4), how, self.words)

    def is_cut(self, place: QRect) -> bool:
        face = theme.font(self.size, self.weight)
        if not self.wraps:
            return drawing.width_of(self.words, face) > place.width()
        room = QRect(0, 0, place.width(), 10_000)
        return QFontMetrics(face).boundingRect(room, WRAPS, self.words).height() > place.height() - 8


def strong(words: str) -> Text:
    """An amount, or what names the row."""
    return Text(words, weight=theme.BOLD)


def medium(words: str) -> Text:
    """What the row is about."""
    return Text(words, weight=theme.MEDIUM)


def note(words: str) -> Text:
    """What is good to know beside it."""
    return Text(words, theme.NOTE, muted=True)


class TwoLines(NamedTuple):
    """What it is over a note, in the middle without one; a star behind the name of a favourite.

    A long name has two lines for itself, each a little closer to the next.
    """

    upper: str
    lower: str = ""
    weight: int = theme.MEDIUM
    star: bool = False

    @property
    def words(self) -> str:
        """Both lines."""
        return ", ".join(part for part in (self.upper, self.lower) if part)

    def paint(self, painter: QPainter, place: QRect, align: Qt.AlignmentFlag) -> None:
        of, face, muted = theme.colours(), theme.font(weight=self.weight), theme.font(theme.NOTE)
        room = self._room(place)
        names = [line for line in self._names(room) if line]
        lines = [(line, face, of.ink, room) for line in names]
        lines += [(self.lower, muted, of.muted, place)] if self.lower else []
        high = theme.tall(CLOSE if len(lines) > 2 else APART)
        top = place.top() + (place.height() - high * len(lines)) // 2
        for at, (words, font, ink, inside) in enumerate(lines):
            line = QRect(inside.left(), top + at * high, inside.width(), high)
            drawing.text(painter, line, words, font, ink, align)
        if self.star:
            self._paint_star(painter, QRect(room.left(), top, room.width(), high), names[0], of.accent)

    def _paint_star(self, painter: QPainter, line: QRect, words: str, tint: QColor) -> None:
        shown = min(round(drawing.width_of(words, theme.font(weight=self.weight))), line.width())
        icons.paint(painter, "star", QRect(line.left() + shown + 4, line.top(), 14, line.height()), tint, 13)

    def _room(self, place: QRect) -> QRect:
        return place.adjusted(0, 0, -18 if self.star else 0, 0)

    def _names(self, room: QRect) -> tuple[str, str]:
        face = theme.font(weight=self.weight)
        return drawing.on_two_lines(self.upper, lambda part: drawing.width_of(part, face), room.width())

    def is_cut(self, place: QRect) -> bool:
        room, face = self._room(place), theme.font(weight=self.weight)
        names = self._names(room)
        cut = any(drawing.width_of(one, face) > room.width() for one in names)
        return cut or drawing.width_of(self.lower, theme.font(theme.NOTE)) > place.width()


class Faced(NamedTuple):
    """A picture or initials in a square, and two lines beside it."""

    side: int
    paint_face: Callable[[QPainter, QRect], None]
    lines: TwoLines

    @property
    def words(self) -> str:
        """The two lines."""
        return self.lines.words

    def paint(self, painter: QPainter, place: QRect, align: Qt.AlignmentFlag) -> None:
        side = theme.tall(self.side)
        top = place.top() + (place.height() - side) // 2
        self.paint_face(painter, QRect(place.left(), top, side, side))
        self.lines.paint(painter, self._beside(place), align)

    def _beside(self, place: QRect) -> QRect:
        return place.adjusted(theme.tall(self.side) + 12, 0, 0, 0)

    def is_cut(self, place: QRect) -> bool:
        return self.lines.is_cut(self._beside(place))


class TagCell(NamedTuple):
    """A word on a soft ground, shortened where it does not fit."""

    words: str
    mood: Mood = Mood.NEUTRAL

    def paint(self, painter: QPainter, place: QRect, align: Qt.AlignmentFlag) -> None:
        said, width = self.words, tag_width(self.words)
        if width > place.width():
            face = QFontMetricsF(theme.font(theme.SMALL, theme.MEDIUM))
            said = face.elidedText(said, Qt.TextElideMode.ElideRight, place.width() - 12)
            width = tag_width(said)
        left = place.right() + 1 - width if align & Qt.AlignmentFlag.AlignRight else place.left()
        paint_tag(painter, left, place.center().y() + 1, said, self.mood)

    def is_cut(self, place: QRect) -> bool:
        return tag_width(self.words) > place.width()
