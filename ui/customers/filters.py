"""The chips above the table: all, those who owe, those put away."""

from __future__ import annotations

from pos.text import _, current
from ui.customers.presenter import ALL, ARCHIVED, OWING
from ui.kit.controls.chips import Chips
from ui.kit.speaking import speak


class Filters(Chips):
    """All, those who owe, those put away."""

    def __init__(self) -> None:
        super().__init__((ALL, OWING, ARCHIVED))
        self._owing = 0
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
