"""The table of products: a picture, what it is, where it belongs, what it costs, how many there are."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pos.domain.products import ProductRecord, VariantRecord
from pos.text import _, current, ngettext
from ui import theme
from ui.parts import drawing, icons
from ui.parts.panel import Panel
from ui.parts.pictures import Pictures
from ui.parts.rows import GrowingList, RowList, RowPainter, Rows
from ui.parts.speaking import speak
from ui.parts.tags import Mood, paint_tag, stock_tag, tag_width

HEADER = 36
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


class _Header(QWidget):
    """The names of the columns."""

    def __init__(self, rows: RowList) -> None:
        super().__init__()
        self._rows = rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        speak(self, self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, HEADER)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        at = columns(QRect(0, 0, self._rows.viewport().width(), self.height()))
        right = drawing.RIGHT
        for place, words, align in (
            (at.name.united(at.picture), _("Product"), drawing.LEFT),
            (at.category, _("Category"), drawing.LEFT),
            (at.price, _("Price"), right),
            (at.stock, _("Stock"), right),
        ):
            if place.width():
                drawing.text(painter, place, words, theme.font(theme.NOTE), theme.colours().muted, align)
        drawing.hairline(painter, 0, self.width(), self.height() - 1)
        painter.end()


class ProductTable(Panel):
    """Header and rows on one panel."""

    chosen = Signal(object)  # ProductRecord | None
    taken = Signal(object)  # ProductRecord
    wanted = Signal()

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self.painter = ProductPainter(pictures)
        self.rows: Rows[ProductRecord] = Rows(self._spoken)
        self.list = GrowingList("", self.rows, self.painter)
        speak(self.list, lambda: self.list.setAccessibleName(_("Products")))
        self.list.viewport().setAutoFillBackground(False)
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        pictures.arrived.connect(self.list.viewport().update)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        column.addWidget(_Header(self.list))
        column.addWidget(self.list, 1)
        self.list.chosen.connect(self.chosen)
        self.list.taken.connect(self.taken)
        self.list.wanted.connect(self.wanted)

    def show_products(self, products: tuple[ProductRecord, ...], product_id: str) -> None:
        """Show other rows at the same place of the list, with this product chosen if it is there."""
        before = self.rows.row(self.list.chosen_at()).id if self.list.chosen_at() >= 0 else ""
        at = next((n for n, one in enumerate(products) if one.id == product_id), -1)
        self.list.renew(products, at)
        if at >= 0 and product_id != before:  # a list read again must not move under the hand
            self.list.scrollTo(self.rows.index(at))

    def step(self, by: int) -> None:
        """Choose the row above or below."""
        self.list.step(by)

    def _spoken(self, product: ProductRecord) -> str:
        words, _mood = stock_words(product, self.painter.low_stock)
        parts = (product.name, code_words(product), price_words(product, self.painter.currency), words)
        return ", ".join(part for part in parts if part)
