"""− n +: a quantity changed by touch, as strokes for list rows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QPainter

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
