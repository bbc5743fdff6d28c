"""The tiles of one chip as ready rows; the next page is fetched when the last ones are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from pos.domain.catalogue.products import Hit
from pos.text import _, current, ngettext
from ui.kit.look.tags import LOW_STOCK, Mood
from ui.shared.cart import words as cart_words

if TYPE_CHECKING:
    from pos.services.catalogue.search import Search

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
PAGE = 60
FAVOURITES = "\0favourites"
"""The chip of favourites; no category can be called so. The empty name is all products."""


class TileRows(QAbstractListModel):
    """Products of one chip, paged by key: the next page begins after the rank of the last tile."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: list[Hit] = []
        self.chip = FAVOURITES
        self.currency = ""
        self.low_stock = LOW_STOCK
        self.letter = ""
        """Of this till."""
        self._search: Search | None = None
        self._more = False

    def open(self, search: Search, currency: str) -> None:
        """Read from this catalogue from now on."""
        self._search, self.currency = search, currency

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many tiles are loaded; a list has no children."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The spoken text; what is seen is drawn by the delegate."""
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            hit = self.hits[index.row()]
            said = (tile_name(hit), tile_price(hit, self.currency) or _("price asked"), self.badge(hit)[0])
            return ", ".join(part for part in said if part)
        return None

    def badge(self, hit: Hit) -> tuple[str, Mood]:
        """What stands in the corner of a tile: what is left, or how many variants there are."""
        if hit.choices > 1:
            words = ngettext("{count} choice", "{count} choices", hit.choices)
            return words.format(count=current().number(hit.choices)), Mood.NEUTRAL
        return cart_words.hit_stock(hit, self.low_stock, self.letter)

    def show_chip(self, chip: str) -> None:
        """Show the products of another chip, or the same ones as they are now."""
        if self._search is None:
            return
        many = max(PAGE, len(self.hits)) if chip == self.chip else PAGE
        paged = chip != FAVOURITES
        hits = list(self._search.in_category(chip, 0, many) if paged else self._search.favourites())
        if chip == self.chip and hits == self.hits:
            return
        self.beginResetModel()
        self.chip, self.hits = chip, hits
        self._more = paged and len(hits) >= many
        self.endResetModel()

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there may be another page."""
        return self._more

    def fetchMore(self, parent: Index) -> None:
        """Add the next page."""
        assert self._search is not None
        page = self._search.in_category(self.chip, self.hits[-1].rank, PAGE)
        self._more = len(page) >= PAGE
        if page:
            self.beginInsertRows(NOWHERE, len(self.hits), len(self.hits) + len(page) - 1)
            self.hits.extend(page)
            self.endInsertRows()


def tile_name(hit: Hit) -> str:
    """A product with several variants is named without options: they are asked."""
    return hit.name if hit.choices > 1 else cart_words.full_name(hit.name, hit.options)


def tile_price(hit: Hit, currency: str) -> str:
    """The price on the tile; empty where it is asked."""
    return "" if hit.price is None else cart_words.price_each(hit.price, hit.unit, currency)
