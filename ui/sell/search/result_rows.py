"""What was found, as ready rows; words are made only for the rows that are seen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from pos.domain.box.answers import Listing, ProductRow, Row
from pos.domain.box.reading import CustomerLookup, PriceItem, Words
from pos.domain.catalogue.products import Hit
from pos.domain.money.labels import NO_LABELS, TaxLabels
from pos.domain.words.text import words
from pos.text import _, current, ngettext
from ui.kit.actions import Action
from ui.kit.look.tags import LOW_STOCK
from ui.sell.order.customer_rows import FoundCustomer, NewCustomer
from ui.sell.search.finding import NOTHING
from ui.shared.cart import words as cart_words

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
Shown = Row | Action | FoundCustomer | NewCustomer
"""What a row stands for."""


class ResultRows(QAbstractListModel):
    """One column; the delegate draws straight from `rows`."""

    def __init__(self, currency: str = "", tax_labels: TaxLabels = NO_LABELS) -> None:
        super().__init__()
        self.currency = currency
        self.tax_labels = tax_labels
        self.low_stock = LOW_STOCK
        self.letter = ""
        """Of this till."""
        self.rows: tuple[Shown, ...] = ()
        self.words: list[str] = []
        """The words typed, folded: they are marked in the names."""

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many rows; a list has no children."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The spoken text; what is seen is drawn by the delegate."""
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            return self.spoken(self.rows[index.row()])
        return None

    def show_listing(
        self, listing: Listing, commands: tuple[Action | FoundCustomer | NewCustomer, ...] = ()
    ) -> None:
        self.beginResetModel()
        self.rows = commands or listing.rows
        self.words = _typed_words(listing)
        self.endResetModel()

    def spoken(self, row: Shown) -> str:
        """A row for those who do not see it."""
        if isinstance(row, Action | FoundCustomer | NewCustomer):
            return row.words
        if not isinstance(row, ProductRow):
            return custom_words(row.name, row.price is not None)
        hit = row.hit
        price = _("price asked")
        if hit.price is not None:
            price = cart_words.price_each(hit.price, hit.unit, self.currency)
        stock, _mood = cart_words.hit_stock(hit, self.low_stock, self.letter)
        codes = code_words(hit) if hit.importing else hit.sku
        said = (cart_words.full_name(hit.name, hit.options), codes, price, stock)
        return ", ".join(part for part in said if part)


def code_words(hit: Hit) -> str:
    """The second line of a product: its SKU and barcode, unless a file is being taken in that sets it."""
    if hit.importing:
        return _("being imported")
    return cart_words.DOT.join(code for code in (hit.sku, hit.barcode) if code)


def _typed_words(listing: Listing) -> list[str]:
    if listing.corrected:
        return words(listing.corrected)
    reading = listing.reading
    if isinstance(reading, CustomerLookup):
        return words(reading.text)
    if isinstance(reading, Words):
        return words(reading.text) + words(reading.whole)
    return words(reading.search) if isinstance(reading, PriceItem) else []


def custom_words(name: str, priced: bool) -> str:
    """What the last row offers."""
    if not name:
        return _("Add a custom item")
    words = _("Add “{name}” as a custom item") if priced else _("Add “{name}” as a custom item…")
    return words.format(name=name)


def found_words(count: int) -> str:
    """How many commands or customers were found."""
    return ngettext("{count} found", "{count} found", count).format(count=current().number(count))


def count_words(listing: Listing, products: int) -> str:
    """How many of all products were found: "5 of 100 000 products"."""
    if listing is NOTHING:
        return ""
    shown = current().number(listing.total)
    return ngettext("{count} of {all} products", "{count} of {all} products", products).format(
        count=shown, all=current().number(products)
    )
