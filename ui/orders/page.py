"""The Orders page: arranges search, chips, table and panel, and connects them; it decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.text import _, mark
from ui import theme
from ui.commands import Command
from ui.main_window import MainWindow
from ui.orders.filters import Filters
from ui.orders.order_list import OrderTable
from ui.parts.empty import EmptyState
from ui.parts.notices import Notices
from ui.parts.search_row import SearchField
from ui.parts.sheet import open_sheet_of
from ui.parts.speaking import speak

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.orders.desk import Desk


class OrdersPage(QWidget):
    """The list of what was sold, and the order chosen in it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.desk: Desk | None = None
        self.last_undo: Callable[[], None] | None = None
        self.search = SearchField()
        self.filters = Filters()
        self.notices = Notices()
        self.table = OrderTable()
        self.bare = EmptyState("receipt-text", "", main=True)
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
        for part in (self.search, self.filters, self.notices):
            left.addWidget(part)
        left.addWidget(self.lists, 1)
        left.addWidget(self.foot)
        self.row.addLayout(left, 1)

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
        from ui.orders.desk import Desk

        self.desk = Desk(self, self.window_, shop)
        self.desk.start()

    def open_order(self, number: str) -> None:
        """Show an order, as its number is typed or its code is scanned: `214`, `#A-000214`."""
        if self.desk is not None:
            self.desk.open_order(number)

    def scanned(self, code: str) -> None:
        """Look for a code that was scanned anywhere on this page; a sheet is not disturbed."""
        if self.desk is not None and open_sheet_of(self) is None:
            self.desk.scanned(code)

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
        self.bare.say(
            _("No orders yet"), _("What is sold at the till is listed here."), _("Sell something")
        )
        self.nothing.say(_("No order found"), _("Try fewer letters, or another filter."), _("Show all"))
        if self.desk is not None:
            self.desk.book.refresh()

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


def orders_page(window: MainWindow) -> OrdersPage:
    """Build the page."""
    return OrdersPage(window)
