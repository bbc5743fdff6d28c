"""The Customers page: arranges search, chips, table and panel, and connects them; it decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.text import _, mark
from ui import theme
from ui.commands import Command
from ui.customers.customer_list import CustomerTable
from ui.customers.filters import Filters
from ui.main_window import MainWindow
from ui.parts.buttons import PlainButton
from ui.parts.empty import EmptyState
from ui.parts.notices import Notices
from ui.parts.search_row import SearchField
from ui.parts.sheet import open_sheet_of
from ui.parts.speaking import speak

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.customers.desk import Desk


class CustomersPage(QWidget):
    """The list of who buys again, and the customer chosen in it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.desk: Desk | None = None
        self.search = SearchField()
        self.add = PlainButton("", icon="plus", height=40)
        self.filters = Filters()
        self.notices = Notices()
        self.table = CustomerTable()
        self.bare = EmptyState("user", "", main=True)
        self.nothing = EmptyState("search", "")
        self.foot = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.lists = QStackedWidget()
        self._lay_out()
        self.setFocusProxy(self.search)
        self._commands()
        speak(self, self._say)

    def _lay_out(self) -> None:
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(16, 14, 16, 8)
        left.setSpacing(10)
        for page in (self.table, self.bare, self.nothing):
            self.lists.addWidget(page)
        top = QHBoxLayout()
        top.setSpacing(theme.space(2))
        top.addWidget(self.search, 1)
        top.addWidget(self.add)
        left.addLayout(top)
        left.addWidget(self.filters)
        left.addWidget(self.notices)
        left.addWidget(self.lists, 1)
        left.addWidget(self.foot)
        self.row.addLayout(left, 1)

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
        from ui.customers.desk import Desk

        self.desk = Desk(self, self.window_, shop)
        self.desk.start()

    def open_customer(self, customer_id: str) -> None:
        """Show a customer."""
        if self.desk is not None:
            self.desk.open_customer(customer_id)

    def scanned(self, code: str) -> None:
        """A code scanned on this page: an order's own opens it, anything else is looked for."""
        if self.desk is not None and open_sheet_of(self) is None:
            self.desk.scanned(code)

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

    def showEvent(self, event: QShowEvent) -> None:
        """Read again what changed while another page was shown."""
        super().showEvent(event)
        if self.desk is not None:
            self.desk.catch_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give what nothing else wanted to the search."""
        if event.text() and event.text().isprintable():
            self.search.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.line.insert(event.text())
            self.search.typed.emit(self.search.line.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.search.setFocus()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the rows in the other language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.table.list.viewport().update()


def customers_page(window: MainWindow) -> CustomersPage:
    """Build the page."""
    return CustomersPage(window)
