"""Connects the page with its presenter once the shop is open: signals one way, what is shown the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from pos.domain.box import answers
from pos.domain.box.answers import Listing, hint
from pos.domain.box.reading import BoxTerms
from pos.domain.catalogue.products import Hit
from pos.domain.catalogue.stock import StockNotice
from pos.domain.orders.cart import Cart
from pos.domain.orders.errors import OrderUnknown
from pos.domain.orders.orders import PlacedOrder
from pos.domain.quotes.errors import QuoteExpired
from pos.domain.shop.errors import ClockMoved
from pos.domain.shop.numbering import base_letter
from pos.domain.shop.settings import Oversell, ShopSettings
from pos.domain.words.errors import CashierError
from pos.text import _, current, sentence
from ui.frame.refs import CartRef, EditOrder, OrderFor, PageRef, QuoteRef, Ref, RepeatOrder, TypedOrder
from ui.frame.window import MainWindow
from ui.kit.notices import Cause
from ui.kit.voice import announce
from ui.sell.cart.gaps import Gaps
from ui.sell.cart.news import cart_news
from ui.sell.cart.sale import Sale
from ui.sell.cart.stock_warnings import StockWarnings
from ui.sell.dialogs.sell_dialogs import SellDialogs
from ui.sell.editing.controller import EditController
from ui.sell.order.controller import OrderFormController
from ui.sell.order.presenter import OrderFormPresenter
from ui.sell.presenter import SellPresenter
from ui.sell.quotes.controller import QuoteController
from ui.sell.scanner import Scan
from ui.sell.search import sounds
from ui.sell.search import words as box_words
from ui.shared.cart import words as cart_words

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.sell.page import SellPage


NEWS_MS = 100
"""Writes come in flocks: tiles and counts are read again once, a moment after the last."""


class SellController(QObject):
    """The page at work."""

    def __init__(self, page: SellPage, window: MainWindow, shop: Shop) -> None:
        super().__init__(page)
        self.page, self.window, self.shop = page, window, shop
        settings = shop.settings.current()
        self.tax_labels = settings.tax_labels
        self.sale = Sale(shop, window.writer, self)
        self.order_form = OrderFormPresenter(shop, self.sale, self)
        terms = BoxTerms(settings.currency, *current().marks())
        self.presenter = SellPresenter(shop, self.sale, self.order_form, window.registry, terms, self)
        self.paper = page.receipts
        self.stock = StockWarnings(page.notices, shop.checkout.check_stock)
        self.order = OrderFormController(self)
        self.dialogs = SellDialogs(self)
        self.editing = EditController(self)
        self.gaps = Gaps(self)
        self.quotes = QuoteController(self)
        self.products = shop.search.count()
        self.held = 0
        """So many carts wait."""
        self.news = QTimer(self)
        self.news.setSingleShot(True)
        self.news.setInterval(NEWS_MS)
        self._told, self._total = self.sale.cart, self.sale.totals.total
        self._dress()
        self._connect_page()
        self._connect_sale()
        self.show_cart(self.sale.cart)
        self.show_held()
        self.show_float()
        self.gaps.show()

    def _dress(self) -> None:
        page, settings = self.page, self.presenter.settings
        page.pictures.folder = self.shop.folder.pictures
        page.results.found.currency = settings.currency
        page.results.found.tax_labels = settings.tax_labels
        page.results.found.low_stock = settings.low_stock
        page.results.found.letter = page.shelf.tiles.tiles.letter = base_letter(settings.letter)
        page.results.as_of = self.shop.stock.known_at()
        page.shelf.open(self.shop.search, settings.currency, settings.low_stock)

    def _connect_page(self) -> None:
        page, presenter = self.page, self.presenter
        line, cart_list = page.box.line, page.cart.cart_list
        line.entered.connect(self.entered)
        line.moved.connect(self.moved)
        line.escaped.connect(self.step_back)
        line.undone.connect(lambda: self.dialogs.undo())
        line.redone.connect(presenter.redo)
        page.scanner.scanned.connect(self.scanned)
        page.results.taken.connect(self.taken)
        self.window.changes.exchanged.connect(lambda: page.results.grow(self.shop.stock.known_at()))
        page.results.selectionModel().currentChanged.connect(lambda: self.show_hint())
        page.shelf.tiles.tapped.connect(self.tapped)
        page.shelf.tiles.typed.connect(page.to_box)
        page.shelf.import_asked.connect(lambda: self.window.open(PageRef.PRODUCTS))
        cart_list.typed.connect(page.to_box)
        cart_list.stepped.connect(lambda asked: self.sale.step(*asked))
        cart_list.removed.connect(self.sale.remove)
        cart_list.opened.connect(presenter.open_line)
        page.cart.header.held.clicked.connect(self.dialogs.held)
        page.cart.done.receipt_asked.connect(self.dialogs.receipt)

    def _connect_sale(self) -> None:
        page, presenter, sale = self.page, self.presenter, self.sale
        presenter.listed.connect(self.listed)
        presenter.cleared.connect(page.box.line.clear)
        presenter.asked.connect(self.dialogs.open)
        presenter.order_asked.connect(self.open_order)
        presenter.hit.connect(lambda: page.box.show_mark(True))
        presenter.missed.connect(self.missed)
        presenter.warned.connect(self.warn)
        sale.changed.connect(self.show_cart)
        sale.refused.connect(self.refuse)
        sale.short.connect(self.short)
        sale.elsewhere.connect(lambda hit, add: self.stock.ask(hit, add, self._same_cart()))
        sale.placed.connect(self.placed)
        sale.busy_changed.connect(lambda _busy: self.show_held())
        self.window.closing.connect(self.closing)
        self.news.timeout.connect(self.look_again)
        self.window.changes.changed.connect(self.news_came)

    # from the box

    def typed(self, text: str) -> None:
        """The text of the box changed."""
        self.page.notices.look_again()
        self.presenter.typed(text)

    def entered(self, with_terms: bool) -> None:
        """Enter in the box."""
        self.page.settle()
        if self.page.box.line.text().strip():
            self.presenter.entered(self.page.results.chosen(), with_terms=with_terms)

    def moved(self, key: Qt.Key) -> None:
        """An arrow in the box: through the results, or from the empty box into the cart."""
        self.page.settle()
        if self.page.box.line.text().strip():
            self.page.results.move(key)
        else:
            self.page.halves.show_cart()
            self.page.cart.cart_list.enter(key)

    def step_back(self) -> None:
        """Esc: the text of the box first, then the messages, then the last sale."""
        page = self.page
        if page.box.line.text():
            page.box.line.clear()
        elif page.notices.bars():
            page.notices.clear()
        elif not page.cart.done.isHidden():
            page.cart.done.hide()
        elif self.order.is_open:
            self.order.close()
        page.to_box()

    def listed(self, listing: Listing) -> None:
        """Something was found: show it, and what Enter will do."""
        self.page.show_listing(listing, self.products, self.presenter.commands)
        self.show_hint()

    def show_hint(self) -> None:
        """Say what Enter will do with the chosen row."""
        listing, currency = self.presenter.listing, self.presenter.settings.currency
        if self.presenter.commands:
            row = self.presenter.commands[self.page.results.chosen() or 0]
            self.page.box.hints.say(box_words.listed(row))
            return
        meant = hint(listing, self.page.results.chosen() if listing.rows else None)
        if isinstance(meant, answers.NothingToDo):
            self.page.box.hints.say(box_words.idle(currency), self.page.known.box.key)
        else:
            self.page.box.hints.say(box_words.pieces(meant, currency))

    # from scanner, results, tiles, cart

    def scanned(self, scan: Scan) -> None:
        """A scan: an open dialog or another page may keep it, else it is sold."""
        if self.dialogs.takes_scan(scan):
            return
        shown = self.window.shown()
        if shown is not None and shown.scanned(scan.code):
            return  # another page: a scan goes to its search
        if shown is not self.page:
            self.window.open(PageRef.SELL)
        self.page.box.line.setText("")
        self.presenter.scanned(scan.code, scan.prefix)

    def missed(self, code: str) -> None:
        """A scan found nothing."""
        announce(_("Nothing found for {code}").format(code=code), urgent=True)
        self.page.box.show_mark(False)
        sounds.beep()

    def taken(self, row: int) -> None:
        """A row of the results was touched."""
        self.presenter.entered(row)
        self.page.to_box()

    def tapped(self, hit: Hit) -> None:
        """A tile was touched."""
        self.sale.when_free(lambda: self._take(hit))

    def _take(self, hit: Hit) -> None:
        if self.presenter.take(hit):
            self.page.shelf.tiles.mark(hit.variant_id)

    def hold(self) -> None:
        """F8: put the cart aside, or with an empty one choose which to take up again."""
        if not self.sale.cart.is_empty:
            self.dialogs.hold()
        else:
            self.dialogs.held()

    @property
    def takes_up(self) -> bool:
        """Whether F8 takes a held cart up."""
        return self.sale.cart.is_empty and self.held > 0

    def why_no_hold(self) -> str:
        """Why nothing can be put aside or taken up; empty when something can."""
        if self.held or not self.sale.cart.is_empty:
            return ""
        return _("No cart is held, and this one is empty.")

    # from the sale

    def show_cart(self, cart: Cart) -> None:
        before, (self._told, total) = self._told, (cart, self._total)
        self._total = self.sale.totals.total
        if not cart.is_untouched:
            self.page.cart.done.hide()  # another order began: nobody shall take the last one's for it
        self.page.notices.look_again()
        self.stock.follow(cart)
        announce(cart_news(before, cart, self.sale.totals, total))
        self.page.cart.show_cart(cart, self.sale.totals, self.tax_labels)
        self.editing.show_cart(cart)
        self.quotes.show_cart(cart)
        self.page.halves.show_total(current().money(self.sale.totals.total) if cart.lines else "")
        self.order.show_cart(cart)
        self.window.registry.look_again()

    def show_held(self) -> None:
        """Show how many carts wait."""
        if not self.sale.busy:
            self.held = len(self.shop.carts.held())
            self.page.cart.header.show_held(self.held)
            self.window.registry.look_again()

    def refuse(self, error: CashierError) -> None:
        """Say what was refused; a moved clock can be confirmed right here."""
        if self.dialogs.paying:
            return  # said in the dialog
        if isinstance(error, QuoteExpired):
            self.quotes.refused(error)
            return
        if isinstance(error, ClockMoved):
            self.page.notices.warning(
                sentence(error), _("The date is right"), self._confirm_date, cause=self._same_cart()
            )
        elif not self.dialogs.says(sentence(error)):
            self.page.notices.warning(sentence(error), cause=self._same_cart())

    def warn(self, words: str) -> None:
        """Say why something was not done, until another thing is written in the box or lies in the cart."""
        text, same = self.page.box.line.text(), self._same_cart()
        self.page.notices.warning(words, cause=lambda: same() and self.page.box.line.text() == text)

    def _same_cart(self) -> Cause:
        """Holds until anything in the cart changes."""
        told = self.sale.cart
        return lambda: self.sale.cart == told

    def _confirm_date(self) -> None:
        order, editing = self.order_form, self.sale.cart.edits is not None
        pay = order.place if order.unpaid else self.presenter.charge
        self.window.confirm_date(self.editing.save if editing else pay)

    def short(self, short: StockNotice) -> None:
        """More is sold than is there; what was not added for it is said where it was asked."""
        if short.policy is not Oversell.BLOCK:
            self.stock.tell(short)
        elif not self.dialogs.says(words := cart_words.shortage_words(short)):
            self.page.notices.warning(words, cause=self._same_cart())

    def placed(self, order: PlacedOrder) -> None:
        """The sale is on disk: show the change, print, and be ready for the next."""
        self.page.notices.clear()
        self.page.cart.done.show_order(order)
        self.page.halves.show_cart()
        self.dialogs.placed()
        self.order.placed(order)
        self.window.order_placed.emit(order.id)
        self.page.to_box()
        self.news.start()
        if self.paper.wanted and order.paid >= order.total + order.rounding:
            said = partial(self._say_of, order)
            self.paper.print(order.id, said, partial(said, trouble=True))

    def _say_of(self, order: PlacedOrder, words: str, *, trouble: bool = False) -> None:
        """Say what became of a receipt where its sale is shown; once it is not, only what went wrong."""
        band = self.page.cart.done
        if not band.isHidden() and band.order == order:
            band.say(words)
        elif trouble:
            self.page.notices.warning(f"{order.number}: {words}")

    # from the window

    def news_came(self, _kinds: object) -> None:
        """Something was written: look again soon."""
        self.news.start()

    def look_again(self) -> None:
        """Read again what others may have changed; while the sale is being written, a moment later."""
        if self.sale.busy:
            self.news.start()
            return
        self.products = self.shop.search.count()
        settings = self.shop.settings.current()
        if settings != self.presenter.settings:
            self._decided(settings)
        self.page.shelf.refresh()
        self.show_held()
        self.quotes.show_mail()
        self.gaps.show()
        self.order.look_again()

    def _decided(self, settings: ShopSettings) -> None:
        """The shop decided something anew: its currency, taxes, methods, stock rules."""
        self.presenter.use(settings, BoxTerms(settings.currency, *current().marks()))
        self.tax_labels = settings.tax_labels
        self._dress()
        self.show_cart(self.sale.cart)

    def closing(self) -> None:
        """The shop is about to be closed: save what is only painted, look at nothing any more."""
        self.window.changes.changed.disconnect(self.news_came)
        self.news.stop()
        self.sale.flush()

    def open_order(self, text: str) -> None:
        """`#214` or a receipt's code: show that order on its page; one that is not here is said."""
        number = text.strip()
        if number and not self.shop.orders.find(f"#{number}", limit=1):
            if self.quotes.open_number(number):
                self.page.box.line.clear()
                return
            sounds.beep()
            self.warn(sentence(OrderUnknown(number)))
            return
        self.page.box.line.clear()
        self.window.open(TypedOrder(number))

    def open(self, ref: Ref) -> None:
        """Go on with a cart, repeat or change an order, or begin one for a customer."""
        match ref:
            case CartRef(cart_id=cart_id):
                self.sale.when_free(lambda: self.sale.take_up(cart_id))
            case EditOrder(order_id=order_id):
                self.editing.begin(order_id)
            case RepeatOrder(order_id=order_id, old_prices=old):
                self.editing.apart(lambda: self.order_form.repeat(order_id, old_prices=old))
            case QuoteRef(quote_id=quote_id):
                self.quotes.open(self.shop.quotes.quote(quote_id).row)
            case OrderFor(customer_id=customer_id):
                self.editing.apart(lambda: self.order_form.attach(customer_id))
            case _:
                pass

    def show_float(self) -> None:
        """Show at the bottom what the drawer began the day with, once it was counted."""
        amount = self.shop.checkout.float_today()
        words = _("Float {amount}").format(amount=current().money(amount)) if amount else ""
        self.window.status.say("float", words, right=True)

    def retell(self) -> None:
        """Say everything again in another language or format."""
        settings = self.presenter.settings
        self.presenter.use(settings, BoxTerms(settings.currency, *current().marks()))
        self.page.cart.retell(self.sale.cart, self.sale.totals, self.tax_labels)
        self.show_hint()
        self.show_float()
        self.order.show_mails()
