"""The row above the products: what to look for, and the two ways new ones come in."""

from __future__ import annotations

from pos.text import _
from ui.kit.controls.buttons import PlainButton
from ui.kit.lists.search_row import SearchField, SearchRow
from ui.kit.speaking import speak


class ProductSearch(SearchRow):
    """Search, import, add."""

    def __init__(self) -> None:
        self.take_in = PlainButton("", icon="upload", height=40)
        self.add = PlainButton("", icon="plus", height=40)
        super().__init__(SearchField(), self.take_in, self.add)
        speak(self, self._say)

    def _say(self) -> None:
        self.field.line.setPlaceholderText(_("Search name, SKU, barcode…"))
        self.field.line.setAccessibleName(_("Search products"))
        self.take_in.setText(_("Import…"))
        self.add.setText(_("Add product"))
