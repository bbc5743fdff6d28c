"""The order or cart on hold in the panel; knows no widget."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos.domain.decisions.exceptions import ShopException
from pos.domain.mail.kinds import QueuedMail
from pos.domain.orders.cart import HeldCart
from pos.domain.orders.errors import OrderUnknown
from pos.domain.orders.orders import Order
from pos.domain.quotes.errors import QuoteUnknown
from pos.domain.quotes.quotes import Quote
from pos.domain.shop.settings import ShopSettings
from pos.domain.sync.state import Lies
from ui.kit.lists.list_presenter import ListPresenter
from ui.shared.orders.words import Entry

if TYPE_CHECKING:
    from pos.domain.stores.connection import StoreConnection
    from pos.domain.stores.there import OrderThere
    from pos.shop import Shop


class OrderPresenter(QObject):
    """Reads what is chosen in the list."""

    shown = Signal(object)  # Order | HeldCart | Quote | None

    def __init__(self, shop: Shop, orders: ListPresenter[Entry], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shop, self.list = shop, orders
        self.order: Order | HeldCart | Quote | None = None
        self.needs: tuple[ShopException, ...] = ()
        self.mails: tuple[QueuedMail, ...] = ()
        self.lies: Lies | None = None
        """Whether the order is on the hub; None where there is no hub."""
        self.there: tuple[OrderThere | None, StoreConnection] | None = None
        """What the order is in the web shop; None where there never was one."""
        orders.chosen.connect(lambda keys: self.show(keys[0] if len(keys) == 1 else ""))

    @property
    def settings(self) -> ShopSettings:
        return self.shop.settings.current()

    def today(self) -> date:
        """The day on the till's clock."""
        return self.shop.till.clock().date()

    def _quote(self, number: str) -> Quote | None:
        try:
            return self.shop.quotes.quote(number)
        except QuoteUnknown:
            return None

    def _needs(self, order: str) -> tuple[ShopException, ...]:
        """What somebody has to decide on an order that two tills changed."""
        orders = self.shop.orders
        return self.shop.exceptions.of_order(order) if orders.was_changed_by_two(order) else ()

    def look_where(self) -> Lies | None:
        """Where the order in the panel lies now."""
        if isinstance(self.order, Order):
            self.lies = self.shop.sync.lies(self.order.id)
        return self.lies

    def look_there(self) -> tuple[OrderThere | None, StoreConnection] | None:
        """What the order in the panel is in the web shop now."""
        self.there = None
        if isinstance(self.order, Order) and self.shop.has_store:
            stores = self.shop.stores
            store = stores.connecting.current()
            self.there = (stores.there.order(self.order.id), store) if store else None
        return self.there

    def show(self, key: str) -> None:
        """Put an order, a cart on hold or a quote in the panel; nothing when it is not there any more."""
        held = next((one for one in self.shop.carts.held() if one.cart.id == key), None)
        self.order, self.needs, self.mails, self.lies = held, (), (), None
        if held is None and key:
            try:
                self.order = self.shop.orders.order(key)
                self.needs = self._needs(self.order.id)
                self.mails = tuple(self.shop.mails.of_order(self.order.id))
                self.lies = self.shop.sync.lies(self.order.id)
            except OrderUnknown:
                self.order = self._quote(key)
        self.look_there()
        self.shown.emit(self.order)
