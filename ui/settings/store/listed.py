"""A frame with a list in it: as high as the list, and in a low window as high as there is room."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.controls.panel import Panel, scrolling
from ui.kit.look import theme

HIGH, LOW = 150, 90


class Listed(Panel):
    """Scrolls what is longer; `refit` after its rows are others."""

    def __init__(self, rows: QWidget) -> None:
        super().__init__(theme.radius.control)
        self._rows, self._area = rows, scrolling(rows)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._area)

    def refit(self) -> None:
        """Take the height of the rows of now."""
        needed = self._rows.sizeHint().height() + 2
        self.setMaximumHeight(min(needed, theme.tall(HIGH)))
        self.setMinimumHeight(min(needed, theme.tall(LOW)))
        self._area.updateGeometry()
