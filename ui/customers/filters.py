"""The chips above the table: all, those who owe, those put away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from pos.text import _, current
from ui import theme
from ui.customers.presenter import ALL, ARCHIVED, OWING
from ui.parts.buttons import PillButton
from ui.parts.speaking import speak


class Filters(QWidget):
    """One of them is on; `chosen` tells which."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.pills = {name: PillButton() for name in (ALL, OWING, ARCHIVED)}
        self.group = QButtonGroup(self)
        self._owing = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        for name, pill in self.pills.items():
            pill.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            pill.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
            self.group.addButton(pill)
            row.addWidget(pill)
        row.addStretch(1)
        self.pills[ALL].setChecked(True)
        speak(self, self._say)

    def mark(self, name: str) -> None:
        """Show which filter is on."""
        self.pills[name].setChecked(True)
        self._say()

    def show_owing(self, count: int) -> None:
        """Say how many owe."""
        self._owing = count
        self._say()

    def _say(self) -> None:
        self.pills[ALL].setText(_("All"))
        owing = _("To be paid")
        self.pills[OWING].setText(f"{owing} · {current().number(self._owing)}" if self._owing else owing)
        self.pills[OWING].setVisible(bool(self._owing) or self.pills[OWING].isChecked())
        self.pills[ARCHIVED].setText(_("Archived"))
