"""The pictures of an order in a row, small; where they may go, each has a button that takes it away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos.text import _
from ui.kit.controls.buttons import IconButton
from ui.kit.look import theme
from ui.kit.look.pictures import PictureCache

SIDE = 72


class Picture(QWidget):
    """One picture."""

    def __init__(self, cache: PictureCache, name: str, place: int) -> None:
        super().__init__()
        self._cache, self.name = cache, name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Picture {number}").format(number=place))
        cache.arrived.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(theme.tall(SIDE), theme.tall(SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._cache.paint(painter, QRect(self.rect()), self.name, "", 0)
        painter.end()


class PictureRow(QWidget):
    """Not there while there is none."""

    removed = Signal(str)  # the name of the picture

    def __init__(self, *, removable: bool = False) -> None:
        super().__init__()
        self._cache = PictureCache(self)
        self._removable = removable
        self.names: tuple[str, ...] = ()
        self.away: list[IconButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.space(2))
        self.hide()

    def show_pictures(self, folder: Path, names: Sequence[str]) -> None:
        """Show these of that folder."""
        self._cache.folder = folder
        if tuple(names) == self.names:
            return
        self.names, self.away = tuple(names), []
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, name in enumerate(names, 1):
            self._row.addWidget(Picture(self._cache, name, place))
            if self._removable:
                self._row.addWidget(self._away(name, place))
        self._row.addStretch(1)
        self.setVisible(bool(names))

    def _away(self, name: str, place: int) -> IconButton:
        away = IconButton("x", _("Take picture {number} away").format(number=place))
        away.clicked.connect(lambda: self.removed.emit(name))
        self.away.append(away)
        return away
