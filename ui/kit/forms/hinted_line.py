"""The editor of one line in all fields: without frame or ground, its hint whole where Qt would cut it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui.kit.look import drawing, theme

INSIDE = 2
"""Pixels between the edge of an editor and its text, as Qt leaves them."""


class HintedLine(QLineEdit):
    """Draws its hint smaller, or on two lines, where one is too narrow."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrame(False)
        clear_ground(self, hint=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        """Return the room in which the hint is whole."""
        hint = ceil(drawing.least_room(self.placeholderText(), self.font())) + 2 * INSIDE
        least = super().minimumSizeHint()
        return QSize(max(least.width(), hint), least.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text() or not self.placeholderText():
            return
        painter = QPainter(self)
        place = self.rect().adjusted(INSIDE, 0, -INSIDE, 0)
        align = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask | Qt.AlignmentFlag.AlignVCenter
        ink = theme.colours().muted
        drawing.fitted(painter, place, self.placeholderText(), self.font(), ink, align)
        painter.end()


def clear_ground(editor: QWidget, *, hint: bool = False) -> None:
    """Let the box around an editor be seen through it; `hint` leaves out Qt's own hint too."""
    clear = QPalette()
    clear.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
    if hint:
        clear.setColor(QPalette.ColorRole.PlaceholderText, Qt.GlobalColor.transparent)
    editor.setPalette(clear)
