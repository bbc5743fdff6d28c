"""Fast strokes for rows drawn at every key: words laid out once, tags and tiles drawn once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPixmap, QStaticText, QTransform

from ui.kit.controls.stepper import paint_stepper
from ui.kit.look import drawing, theme
from ui.kit.look.keycap import HEIGHT as KEYCAP_HEIGHT
from ui.kit.look.keycap import keycap_width, paint_keycap
from ui.kit.look.tags import HEIGHT as TAG_HEIGHT
from ui.kit.look.tags import Mood, paint_tag, tag_width
from ui.kit.look.tile import paint_tile

KEPT = 2048
LINE = 16
"""From one line of a name to the next."""
Face = tuple[int, int]
"""Size and weight."""
NOTE: Face = (theme.NOTE, theme.REGULAR)
BODY: Face = (theme.BODY, theme.REGULAR)
NAME: Face = (theme.BODY, theme.MEDIUM)
STRONG: Face = (theme.BODY, theme.BOLD)


@lru_cache(maxsize=KEPT)
def _laid_out(words: str, face: Face, room: int) -> tuple[QStaticText, float]:
    """The words ready to be drawn, shortened to the room (0: any), and how wide they are."""
    font = theme.font(*face)
    metrics = QFontMetricsF(font)
    shown = words.replace("\n", " ")
    width = metrics.horizontalAdvance(shown)
    if room and width > room:
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(shown)
    ready = QStaticText(shown)
    ready.setTextFormat(Qt.TextFormat.PlainText)
    ready.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    ready.prepare(QTransform(), font)
    return ready, width


@lru_cache(maxsize=16)
def _height(face: Face) -> float:
    return QFontMetricsF(theme.font(*face)).height()


def words(
    painter: QPainter, left: float, middle: float, text: str, face: Face, colour: QColor, room: float = 0
) -> float:
    """Draw one line with its left edge and vertical middle there; gives its right edge."""
    ready, width = _laid_out(text, face, int(room))
    painter.setFont(theme.font(*face))
    painter.setPen(colour)
    with drawing.upright(painter, left, width):
        painter.drawStaticText(QPointF(left, middle - _height(face) / 2), ready)
    return left + width


def words_right(
    painter: QPainter, right: float, middle: float, text: str, face: Face, colour: QColor, room: float = 0
) -> float:
    """Draw one line that ends there; gives its left edge."""
    left = right - _laid_out(text, face, int(room))[1]
    words(painter, left, middle, text, face, colour, room)
    return left


def width_of(text: str, face: Face) -> float:
    """How wide one line is."""
    return _laid_out(text, face, 0)[1]


@lru_cache(maxsize=KEPT)
def wrapped(text: str, face: Face, room: int) -> tuple[str, str]:
    """A text on two lines, broken between words; the second is empty where one line is enough."""
    return drawing.on_two_lines(text, lambda part: width_of(part, face), room)


def is_whole(text: str, face: Face, room: float) -> bool:
    """Whether a name on two lines is seen to its end."""
    return all(width_of(part, face) <= room for part in wrapped(text, face, int(room)))


def marked(
    painter: QPainter, left: float, middle: float, text: str, spans: Sequence[tuple[int, int]], room: float
) -> None:
    """Draw a name with the typed parts stronger and in the accent's colour."""
    of, end = theme.colours(), left + room
    cut = [(piece, STRONG if strong else NAME) for piece, strong in drawing.pieces(text, spans)]
    whole = sum(_laid_out(piece, face, 0)[1] for piece, face in cut)
    with drawing.upright(painter, left, min(whole, room)):
        for piece, face in cut:
            if end - left < 8:
                break
            colour = of.accent if face is STRONG else of.ink
            wide = _laid_out(piece, face, 0)[1]
            left = words(painter, left, middle, piece, face, colour, end - left if wide > end - left else 0)


