"""Connects the page with its presenters once the shop is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from pos.domain.box.reading import order_code
from pos.domain.orders.cart import HeldCart
from pos.domain.orders.errors import OrderUnknown
from pos.domain.orders.orders import Order, PaymentStatus
from pos.text import _, sentence
from ui.frame.refs import PageRef, TakeBack
from ui.frame.window import MainWindow
from ui.kit.lists.list_presenter import ListPresenter
from ui.kit.speaking import speak
from ui.orders.acts.controller import DetailController
from ui.orders.detail.panel import OrderDetail
from ui.orders.filtering import Filtering
from ui.orders.order_list import OrderList
from ui.orders.presenter import OrderPresenter
from ui.orders.several import Several
from ui.shared.orders.words import number

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.orders.page import OrdersPage
    from ui.shared.stores.there import ThereLine


class OrdersController(QObject):
    """The page at work."""

    def __init__(self, page: OrdersPage, window: MainWindow, shop: Shop) -> None:
        super().__init__(page)
        self.page, self.window, self.shop = page, window, shop
        listed = OrderList(shop, lambda: shop.till.clock().date())
        self.list = ListPresenter(listed, window.reader, window.behind, self)
        self.orders = OrderPresenter(shop, self.list, self)
        self.detail = OrderDetail(lambda: self.orders.settings, self.orders.today)
        self.several = Several(page, window, shop, self.list, listed)
        page.build(self.list, self.detail, self.several.button)
        self.several.show_in(page)
        self.filtering = Filtering(page.filters, self.list, window, shop, self)
        self._connect()
        self.of_detail = DetailController(page, window, self.orders, self.detail)
        self._returning: TakeBack | None = None
        """What is to be taken back of an order as soon as it is shown."""
        self._there: ThereLine | None = None
        self._placed = ""
        """The id of an order placed while another page was shown."""

    def _connect(self) -> None:
        page = self.page
        page.entered.connect(self._entered)
        page.code_scanned.connect(self._scanned)
        page.bare.action.clicked.connect(lambda: self.window.open(PageRef.SELL))
        page.nothing.action.clicked.connect(lambda: self.list.look_for())
        self.orders.shown.connect(self._show)
        self.orders.shown.connect(self._show_pictures)
        self.window.changes.changed.connect(page.changed)
        self.window.changes.exchanged.connect(lambda: self.detail.show_where(self.orders.look_where()))
        self.window.order_placed.connect(self._note_placed)
        self.window.closing.connect(self.list.close)

    def _show(self, order: Order | HeldCart | None) -> None:
        """Show what was read, and how its messages stand by now."""
        self.detail.show_order(order, self.orders.needs)
        self.detail.show_where(self.orders.lies)
        self._show_there()
        self.detail.body.letters.show_mails(self.orders.mails)
        returning = self._returning
        if returning is not None and isinstance(order, Order) and order.id == returning.order_id:
            self._returning = None
            self.of_detail.asks.take_back(order, returning.variant_id)

    def _show_there(self) -> None:
        """Say what the order is in the web shop, where there is one; else nothing of it is loaded."""
        order, of = self.orders.order, self.orders.there
        if of is not None and isinstance(order, Order):
            from ui.shared.stores.there import ThereLine, show_order

            if self._there is None:
                self._there = ThereLine()
                self.detail.add_line(self._there)
                speak(self._there, self._show_there)
            is_cancelled = order.row.payment_status == PaymentStatus.CANCELLED
            show_order(self._there, *of, cancelled=is_cancelled)
        elif self._there is not None:
            self._there.hide()

    def _show_pictures(self, shown: object) -> None:
        """What is made for somebody may have pictures, kept on this machine."""
        order = shown.id if isinstance(shown, Order) else shown.cart.id if isinstance(shown, HeldCart) else ""
        names = self.shop.after_sale.pictures.of(order) if order else ()
        self.detail.body.show_pictures(self.shop.folder.pictures, names)

    def _note_placed(self, order_id: str) -> None:
        self._placed = order_id

    def show_placed(self) -> None:
        """Look at the order just placed: it is what the person came for."""
        order_id, self._placed = self._placed, ""
        if order_id:
            self.list.look_for(show=order_id)

    def open_order(self, order_id: str) -> None:
        """Show an order, among those that bear its number; one that is not here is said."""
        try:
            bears = self.shop.orders.number_of(order_id)
        except OrderUnknown as error:
            self._unknown(error)
            return
        self.list.look_for(f"#{bears}", self.page.table.list.setFocus, show=order_id)

    def open_typed(self, text: str) -> None:
        """Show the order of a number, this till's first where several tills have it; a miss is said.

        Where two orders bear that very number both are listed, and none is chosen.
        """
        typed = text.strip().removeprefix("#")
        self.list.look_for(f"#{typed}" if typed else "", lambda: self._opened(typed))

    def take_back(self, ref: TakeBack) -> None:
        """Show an order, and ask what comes back of it."""
        self._returning = ref
        self.open_order(ref.order_id)

    def _opened(self, typed: str) -> None:
        rows = self.list.rows
        if not rows:
            if typed:
                self._unknown(OrderUnknown(typed))
            return
        own = f"{self.orders.settings.letter}-" if typed else ""
        first = next((row for row in rows if number(row).startswith(own)), rows[0])
        bears = number(first)
        if typed and sum(number(row) == bears for row in rows) > 1:
            self.page.table.list.choose(-1)
            self.list.choose(())
            said = _("Several orders bear the number {number}: choose the one you mean.")
            self.page.notices.warning(said.format(number=bears))
            self.page.table.list.setFocus()
            return
        self.page.table.list.choose(rows.index(first))
        self.page.table.list.setFocus()
        if order_code(f"#{typed}") and self.detail.take_back.isEnabled():
            self.detail.take_back.setFocus()  # who scans a paper brings something back

    def _unknown(self, error: OrderUnknown) -> None:
        QApplication.beep()
        self.list.look_for()
        self.page.notices.warning(sentence(error))

    def _scanned(self, code: str) -> None:
        """A code scanned on this page: an order's own, else what was sold under it."""
        if code.startswith("#"):
            self.open_typed(code)
            return
        hits = self.shop.search.by_code(code, scanned=True)
        name = hits[0].name if hits else code
        self.list.look_for(name, lambda: None if self.list.rows else QApplication.beep())

    def _entered(self) -> None:
        """Enter: what the order waits for first."""
        if self.orders.order is not None:
            self.detail.main.setFocus()
