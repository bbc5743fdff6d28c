"""The Orders page: its commands; it decides nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent

from pos.domain.orders.orders import Order
from pos.text import _, mark
from ui.frame.refs import OrderRef, Ref, TakeBack, TypedOrder
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
            *(self._deed(one) for one in Deed),
            Action("orders.cancel", mark("Cancel order…"), self.controller.detail.ask_cancel),
            Action("orders.undo", mark("Undo"), self.undo, ("Ctrl+Z",)),
            self.controller.several.exporting,
            Action("orders.filter", mark("Filter orders…"), self.controller.filtering.ask, ("Ctrl+F",)),
            Action("orders.search", mark("Search orders"), self.search.setFocus, ("F2",)),
            page=self,
        )
        self.controller.list.look_for()

    def _deed(self, deed: Deed) -> Action:
        """What can be done with the order in the panel, as a command; the services refuse what cannot be."""
        keys = {Deed.EDIT: ("F4",), Deed.RETURN: ("F7",), Deed.COPY_TODAY: ("F9",)}

        def why_not() -> str:
            return "" if isinstance(self.controller.orders.order, Order) else _("Choose an order first.")

        run = partial(self.controller.of_detail.ask, deed)
        return Action(f"orders.{deed.name.lower()}", deed.value, run, keys.get(deed, ()), why_not=why_not)

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the order just placed."""
        super().showEvent(event)
        if self._is_built:
            self.controller.show_placed()

    def open(self, ref: Ref) -> None:
        if isinstance(ref, OrderRef):
            self.controller.open_order(ref.order_id)
        elif isinstance(ref, TypedOrder):
            self.controller.open_typed(ref.number)
        elif isinstance(ref, TakeBack):
            self.controller.take_back(ref)


def orders_page(window: MainWindow) -> OrdersPage:
    return OrdersPage(window)
