"""Strokes shared by all hand-drawn parts: rounded boxes, focus rings, elided text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle

from ui.kit.look import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MARK = 4
"""Width of the bar before a chosen row."""
_BREAKS = re.compile(r"[^\S\xa0\u202f]+")
"""Where a line may be broken; what printers keep together stays together."""
CENTRE = Qt.AlignmentFlag.AlignCenter
_OTHER_SIDE = {
    LEFT: RIGHT,
    RIGHT: LEFT,
    Qt.AlignmentFlag.AlignLeft: Qt.AlignmentFlag.AlignRight,
    Qt.AlignmentFlag.AlignRight: Qt.AlignmentFlag.AlignLeft,
}


def box(
    painter: QPainter,
    rect: QRect | QRectF,
    fill: QColor | None,
    line: QColor | None = None,
    radius: float = theme.radius.control,
    width: float = 1,
) -> None:
    """Draw a rounded box whose line lies wholly inside the rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    inset = width / 2 if line is not None else 0
    painter.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(
        QRectF(rect).adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset
    )


def focus_ring(
    painter: QPainter, rect: QRect | QRectF, radius: float = theme.radius.control, *, on: bool = False
) -> None:
    """Draw where the keyboard is; `on` an accent ground the ring lies inside, in the colour of its text."""
    tint = theme.colours().on_accent if on else theme.colours().accent
    inset = 3 if on else 0
    box(painter, QRectF(rect).adjusted(inset, inset, -inset, -inset), None, tint, radius - inset, 2)


def side(align: Qt.AlignmentFlag, turned: bool) -> Qt.AlignmentFlag:
    """Return where a text stands in a row that is mirrored, or not."""
    return _OTHER_SIDE.get(align, align) | Qt.AlignmentFlag.AlignAbsolute if turned else align


@contextmanager
def mirrored(painter: QPainter, row: QRect, direction: Qt.LayoutDirection) -> Iterator[None]:
    """Draw a row from right to left where scripts run so: what is drawn meanwhile changes sides.

    Words, icons and pictures stand `upright` in it.
    """
    if direction is not Qt.LayoutDirection.RightToLeft:
        yield
        return
    painter.save()
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each text by its own letters
    _turn(painter, row.left() + row.width() / 2)
    yield
    painter.restore()


@contextmanager
def upright(painter: QPainter, left: float, width: float) -> Iterator[bool]:
    """Draw what has a right way round at its place in a mirrored row; tells whether it is one."""
    if painter.worldTransform().m11() >= 0:
        yield False
        return
    painter.save()
    _turn(painter, left + width / 2)
    yield True
    painter.restore()


def _turn(painter: QPainter, middle: float) -> None:
    painter.translate(middle, 0)
    painter.scale(-1, 1)
    painter.translate(-middle, 0)


def mark(painter: QPainter, row: QRect) -> None:
    """Mark the chosen row where it begins: its tint alone is too weak to be seen by everybody."""
    at_right = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    begins = row.right() + 1 - MARK if at_right else row.left()
    painter.fillRect(begins, row.top(), MARK, row.height(), theme.colours().accent)


def row_ring(painter: QPainter, row: QRect) -> None:
    """Draw that the keyboard is at a row of a list."""
    painter.save()
    focus_ring(painter, row.adjusted(1, 0, -1, -1), 4)
    painter.restore()


def text(
    painter: QPainter,
    rect: QRect | QRectF,
    words: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Draw one line of text, shortened with … where it does not fit."""
    painter.setFont(font)
    painter.setPen(colour)
    metrics = QFontMetricsF(font)
    place = QRectF(rect)
    shown = words.replace("\n", " ")
    if metrics.horizontalAdvance(shown) > place.width():
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, place.width())
    with upright(painter, place.left(), place.width()) as turned:
        runs = painter.layoutDirection()
        if not turned:
            align = QStyle.visualAlignment(runs, align) | Qt.AlignmentFlag.AlignAbsolute
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # figures never turn round
        painter.drawText(place, int(side(align, turned) | Qt.TextFlag.TextSingleLine), shown)
        painter.setLayoutDirection(runs)


def fitted(
    painter: QPainter,
    rect: QRect | QRectF,
    words: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Draw words of the program whole: where one line is too narrow smaller, then on two lines."""
    place = QRectF(rect)
    if width_of(words, font) <= place.width():
        text(painter, place, words, font, colour, align)
        return
    small = smaller(font)
    first, second = on_two_lines(words, lambda part: width_of(part, small), place.width() + 0.01)
    high = QFontMetricsF(small).height()
    if not second or 2 * high > place.height() + 2:
        text(painter, place, words, small, colour, align)
        return
    middle = place.center().y()
    for line, top in ((first, middle - high), (second, middle)):
        text(painter, QRectF(place.left(), top, place.width(), high), line, small, colour, align)


def smaller(font: QFont) -> QFont:
    """Return the typeface of notes in the weight of another one, if that is larger."""
    note = theme.font(theme.NOTE, font.weight())
    return note if note.pixelSize() < font.pixelSize() else font


def least_room(words: str, font: QFont) -> float:
    """Return the width in which words are whole as `fitted` draws them where two lines have room."""
    small, parts = smaller(font), words.replace("\n", " ").split(" ")
    halves = ((" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts) + 1))
    return min(max(width_of(half, small) for half in both) for both in halves)


def on_two_lines(words: str, width: Callable[[str], float], room: float) -> tuple[str, str]:
    """Break a text between words; the second line is empty where one is enough, or there is one word."""
    shown = words.replace("\n", " ")
    if width(shown) <= room:
        return shown, ""
    parts = shown.split(" ")
    first = parts[0]
    for at, part in enumerate(parts[1:], 1):
        if width(f"{first} {part}") > room:
            return first, " ".join(parts[at:])
        first = f"{first} {part}"
    return shown, ""


def at_most(words: str, letters: int = 60) -> str:
    """One line of at most so many letters; what is left out is marked by …"""
    line = _BREAKS.sub(" ", words).strip()
    return line if len(line) <= letters else f"{line[: letters - 1]}…"


def width_of(words: str, font: QFont) -> float:
    """Return how wide one line of text is."""
    return QFontMetricsF(font).horizontalAdvance(words)


def pieces(words: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Cut a text at its marked spans: [("Mug, ", False), ("blu", True), ("e glaze", False)]."""
    cut: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(spans):
        start = max(start, at)
        if end <= start:
            continue
        if start > at:
            cut.append((words[at:start], False))
        cut.append((words[start:end], True))
        at = end
    if at < len(words):
        cut.append((words[at:], False))
    return cut


def hairline(painter: QPainter, left: float, right: float, y: float) -> None:
    """Draw a horizontal line one pixel high."""
    painter.setPen(QPen(theme.colours().line, 1))
    painter.drawLine(QPointF(left, y + 0.5), QPointF(right, y + 0.5))


def rounded(rect: QRect | QRectF, radius: float) -> QPainterPath:
    """Return a rounded rectangle to clip to."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect), radius, radius)
    return path
