"""A frame with a list in it: as high as the list, and in a low window as high as there is room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.controls.panel import Panel, scrolling
from ui.kit.look import drawing, theme

HIGH, LOW = 150, 90


class Listed(Panel):
    """Scrolls what is longer; `refit` after its rows are others.

    One with a `name` holds words alone: where they are longer than it is high it is a stop of the keyboard,
    whose arrows scroll it.
    """

    def __init__(self, rows: QWidget, name: str = "") -> None:
        super().__init__(theme.radius.control)
        self._rows, self._is_stop = rows, bool(name)
        self.area = scrolling(rows)
        self.area.setAccessibleName(name)
        self.area.installEventFilter(self)
        rows.installEventFilter(self)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.area)

    def refit(self) -> None:
        """Take the height of the rows of now."""
        layout, needed = self._rows.layout(), self._rows.sizeHint().height()
        if layout is not None and layout.hasHeightForWidth() and self.isVisible():
            needed = layout.totalHeightForWidth(self.area.viewport().width())
        high = min(needed + 2, theme.tall(HIGH))
        self.setMaximumHeight(high)
        self.setMinimumHeight(min(high, theme.tall(LOW)))
        longer = self._is_stop and needed + 2 > high
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus if longer else Qt.FocusPolicy.NoFocus)
        self.area.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Long words need more lines in a narrow window."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.refit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show where the keyboard is; rows that came while it is seen have their height only now."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        elif event.type() == QEvent.Type.LayoutRequest and watched is self._rows:
            self.refit()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and the ring while the keyboard scrolls it."""
        super().paintEvent(event)
        if self.area.hasFocus():
            painter = QPainter(self)
            drawing.focus_ring(painter, self.rect(), theme.radius.control)
            painter.end()