def named(
    painter: QPainter, left: float, middle: float, text: str, spans: Sequence[tuple[int, int]], room: float
) -> None:
    """Draw a name around a middle with the typed parts marked, on two lines if need be."""
    first, second = wrapped(text, NAME, int(room))
    if not second:
        marked(painter, left, middle, text, spans, room)
        return
    apart, begins = theme.tall(LINE) / 2, len(first) + 1
    rest = [(max(0, start - begins), end - begins) for start, end in spans if end > begins]
    upper = [(start, min(end, len(first))) for start, end in spans if start < len(first)]
    marked(painter, left, middle - apart, first, upper, room)
    marked(painter, left, middle + apart, second, rest, room)


def line(painter: QPainter, left: int, right: int, y: int) -> None:
    painter.fillRect(left, y, right - left, 1, theme.colours().line)


def tag(painter: QPainter, left: float, middle: float, text: str, mood: Mood) -> None:
    """Draw a tag that was drawn before, or draw it once."""
    if text:
        ready = _tag(text, mood, painter.device().devicePixelRatioF(), theme.colours().name)
        with drawing.upright(painter, left, tag_width(text)):
            painter.drawPixmap(QPointF(left, round(middle - theme.tall(TAG_HEIGHT) / 2)), ready)


@lru_cache(maxsize=512)
def _tag(text: str, mood: Mood, ratio: float, _look: str) -> QPixmap:
    ready, painter = canvas(QSize(tag_width(text), theme.tall(TAG_HEIGHT)), ratio)
    paint_tag(painter, 0, theme.tall(TAG_HEIGHT) / 2, text, mood)
    painter.end()
    return ready


def keycap(painter: QPainter, left: float, middle: float, key: str) -> float:
    """Draw a key that was drawn before, or draw it once; gives its right edge."""
    ready = _keycap(key, painter.device().devicePixelRatioF(), theme.colours().name)
    with drawing.upright(painter, round(left), keycap_width(key)):
        painter.drawPixmap(QPointF(round(left), round(middle - theme.tall(KEYCAP_HEIGHT) / 2)), ready)
    return left + keycap_width(key)


@lru_cache(maxsize=64)
def _keycap(key: str, ratio: float, _look: str) -> QPixmap:
    ready, painter = canvas(QSize(keycap_width(key), theme.tall(KEYCAP_HEIGHT)), ratio)
    paint_keycap(painter, 0, theme.tall(KEYCAP_HEIGHT) / 2, key)
    painter.end()
    return ready


def stepper(painter: QPainter, place: QRect, number: str) -> None:
    """Draw − n + that was drawn before, or draw it once."""
    ready = _stepper(
        number, place.width(), place.height(), painter.device().devicePixelRatioF(), theme.colours().name
    )
    with drawing.upright(painter, place.left(), place.width()):
        painter.drawPixmap(place.topLeft(), ready)


@lru_cache(maxsize=256)
def _stepper(number: str, width: int, height: int, ratio: float, _look: str) -> QPixmap:
    ready, painter = canvas(QSize(width, height), ratio)
    paint_stepper(painter, QRectF(0, 0, width, height), number)
    painter.end()
    return ready


def small_tile(painter: QPainter, place: QRect, name: str) -> None:
    """Draw the little tile of a product without a picture, or draw it once."""
    painter.drawPixmap(place.topLeft(), _tile(name, place.width(), painter.device().devicePixelRatioF()))


@lru_cache(maxsize=256)
def _tile(name: str, side: int, ratio: float) -> QPixmap:
    ready, painter = canvas(QSize(side, side), ratio)
    paint_tile(painter, QRectF(0, 0, side, side), name, theme.radius.control, 0)
    painter.end()
    return ready


def canvas(size: QSize, ratio: float) -> tuple[QPixmap, QPainter]:
    """A clear picture of so many logical pixels, and a painter on it that has to be ended."""
    ready = QPixmap(size * ratio)
    ready.setDevicePixelRatio(ratio)
    ready.fill(Qt.GlobalColor.transparent)
    return ready, QPainter(ready)
