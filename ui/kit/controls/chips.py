"""A row of chips of which one is on: what a list shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from ui.kit.controls.buttons import PillButton
from ui.kit.forms.choices import Choices
from ui.kit.look import theme


class Chips(QWidget):
    """The first is on at the beginning; `chosen` tells which was clicked. Other choices may stand beside."""

    chosen = Signal(str)

    def __init__(self, names: Sequence[str], beside: Choices | None = None) -> None:
        super().__init__()
        self.pills = {name: PillButton() for name in names}
        self.group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        for name, pill in self.pills.items():
            pill.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            pill.clicked.connect(lambda _on=False, name=name: self.choose(name))
            self.group.addButton(pill)
            row.addWidget(pill)
        if beside is not None:
            beside.setFixedHeight(36)
            row.addWidget(beside)
        row.addStretch(1)
        self.pills[names[0]].setChecked(True)

    def choose(self, name: str) -> None:
        """Tell which filter is wanted."""
        self.chosen.emit(name)
