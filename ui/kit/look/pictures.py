"""Pictures of products from the shop's folder: loaded one by one between two events, then drawn."""

from __future__ import annotations

from collections import OrderedDict, deque
from pathlib import Path

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImageReader, QPainter, QPixmap

from ui.kit.look import drawing, strokes, theme
from ui.kit.look.tile import paint_tile

MOST = 200
"""Pictures kept drawn; memory must not grow with the catalogue."""
LARGEST = 64_000_000
"""Pixels of a picture that is still decoded: a broken or hostile file must not stop the till."""


class PictureCache(QObject):
    """Draws a product: its picture, or a colour of its own and its initials until there is one."""

    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder: Path | None = None
        self._drawn: OrderedDict[tuple[str, int, int], QPixmap | None] = OrderedDict()
        self._wanted: deque[tuple[str, int, int]] = deque()
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._load_one)

    def paint(
        self,
        painter: QPainter,
        place: QRect,
        picture: str,
        name: str,
        initials: int,
        radius: float = theme.radius.control,
        colour: QColor | None = None,
    ) -> None:
        """Draw the product of that name into the place; `initials` is their size, 0 for none.

        `colour` is its ground without a picture, where it shall not be its own.
        """
        pixmap = self._find(picture, place.size(), painter.device().devicePixelRatioF()) if picture else None
        if pixmap is None:
            paint_tile(painter, place, name, radius, initials, colour)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if radius:
            painter.setClipPath(drawing.rounded(place, radius))
        with drawing.upright(painter, place.left(), place.width()):
            painter.drawPixmap(place, pixmap)
        painter.restore()

    def small(self, painter: QPainter, place: QRect, picture: str, name: str) -> None:
        """Draw the product in a row of a list, without initials."""
        if picture:
            self.paint(painter, place, picture, name, 0)
        else:
            strokes.small_tile(painter, place, name)

    def _find(self, picture: str, size: QSize, ratio: float) -> QPixmap | None:
        if self.folder is None:
            return None
        key = (picture, round(size.width() * ratio), round(size.height() * ratio))
        if key in self._drawn:
            self._drawn.move_to_end(key)
            return self._drawn[key]
        if key not in self._wanted:
            self._wanted.append(key)
            self._idle.start()
        return None

    def _load_one(self) -> None:
        if not self._wanted or self.folder is None:
            self._idle.stop()
            return
        key = self._wanted.popleft()
        self._drawn[key] = _load(self.folder, *key)
        while len(self._drawn) > MOST:
            self._drawn.popitem(last=False)
        self.arrived.emit()


def _load(folder: Path, picture: str, width: int, height: int) -> QPixmap | None:
    """The picture cut to fill the size, None when there is none that can be read."""
    file = next(iter(sorted(folder.glob(f"{picture}*"))), None) if picture.isalnum() else None
    if file is None:
        return None
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    whole = reader.size()
    if not whole.isValid() or whole.width() * whole.height() > LARGEST:
        return None
    wanted = whole.scaled(width, height, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    reader.setScaledSize(wanted)
    image = reader.read()
    if image.isNull():
        return None
    left, top = (image.width() - width) // 2, (image.height() - height) // 2
    return QPixmap.fromImage(image.copy(left, top, width, height))
