"""The Customers page: its list, its commands and its words; it decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.text import _, mark
from ui.customers.customer_list import CustomerTable
from ui.customers.filters import Filters
from ui.frame.window import MainWindow
from ui.kit.actions import Command
from ui.kit.controls.buttons import PlainButton
from ui.kit.lists.list_page import ListPage
from ui.kit.lists.search_row import SearchField, SearchRow
from ui.kit.speaking import speak

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.customers.controller import Desk


class CustomersPage(ListPage):
    """The list of who buys again, and the customer chosen in it."""

    def __init__(self, window: MainWindow) -> None:
        self.search = SearchField()
        self.filters = Filters()
        self.table = CustomerTable()
        super().__init__(window, self.search, self.filters, self.table, "user")
        self.desk: Desk | None = None
        self.add = PlainButton("", icon="plus", height=40)
        self.lay_out(self, SearchRow(self.search, self.add))
        self._commands()
        speak(self, self._say)

    def _commands(self) -> None:
        known = self.window_.commands
        for name, title, keys, run in (
            ("add", mark("Add customer"), ("Ctrl+N",), self._add),
            ("order", mark("New order for this customer"), ("F12",), self._order),
            ("undo", mark("Undo"), ("Ctrl+Z",), self._undo),
            ("search", mark("Search customers"), ("F2",), self.search.setFocus),
        ):
            known.add(Command(f"customers.{name}", title, keys, run), self)

    def open_shop(self, shop: Shop) -> None:
        """Come to life with the customers of a shop."""
        from ui.customers.controller import Desk

        self.desk = Desk(self, self.window_, shop)
        self.desk.start()

    def open_customer(self, customer_id: str) -> None:
        """Show a customer."""
        if self.desk is not None:
            self.desk.open_customer(customer_id)

    def _add(self) -> None:
        if self.desk is not None:
            self.desk.add()

    def _order(self) -> None:
        if self.desk is not None:
            self.desk.new_order()

    def _undo(self) -> None:
        if self.desk is not None:
            self.desk.undo()

    def _say(self) -> None:
        self.search.line.setPlaceholderText(_("Search name, company, e-mail, phone…"))
        self.search.line.setAccessibleName(_("Search customers"))
        self.add.setText(_("Add customer"))
        self.bare.say(
            _("No customers yet"),
            _("Who orders by phone is kept here, with addresses and what they bought."),
            _("Add the first one"),
        )
        self.nothing.say(_("Nobody found"), _("Try fewer letters or digits."), _("Add customer"))
        if self.desk is not None:
            self.desk.say()


def customers_page(window: MainWindow) -> CustomersPage:
    """Build the page."""
    return CustomersPage(window)
