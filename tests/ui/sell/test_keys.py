"""F1 tells the truth: what it lists is what the keys do on the page shown."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from tests.ui.till import TillDriver
from ui.frame.key_list import KeyList
from ui.frame.refs import PageRef

FOR_THE_CART = "In the cart: more, less, remove"


def listed(till: TillDriver) -> list[str]:
    till.press("F1")
    assert isinstance(till.dialog, KeyList)
    words = [label.text() for label in till.dialog.findChildren(QLabel)]
    till.press("Esc")
    assert till.dialog is None
    return words


def test_the_list_knows_the_keys_of_the_page_shown_and_no_others(till: TillDriver) -> None:
    on_sell = listed(till)
    assert {"Charge", "Last sales and their receipts", "Undo", FOR_THE_CART, "One step back"} <= set(on_sell)
    till.window.open(PageRef.PRODUCTS)
    till.settle()
    elsewhere = listed(till)
    assert "Charge" not in elsewhere
    assert FOR_THE_CART not in elsewhere
    assert "All keys" in elsewhere


@pytest.mark.parametrize("page", ["products", "settings", "orders"])
def test_the_keys_of_selling_do_nothing_on_other_pages(till: TillDriver, page: str) -> None:
    till.enter("12,50 bowl")
    till.window.open(PageRef(page))
    till.settle()
    till.press("F3", "F6", "F8", "F10", "F12", "Ctrl+Enter")
    assert till.dialog is None
    assert till.sales == 0
    till.window.open(PageRef.SELL)
    assert till.lines == ["1 × bowl 12.50"]


@pytest.mark.parametrize("page", ["products", "orders", "customers"])
def test_keys_alone_lead_to_a_page_its_search_and_back_to_the_box(till: TillDriver, page: str) -> None:
    till.press("Ctrl+K")
    till.enter(page)
    till.wait(lambda: till.window.shown() is till.window.page(PageRef(page)), "the page")
    till.settle()
    till.press("Tab", "F2")
    till.type("xyz")
    assert isinstance(field := QApplication.focusWidget(), QLineEdit)
    assert field.text() == "xyz"
    till.press("Ctrl+K")
    till.enter("sell")
    till.enter("12,50 bowl")
    assert till.lines == ["1 × bowl 12.50"]
