"""The Orders page: its commands; it decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.text import mark
from ui.frame.window import MainWindow
from ui.kit.actions import Command
from ui.kit.lists.list_page import ListPage
from ui.shared.orders.words import Entry

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.orders.controller import OrdersController


class OrdersPage(ListPage[Entry]):
    """The list of what was sold, and the order chosen in it."""

    controller: OrdersController

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window

    def open_shop(self, shop: Shop) -> None:
        """Come to life with the orders of a shop."""
        from ui.orders.controller import OrdersController

        self.controller = OrdersController(self, self.window_, shop)
        for name, title, keys, run in (
            ("pay", mark("Record payment"), ("F12",), self.controller.of_detail.pay),
            ("cancel", mark("Cancel order…"), (), self.controller.detail.ask_cancel),
            ("undo", mark("Undo"), ("Ctrl+Z",), self.undo),
            ("search", mark("Search orders"), ("F2",), self.search.setFocus),
        ):
            self.window_.commands.add(Command(f"orders.{name}", title, keys, run), self)
        self.controller.list.look_for()

    def open_order(self, number: str) -> None:
        """Show an order, as its number is typed or its code is scanned: `214`, `#A-000214`."""
        self.controller.open_order(number)


def orders_page(window: MainWindow) -> OrdersPage:
    """Build the page."""
    return OrdersPage(window)
