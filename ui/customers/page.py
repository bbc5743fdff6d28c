"""The Customers page: its commands; it decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.domain.customers.customers import CustomerRow
from pos.text import mark
from ui.frame.refs import CustomerRef, Ref
from ui.frame.window import MainWindow
from ui.kit.actions import Action
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
        new_order = mark("New order for this customer")
        self.window_.registry.add(
            self.controller.adding,
            Action("customers.order", new_order, self.controller.new_order, ("F12",)),
            Action("customers.undo", mark("Undo"), self.undo, ("Ctrl+Z",)),
            Action("customers.search", mark("Search customers"), self.search.setFocus, ("F2",)),
            page=self,
        )
        self.controller.list.look_for()

    def open(self, ref: Ref) -> None:
        if isinstance(ref, CustomerRef):
            self.controller.open_customer(ref.customer_id)


def customers_page(window: MainWindow) -> CustomersPage:
    return CustomersPage(window)
