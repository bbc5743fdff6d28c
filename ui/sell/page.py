"""The Sell page: arranges box, tiles, results and cart, and connects them; it decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.domain.box.answers import Listing
from pos.text import _
from ui.frame.refs import Ref
from ui.frame.window import MainWindow
from ui.kit.controls.buttons import IconButton
from ui.kit.dialogs.dialog import open_dialog_of
from ui.kit.lists.row_acts import RowAct
from ui.kit.look import theme
from ui.kit.look.pictures import PictureCache
from ui.kit.look.tags import Mood
from ui.kit.notices import NoticeBar, Notices
from ui.kit.page import Page, written_for_the_page
from ui.kit.speaking import speak
from ui.sell.actions import NOTES, sell_actions
from ui.sell.cart.cart_panel import WIDTH as CART_WIDTH
from ui.sell.cart.cart_panel import CartPanel
from ui.sell.editing.band import EditBand
from ui.sell.halves import Halves
from ui.sell.quotes.band import QuoteBand
from ui.sell.scanner import Scanner
from ui.sell.search.box import Box
from ui.sell.search.results import Results
from ui.sell.tiles.shelf import Shelf
from ui.shared.papers.receipts import Receipts

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.sell.controller import SellController
    from ui.sell.presenter import Runs

PAUSE_MS = 45
"""After this long without a key a burst was not a scan: what it left in the box is searched after all."""
BEGINS_CODES = frozenset("0123456789#")
"""A first character that may be a scanner's: waiting for its second one spares the tiles a flicker."""
BAR = 13
"""Width of a scroll bar; that of the tiles lies in the gap beside them."""


class PageNotices(Notices):
    """Takes no room while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.hide()

    def show_notice(self, mood: Mood, text: str, *rest: Any, **more: Any) -> NoticeBar:
        """Show a message, and the place of messages with it."""
        self.show()
        return super().show_notice(mood, text, *rest, **more)

    def event(self, event: QEvent) -> bool:
        """Go away with the last message."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.setVisible(bool(self.bars()))
        return super().event(event)


class SellPage(Page):
    """Painted before the shop is open; `open_shop` brings it to life with what was typed meanwhile."""

    def __init__(self, window: MainWindow, receipts: Receipts) -> None:
        super().__init__()
        self.window_ = window
        self.receipts = receipts
        self.controller: SellController | None = None
        self.known = sell_actions(self)
        self.band, self.quote_band = EditBand(), QuoteBand()
        editing = (self.known.leave, self.known.save)
        window.registry.add(*(one for one in self.known if one not in editing), page=self)
        window.registry.add(*editing, page=self.band)
        window.registry.note(NOTES, self)
        self.pictures = PictureCache(self)
        self.box = Box()
        self.scanner = Scanner(self.box.line, habits=lambda: window.memory.scanner)
        self.notices = PageNotices()
        self.shelf = Shelf(self.pictures)
        self.shelf.tiles.use_size(window.memory.tiles)
        window.tiles_sized.connect(self.shelf.tiles.use_size)
        self.results = Results(self.pictures, self.known.custom)
        self.cart = CartPanel(self.known)
        self.last = IconButton("receipt-text", "")
        self.last.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.last.clicked.connect(self.known.last.run)
        speak(self.last, lambda: self.last.name(self.known.last.words))
        self.rest: QWidget = self.shelf
        """What is shown while the box is empty."""
        self._holders: dict[QWidget, QWidget] = {self.shelf: self.shelf}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE_MS)
        self._later.timeout.connect(self._search)
        self._watched = False
        self._lay_out()
        self.setFocusProxy(self.box.line)
        self.box.line.textChanged.connect(self._typed)

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.shelf)
        self.found = QWidget()
        self.found.setLayout(_inset(self.results))
        self.stack.addWidget(self.found)
        RowAct(self.found, self.results, _take_words, self.results.take)
        left = QVBoxLayout()
        left.setContentsMargins(16, 14, 16 - BAR, 0)
        left.setSpacing(10)
        self.halves = Halves(self.stack, self.cart)
        left.addLayout(_inset(self.box, self.halves.tabs, self.last))
        left.addLayout(_inset(self.notices))
        left.addWidget(self.halves, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.band)
        whole.addWidget(self.quote_band)
        self._row = row = QHBoxLayout()
        row.setSpacing(0)
        whole.addLayout(row, 1)
        row.addLayout(left, 1)
        row.addWidget(self.cart)

    def open_shop(self, shop: Shop) -> None:
        """Come to life: the saved cart, the favourites, and what was typed before."""
        from ui.sell.controller import SellController

        self.controller = SellController(self, self.window_, shop)
        self.window_.registry.look_again()
        self._search()

    def open(self, ref: Ref) -> None:
        """Go on with a cart, repeat an order, or begin one for a customer."""
        if self.controller is not None:
            self.controller.open(ref)

    def warn(self, words: str) -> None:
        if self.controller is not None:
            self.controller.warn(words)

    def show_listing(self, listing: Listing, products: int, commands: tuple[Runs, ...] = ()) -> None:
        """Show what was found, or the tiles while the box is empty."""
        if not self.box.line.text().strip():
            self.stack.setCurrentWidget(self._holders[self.rest])
            self.results.fall_silent()
            return
        self.halves.show_goods()
        self.results.show_listing(listing, products, commands)
        self.stack.setCurrentWidget(self.found)

    def show_at_rest(self, part: QWidget) -> None:
        """Show the tiles, or another part in their place, while the box is empty."""
        if part not in self._holders:
            self._holders[part] = holder = QWidget()
            holder.setLayout(_inset(part))
            holder.setContentsMargins(0, 0, 0, 14)
            self.stack.addWidget(holder)
        self.rest = part
        if part is not self.shelf:
            self.halves.show_goods()
        if not self.box.line.text().strip():
            self.stack.setCurrentWidget(self._holders[part])

    def to_box(self, character: str = "") -> None:
        """Give the keyboard back to the box, with a character that was typed elsewhere."""
        self.box.line.setFocus(Qt.FocusReason.OtherFocusReason)
        if character:
            self.box.line.insert(character)

    def _typed(self) -> None:
        """Search in the key's own slot; a scanner's digits are looked up once, when its Enter comes."""
        text = self.box.line.text()
        if self.scanner.busy or (len(text) == 1 and text in BEGINS_CODES):
            self._later.start()
        else:
            self._search()

    def _search(self) -> None:
        self._later.stop()
        if self.controller is not None:
            self.controller.typed(self.box.line.text())

    def settle(self) -> None:
        """Look up now what a burst left in the box: Enter is about to be answered."""
        if self._later.isActive():
            self._search()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one half at a time where there is no room for both."""
        self.halves.fit(event.size().width(), self._row, theme.tall(CART_WIDTH))
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the keys of the window from now on, before they reach whatever has the focus."""
        super().showEvent(event)
        handle = self.window().windowHandle()
        if handle is not None and not self._watched:
            self._watched = True
            handle.installEventFilter(self.scanner)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what nothing else wanted: characters go to the box, Esc too."""
        if event.key() == Qt.Key.Key_Escape:
            self.to_box()
        elif written_for_the_page(event) and open_dialog_of(self) is None:
            self.to_box(event.text())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again when the language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.controller is not None:
            self.controller.retell()


def _take_words(row: str) -> str:
    return _("Take {row}").format(row=row)


def _inset(part: QWidget, *beside: QWidget) -> QHBoxLayout:
    """The part, and what lies beside it, ending where the tiles end."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, BAR, 0)
    row.addWidget(part, 1)
    for one in beside:
        row.addWidget(one)
    return row
