"""Line icons, coloured from the palette and drawn sharp at every scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ui.kit.look import drawing, theme


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (theme.RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def _drawn(name: str, colour: int, pixels: int, stroke: float) -> QPixmap:
    svg = _source(name).replace("currentColor", QColor.fromRgba(colour).name())
    if stroke != 2:
        svg = svg.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    drawn = QPixmap(pixels, pixels)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return drawn


def pixmap(
    name: str, colour: QColor | None = None, size: int = 20, ratio: float = 0, stroke: float = 2
) -> QPixmap:
    """Return the icon as a picture of `size` logical pixels; `ratio` is device pixels per logical pixel."""
    ratio = ratio or QApplication.devicePixelRatio(QApplication.instance())  # type: ignore[arg-type]
    tint = colour or theme.colours().ink
    drawn = QPixmap(_drawn(name, tint.rgba(), round(size * ratio), stroke))
    drawn.setDevicePixelRatio(ratio)
    return drawn


def icon(name: str, colour: QColor | None = None, size: int = 20) -> QIcon:
    """Return the icon for a Qt control; make it anew when the theme changes."""
    made = QIcon(pixmap(name, colour, size, 1))
    for ratio in (1.5, 2.0):
        made.addPixmap(pixmap(name, colour, size, ratio))
    return made


def paint(
    painter: QPainter, name: str, rect: QRect | QRectF, colour: QColor, size: int = 20, stroke: float = 2
) -> None:
    middle = QRectF(rect).center()
    drawn = pixmap(name, colour, size, painter.device().devicePixelRatioF(), stroke)
    side = QSize(size, size)
    place = QRectF(middle.x() - size / 2, middle.y() - size / 2, side.width(), side.height()).toRect()
    with drawing.upright(painter, place.left(), place.width()):
        painter.drawPixmap(place, drawn)
