"""The chips above the table: all, favourites, archived, or a category."""

from __future__ import annotations

from pos.text import _
from ui.kit.controls.chips import Chips
from ui.kit.forms.choices import Choices
from ui.kit.speaking import speak
from ui.products.presenter import ALL, ARCHIVED, FAVOURITES

NO_CATEGORY = "*"


class Filters(Chips):
    """All, favourites, archived, and beside them the categories."""

    def __init__(self) -> None:
        self.categories = Choices()
        super().__init__((ALL, FAVOURITES, ARCHIVED), self.categories)
        self.categories.setMaximumWidth(220)
        self._names: tuple[str, ...] = ()
        self.categories.activated.connect(self._category)
        speak(self, self._say)

    def choose(self, name: str) -> None:
        """Turn a filter on and tell it."""
        self.mark(name)
        super().choose(name)

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
