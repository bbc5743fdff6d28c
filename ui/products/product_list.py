"""The table of products: a picture, what it is, where it belongs, what it costs, how many there are."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from pos.domain.catalogue.products import ProductRecord, VariantRecord
from pos.text import _, current, ngettext
from ui.kit.lists.rows import RowPainter
from ui.kit.lists.table import GrowingTable, Title
from ui.kit.look import drawing, icons, theme
from ui.kit.look.pictures import Pictures
from ui.kit.look.tags import Mood, paint_tag, stock_tag, tag_width
from ui.kit.speaking import speak

_EDGE = 16


class Columns(NamedTuple):
    """Where the columns lie in a row; one that has no room is empty."""

    picture: QRect
    name: QRect
    category: QRect
    price: QRect
    stock: QRect


def columns(row: QRect) -> Columns:
    """Part a row; a narrow one goes without the category."""
    top, high = row.top(), row.height()
    right = row.right() + 1 - _EDGE
    stock = QRect(right - 104, top, 104, high)
    price = QRect(stock.left() - 12 - 104, top, 104, high)
    wide = row.width() >= 640
    category = QRect(price.left() - 12 - 130, top, 130, high) if wide else QRect(price.left(), top, 0, high)
    picture = QRect(row.left() + _EDGE, top + (high - 36) // 2, 36, 36)
    left = picture.right() + 13
    return Columns(picture, QRect(left, top, category.left() - 12 - left, high), category, price, stock)


def price_words(product: ProductRecord, currency: str) -> str:
    """The price, or from which to which; a price typed at the till has none."""
    prices = [one.price for one in product.variants if one.price is not None]
    if not prices:
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
    total = sum((max(one.on_hand or Decimal(0), Decimal(0)) for one in counted), Decimal(0))
    short = any((one.on_hand or Decimal(0)) <= low for one in counted)
    words, mood = stock_tag(total, counted[0].unit, low)
    return words, Mood.WARNING if short and mood is Mood.NEUTRAL else mood


def code_words(product: ProductRecord) -> str:
    """The second line of a row: how many variants, or SKU and barcode."""
    live = [one for one in product.variants if not one.archived] or list(product.variants)
    if len(live) != 1:
        return ngettext("{count} variant", "{count} variants", len(live)).format(count=len(live))
    return _codes(live[0])


def _codes(variant: VariantRecord) -> str:
    codes = [variant.sku, *variant.barcodes[:1]]
    more = len(variant.barcodes) - 1
    return " · ".join(code for code in codes if code) + (f" +{more}" if more > 0 else "")


class ProductPainter(RowPainter[ProductRecord]):
    """Draws one product; currency and the limit of low stock come with the shop."""

    height = 56

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self._pictures = pictures
        self.currency = "EUR"
        self.low_stock = 3

    def paint_row(self, painter: QPainter, rect: QRect, row: ProductRecord, chosen: bool) -> None:
        """Draw picture, name over codes, category, price and badge."""
        of = theme.colours()
        at = columns(rect)
        self._pictures.paint(painter, at.picture, row.picture, row.name, theme.NOTE, 6)
        self._paint_name(painter, at.name, row)
        note, body = theme.font(theme.NOTE), theme.font(theme.BODY, theme.BOLD)
        if at.category.width():
            drawing.text(painter, at.category, row.category, note, of.muted)
        drawing.text(painter, at.price, price_words(row, self.currency), body, of.ink, drawing.RIGHT)
        words, mood = (_("archived"), Mood.NEUTRAL) if row.archived else stock_words(row, self.low_stock)
        paint_tag(painter, at.stock.right() + 1 - tag_width(words), at.stock.center().y() + 1, words, mood)

    @staticmethod
    def _paint_name(painter: QPainter, place: QRect, row: ProductRecord) -> None:
        of = theme.colours()
        second = code_words(row)
        half = place.height() // 2
        face = theme.font(theme.BODY, theme.MEDIUM)
        star = 18 if row.favourite else 0
        upper = place.adjusted(0, 9, -star, -half) if second else place.adjusted(0, 0, -star, 0)
        drawing.text(painter, upper, row.name, face, of.ink)
        if star:
            shown = min(round(drawing.width_of(row.name, face)), upper.width())
            icons.paint(
                painter,
                "star",
                QRect(upper.left() + shown + 4, upper.top(), 14, upper.height()),
                of.accent,
                13,
            )
        drawing.text(painter, place.adjusted(0, half, 0, -9), second, theme.font(theme.NOTE), of.muted)


def titles(rect: QRect) -> tuple[Title, ...]:
    """The names of the columns."""
    at = columns(rect)
    return (
        Title(at.name.united(at.picture), _("Product")),
        Title(at.category, _("Category")),
        Title(at.price, _("Price"), drawing.RIGHT),
        Title(at.stock, _("Stock"), drawing.RIGHT),
    )


class ProductTable(GrowingTable[ProductRecord]):
    """The products under the names of their columns."""

    def __init__(self, pictures: Pictures) -> None:
        self.painter = ProductPainter(pictures)
        super().__init__(self.painter, titles, lambda product: product.id, self._spoken)
        speak(self.list, lambda: self.list.setAccessibleName(_("Products")))
        pictures.arrived.connect(self.list.viewport().update)

    def _spoken(self, product: ProductRecord) -> str:
        words, _mood = stock_words(product, self.painter.low_stock)
        parts = (product.name, code_words(product), price_words(product, self.painter.currency), words)
        return ", ".join(part for part in parts if part)
