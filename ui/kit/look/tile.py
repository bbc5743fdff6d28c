"""The picture of a product without a photo: a colour of its own and its initials."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter

from ui.kit.look import drawing, theme

_GROUNDS = tuple(
    QColor(name)
    for name in (
        "#D9C7A7",
        "#C9D0A6",
        "#A9C3DA",
        "#E2D3BD",
        "#D9B6AF",
        "#BAC6B4",
        "#E5DFCF",
        "#CEB6CA",
        "#D0B38C",
        "#CFC3DF",
        "#EBD7A2",
        "#B8D2CC",
    )
)
_INK = QColor(29, 26, 21, 120)


def tile_colour(name: str, taken: Sequence[QColor] = ()) -> QColor:
    """Return the ground of a product, the same for the same name; the next where it is `taken` beside it."""
    at = crc32(name.strip().casefold().encode("utf-8", "replace"))
    own = (_GROUNDS[(at + step) % len(_GROUNDS)] for step in range(len(_GROUNDS)))
    return next((one for one in own if one not in taken), _GROUNDS[at % len(_GROUNDS)])


def initials(name: str) -> str:
    """Return the first letters of the first two words: "Bowl, ash wood" is BA, "Lucie Martin" is LM."""
    words = [word.lstrip("([{\"'«“‘-–#*.,;:/&+") for word in name.split()]
    letters = [word[0] for word in words if word]
    return "".join(letters[:2]).upper()


def paint_tile(
    painter: QPainter,
    rect: QRect | QRectF,
    name: str,
    radius: float = theme.radius.control,
    size: int = theme.HUGE,
    colour: QColor | None = None,
) -> None:
    """Draw the tile, on its own colour or another; `size` 0 leaves out the initials, as in small rows."""
    place = QRectF(rect)
    drawing.box(painter, place, colour or tile_colour(name), radius=radius)
    if size:
        drawing.text(painter, place, initials(name), theme.font(size, theme.BOLD), _INK, drawing.CENTRE)


def paint_person(painter: QPainter, rect: QRect | QRectF, name: str, *, accent: bool = False) -> None:
    """Draw the round mark of a person with initials."""
    of = theme.colours()
    place = QRectF(rect)
    ground, ink = (of.accent_soft, of.accent) if accent else (of.soft, of.ink)
    drawing.box(painter, place, ground, radius=place.height() / 2)
    size = theme.BODY if place.height() >= 34 else theme.SMALL
    drawing.text(painter, place, initials(name), theme.font(size, theme.BOLD), ink, drawing.CENTRE)
