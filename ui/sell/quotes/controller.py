"""Saves the cart as a quote, takes quotes up again, and places them as orders that name them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from pos.domain.orders.cart import Cart, Quoted
from pos.domain.quotes.errors import QuoteExpired
from pos.domain.quotes.quotes import Prices, Quote, QuoteRow, QuoteState
from pos.text import _, current, sentence
from ui.frame.refs import OrderRef
from ui.kit.dialogs.dialog import open_dialog_of
from ui.sell.dialogs.lists import Line, ListDialog
from ui.sell.quotes.save_dialog import QuoteDialog
from ui.shared.orders.words import quote_state

if TYPE_CHECKING:
    from ui.sell.controller import SellController

SHOWN = 100


class QuoteController(QObject):
    """Quotes on the Sell page; all writing is done in the writer lane."""

    def __init__(self, controller: SellController) -> None:
        super().__init__(controller)
        self._controller = controller
        self._shop, self._sale = controller.shop, controller.sale
        band = controller.page.quote_band
        band.paper.clicked.connect(self.paper_here)
        band.mail.clicked.connect(self.mail)
        band.decline.clicked.connect(self.decline)

    @property
    def _called(self) -> str:
        return self._sale.cart.quote.called if self._sale.cart.quote else ""

    @property
    def _today(self) -> date:
        return self._shop.till.clock().date()

    # saving

    def save(self) -> None:
        """Ask until when it holds, and save the cart as a quote, or the change of the one it comes from."""
        cart, window = self._sale.cart, self._controller.window
        if self._sale.busy or open_dialog_of(window) is not None or not self._controller.order_form.ready():
            return
        of = cart.quote
        text = self._shop.quotes.quote(of.called).text if of else ""
        until = self._today + timedelta(days=self._sale.settings.quote_days)
        if of is not None:
            until = max(self._today, date.fromisoformat(of.valid_until))
        number = of.number if of else ""
        save, mailed = partial(self._save, cart), bool(cart.buyer and cart.buyer.email)
        dialog = QuoteDialog(window, number, until, text, self._today, save, mailed=mailed)
        dialog.open_dialog()

    def _save(self, cart: Cart, until: date, text: str, mail: bool) -> None:
        of, shop = cart.quote, self._shop

        def work() -> Quote:
            called, seen = (of.called, of.seen) if of else ("", "")
            plain = shop.keeper.complete(cart).of_quote(None)
            with shop.till.transaction():
                quote = shop.quotes.save(plain, called, valid_until=until, text=text, seen=seen)
                return shop.quotes.mail(quote.id) if mail else quote

        def saved(quote: Quote) -> None:
            self._sale.begin_anew()
            said = _("Quote {number} is saved, valid until {day}.")
            day = current().date(quote.row.valid_until)
            words = said.format(number=quote.row.number, day=day)
            self._controller.page.notices.good(
                f"{words} {_goes_to(quote)}" if mail else words,
                _("Quote PDF"),
                lambda: self.paper(quote.row),
            )
            self._controller.page.to_box()

        self._sale.write(work, saved)

    # taking up

    def list(self) -> None:
        """The quotes, newest first; Enter takes one up, or shows the order that it became."""
        rows = self._shop.quotes.find(limit=SHOWN)
        if not rows:
            self._controller.warn(_("There is no quote yet. Fill the cart, then save it as a quote."))
            return
        self._list(rows)

    def _list(self, rows: Sequence[QuoteRow]) -> None:
        window = self._controller.window
        ListDialog(window, _("Quotes"), [_line(row) for row in rows], self._chosen).open_dialog()

    def _chosen(self, row: object) -> None:
        if isinstance(row, QuoteRow):
            self.open(row)

    def open(self, row: QuoteRow) -> None:
        """Go on with a quote; one whose day has passed asks at which prices."""
        if self._called in (row.id, row.number):
            return  # it is there
        match row.state:
            case QuoteState.PLACED:
                self._controller.window.open(OrderRef(row.order_id))
            case QuoteState.EXPIRED:
                self._ask_prices(QuoteExpired(row.number, row.valid_until), partial(self.take_up, row.id))
            case QuoteState.OPEN | QuoteState.DECLINED:
                self.take_up(row.id)

    def open_number(self, number: str) -> bool:
        """Open the quote of that number, or list those that bear it; false where there is none."""
        wanted = number.strip().casefold()
        rows = [row for row in self._shop.quotes.find(wanted, limit=SHOWN) if row.number.casefold() == wanted]
        if len(rows) == 1:
            self.open(rows[0])
        elif rows:
            self._list(rows)
        return bool(rows)

    def _ask_prices(self, why: QuoteExpired, then: Callable[[Prices], None]) -> None:
        lines = [
            Line(_("At the quoted prices"), _("As they were agreed, for this once."), "", "", Prices.QUOTED),
            Line(_("At today's prices"), _("Discounts stay as they were asked for."), "", "", Prices.TODAY),
        ]

        def take(chosen: object) -> None:
            if isinstance(chosen, Prices):
                then(chosen)

        ListDialog(self._controller.window, sentence(why), lines, take).open_dialog()

    def take_up(self, called: str, prices: Prices | None = None) -> None:
        """Put the goods of a quote, by id, into the cart; what lies there is held instead."""
        shop, cart = self._shop, self._sale.cart

        def work() -> Cart:
            quote = shop.quotes.quote(called)
            goods = shop.quotes.cart(called, prices or Prices.QUOTED)
            until, chosen = quote.row.valid_until.isoformat(), prices.value if prices else ""
            of = Quoted(quote.row.number, quote.event, until, chosen, quote.id)
            shop.after_sale.pictures.pass_on(quote.id, goods.id)
            declined = quote.row.state is QuoteState.DECLINED  # its goods become another one
            return shop.carts.take_in(goods if declined else goods.of_quote(of), cart)

        self._sale.when_free(lambda: self._sale.write(work, self._sale.go_on_with))

    # placing

    def refused(self, error: QuoteExpired) -> None:
        """The day of the quote passed while it lay in the cart: at which prices?"""

        def again(prices: Prices) -> None:
            if prices is Prices.TODAY:
                self.take_up(self._called or error.number, prices)
            else:
                self._sale.revise(lambda now: now.at_prices(prices.value))
                self._controller.order_form.place()

        self._ask_prices(error, again)

    # what else is done with one

    def decline(self) -> None:
        """The customer does not want it: its cart goes away."""
        of, called, notices = self._sale.cart.quote, self._called, self._controller.page.notices

        def work() -> Any:
            self._shop.quotes.decline(called)
            return self._shop.carts.discard(self._sale.cart.id)

        def done(_none: object) -> None:
            self._sale.begin_anew()
            notices.good(_("Quote {number} is declined.").format(number=of.number if of else ""))

        if of:
            self._sale.write(work, done)

    def mail(self) -> None:
        """Send it to its customer as it was saved."""
        called = self._called

        def asked(quote: Quote) -> None:
            self.show_mail()
            self._controller.page.notices.good(_goes_to(quote))

        if called:
            self._sale.write(lambda: self._shop.quotes.mail(called), asked)

    def show_cart(self, cart: Cart) -> None:
        """Follow the cart: its quote, and how the last message with it stands."""
        band = self._controller.page.quote_band
        other = bool(cart.quote) and not band.shows(cart)
        band.show_cart(cart)
        if other:
            self.show_mail()

    def show_mail(self) -> None:
        """Say beside the quote how its last message stands."""
        mails = self._shop.mails.of_quote(self._called) if self._called else []
        self._controller.page.quote_band.show_mail(mails[-1] if mails else None)

    def paper_here(self) -> None:
        """The paper of the quote that lies in the cart."""
        if self._called:
            self.paper(self._shop.quotes.quote(self._called).row)

    def paper(self, row: QuoteRow) -> None:
        """Its paper: looked at, printed, saved."""
        from ui.shared.papers.documents import show_quote

        show_quote(self._controller.window, row)


def _goes_to(quote: Quote) -> str:
    buyer = quote.order.buyer
    words = _("Quote {number} goes to {address}.")
    return words.format(number=quote.row.number, address=buyer.email if buyer else "")


def _line(row: QuoteRow) -> Line:
    state, _mood = quote_state(row.state)
    until = _("valid until {day}").format(day=current().date(row.valid_until))
    note = " · ".join(filter(None, (row.customer, row.order if row.order else until)))
    return Line(row.number, note, current().money(row.total), state, row)
