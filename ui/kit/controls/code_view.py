"""A code that another device reads from the screen: black on white in both themes."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET = 4
"""White modules around the code, as its standard asks for."""
LEAST = 2
"""Pixels of the screen below which no camera tells two squares apart."""


class CodeView(QWidget):
    """A QR code; hidden while it says nothing, or more than a code can hold.

    `name` is what a screen reader calls it, `module` the side of a square; `side` is the most that all of it
    takes, for which the squares are smaller.
    """

    def __init__(self, name: str, payload: str = "", module: int = 5, side: int = 0) -> None:
        super().__init__()
        self.payload = ""
        self._rows: list[bytes] = []
        self._largest, self._side = module, side
        self._take(payload)
        if not self._rows:
            self.hide()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_payload(self, payload: str) -> None:
        """Show what another code says; without one there is none."""
        self._take(payload)
        self.setVisible(self.fits)

    @property
    def fits(self) -> bool:
        """Whether there is a code to be read: beyond some 3,000 letters there is none."""
        return bool(self._rows)

    def _take(self, payload: str) -> None:
        if payload != self.payload:
            import segno

            try:
                made = segno.make_qr(payload, error="m").matrix if payload else ()
            except segno.DataOverflowError:
                made = ()
            self._rows = [bytes(row) for row in made]
            self.payload = payload
            self.updateGeometry()
            self.update()

    @property
    def _module(self) -> float:
        """The side of a square: a whole number of the screen's own pixels, or a camera would see stripes."""
        if not self._side:
            return self._largest
        fine = self.devicePixelRatioF()
        fits = self._side * fine // (len(self._rows) + 2 * QUIET)
        return max(LEAST, min(self._largest * fine, fits)) / fine

    def sizeHint(self) -> QSize:
        side = ceil(self._module * (len(self._rows) + 2 * QUIET))
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        module, left = self._module, QUIET * self._module
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    place = QRectF(left + x * module, left + y * module, module, module)
                    painter.fillRect(place, QColor(Qt.GlobalColor.black))
        painter.end()
