"""Buttons beside each other, about equally wide: on one row, or on more where their words need the room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.kit.look import theme

LONGEST = 24
"""Characters of a name that a button always has room for."""

_DECIDED = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
"""Set where somebody hid it: what was never shown yet is hidden too."""


class EvenRows(QWidget):
    """Places its buttons by what the longest of them needs, in every language and size of letters."""

    def __init__(self, *buttons: QWidget, most: int = 0) -> None:
        """`most` stand beside each other; without it all may."""
        super().__init__()
        self._most = most or len(buttons)
        self._buttons = buttons
        for one in buttons:
            one.setParent(self)  # also what is hidden yet: shown without one it would be a window of its own
        self._placed: tuple[int, tuple[QWidget, ...]] = (0, ())
        self._gap = theme.space(2)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(self._gap)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._place(min(self._most, len(buttons)))

    @property
    def _shown(self) -> tuple[QWidget, ...]:
        return tuple(one for one in self._buttons if not (one.isHidden() and one.testAttribute(_DECIDED)))

    def _least(self) -> int:
        return max(self._wide(), default=0)

    def _wide(self) -> list[int]:
        """The room of each button's words; of a name that no button holds as much as one may have."""
        longest = self.fontMetrics().averageCharWidth() * LONGEST
        return [min(one.minimumSizeHint().width(), longest) for one in self._shown]

    def minimumSizeHint(self) -> QSize:
        """Return the room of one below the other."""
        return QSize(self._least(), self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        """Look again when a button has other words, comes or goes."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)

    def fit(self) -> None:
        """Find the fewest rows in which all words are whole; what was never shown does not ask for it."""
        many = len(self._shown)
        most = min(self._most, many)
        columns = next((one for one in range(most, 1, -1) if self._needs(one) <= self.width()), min(most, 1))
        rows = -(-many // columns) if columns else 0
        self._place(-(-many // rows) if rows and columns < most else columns)

    def _needs(self, columns: int) -> int:
        """How wide so many columns are: on one row each as its words, on several all as the longest."""
        wide = self._wide()
        return (sum(wide) if columns >= len(wide) else columns * max(wide)) + (columns - 1) * self._gap

    def _place(self, columns: int) -> None:
        placed = (columns, self._shown)
        if not columns or placed == self._placed:
            return
        self._placed = placed
        for at, (button, wide) in enumerate(zip(placed[1], self._wide(), strict=True)):
            button.setMinimumWidth(wide)
            self._grid.addWidget(button, *divmod(at, columns))
        for column in range(len(self._buttons)):
            self._grid.setColumnStretch(column, int(column < columns))
