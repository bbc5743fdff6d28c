"""Tiles to tap: favourites, one category, or all products, with picture, price and what is left."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pos.domain.catalogue.products import Hit
from pos.text import _
from ui.kit.controls.panel import BarAbove
from ui.kit.lists.whole import show_whole
from ui.kit.look import drawing, strokes, theme
from ui.kit.look.pictures import PictureCache
from ui.kit.look.tags import shortened, tag_width
from ui.kit.look.tile import tile_colour
from ui.kit.speaking import speak
from ui.sell.tiles.tile_rows import TileRows, tile_name, tile_price

GAP = 12
WORDS = 63
"""Height of name and price below the picture."""
SIZES = {1: (136, 72), 2: (168, 92), 3: (232, 136)}
"""Width of a tile from which another column fits, and height of its picture: small, medium, large."""
LARGEST = 400
"""Width up to which a few tiles grow to use the whole shelf."""
PADDING = 12
LINE = 16
"""Height of the second line of a long name; the picture makes room for it."""


class TileDelegate(QStyledItemDelegate):
    """Draws one tile from its hit."""

    def __init__(self, view: Tiles, pictures: PictureCache) -> None:
        super().__init__(view)
        self._view = view
        self._pictures = pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All tiles fill their cell."""
        return self._view.gridSize()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw card, picture, words; the line is stronger at the keyboard's tile and the one added last."""
        of, hit = theme.colours(), self._view.tiles.hits[index.row()]
        tile = self._view.tile_place(option.rect, option.direction)
        here = self._view.hasFocus() and index.row() == self._view.currentIndex().row()
        strong = here or hit.variant_id == self._view.marked
        drawing.box(painter, tile, of.panel, None, theme.radius.panel)
        name = strokes.wrapped(tile_name(hit), strokes.NAME, tile.width() - 2 * PADDING)
        high = self._view.picture - (theme.tall(LINE) if name[1] else 0)
        top = QRect(tile.left(), tile.top(), tile.width(), high)
        painter.save()
        painter.setClipPath(drawing.rounded(tile, theme.radius.panel))
        colour = self._view.colour(index.row())
        self._pictures.paint(painter, top, hit.picture, hit.name, theme.HUGE, 0, colour)
        painter.restore()
        line, wide = (of.accent, 2) if strong else (of.line, 1)
        drawing.box(painter, tile, None, line, theme.radius.panel, wide)
        with drawing.mirrored(painter, tile, option.direction):
            self._words(painter, tile, hit, name)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Say a long name whole."""
        inner = self._view.tile_place(option.rect).width() - 2 * PADDING
        name = tile_name(self._view.tiles.hits[index.row()]) if index.isValid() else ""
        return show_whole(event, view, "" if strokes.is_whole(name, strokes.NAME, inner) else name)

    def _words(self, painter: QPainter, tile: QRect, hit: Hit, name: tuple[str, str]) -> None:
        of, inner = theme.colours(), tile.width() - 2 * PADDING
        left = tile.left() + PADDING
        top = tile.top() + self._view.picture + theme.tall(19)
        for line, at in zip(name, (top - theme.tall(LINE), top) if name[1] else (top, top), strict=True):
            strokes.words(painter, left, at, line, strokes.NAME, of.ink, inner)
        middle = tile.top() + self._view.picture + float(theme.tall(40))
        words, mood = self._view.tiles.badge(hit)
        price = tile_price(hit, self._view.tiles.currency) or _("price asked")
        begun = strokes.words(painter, left, middle, price, strokes.STRONG, of.ink, inner)
        words = shortened(words, left + inner - begun - 6)  # the price is whole, whatever the language
        strokes.tag(painter, tile.right() + 1 - PADDING - tag_width(words), middle, words, mood)


class Tiles(QListView):
    """A grid that fills its width; arrows, Enter and touch work, other keys go back to the box."""

    tapped = Signal(object)  # Hit
    typed = Signal(object)  # a character for the box, "" for Esc

    def __init__(self, pictures: PictureCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles = TileRows()
        self.marked = ""
        """The variant that was added last."""
        self._pressed = -1
        self._size = 2
        self.columns, self.picture = 2, SIZES[2][1]
        self._colours: list[QColor] = []
        """Of the tiles painted so far, in their order."""
        self.setModel(self.tiles)
        for changed in (self.tiles.modelReset, self.tiles.rowsInserted):
            changed.connect(self._fit)
        self.painter = TileDelegate(self, pictures)
        self.setItemDelegate(self.painter)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        BarAbove(self)
        speak(self, lambda: self.setAccessibleName(_("Products to tap")))
        pictures.arrived.connect(self.viewport().update)

    def tile_place(self, cell: QRect, direction: Qt.LayoutDirection | None = None) -> QRect:
        """Where the tile lies in its cell: the gap is below, and at the side where the next one follows."""
        runs = self.layoutDirection() if direction is None else direction
        return QStyle.visualRect(runs, cell, cell.adjusted(0, 0, -GAP, -GAP))

    def mark(self, variant_id: str) -> None:
        """Show which product was added last."""
        before, self.marked = self.marked, variant_id
        for at, hit in enumerate(self.tiles.hits):
            if hit.variant_id in (before, variant_id) and before != variant_id:
                self.update(self.tiles.index(at))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit as many columns as there is room for."""
        self._fit()
        super().resizeEvent(event)

    def use_size(self, size: int) -> None:
        """Show small, medium or large tiles (1, 2, 3)."""
        self._size = size if size in SIZES else 2
        self._fit()

    def _fit(self) -> None:
        """Fill the width; where all tiles are seen at once, let them grow while they still are."""
        room = self.viewport().size()
        wide = room.width() - 1  # a row that fits to the pixel is wrapped
        least, picture = SIZES[self._size]
        least = theme.tall(least)
        most = max(2, wide // (least + GAP))
        self.columns, self.picture = most, picture
        for columns in range(max(3, -(-wide // (theme.tall(LARGEST) + GAP))), most):
            grown = (wide // columns - GAP) * picture // least
            rows = -(-len(self.tiles.hits) // columns)
            if rows * (grown + theme.tall(WORDS) + GAP) <= room.height():
                self.columns, self.picture = columns, grown
                break
        self._colours.clear()
        self.setGridSize(QSize(wide // self.columns, self.picture + theme.tall(WORDS) + GAP))

    def colour(self, at: int) -> QColor:
        """The ground of a tile without a photo: its own, or the next one that no tile beside it has."""
        for place in range(len(self._colours), at + 1):
            beside = [
                place - self.columns + step
                for step in (-1, 0, 1)
                if 0 <= place % self.columns + step < self.columns
            ]
            beside += [place - 1] if place % self.columns else []
            taken = [self._colours[one] for one in beside if one >= 0]
            self._colours.append(tile_colour(self.tiles.hits[place].name, taken))
        return self._colours[at]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, take the tile, or hand the key to the box."""
        at = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if at.isValid() and not event.isAutoRepeat():
                self.take()
        elif event.key() == Qt.Key.Key_Escape or (event.text() and event.text().isprintable()):
            self.typed.emit("" if event.key() == Qt.Key.Key_Escape else event.text())
        else:
            super().keyPressEvent(event)

    def take(self) -> None:
        """Take the current tile."""
        self.tapped.emit(self.tiles.hits[self.currentIndex().row()])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what is touched; the keyboard stays where it is."""
        self._pressed = self._tile_at(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the tile that was touched, unless the finger moved on to scroll."""
        at, pressed, self._pressed = self._tile_at(event), self._pressed, -1
        if at >= 0 and at == pressed:
            self.tapped.emit(self.tiles.hits[at])

    def _tile_at(self, event: QMouseEvent) -> int:
        point = event.position().toPoint()
        at = self.indexAt(point)
        return at.row() if at.isValid() and self.tile_place(self.visualRect(at)).contains(point) else -1

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick touches are two touches."""
        self.mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first tile."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.tiles.index(0))
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
