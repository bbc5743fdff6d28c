"""What stands in one column of a row, and how it is drawn: words, two lines, a face beside them, a tag."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from ui.kit.look import drawing, icons, theme
from ui.kit.look.tags import Mood, paint_tag, tag_width


class Cell(Protocol):
    """Draws itself in the place of its column; `words` is what a screen reader says of it."""

    @property
    def words(self) -> str:
        """The cell for those who do not see it."""

    def paint(self, painter: QPainter, place: QRect, align: Qt.AlignmentFlag) -> None:
        """Draw it."""


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
    """What it is over a note, in the middle without one; a star behind the name of a favourite."""

    upper: str
    lower: str = ""
    weight: int = theme.MEDIUM
    star: bool = False

    @property
    def words(self) -> str:
        """Both lines."""
        return ", ".join(part for part in (self.upper, self.lower) if part)

    def paint(self, painter: QPainter, place: QRect, align: Qt.AlignmentFlag) -> None:
        of, half = theme.colours(), place.height() // 2
        face = theme.font(weight=self.weight)
        room = place.adjusted(0, 0, -18 if self.star else 0, 0)
        upper = room.adjusted(0, theme.tall(9), 0, -half) if self.lower else room
        drawing.text(painter, upper, self.upper, face, of.ink, align)
        if self.star:
            shown = min(round(drawing.width_of(self.upper, face)), upper.width())
            at = QRect(upper.left() + shown + 4, upper.top(), 14, upper.height())
            icons.paint(painter, "star", at, of.accent, 13)
        drawing.text(
            painter,
            place.adjusted(0, half, 0, -theme.tall(9)),
            self.lower,
            theme.font(theme.NOTE),
            of.muted,
            align,
        )


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
        self.lines.paint(painter, place.adjusted(side + 12, 0, 0, 0), align)


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
