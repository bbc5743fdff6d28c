"""The chips above the table: all, favourites, archived, or a category."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from pos.text import _
from ui import theme
from ui.parts.buttons import PillButton
from ui.parts.choices import Choices
from ui.parts.speaking import speak
from ui.products.presenter import ALL, ARCHIVED, FAVOURITES

NO_CATEGORY = "*"


class Filters(QWidget):
    """One of them is on; `chosen` tells which."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.pills = {name: PillButton() for name in (ALL, FAVOURITES, ARCHIVED)}
        self.group = QButtonGroup(self)
        self.categories = Choices()
        self.categories.setFixedHeight(36)
        self.categories.setMaximumWidth(220)
        self._names: tuple[str, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        for name, pill in self.pills.items():
            pill.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            pill.clicked.connect(lambda _on=False, name=name: self.choose(name))
            self.group.addButton(pill)
            row.addWidget(pill)
        row.addWidget(self.categories)
        row.addStretch(1)
        self.pills[ALL].setChecked(True)
        self.categories.activated.connect(self._category)
        speak(self, self._say)

    def choose(self, name: str) -> None:
        """Turn a filter on and tell it."""
        self.mark(name)
        self.chosen.emit(name)

    def mark(self, name: str) -> None:
        """Show which filter is on."""
        self.group.setExclusive(False)
        for one, pill in self.pills.items():
            pill.setChecked(one == name)
        self.group.setExclusive(True)
        at = self.categories.findData(name) if name not in self.pills else 0
        self.categories.setCurrentIndex(max(at, 0))

    def offer(self, names: tuple[str, ...]) -> None:
        """Offer these categories."""
        if names == self._names and self.categories.count():
            return
        self._names = names
        kept = self.categories.currentData()
        self.categories.clear()
        self.categories.addItem(_("Any category"), NO_CATEGORY)
        for name in names:
            self.categories.addItem(name, name)
        self.categories.setCurrentIndex(max(self.categories.findData(kept), 0))
        self.categories.setVisible(bool(names))

    def _category(self) -> None:
        name = self.categories.currentData()
        self.choose(ALL if name == NO_CATEGORY else name)

    def _say(self) -> None:
        self.pills[ALL].setText(_("All"))
        self.pills[FAVOURITES].setText(_("Favourites"))
        self.pills[ARCHIVED].setText(_("Archived"))
        self.categories.setAccessibleName(_("Category"))
        names, self._names = self._names, ("",)
        self.offer(names)
