"""Two parts beside each other; where there is no room for that, the second lies below the first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Beside(QWidget):
    """Asks for the width of the wider part only, so that a narrow page is never scrolled sideways."""

    turned = Signal(bool)  # whether the second part lies below

    def __init__(self, first: QWidget, second: QWidget) -> None:
        super().__init__()
        self._first, self._second = first, second
        self._row = QBoxLayout(_ACROSS, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(first, 1)
        self._row.addWidget(second)

    @property
    def is_below(self) -> bool:
        """Whether the second part lies below the first."""
        return self._row.direction() == _DOWN

    def minimumSizeHint(self) -> QSize:
        """Return the width of the wider part, and the height that they need as they lie."""
        first, second = self._first.minimumSizeHint(), self._second.minimumSizeHint()
        wide, high = max(first.width(), second.width()), super().minimumSizeHint().height()
        if self.is_below:  # chips on several rows are higher than they ask for at first
            above = self._first.heightForWidth(max(self.width(), wide))
            high = max(high, above + max(second.height(), self._second.minimumHeight()))
        return QSize(wide, high)

    def event(self, event: QEvent) -> bool:
        """See anew whether there is room when this, or one of the parts, is another size."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._turn()
            if self.is_below and event.type() == QEvent.Type.Resize:
                self.updateGeometry()
        return done

    def _turn(self) -> None:
        needed = self._first.minimumSizeHint().width() + self._second.minimumSizeHint().width()
        below = self.width() < needed and not self._second.isHidden()
        if below != self.is_below:
            self._row.setDirection(_DOWN if below else _ACROSS)
            self.turned.emit(below)
