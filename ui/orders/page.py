"""The Orders page: its list, its commands and its words; it decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pos.text import _, mark
from ui.frame.window import MainWindow
from ui.kit.actions import Command
from ui.kit.lists.list_page import ListPage
from ui.kit.lists.search_row import SearchField
from ui.kit.speaking import speak
from ui.orders.filters import Filters
from ui.orders.order_list import OrderTable

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.orders.controller import Desk


class OrdersPage(ListPage):
    """The list of what was sold, and the order chosen in it."""

    def __init__(self, window: MainWindow) -> None:
        self.search = SearchField()
        self.filters = Filters()
        self.table = OrderTable()
        super().__init__(window, self.search, self.filters, self.table, "receipt-text")
        self.desk: Desk | None = None
        self.last_undo: Callable[[], None] | None = None
        self.lay_out(self, self.search)
        self._commands()
        speak(self, self._say)

    def _commands(self) -> None:
        known = self.window_.commands
        for name, title, keys, run in (
            ("pay", mark("Record payment"), ("F12",), self._pay),
            ("cancel", mark("Cancel order…"), (), self._cancel),
            ("undo", mark("Undo"), ("Ctrl+Z",), self._undo),
            ("search", mark("Search orders"), ("F2",), self.search.setFocus),
        ):
            known.add(Command(f"orders.{name}", title, keys, run), self)

    def open_shop(self, shop: Shop) -> None:
        """Come to life with the orders of a shop."""
        from ui.orders.controller import Desk

        self.desk = Desk(self, self.window_, shop)
        self.desk.start()

    def open_order(self, number: str) -> None:
        """Show an order, as its number is typed or its code is scanned: `214`, `#A-000214`."""
        if self.desk is not None:
            self.desk.open_order(number)

    def _pay(self) -> None:
        if self.desk is not None:
            self.desk.pay()

    def _cancel(self) -> None:
        if self.desk is not None:
            self.desk.detail.ask_cancel()

    def _undo(self) -> None:
        undo, self.last_undo = self.last_undo, None
        if undo is None:
            self.notices.info(_("There is nothing to undo on this page."))
        else:
            undo()

    def _say(self) -> None:
        self.search.line.setPlaceholderText(_("Search number, customer, product, phone…"))
        self.search.line.setAccessibleName(_("Search orders"))
        self.bare.say(_("No orders yet"), _("What is sold at the till is listed here."), _("Sell something"))
        self.nothing.say(_("No order found"), _("Try fewer letters, or another filter."), _("Show all"))
        if self.desk is not None:
            self.desk.book.refresh()


def orders_page(window: MainWindow) -> OrdersPage:
    """Build the page."""
    return OrdersPage(window)
