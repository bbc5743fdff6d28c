"""Connects the page with its presenter once the shop is open: signals one way, what is shown the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from pos.domain import answers
from pos.domain.answers import Listing, hint
from pos.domain.box import BoxTerms
from pos.domain.cart import Cart
from pos.domain.errors import CashierError, ClockMoved
from pos.domain.orders import PlacedOrder
from pos.domain.products import Hit
from pos.domain.settings import ShopSettings
from pos.domain.stock import StockNotice
from pos.text import _, current, sentence
from ui.key_list import matching
from ui.main_window import MainWindow
from ui.parts.fields import marks
from ui.sell import hints, sounds, wording
from ui.sell.paper import Paper
from ui.sell.scanner import Scan
from ui.sell.selling import Selling
from ui.sell.sheets.opening import Sheets
from ui.sell.shortcuts import add_commands

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.sell.page import SellPage


NEWS_MS = 100
"""Writes come in flocks: tiles and counts are read again once, a moment after the last."""


class Counter(QObject):
    """The page at work."""

    def __init__(self, page: SellPage, window: MainWindow, shop: Shop) -> None:
        super().__init__(page)
        self.page, self.window, self.shop = page, window, shop
        settings = shop.settings.current()
        self.tax_label = settings.tax_label
        terms = BoxTerms(settings.currency, *marks())
        self.selling = Selling(shop, window.writer, terms, self)
        self.sale = self.selling.sale
        self.paper = Paper(window, shop)
        self.sheets = Sheets(self)
        self.products = shop.search.count()
        self._news = QTimer(self)
        self._news.setSingleShot(True)
        self._news.setInterval(NEWS_MS)
        self._dress()
        self._connect()
        add_commands(self)
        self.selling.find_commands = lambda text: matching(window.commands.all(), text)
        self._show_cart(self.sale.cart)
        self._show_held()
        self.show_float()

    def _dress(self) -> None:
        page, settings = self.page, self.selling.settings
        page.pictures.folder = self.shop.folder.pictures
        page.results.found.currency = settings.currency
        page.results.found.tax_label = settings.tax_label
        page.results.painter.low_stock = settings.low_stock
        page.shelf.open(self.shop.search, settings.currency, settings.low_stock)

    def _connect(self) -> None:
        page, selling, sale = self.page, self.selling, self.sale
        line, cart_list = page.box.line, page.cart.cart_list
        line.entered.connect(self._entered)
        line.moved.connect(self._moved)
        line.escaped.connect(self.step_back)
        line.undone.connect(selling.undo)
        line.redone.connect(selling.redo)
        page.scanner.scanned.connect(self._scanned)
        page.results.taken.connect(self._taken)
        page.results.selectionModel().currentChanged.connect(lambda: self._show_hint())
        page.shelf.tiles.tapped.connect(self._tapped)
        page.shelf.tiles.typed.connect(page.to_box)
        page.shelf.import_asked.connect(self._open_products)
        cart_list.typed.connect(page.to_box)
        cart_list.stepped.connect(lambda asked: sale.step(*asked))
        cart_list.removed.connect(sale.remove)
        cart_list.opened.connect(selling.open_line)
        page.cart.pressed.connect(self._pressed)
        page.cart.done.receipt_asked.connect(self.sheets.receipt)
        selling.listed.connect(self._listed)
        selling.cleared.connect(self._clear)
        selling.asked.connect(self.sheets.open)
        selling.order_asked.connect(self.sheets.last_sales)
        selling.hit.connect(lambda: page.box.show_mark(True))
        selling.missed.connect(self._missed)
        selling.warned.connect(page.notices.warning)
        sale.changed.connect(self._show_cart)
        sale.refused.connect(self.refuse)
        sale.short.connect(self._short)
        sale.placed.connect(self._placed)
        sale.busy_changed.connect(lambda _busy: self._show_held())
        self.window.closing.connect(self._closing)
        self._news.timeout.connect(self._changed)
        self.window.changes.changed.connect(self._news_came)

    # from the box

    def typed(self, text: str) -> None:
        """The text of the box changed."""
        self.selling.typed(text)

    def _entered(self, with_terms: bool) -> None:
        self.page.settle()
        if self.page.box.line.text().strip():
            self.selling.entered(self.page.results.chosen(), with_terms=with_terms)

    def _moved(self, key: Qt.Key) -> None:
        self.page.settle()
        if self.page.box.line.text().strip():
            self.page.results.move(key)
        else:
            self.page.cart.cart_list.enter(key)

    def step_back(self) -> None:
        """Esc: the text of the box first, then the messages, then the last sale."""
        page = self.page
        if page.box.line.text():
            page.box.line.clear()
        elif page.notices.bars():
            page.notices.clear()
        else:
            page.cart.done.hide()
        page.to_box()

    def _listed(self, listing: Listing) -> None:
        self.page.show_listing(listing, self.products, self.selling.commands)
        self._show_hint()

    def _show_hint(self) -> None:
        listing, currency = self.selling.listing, self.selling.settings.currency
        if self.selling.commands:
            title = self.selling.commands[self.page.results.chosen() or 0].words
            self.page.box.hints.say(hints.command(title))
            return
        meant = hint(listing, self.page.results.chosen() if listing.rows else None)
        if isinstance(meant, answers.NothingToDo):
            self.page.box.hints.say(hints.idle(currency), "F2")
        else:
            self.page.box.hints.say(hints.pieces(meant, currency))

    def _clear(self) -> None:
        self.page.box.line.clear()

    # from scanner, results, tiles, cart

    def _scanned(self, scan: Scan) -> None:
        if self.sheets.takes_scan(scan.code):
            return
        shown = self.window.shown()
        search = getattr(shown, "scanned", None)
        if search is not None:
            search(scan.code)  # another page: a scan goes to its search
            return
        if shown is not self.page:
            self.window.show_page("sell")
        self.page.box.line.setText("")
        self.selling.scanned(scan.code, scan.prefix)

    def _missed(self, code: str) -> None:
        self.page.box.show_mark(False)
        sounds.beep()

    def _taken(self, row: int) -> None:
        self.selling.entered(row)
        self.page.to_box()

    def _tapped(self, hit: Hit) -> None:
        self.sale.when_free(lambda: self._take(hit))

    def _take(self, hit: Hit) -> None:
        if self.selling.take(hit):
            self.page.shelf.tiles.mark(hit.variant_id)

    def _pressed(self, button: str) -> None:
        {"custom": self.sheets.custom, "discount": self.sheets.discount, "hold": self.hold,
         "held": self.sheets.held, "charge": self.selling.charge}[button]()

    def hold(self) -> None:
        """F8: put the cart aside, or with an empty one choose which to take up again."""
        if not self.sale.cart.is_empty:
            self.sheets.hold()
        elif self.shop.carts.held():
            self.sheets.held()
        else:
            self.page.notices.info(_("No cart is held, and this one is empty."))

    # from the sale

    def _show_cart(self, cart: Cart) -> None:
        self.page.cart.show_cart(cart, self.sale.totals, self.tax_label)
        self.page.cart.hold.setEnabled(not cart.is_empty or not self.page.cart.header.held.isHidden())

    def _show_held(self) -> None:
        if not self.sale.busy:
            self.page.cart.show_held(len(self.shop.carts.held()), not self.sale.cart.is_empty)

    def refuse(self, error: CashierError) -> None:
        """Say what was refused; a moved clock can be confirmed right here."""
        if self.sheets.paying:
            return  # said on the sheet
        if isinstance(error, ClockMoved):
            self.page.notices.warning(sentence(error), _("The date is right"), self._confirm_date)
        else:
            self.page.notices.warning(sentence(error))

    def _confirm_date(self) -> None:
        till = self.shop.till
        self.window.writer.run(lambda _progress: till.confirm_date(), lambda _done: self.selling.charge())

    def _short(self, short: StockNotice) -> None:
        self.page.notices.warning(wording.shortage_words(short))

    def _placed(self, order: PlacedOrder) -> None:
        self.page.notices.clear()
        self.page.cart.done.show_order(order)
        self.sheets.placed()
        self.page.to_box()
        self._news.start()
        if self.paper.wanted:
            self.paper.print(order.number, self.page.cart.done.say)

    # from the window

    def _news_came(self, _kinds: object) -> None:
        self._news.start()

    def _changed(self) -> None:
        if self.sale.busy:
            return
        self.products = self.shop.search.count()
        settings = self.shop.settings.current()
        if settings != self.selling.settings:
            self._decided(settings)
        self.page.shelf.refresh()
        self._show_held()

    def _decided(self, settings: ShopSettings) -> None:
        """The shop decided something anew: its currency, taxes, methods, stock rules."""
        self.selling.use(settings)
        self.tax_label = settings.tax_label
        self.selling.finder.terms = BoxTerms(settings.currency, *marks())
        self._dress()
        self._show_cart(self.sale.cart)

    def _closing(self) -> None:
        """The shop is about to be closed: save what is only painted, look at nothing any more."""
        self.window.changes.changed.disconnect(self._news_came)
        self._news.stop()
        self.sale.flush()

    def _open_products(self) -> None:
        if "products" in self.window.page_titles():
            self.window.show_page("products")

    def show_float(self) -> None:
        """Show at the bottom what the drawer began the day with, once it was counted."""
        amount = self.shop.checkout.float_today()
        words = _("Float {amount}").format(amount=current().money(amount)) if amount else ""
        self.window.status.say("float", words, right=True)

    def retell(self) -> None:
        """Say everything again in another language or format."""
        self.selling.finder.terms = BoxTerms(self.selling.settings.currency, *marks())
        self.page.cart.retell(self.sale.cart, self.sale.totals, self.tax_label)
        self._show_hint()
        self.show_float()
