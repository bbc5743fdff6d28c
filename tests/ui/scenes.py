"""Every page, form and dialog of the window, as a person comes to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.phone_shop import PhoneShop
from tests.ui.till import TillDriver, open_till
from ui.customers.page import CustomersPage
from ui.frame.refs import PageRef
from ui.kit.lists.list_page import ListPage
from ui.products.page import ProductsPage
from ui.settings.page import SettingsPage


@pytest.fixture
def phone(tmp_path: Path, qapp: QApplication) -> Iterator[TillDriver]:
    """A window on a shop with a product and a customer who ordered before."""
    with open_till(tmp_path, qapp) as till:
        shop = PhoneShop(till.shop)
        shop.ordered(shop.customer("Anna Roux", email="anna@example.org", phone="+33612345678"))
        till.window.changes.announce("settings", "customers", "orders", "products")
        till.settle()
        yield till


def order(till: TillDriver) -> QWidget:
    till.enter("@anna")
    till.enter("MUG")
    till.press("F7", "F4")
    return till.page


def customer(till: TillDriver) -> QWidget:
    till.window.open(PageRef.CUSTOMERS)
    till.settle()
    page = till.window.page(PageRef.CUSTOMERS)
    assert isinstance(page, CustomersPage)
    page.table.list.choose(0)
    return page


def product(till: TillDriver) -> QWidget:
    till.window.open(PageRef.PRODUCTS)
    till.settle()
    page = till.window.page(PageRef.PRODUCTS)
    assert isinstance(page, ProductsPage)
    page.listing.table.list.choose(0)
    return page


def settings(at: int) -> Callable[[TillDriver], QWidget]:
    def section(till: TillDriver) -> QWidget:
        till.window.open(PageRef.SETTINGS)
        till.settle()
        page = till.window.page(PageRef.SETTINGS)
        assert isinstance(page, SettingsPage)
        page.navigation.choose(at)
        return page

    return section


def dialog(*keys: str) -> Callable[[TillDriver], QWidget]:
    def opened(till: TillDriver) -> QWidget:
        till.enter("MUG")
        till.press(*keys)
        assert till.dialog is not None
        return till.dialog

    return opened


FORMS = {
    "order": order,
    "customer": customer,
    "product": product,
    "custom item": dialog("F3"),
    "discount": dialog("F6"),
    "hold": dialog("F8"),
    "charge": dialog("F12"),
    **{f"settings {at}": settings(at) for at in range(14)},
}


def sell(till: TillDriver) -> QWidget:
    till.enter("MUG")
    return till.page


def found(till: TillDriver) -> QWidget:
    till.enter("MUG")
    till.type("bow")
    return till.page


def done(till: TillDriver) -> QWidget:
    till.enter("MUG")
    till.pay_cash()
    return till.page


def orders(till: TillDriver) -> QWidget:
    till.window.open(PageRef.ORDERS)
    till.settle()
    page = till.window.page(PageRef.ORDERS)
    assert isinstance(page, ListPage)
    page.table.list.choose(0)
    return page


PAGES = {"sell": sell, "found": found, "done": done, "orders": orders}
DIALOGS = {
    "line": dialog("Down", "Enter"),
    "keys": dialog("F1"),
    "commands": dialog("Ctrl+K"),
    "last sales": dialog("F10"),
}
SCENES = {**FORMS, **PAGES, **DIALOGS}


def walk(till: TillDriver) -> Iterator[str]:
    """Every page, form and dialog one after the other in one window, by name."""
    for name, scene in sorted(SCENES.items(), key=lambda one: one[0] == "order"):  # its panel stays open
        till.window.open(PageRef.SELL)
        till.window.resize(1280, 720)
        scene(till)
        yield name
        while till.dialog is not None:
            till.press("Esc")
        till.page.box.line.clear()
