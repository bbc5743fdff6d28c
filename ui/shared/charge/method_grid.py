"""The ways to pay as even buttons, four beside each other; with more, the fourth leads to the rest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup

from pos.text import _
from ui.kit.actions import Action, Actions
from ui.kit.controls.buttons import ChoiceButton
from ui.kit.controls.even_rows import EvenRows

PER_ROW, MOST_KEYS = 4, 9


class MethodGrid(EvenRows):
    """Buttons by place; Alt and its number chooses one, also of those that are not shown yet."""

    chosen = Signal(int)

    def __init__(self, names: Sequence[str], registry: Actions) -> None:
        self._few = len(names) <= PER_ROW
        self._group = QButtonGroup()
        self.buttons = [self._button(name, at) for at, name in enumerate(names)]
        self.other = _quiet(ChoiceButton(_("Other…")))
        self.other.setCheckable(False)
        if self._few:
            self.other.hide()
        first = PER_ROW - 1
        super().__init__(*self.buttons[:first], self.other, *self.buttons[first:], most=PER_ROW)
        self._group.setParent(self)
        self.setAccessibleName(_("Payment methods"))
        for at, name in enumerate(names[:MOST_KEYS]):
            choose = partial(self.chosen.emit, at)
            registry.add(Action(f"method.{at}", name, choose, (f"Alt+{at + 1}",)))
        self.other.clicked.connect(self.show_all)
        self._group.idClicked.connect(self.chosen)

    def _button(self, name: str, at: int) -> ChoiceButton:
        button = _quiet(ChoiceButton(name))
        button.setToolTip(name)
        self._group.addButton(button, at)
        if not self._few and at >= PER_ROW - 1:
            button.hide()
        if at < MOST_KEYS:
            button.setToolTip(f"{name} (Alt {at + 1})")
            button.setAccessibleDescription(f"Alt {at + 1}")
        return button

    def show_all(self) -> None:
        for button in self.buttons:
            button.show()
        self.fit()
        if not self._few:
            self.other.setEnabled(False)

    def mark(self, at: int) -> None:
        """Show which one is in use."""
        if self.buttons[at].isHidden():
            self.show_all()
        self.buttons[at].setChecked(True)


def _quiet(button: ChoiceButton) -> ChoiceButton:
    """A touch leaves the keyboard where it is."""
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
