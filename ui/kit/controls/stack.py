"""Views one behind the other, of which only the one in sight needs room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Stack(QStackedWidget):
    """Needs as much room as its current view: Qt's own needs that of the largest, which nobody sees."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _at: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        view = self.currentWidget()
        return super().minimumSizeHint() if view is None else view.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """Views scroll by themselves: none asks for the height of all it holds."""
        return False

    def sizeHint(self) -> QSize:
        view = self.currentWidget()
        return super().sizeHint() if view is None else view.sizeHint()
