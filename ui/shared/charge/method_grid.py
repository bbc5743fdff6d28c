"""The ways to pay as even buttons, four beside each other; with more, the fourth leads to the rest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QWidget

from pos.text import _
from ui.kit.actions import Action, Actions
from ui.kit.controls.buttons import ChoiceButton
from ui.kit.look import theme

PER_ROW, MOST_KEYS = 4, 9


class MethodGrid(QWidget):
    """Buttons by place; Alt and its number chooses one, also of those that are not shown yet."""

    chosen = Signal(int)

    def __init__(self, names: Sequence[str], registry: Actions) -> None:
        super().__init__()
        self.setAccessibleName(_("Payment methods"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.space(2))
        for column in range(PER_ROW):
            self._grid.setColumnStretch(column, 1)
        self._group = QButtonGroup(self)
        self._few = len(names) <= PER_ROW
        for at, name in enumerate(names[:MOST_KEYS]):
            choose = partial(self.chosen.emit, at)
            registry.add(Action(f"method.{at}", name, choose, (f"Alt+{at + 1}",)))
        self.buttons = [self._button(name, at) for at, name in enumerate(names)]
        self.other = _even(ChoiceButton(_("Other…")))
        self.other.setCheckable(False)
        self.other.clicked.connect(self.show_all)
        if self._few:
            self.other.hide()
        else:
            self._grid.addWidget(self.other, 0, PER_ROW - 1)
        self._group.idClicked.connect(self.chosen)

    def _button(self, name: str, at: int) -> ChoiceButton:
        button = _even(ChoiceButton(name))
        button.setToolTip(name)
        self._group.addButton(button, at)
        self._grid.addWidget(button, *self._place(at))
        button.setVisible(self._few or at < PER_ROW - 1)
        if at < MOST_KEYS:
            button.setToolTip(f"{name} (Alt {at + 1})")
            button.setAccessibleDescription(f"Alt {at + 1}")
        return button

    def _place(self, at: int) -> tuple[int, int]:
        """Row and column; the fourth place of the first row is that of "Other…"."""
        at += not self._few and at >= PER_ROW - 1
        return divmod(at, PER_ROW)

    def show_all(self) -> None:
        for button in self.buttons:
            button.show()
        if not self._few:
            self.other.setEnabled(False)

    def mark(self, at: int) -> None:
        """Show which one is in use."""
        if self.buttons[at].isHidden():
            self.show_all()
        self.buttons[at].setChecked(True)


def _even(button: ChoiceButton) -> ChoiceButton:
    """As wide as its column, however long its name."""
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setMinimumWidth(40)
    button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return button
