"""With a finger alone: every list and every long page is moved by dragging it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QWidget

from tests.ui.till import TillDriver
from ui.frame.refs import PageRef
from ui.shared.charge.tender_dialog import TenderDialog


def drag(widget: QWidget, begin: QPoint, end: QPoint) -> None:
    """Move a finger over a widget."""
    finger = QTest.createTouchDevice()
    QTest.touchEvent(widget, finger).press(0, begin, widget)
    for step in range(1, 11):
        QTest.qWait(8)
        QTest.touchEvent(widget, finger).move(0, begin + (end - begin) * step / 10, widget)
    QTest.qWait(8)
    QTest.touchEvent(widget, finger).release(0, end, widget)


@pytest.mark.parametrize("page", ["sell", "products", "settings"])
def test_a_finger_moves_what_is_longer_than_the_window(till: TillDriver, page: str) -> None:
    for number in range(60):
        till.stocks(f"Mug {number}", "18.00", sku=f"MUG-{number}", favourite=True)
    till.window.open(PageRef(page))
    till.settle()
    shown = till.window.page(PageRef(page))
    assert shown is not None

    def longer() -> list[QAbstractScrollArea]:
        areas = shown.findChildren(QAbstractScrollArea)
        return [one for one in areas if one.isVisible() and one.verticalScrollBar().maximum() > 100]

    till.wait(longer, "something to scroll")
    lines = till.lines
    for area in longer():
        # Near its left: the offscreen platform's screen is 800 pixels wide and drops what is beyond.
        begin = QPoint(100, area.viewport().rect().center().y())
        drag(area.viewport(), begin, begin - QPoint(0, 120))
        till.wait(lambda area=area: area.verticalScrollBar().value() > 50, "the list to move")  # type: ignore[misc]
    assert till.lines == lines


def touch(till: TillDriver, widget: QWidget) -> None:
    """Tap a widget with a finger; the screen of the offscreen platform is 800 pixels wide."""
    window = till.window.window()
    handle = window.windowHandle()
    assert handle is not None
    finger, at = QTest.createTouchDevice(), QPoint(5, 5)
    QTest.touchEvent(handle, finger).press(0, at, handle)
    QTest.touchEvent(handle, finger).release(0, at, handle)
    till.process()
    assert isinstance(widget, QAbstractButton)
    widget.click()
    till.process()


def tap_figures(till: TillDriver, keys: str) -> None:
    dialog = till.dialog
    assert dialog is not None
    assert dialog.keypad is not None
    for key in keys:
        button = dialog.keypad.point if key in ",." else dialog.keypad.figures[key]
        button.click()


def test_a_sale_is_paid_with_a_finger_alone(till: TillDriver) -> None:
    till.stocks("Mug", "18.00", sku="MUG", favourite=True)
    till.enter("MUG")
    touch(till, till.page.cart.charge)
    dialog = till.dialog
    assert isinstance(dialog, TenderDialog)
    tap_figures(till, "2.5")
    assert dialog.amount.text() == "2,5"
    assert dialog.keypad is not None
    dialog.keypad.delete.click()
    dialog.keypad.delete.click()
    tap_figures(till, "0")
    assert dialog.tender.amount is not None
    assert dialog.tender.amount.minor == 2000
    dialog.keypad.ok.click()
    till.settle()
    assert till.dialog is None
    assert till.page.cart.done.change.text().replace("\u00a0", " ") == "2,00 €"


@pytest.mark.parametrize("opens", ["custom", "discount", "charge"])
def test_every_dialog_with_an_amount_has_figures_when_a_finger_opened_it(
    till: TillDriver, opens: str
) -> None:
    till.stocks("Mug", "18.00", sku="MUG", favourite=True)
    till.enter("MUG")
    button = {
        "custom": till.page.cart.custom,
        "discount": till.page.cart.discount,
        "charge": till.page.cart.charge,
    }[opens]
    touch(till, button)
    assert till.dialog is not None
    assert till.dialog.keypad is not None
    till.press("Esc")
    button.click()  # keys came last
    assert till.dialog is not None
    assert till.dialog.keypad is None


@pytest.mark.parametrize("size", [(1280, 768), (1024, 768), (683, 768), (683, 336)])
def test_figures_and_amount_are_whole_in_every_window(till: TillDriver, size: tuple[int, int]) -> None:
    till.window.resize(*size)
    till.stocks("Mug", "18.00", sku="MUG", favourite=True)
    till.enter("MUG")
    till.page.halves.show_cart()
    touch(till, till.page.cart.charge)
    assert till.dialog is not None
    assert till.dialog.keypad is not None
    for key in till.dialog.keypad.all():
        assert key.height() >= 36
        assert key.visibleRegion().boundingRect().size() == key.size(), key.text()
    amount = till.dialog.first
    assert amount is not None
    assert amount.visibleRegion().boundingRect().size() == amount.size()


def test_what_is_left_of_a_sale_is_not_taken_for_the_next_customers(till: TillDriver) -> None:
    empty, done = till.page.cart.empty, till.page.cart.done
    assert empty.title.text() == "The cart is empty"
    till.stocks("Mug", "18.00", sku="MUG", favourite=True)
    till.enter("MUG")
    till.pay_cash("20")
    till.settle()
    assert done.isVisible()
    assert empty.title.text() == "Next customer"
    assert not empty.first_week.isVisible()
    till.enter("MUG")
    till.settle()
    assert not done.isVisible()
    till.press("Ctrl+Z")
    till.settle()
    assert empty.isVisible()
    assert empty.title.text() == "The cart is empty"
    assert empty.first_week.isVisible()
