"""The list of products: a picture, what it is, where it belongs, what it costs, how many there are."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from pos.domain.catalogue.products import Hit, ProductRecord, VariantRecord
from pos.text import _, current, mark, ngettext
from ui.kit.lists.cells import Faced, TagCell, Text, TwoLines, note, strong
from ui.kit.lists.columns import Column, Columns
from ui.kit.lists.declared import ALL, Asked, Chip, Counted, DeclaredList, FoundRows, Hint
from ui.kit.look import drawing, theme
from ui.kit.look.pictures import PictureCache
from ui.kit.look.tags import Mood, stock_tag

if TYPE_CHECKING:
    from pos.shop import Shop

FAVOURITES, ARCHIVED = "favourites", "archived"


def price_words(product: ProductRecord, currency: str) -> str:
    """The price, or from which to which; a price typed at the till has none."""
    prices = [one.price for one in product.variants if one.price is not None]
    if not prices:
        # Translators: instead of a price: it is asked at the till
        return _("asked")
    low, high = min(prices), max(prices)
    if low == high:
        return current().price(low, currency)
    return f"{current().unit_price(low, currency)} – {current().price(high, currency)}"


def stock_words(product: ProductRecord, low: int) -> tuple[str, Mood]:
    """The badge of all its variants together; none where stock is not counted."""
    counted = [one for one in product.variants if one.on_hand is not None]
    if not counted:
        return "", Mood.NEUTRAL
    stocks = {one.shares or one.id: one.on_hand or Decimal(0) for one in counted}
    total = sum((max(on_hand, Decimal(0)) for on_hand in stocks.values()), Decimal(0))
    short = any((one.on_hand or Decimal(0)) <= low for one in counted)
    words, mood = stock_tag(total, counted[0].unit, low)
    return words, Mood.WARNING if short and mood is Mood.NEUTRAL else mood


def code_words(product: ProductRecord) -> str:
    """The second line of a row: how many variants, or SKU and barcode, unless a file is being taken in."""
    if product.importing:
        return _("being imported")
    live = [one for one in product.variants if not one.archived] or list(product.variants)
    if len(live) != 1:
        return ngettext("{count} variant", "{count} variants", len(live)).format(
            count=current().number(len(live))
        )
    return _codes(live[0])


def _codes(variant: VariantRecord) -> str:
    codes = [variant.sku, *variant.barcodes[:1]]
    more = len(variant.barcodes) - 1
    return " · ".join(code for code in codes if code) + (f" +{more}" if more > 0 else "")


class ProductList(DeclaredList[ProductRecord]):
    """By name, or by how well they sell within a category."""

    icon = "package"
    title = mark("Products")
    search_title = mark("Search products")
    search_hint = mark("Search name, SKU, barcode…")
    chips = (
        # Translators: a filter over the list: all products
        Chip(ALL, mark("All", "products")),
        Chip(FAVOURITES, mark("Favourites")),
        Chip(ARCHIVED, mark("Archived")),
    )
    choice_title = mark("Category")
    choice_width = 220
    choice_is_filter = True
    bare = Hint(
        mark("No products yet"),
        mark("Import a catalogue or add the first one."),
        mark("Import a catalogue"),
    )
    nothing = Hint(mark("Nothing found"), mark("Try fewer letters, or another filter."))

    def __init__(self, shop: Shop, pictures: PictureCache) -> None:
        self._shop, self._pictures = shop, pictures
        self.columns = Columns(
            Column(mark("Product"), self._what, share=1),
            Column(mark("Category"), lambda row: note(row.category), 130, needs=640, spoken=lambda _row: ""),
            Column(mark("Price"), self._price, 104, align=drawing.RIGHT),
            Column(mark("Stock"), self._stock, 104, align=drawing.RIGHT, needs=370),
            height=56,
        )

    def _what(self, row: ProductRecord) -> Faced:
        def face(painter: QPainter, place: QRect) -> None:
            self._pictures.paint(painter, place, row.picture, row.name, theme.NOTE, 6)

        return Faced(36, face, TwoLines(row.name, code_words(row), star=row.favourite))

    def _price(self, row: ProductRecord) -> Text:
        return strong(price_words(row, self._shop.settings.current().currency))

    def _stock(self, row: ProductRecord) -> TagCell:
        if row.archived:
            return TagCell(_("archived"))
        return TagCell(*stock_words(row, self._shop.settings.current().low_stock))

    def key(self, row: ProductRecord) -> str:
        return row.id

    def read(self, asked: Asked, after: Any, limit: int) -> FoundRows[ProductRecord]:
        """What a text or code finds, else a category after a rank, else all of a kind after a name."""
        catalogue, search = self._shop.catalogue, self._shop.search
        if asked.text.strip():
            coded = search.by_code(asked.text, scanned=asked.scanned)
            return self._whole(coded if coded or asked.scanned else search.find(asked.text, limit).hits)
        if asked.filter == FAVOURITES:
            return self._whole(search.favourites())
        if asked.choice:
            hits = search.in_category(asked.choice, after or 0, limit)
            return self._whole(hits, hits[-1].rank if len(hits) == limit else None)
        found = catalogue.list(after=after or ("", ""), limit=limit, archived=asked.filter == ARCHIVED)
        return FoundRows(found, found[-1].cursor if len(found) == limit else None)

    def _whole(self, hits: Iterable[Hit], after: Any = None) -> FoundRows[ProductRecord]:
        ids = dict.fromkeys(hit.product_id for hit in hits)
        return FoundRows([self._shop.catalogue.product(one) for one in ids], after)

    def is_bare(self) -> bool:
        """Whether the shop has no product at all, archived ones included."""
        catalogue = self._shop.catalogue
        return not (catalogue.list(limit=1) or catalogue.list(limit=1, archived=True))

    def count(self, asked: Asked) -> Counted:
        """The categories, and how much the shop sells."""
        search = self._shop.search
        return Counted(choices=search.categories(), sum=search.count())

    def foot(self, asked: Asked, rows: int, more: bool, counted: Counted) -> str:
        """How many variants are on sale."""
        if not counted.sum:
            return ""
        words = ngettext("{count} variant on sale", "{count} variants on sale", counted.sum)
        return words.format(count=current().number(counted.sum))

    def choices(self, counted: Counted) -> list[tuple[str, str]]:
        return [("", _("Any category")), *((name, name) for name in counted.choices)]
