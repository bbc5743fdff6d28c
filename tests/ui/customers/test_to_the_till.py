"""From the lists to the till: an order for a customer, the same again, a number typed in the box."""

from __future__ import annotations

import pytest

from tests.ui.phone_shop import PhoneShop
from tests.ui.till import TillDriver
from ui.customers.page import CustomersPage
from ui.frame.refs import PageRef
from ui.orders.page import OrdersPage


@pytest.fixture
def busy(till: TillDriver) -> TillDriver:
    phone = PhoneShop(till.shop)
    lucie = phone.customer("Lucie Martin", phone="06 12 34 56 78")
    phone.ordered(lucie, quantity=2)
    till.window.changes.announce()
    till.settle()
    return till


def orders(till: TillDriver) -> OrdersPage:
    page = till.window.shown()
    assert isinstance(page, OrdersPage)
    return page


def test_a_number_in_the_box_opens_its_order(busy: TillDriver) -> None:
    busy.enter("#1")
    busy.settle()
    page = orders(busy)
    assert page.controller.detail.number.text() == "A-000001"


def test_a_scanned_receipt_opens_its_order_from_any_page(busy: TillDriver) -> None:
    busy.scan("#A-000001")
    busy.settle()
    assert orders(busy).search.line.text() == "#A-000001"
    busy.scan("#A-000001")
    busy.settle()
    assert orders(busy).controller.detail.number.text() == "A-000001"


def test_a_receipt_scanned_among_the_customers_opens_its_order(busy: TillDriver) -> None:
    busy.window.open(PageRef.CUSTOMERS)
    busy.settle()
    busy.scan("#A-000001")
    busy.settle()
    assert orders(busy).search.line.text() == "#A-000001"


def test_a_number_nobody_has_is_said_at_the_till(busy: TillDriver) -> None:
    busy.enter("#99")
    assert busy.window.shown() is busy.page
    assert busy.notice == "There is no order 99 in this shop."


def test_an_order_again_fills_the_cart(busy: TillDriver) -> None:
    busy.enter("#1")
    busy.settle()
    page = orders(busy)
    busy.click(page.controller.detail.repeat)
    busy.settle()
    assert busy.window.shown() is busy.page
    assert busy.lines == ["2 × Mug, blue glaze 36.00"]


def test_a_cart_on_hold_is_taken_up_at_the_till(busy: TillDriver) -> None:
    phone = PhoneShop.__new__(PhoneShop)
    phone.shop = busy.shop
    busy.shop.carts.hold(phone.cart(sku="BOWL"), "the list")
    busy.window.open(PageRef.ORDERS)
    page = busy.window.page(PageRef.ORDERS)
    assert isinstance(page, OrdersPage)
    busy.settle()
    page.controller.list.use_filter("held")
    busy.settle()
    busy.click(page.controller.detail.main)
    busy.settle()
    assert busy.lines == ["1 × Bowl, ash wood 24.00"]


def test_a_new_order_for_a_customer(busy: TillDriver) -> None:
    busy.window.open(PageRef.CUSTOMERS)
    page = busy.window.page(PageRef.CUSTOMERS)
    assert isinstance(page, CustomersPage)
    busy.settle()
    busy.click(page.controller.detail.order)
    busy.settle()
    assert busy.window.shown() is busy.page
    buyer = busy.controller.sale.cart.buyer
    assert buyer is not None
    assert buyer.name == "Lucie Martin"
