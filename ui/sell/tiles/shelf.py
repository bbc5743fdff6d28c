"""Chips and tiles: what can be sold without typing a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from pos.text import _
from ui.kit.controls.buttons import PillButton
from ui.kit.controls.empty import EmptyState
from ui.kit.controls.flow import Flow
from ui.kit.controls.panel import holding
from ui.kit.lists.row_acts import RowAct
from ui.kit.look import theme
from ui.kit.look.pictures import PictureCache
from ui.kit.speaking import speak
from ui.sell.tiles.tile_rows import FAVOURITES
from ui.sell.tiles.tiles import Tiles

if TYPE_CHECKING:
    from pos.services.catalogue.search import Search

ALL = ""
MOST_CHIPS = 14
"""Categories beyond are reached by typing or under all products; chips must leave room for tiles."""


class Shelf(QWidget):
    """A row of chips over the tiles of the chosen one; a sentence where there is nothing."""

    import_asked = Signal()

    def __init__(self, pictures: PictureCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles = Tiles(pictures)
        self.chips = QButtonGroup(self)
        self._search: Search | None = None
        self._names: tuple[str, ...] = ()
        self._row = Flow(theme.space(2))
        self.empty = EmptyState("package", "", "", run=self.import_asked.emit)
        self.nothing_here = EmptyState("star", "")
        self.stack = QStackedWidget()
        for page in (self.tiles, self.empty, self.nothing_here):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(13)
        self.categories = holding(self._row)
        column.addWidget(self.categories)
        column.addWidget(self.stack, 1)
        RowAct(self, self.tiles, _add_words, self.tiles.take)
        speak(self, self._say)
        self.chips.buttonClicked.connect(lambda chip: self.show_chip(chip.property("chip")))

    def open(self, search: Search, currency: str, low_stock: int) -> None:
        """Show this catalogue: its favourites, or all products while there are none."""
        self.tiles.tiles.open(search, currency)
        self.tiles.tiles.low_stock = low_stock
        first = self._search is None
        self._search = search
        self._chips()
        if first:
            self.show_chip(FAVOURITES if search.favourites() else ALL)

    def refresh(self) -> None:
        """Read stock, prices and categories again, in the same chip and at the same place."""
        if self._search is None:
            return
        if self._search.categories()[:MOST_CHIPS] != self._names:
            self._chips()
        place, at = self.tiles.verticalScrollBar().value(), self.tiles.currentIndex().row()
        self.show_chip(self.tiles.tiles.chip)
        if at >= 0 and not self.tiles.currentIndex().isValid():
            self.tiles.setCurrentIndex(self.tiles.tiles.index(min(at, self.tiles.tiles.rowCount() - 1)))
        self.tiles.verticalScrollBar().setValue(place)

    def show_chip(self, chip: str) -> None:
        tiles = self.tiles.tiles
        tiles.show_chip(chip)
        for button in self.chips.buttons():
            button.setChecked(button.property("chip") == chip)
        if tiles.hits:
            self.stack.setCurrentWidget(self.tiles)
        else:
            bare = self._search is not None and self._search.count() == 0
            self.stack.setCurrentWidget(self.empty if bare else self.nothing_here)

    def _chips(self) -> None:
        """Make the chips anew where their words changed; else the keyboard stays on the one it is on."""
        if self._search is None:
            return
        self._names = self._search.categories()[:MOST_CHIPS]
        wanted = [
            (FAVOURITES, _("Favourites")),
            *((name, name) for name in self._names),
            (ALL, _("All products")),
        ]
        if wanted == [(button.property("chip"), button.text()) for button in self.chips.buttons()]:
            return
        for button in self.chips.buttons():
            self.chips.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        chosen = self.tiles.tiles.chip
        for chip, words in wanted:
            button = PillButton(words)
            button.setProperty("chip", chip)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setChecked(chip == chosen)
            self.chips.addButton(button)
            self._row.addWidget(button)

    def _say(self) -> None:
        self.categories.setAccessibleName(_("Categories"))
        self.empty.say(
            _("No products yet"), _("Import a catalogue, or add the first one."), _("Open Products")
        )
        self.nothing_here.say(
            _("Nothing here yet"), _("Mark products as favourites, or choose another chip.")
        )
        self._chips()


def _add_words(row: str) -> str:
    return _("Add {row}").format(row=row)
