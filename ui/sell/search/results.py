"""The rows under the box: products that match, the custom item last, and the keys below."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from pos.domain.box.answers import CustomRow, Listing, ProductRow
from pos.domain.catalogue.products import Hit
from pos.domain.words.text import spans
from pos.text import _
from ui.kit.actions import Action
from ui.kit.controls.panel import slim_bars
from ui.kit.lists.whole import show_whole
from ui.kit.look import drawing, icons, strokes, theme
from ui.kit.look.keycap import key_names, keycap_width, paint_keycap
from ui.kit.look.pictures import PictureCache
from ui.kit.look.tags import Mood
from ui.kit.speaking import speak
from ui.kit.voice import AtRest, announce
from ui.sell.order.customer_rows import FoundCustomer, NewCustomer
from ui.sell.order.customer_strokes import paint_customer, paint_new_customer
from ui.sell.search.result_rows import ResultRows, Shown, code_words, count_words, custom_words, found_words
from ui.shared.cart import words as cart_words

ROW = 59
CUSTOM_ROW = 41
FOOTER = 40
SIDE = 15
TAG, TAX = 0.528, 0.70
"""Where badge and tax begin, as shares of the width."""


class ResultDelegate(QStyledItemDelegate):
    """Draws one row from the ready list."""

    def __init__(self, view: Results, pictures: PictureCache, custom: Action) -> None:
        super().__init__(view)
        self._view, self._key = view, custom.key
        self._pictures = pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Products are high enough for a picture, the custom item for a finger."""
        product = isinstance(self._view.found.rows[index.row()], ProductRow | FoundCustomer)
        return QSize(100, theme.tall(ROW if product else CUSTOM_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw ground and hairline, then the row."""
        at, place, rows = index.row(), option.rect, self._view.found.rows
        if at == self._view.chosen():
            self._ground(painter, place, at == 0, at == len(rows) - 1)
        if at < len(rows) - 1:
            strokes.line(painter, place.left() + 1, place.right(), place.bottom())
        with drawing.mirrored(painter, place, option.direction):
            self._row(painter, place, rows[at])

    def _row(self, painter: QPainter, place: QRect, row: Shown) -> None:
        if isinstance(row, ProductRow):
            self._product(painter, place, row)
        elif isinstance(row, CustomRow):
            self._custom(painter, place, row)
        elif isinstance(row, FoundCustomer):
            paint_customer(painter, place, row, self._view.found.words)
        elif isinstance(row, NewCustomer):
            paint_new_customer(painter, place, row)
        else:
            self._action(painter, place, row)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Say a long name whole."""
        row = self._view.found.rows[index.row()] if index.isValid() else None
        words = ""
        if isinstance(row, ProductRow):
            name = cart_words.full_name(row.hit.name, row.hit.options)
            whole = strokes.is_whole(name, strokes.NAME, option.rect.width() * TAG - 83)
            words = "" if whole else self._view.found.spoken(row)
        return show_whole(event, view, words)

    def _ground(self, painter: QPainter, place: QRect, first: bool, last: bool) -> None:
        inner = place.adjusted(1, 1 if first else 0, -1, -1)
        if not (first or last):
            painter.fillRect(inner, theme.colours().accent_soft)
            drawing.mark(painter, inner)
            return
        painter.save()
        painter.setClipRect(inner)
        reach = theme.radius.panel
        grown = inner.adjusted(0, 0 if first else -reach, 0, 0 if last else reach)
        drawing.box(painter, grown, theme.colours().accent_soft, radius=reach - 1)
        drawing.mark(painter, inner.adjusted(0, reach // 2 * first, 0, -(reach // 2) * last))
        painter.restore()

    def _product(self, painter: QPainter, place: QRect, row: ProductRow) -> None:
        of, hit, found = theme.colours(), row.hit, self._view.found
        left, top, wide = place.left(), place.top(), place.width()
        name = cart_words.full_name(hit.name, hit.options)
        self._pictures.small(
            painter, QRect(left + SIDE, top + (theme.tall(ROW) - 39) // 2, 40, 40), hit.picture, hit.name
        )
        room = wide * TAG - 83
        long = bool(strokes.wrapped(name, strokes.NAME, int(room))[1])
        upper, lower = (21, 47) if long else (20, 38)
        strokes.named(painter, left + 71, top + theme.tall(upper), name, spans(name, found.words), room)
        codes = code_words(hit)
        strokes.words(painter, left + 71, top + theme.tall(lower), codes, strokes.NOTE, of.muted, room)
        middle = top + theme.tall(ROW) / 2
        strokes.tag(painter, left + wide * TAG, middle, *self._stock(hit))
        taxes = cart_words.rates_words(hit.taxes, found.tax_labels)
        strokes.words(painter, left + wide * TAX, middle, taxes, strokes.NOTE, of.muted, wide * 0.14)
        price = (
            # Translators: instead of a price: it is asked at the till
            _("asked") if hit.price is None else cart_words.price_each(hit.price, hit.unit, found.currency)
        )
        strokes.words_right(painter, left + wide - SIDE, middle, price, strokes.STRONG, of.ink)

    def _stock(self, hit: Hit) -> tuple[str, Mood]:
        return cart_words.hit_stock(hit, self._view.found.low_stock, self._view.found.letter)

    def _action(self, painter: QPainter, place: QRect, row: Action) -> None:
        words = QRectF(place).adjusted(SIDE, 0, -SIDE, 0)
        drawing.text(painter, words, row.words, theme.font(weight=theme.MEDIUM), theme.colours().ink)
        right = words.right()
        for key in reversed(key_names(row.key) if row.key else []):
            right -= keycap_width(key)
            paint_keycap(painter, right, place.top() + theme.tall(CUSTOM_ROW) / 2, key)
            right -= 4

    def _custom(self, painter: QPainter, place: QRect, row: CustomRow) -> None:
        of = theme.colours()
        icons.paint(
            painter,
            "plus",
            QRectF(place.left() + SIDE, place.top(), 40, theme.tall(CUSTOM_ROW)),
            of.muted,
            16,
        )
        words = QRectF(place.left() + 67, place.top(), place.width() * 0.65, theme.tall(CUSTOM_ROW))
        drawing.fitted(painter, words, custom_words(row.name, row.price is not None), theme.font(), of.muted)
        right = place.right() + 1 - SIDE
        if row.price is None:
            paint_keycap(
                painter, right - keycap_width(self._key), place.top() + theme.tall(CUSTOM_ROW) / 2, self._key
            )
            return
        price = QRectF(right - theme.tall(160), place.top(), theme.tall(160), theme.tall(CUSTOM_ROW))
        shown = cart_words.price_each(row.price, "", self._view.found.currency)
        drawing.text(painter, price, shown, theme.font(theme.BODY, theme.BOLD), of.ink, drawing.RIGHT)


class Results(QListView):
    """The list; the box keeps the keyboard and moves its choice."""

    taken = Signal(object)  # a row's place

    def __init__(self, pictures: PictureCache, custom: Action) -> None:
        super().__init__()
        self.found = ResultRows()
        self.footer = ""
        self.as_of: datetime | None = None
        """How old the figures of stock are where several tills sell."""
        self._rest = AtRest(self)
        self.setModel(self.found)
        self.painter = ResultDelegate(self, pictures, custom)
        self.setItemDelegate(self.painter)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        slim_bars(self)
        speak(self, lambda: self.setAccessibleName(_("Products found")))
        pictures.arrived.connect(self.viewport().update)

    def show_listing(
        self, listing: Listing, products: int, commands: tuple[Action | FoundCustomer | NewCustomer, ...] = ()
    ) -> None:
        """Show what was found, of so many products; or commands."""
        count = count_words(listing, products)
        aged = cart_words.stock_age(self.as_of) if count else ""
        self.footer = "" if commands else cart_words.DOT.join(filter(None, (count, aged)))
        if listing.corrected:
            self.footer = cart_words.DOT.join(
                (_("for “{words}”").format(words=listing.corrected), self.footer)
            )
        self.found.show_listing(listing, commands)
        rows = self.found.rows
        said = self.footer or found_words(len(rows))
        self._rest.say(". ".join((said, *map(self.found.spoken, rows[:1]))) if rows or self.footer else "")
        chosen = 0 if commands else listing.chosen
        if chosen is not None:
            self.setCurrentIndex(self.found.index(chosen))

    def grow(self, as_of: datetime | None) -> None:
        """From the next listing on the figures of stock are as old as that."""
        self.as_of = as_of

    def fall_silent(self) -> None:
        """Say nothing of what was found: it is not shown any more."""
        self._rest.say("")

    def take(self) -> None:
        """Take the current row, as a touch does."""
        self.taken.emit(self.currentIndex().row())

    def chosen(self) -> int | None:
        """The place of the chosen row; None while the person has to choose."""
        at = self.currentIndex().row()
        return at if at >= 0 else None

    def move(self, key: int) -> None:  # type: ignore[override]
        """Move the choice by an arrow key."""
        count = len(self.found.rows)
        if not count:
            return
        at = self.currentIndex().row()
        at = at + 1 if key == Qt.Key.Key_Down else (at if at >= 0 else count) - 1
        self.setCurrentIndex(self.found.index(at % count))
        self._rest.say("")
        announce(self.found.spoken(self.found.rows[at % count]))
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the panel under the rows and the keys below, then the rows."""
        count = len(self.found.rows)
        height = self.visualRect(self.found.index(count - 1)).bottom() + 1 if count else 0
        top = self.visualRect(self.found.index(0)).top() if count else 0
        painter = QPainter(self.viewport())
        of = theme.colours()
        if count:
            panel = QRect(0, top, self.viewport().width(), height - top)
            drawing.box(painter, panel, of.panel, of.line, theme.radius.panel)
        with drawing.mirrored(painter, self.viewport().rect(), self.layoutDirection()):
            self._keys(painter, height)
        painter.end()
        super().paintEvent(event)

    def _keys(self, painter: QPainter, top: int) -> None:
        of, middle = theme.colours(), top + theme.tall(FOOTER) / 2
        left = 4.0
        for words, keys in ((self.footer, ()), (_("choose"), ("↑", "↓")), *self._does()):
            if left > 4:
                left = strokes.words(painter, left, middle, " · ", strokes.NOTE, of.muted)
            for key in keys:
                left = strokes.keycap(painter, left + 3, middle, key) + 3
            said = f" {words}" if keys else words
            left = strokes.words(painter, left, middle, said, strokes.NOTE, of.muted)

    def _does(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What Enter does with the rows there are."""
        if isinstance(self.found.rows[0] if self.found.rows else None, FoundCustomer | NewCustomer):
            return ((_("attach to the order"), ("Enter",)),)
        return (_("add"), ("Enter",)), (_("add with quantity and price"), ("Shift", "Enter"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the row that was touched."""
        at = self.indexAt(_place(event))
        if at.isValid() and at.row() == self.currentIndex().row():
            self.taken.emit(at.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave all keys to the box."""
        event.ignore()


def _place(event: QMouseEvent) -> QPoint:
    return event.position().toPoint()
