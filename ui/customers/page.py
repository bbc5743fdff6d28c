"""The Customers page: its commands; it decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.domain.customers.customers import CustomerRow
from pos.text import mark
from ui.frame.window import MainWindow
from ui.kit.actions import Command
from ui.kit.lists.list_page import ListPage

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.customers.controller import CustomersController


class CustomersPage(ListPage[CustomerRow]):
    """The list of who buys again, and the customer chosen in it."""

    controller: CustomersController

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window

    def open_shop(self, shop: Shop) -> None:
        """Come to life with the customers of a shop."""
        from ui.customers.controller import CustomersController

        self.controller = CustomersController(self, self.window_, shop)
        for name, title, keys, run in (
            ("add", mark("Add customer"), ("Ctrl+N",), self.controller.add),
            ("order", mark("New order for this customer"), ("F12",), self.controller.new_order),
            ("undo", mark("Undo"), ("Ctrl+Z",), self.undo),
            ("search", mark("Search customers"), ("F2",), self.search.setFocus),
        ):
            self.window_.commands.add(Command(f"customers.{name}", title, keys, run), self)
        self.controller.list.look_for()

    def open_customer(self, customer_id: str) -> None:
        """Show a customer."""
        self.controller.open_customer(customer_id)


def customers_page(window: MainWindow) -> CustomersPage:
    """Build the page."""
    return CustomersPage(window)
