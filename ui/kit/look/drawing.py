"""Strokes shared by all hand-drawn parts: rounded boxes, focus rings, elided text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from ui.kit.look import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MARK = 4
"""Width of the bar before a chosen row."""
CENTRE = Qt.AlignmentFlag.AlignCenter


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


def mark(painter: QPainter, row: QRect) -> None:
    """Mark the chosen row where it begins: its tint alone is too weak to be seen by everybody."""
    mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    begins = row.right() + 1 - MARK if mirrored else row.left()
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
    painter.drawText(place, int(align | Qt.TextFlag.TextSingleLine), shown)


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
