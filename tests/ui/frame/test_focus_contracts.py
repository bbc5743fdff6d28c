"""Where the keyboard is after each act: a table of what the next key may rely on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.sample import sample
from tests.ui.scenes import SCENES, phone
from tests.ui.till import TillDriver
from ui.frame.refs import CatalogueFiles, PageRef
from ui.kit.controls.buttons import LinkButton
from ui.kit.forms.choices import Tick
from ui.products.imports.presenter import Stage
from ui.products.page import ProductsPage
from ui.settings.delivery.delivery_section import DeliverySection
from ui.settings.page import SettingsPage
from ui.settings.payment.payment_section import PaymentSection

__all__ = ["phone"]


def focused() -> str:
    now = QApplication.focusWidget()
    return now.accessibleName() if now is not None else ""


def section(till: TillDriver, kind: type[QWidget]) -> QWidget:
    page = till.window.page(PageRef.SETTINGS)
    if page is None:
        till.window.open(PageRef.SETTINGS)
        till.settle()
        page = till.window.page(PageRef.SETTINGS)
    assert isinstance(page, SettingsPage)
    assert page.sections is not None
    page.open_section(list(page.sections.kinds).index(kind))  # type: ignore[arg-type]
    till.process()
    return page.sections.section(kind)  # type: ignore[type-var, arg-type]


def lists(till: TillDriver, kind: type[QWidget]) -> QWidget:
    found = section(till, kind)
    editable = found.list if isinstance(found, DeliverySection) else found.methods  # type: ignore[attr-defined]
    return editable  # type: ignore[no-any-return]


def add(till: TillDriver, kind: type[QWidget], name: str, *, by: str) -> None:
    editable = lists(till, kind)
    editable.field.take_keyboard()  # type: ignore[attr-defined]
    till.type(name)
    if by == "Enter":
        till.press("Enter")
    else:
        editable.button.setFocus()  # type: ignore[attr-defined]
        till.press("Space")
    till.settle()


def dialog(till: TillDriver, *keys: str) -> None:
    till.press(*keys)
    till.process()


BOX = "Scan, search, or type a price"
LETTERED = ("order", "customer", "settings 3")
Act = Callable[[TillDriver], object]
CONTRACTS: dict[str, tuple[Act, str]] = {
    "the program starts": (lambda till: None, BOX),
    "an order is placed": (lambda till: (till.enter("MUG"), till.pay_cash()), BOX),
    "F4": (lambda till: till.press("F4"), "E-mail"),
    "F7 without an address": (lambda till: (till.enter("MUG"), till.press("F7")), "Street and number"),
    "F11 without a customer": (lambda till: (till.enter("MUG"), till.press("F11")), "E-mail"),
    "F11 with a wrong e-mail": (
        lambda till: (till.enter("MUG"), till.press("F4"), till.type("a@"), till.press("Tab", "F11")),
        "E-mail",
    ),
    "a custom item": (lambda till: dialog(till, "F3"), "Name"),
    "a custom item without a price": (
        lambda till: (dialog(till, "F3"), till.type("Wrap"), till.press("Enter")),
        "Price",
    ),
    "a custom item with a wrong quantity": (
        lambda till: (
            dialog(till, "F3"),
            till.type("Wrap"),
            till.press("Tab"),
            till.type("3"),
            till.press("Tab"),
            till.press("Ctrl+A"),
            till.type("x"),
            till.press("Enter"),
        ),
        "Quantity",
    ),
    "Back from a dialog": (lambda till: dialog(till, "F3", "Esc"), BOX),
    "a method is added": (lambda till: add(till, DeliverySection, "Van", by="Enter"), "Fee"),
    "a method is added by its button": (lambda till: add(till, DeliverySection, "Van", by="button"), "Fee"),
    "a method without a name": (
        lambda till: add(till, DeliverySection, "", by="button"),
        "Another way, such as a courier",
    ),
    "a way to pay that is there already": (
        lambda till: add(till, PaymentSection, "Cash", by="button"),
        "Another way to pay, such as a voucher",
    ),
}  # fmt: skip


@pytest.mark.parametrize("act", sample(CONTRACTS, 6))
def test_the_keyboard_is_where_the_next_key_belongs(phone: TillDriver, act: str) -> None:
    do, name = CONTRACTS[act]
    do(phone)
    phone.process()
    assert focused() == name


@pytest.mark.parametrize("scene", LETTERED)
def test_a_letter_on_a_link_or_a_tick_box_stays_there(phone: TillDriver, scene: str) -> None:
    page = SCENES[scene](phone)
    phone.settle()
    kinds = (LinkButton, Tick)
    stops = [
        one
        for one in page.findChildren(QWidget)
        if isinstance(one, kinds) and one.isVisible() and one.isEnabled() and one.focusPolicy()
    ]
    assert stops
    for stop in stops:
        if not stop.isVisible():
            continue
        stop.setFocus()
        for key in ("a", "7"):
            phone.type(key)
            assert QApplication.focusWidget() is stop, stop.accessibleName()
    assert phone.box == ""


def test_a_scan_on_a_link_is_sold_all_the_same(phone: TillDriver) -> None:
    phone.stocks("Cup", "3.00", barcode="4006381333931")
    phone.press("F4")
    phone.panel.more.surcharges.more.setFocus()
    phone.scan("4006381333931")
    assert phone.lines == ["1 × Cup 3.00"]


def test_enter_on_the_import_page_goes_on(phone: TillDriver, tmp_path: Path) -> None:
    file = tmp_path / "goods.csv"
    file.write_text("name,price,sku\nVase,12.00,VASE\n", encoding="utf-8")
    phone.window.open(CatalogueFiles((file,)))
    page = phone.window.page(PageRef.PRODUCTS)
    assert isinstance(page, ProductsPage)
    phone.settle()
    imports = page.taking_in
    assert imports is not None
    assert imports.imports.stage is Stage.READY
    imports.preview.side.format.setFocus()
    phone.press("Enter")
    phone.settle()
    assert imports.imports.stage is Stage.DONE
    imports.back.setFocus()
    imports.setFocus()
    phone.press("Enter")
    phone.settle()
    assert imports.imports.stage is Stage.NONE
