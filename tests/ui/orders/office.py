"""The Orders page in its real window, and the words of a person in front of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pos.domain.orders.orders import Order
from tests.ui.phone_shop import PhoneShop
from tests.ui.shop_window import ShopWindow
from ui.frame.refs import PageRef, TypedOrder
from ui.kit.dialogs.dialog import open_dialog_of
from ui.orders.acts.pay_dialog import PayDialog
from ui.orders.page import OrdersPage, orders_page


class Office(ShopWindow):
    """The page over a shop with a few orders."""

    page: OrdersPage
    phone: PhoneShop

    def open(self) -> None:
        self.window.add_page(PageRef.ORDERS, "Orders", "receipt-text", orders_page)
        self.window.open(PageRef.ORDERS)
        page = self.window.page(PageRef.ORDERS)
        assert isinstance(page, OrdersPage)
        self.page = page
        self.window.show()
        self.settle()

    @property
    def numbers(self) -> list[str]:
        return [self.spoken(at).split(", ")[0] for at in range(self.page.table.rows.rowCount())]

    def spoken(self, at: int) -> str:
        """What a screen reader says of a row."""
        return str(self.page.table.rows.index(at).data(Qt.ItemDataRole.AccessibleTextRole))

    @property
    def detail(self):  # type: ignore[no-untyped-def]  # made with the shop
        return self.page.controller.detail

    @property
    def order(self) -> Order:
        assert isinstance(self.detail.shown, Order)
        return self.detail.shown

    def open_order(self, number: str) -> None:
        self.window.open(TypedOrder(number))
        self.settle()

    def key(self, key: Qt.Key) -> None:
        focused = self.window.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        self.settle()

    def choose_status(self, words: str) -> None:
        next(one for one in self.detail.fulfilment.choices if one.words == words).run()
        self.settle()

    def pills(self) -> list[str]:
        return [pill.text() for pill in self.page.filters.pills.values() if pill.isVisible()]

    def dialog(self) -> PayDialog:
        dialog = open_dialog_of(self.window)
        assert isinstance(dialog, PayDialog)
        return dialog
