"""The Orders page: its commands; it decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent

from pos.text import mark
from ui.frame.refs import OrderRef, Ref
from ui.frame.window import MainWindow
from ui.kit.actions import Action
from ui.kit.lists.list_page import ListPage
from ui.orders.detail.deeds import Deed
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
        self.window_.registry.add(
            Action("orders.pay", mark("Record payment"), self.controller.of_detail.pay, ("F12",)),
            Action(
                "orders.edit",
                Deed.EDIT.value,
                lambda: self.controller.of_detail.ask(Deed.EDIT),
                ("F4",),
            ),
            Action(
                "orders.return",
                Deed.RETURN.value,
                lambda: self.controller.of_detail.ask(Deed.RETURN),
                ("F7",),
            ),
            Action("orders.cancel", mark("Cancel order…"), self.controller.detail.ask_cancel),
            Action("orders.undo", mark("Undo"), self.undo, ("Ctrl+Z",)),
            Action("orders.search", mark("Search orders"), self.search.setFocus, ("F2",)),
            page=self,
        )
        self.controller.list.look_for()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the order just placed."""
        super().showEvent(event)
        if self._is_built:
            self.controller.show_placed()

    def scanned(self, code: str) -> bool:
        """Take a code scanned on this page, also while something is taken back."""
        if self._is_built and self.isVisible() and self.controller.of_detail.scanned(code):
            return True
        return super().scanned(code)

    def open(self, ref: Ref) -> None:
        if isinstance(ref, OrderRef):
            self.controller.open_order(ref.number)


def orders_page(window: MainWindow) -> OrdersPage:
    return OrdersPage(window)
