"""What happens to an order after the sale, through the whole window: with keys alone, with touch alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from pos.domain.orders.orders import Order
from tests.ui.phone_shop import PhoneShop
from tests.ui.till import TillDriver
from ui.kit.dialogs.dialog import open_dialog_of
from ui.orders.acts.hand_over_dialog import HandOverDialog
from ui.orders.acts.pay_dialog import PayDialog
from ui.orders.acts.return_dialog import ReturnDialog
from ui.orders.detail.panel import OrderDetail
from ui.orders.page import OrdersPage
from ui.shared.papers.receipt_dialog import ReceiptDialog

BLUE, LARGE = "4006381333931", "4006381333948"


@pytest.fixture
def shop(till: TillDriver) -> TillDriver:
    """Two sizes of a mug, and Lucie, who ordered five of the small ones by phone for a delivery."""
    phone = PhoneShop(till.shop)
    till.stocks("Mug, small", "18.00", sku="MUG-S", barcode=BLUE, quantity=50)
    till.stocks("Mug, large", "20.00", sku="MUG-L", barcode=LARGE, quantity=50)
    phone.ordered(phone.customer("Lucie Martin", email="lucie@example.com"), sku="MUG-S", quantity=5)
    till.window.changes.announce()
    till.settle()
    return till


def page(till: TillDriver) -> OrdersPage:
    shown = till.window.shown()
    assert isinstance(shown, OrdersPage)
    return shown


def detail(till: TillDriver) -> OrderDetail:
    return page(till).controller.detail


def order(till: TillDriver, number: str = "A-000001") -> Order:
    till.settle()
    return till.shop.orders.order(number)


def standing(till: TillDriver, number: str = "A-000001") -> tuple[str, ...]:
    """Total, taken back, in, out, due, to give back, and both statuses."""
    row = order(till, number).row
    amounts = (row.total, row.credited, row.paid, row.refunded, row.due, row.to_give_back)
    return (*map(str, amounts), row.payment_status, row.fulfilment_status)


def papers(till: TillDriver, number: str = "A-000001") -> list[tuple[str, str]]:
    return [(one.kind, str(one.total)) for one in order(till, number).papers]


def goods(till: TillDriver) -> tuple[Decimal | None, ...]:
    return tuple(till.in_stock(sku) for sku in ("MUG-S", "MUG-L"))


def command(till: TillDriver, words: str) -> None:
    """Ctrl+K and a few letters: every command by its name."""
    till.press("Ctrl+K")
    till.enter(words)
    till.settle()


def reach(till: TillDriver, part: QWidget) -> None:
    """Tab until a control has the keyboard."""
    for _stop in range(60):
        if part.hasFocus():
            return
        till.press("Tab")
    raise AssertionError("not reached")


def test_with_keys_a_deposit_a_part_delivery_a_return_with_exchange_and_a_cancel(shop: TillDriver) -> None:
    shop.enter("#1")
    shop.settle()
    # a deposit
    shop.press("F12")
    paying = open_dialog_of(shop.window)
    assert isinstance(paying, PayDialog)
    assert paying.part is not None
    shop.press("Alt+1")
    shop.type("30")
    reach(shop, paying.part)
    shop.press("Enter")
    assert standing(shop) == (
        "98.80", "0.00", "30.00", "0.00", "68.80", "0.00", "Part paid", "Awaiting processing",
    )  # fmt: skip
    # three of five go out
    command(shop, "hand over a part")
    handing = open_dialog_of(shop.window)
    assert isinstance(handing, HandOverDialog)
    shop.type("3")
    shop.scan(BLUE)
    shop.settle()
    assert handing.problem.text() == f"Finish this first: {BLUE} was not taken."
    assert handing.counts[0][1].value() == 3
    reach(shop, handing.tracking.line)
    shop.type("6A 100")
    shop.press("Enter")
    shop.settle()
    assert standing(shop)[-1] == "Processing"
    assert order(shop).fulfilment.tracking_number == "6A 100"
    assert goods(shop) == (45, 50)
    # the rest is paid, two come back for two large ones
    shop.press("F12")
    shop.settle()
    shop.press("Enter")
    assert standing(shop)[6] == "Paid"
    shop.press("F7")
    shop.type("2")
    shop.scan(LARGE, times=1)
    shop.scan(LARGE, times=1)
    shop.settle()
    returning = open_dialog_of(shop.window)
    assert isinstance(returning, ReturnDialog)
    assert (returning.answer.text(), returning.lines[0].count.value()) == ("Exchange", 2)
    shop.press("Enter")
    shop.settle()
    shop.press("Enter")
    shop.settle()
    assert open_dialog_of(shop.window) is None
    assert standing(shop) == (
        "98.80", "36.00", "98.80", "36.00", "0.00", "0.00", "Partially refunded", "Processing",
    )  # fmt: skip
    assert standing(shop, "A-000002")[:5] == ("40.00", "0.00", "40.00", "0.00", "0.00")
    assert goods(shop) == (47, 48)
    assert papers(shop)[-1] == ("credit_note", "36.00")
    # what is left is cancelled, its money goes back
    shop.scan("#A-000001")
    shop.settle()
    command(shop, "cancel order")
    shop.type("moved away")
    shop.press("Enter")
    shop.press("Enter")
    assert standing(shop)[1:] == ("98.80", "98.80", "98.80", "0.00", "0.00", "Refunded", "Returned")
    assert goods(shop) == (50, 48)
    credit = sum(float(amount) for kind, amount in papers(shop) if kind == "credit_note")
    assert f"{credit:.2f}" == "98.80"
    assert shop.verifies()


def test_with_touch_a_deposit_a_part_delivery_a_return_with_exchange_and_a_cancel(shop: TillDriver) -> None:
    shop.enter("#1")
    shop.settle()
    panel = detail(shop)
    touch(shop, panel.main)
    paying = open_dialog_of(shop.window)
    assert isinstance(paying, PayDialog)
    touch(shop, paying.methods.buttons[0])
    assert paying.keypad is not None
    for figure in "30":
        touch(shop, paying.keypad.figures[figure])
    assert paying.part is not None
    touch(shop, paying.part)
    assert standing(shop)[6] == "Part paid"
    choose(shop, "Hand over a part…")
    handing = open_dialog_of(shop.window)
    assert isinstance(handing, HandOverDialog)
    for _piece in range(2):
        touch(shop, handing.counts[0][1].less)
    shop.settle()
    touch(shop, handing.slip)
    shop.settle()
    slip = open_dialog_of(shop.window)
    assert isinstance(slip, ReceiptDialog)
    assert slip.accessibleName() == "Packing slip A-000001"
    assert slip.save.isEnabled()
    touch(shop, slip.back)
    assert open_dialog_of(shop.window) is handing
    touch(shop, handing.answer)
    assert standing(shop)[-1] == "Processing"
    touch(shop, panel.take_back)
    shop.settle()
    returning = open_dialog_of(shop.window)
    assert isinstance(returning, ReturnDialog)
    for _piece in range(2):
        touch(shop, returning.lines[0].count.more)
    returning.takes_code(LARGE)
    shop.settle()
    touch(shop, returning.answer)
    shop.settle()
    assert open_dialog_of(shop.window) is None or returning.paying is not None
    if returning.paying is not None:
        touch(shop, returning.paying.finish)
        shop.settle()
    assert standing(shop)[1] == "36.00"
    assert order(shop).now.due + order(shop).now.paid - order(shop).now.refunded == 62_80  # type: ignore[union-attr]
    assert goods(shop) == (47, 49)
    page(shop).controller.open_order("1")
    shop.settle()
    touch(shop, panel.cancel)
    shop.settle()
    touch(shop, panel.band.confirm)
    assert standing(shop)[1] == "98.80"
    assert standing(shop)[4:6] == ("0.00", "0.00")
    assert goods(shop) == (50, 49)
    assert standing(shop)[6:] == ("Refunded", "Returned")
    kinds = [kind for kind, _amount in papers(shop)]
    assert kinds == ["receipt", "invoice", "credit_note", "credit_note"], kinds
    mails = [one.kind for one in shop.shop.mails.of_order("A-000001")]
    assert mails == ["confirmation", "refund", "cancelled"], mails
    assert shop.verifies()


def touch(till: TillDriver, button: QAbstractButton) -> None:
    """Tap a button with a finger: the window knows that one was there, and the button hears it."""
    handle = till.window.windowHandle()
    assert handle is not None
    assert button.isVisible()
    finger, at = QTest.createTouchDevice(), QPoint(5, 5)
    QTest.touchEvent(handle, finger).press(0, at, handle)
    QTest.touchEvent(handle, finger).release(0, at, handle)
    till.process()
    button.click()
    till.process()


def choose(till: TillDriver, words: str) -> None:
    """Touch More, and a row of its menu."""
    panel = detail(till)
    touch(till, panel.more)
    menu = panel.more.menu
    assert menu is not None
    action = next(one for one in menu.actions() if one.text() == words)
    action.trigger()
    menu.close()
    till.settle()


def test_one_line_of_a_scanned_receipt_is_refunded_with_three_keys(shop: TillDriver) -> None:
    shop.scan(BLUE)
    shop.scan(LARGE)
    shop.pay_cash()
    shop.settle()
    shop.scan("#A-000002")
    shop.settle()
    before = shop.strokes
    shop.press("Enter")
    shop.press("+")
    shop.settle()
    shop.press("Enter")
    shop.settle()
    assert shop.strokes - before == 3
    assert standing(shop, "A-000002")[:6] == ("38.00", "18.00", "38.00", "18.00", "0.00", "0.00")
    assert goods(shop) == (45, 49)


def test_another_size_takes_a_scan_and_four_keys(shop: TillDriver) -> None:
    shop.scan(BLUE)
    shop.pay_cash()
    shop.settle()
    shop.scan("#A-000002")
    shop.settle()
    before = shop.strokes
    shop.press("Enter")
    shop.press("+")
    scanned = shop.strokes
    shop.scan(LARGE)
    shop.settle()
    scanned = shop.strokes - scanned
    shop.press("Enter")
    shop.settle()
    shop.press("Enter")
    shop.settle()
    scans = 2
    assert shop.strokes - before - scanned + scans == 6
    assert standing(shop, "A-000003")[6] == "Paid"
    assert goods(shop) == (45, 49)
    assert shop.verifies()


def test_ctrl_z_after_finish_undoes_the_sale_asked_once(shop: TillDriver) -> None:
    shop.scan(BLUE)
    shop.pay_cash()
    shop.settle()
    shop.press("Ctrl+Z")
    shop.settle()
    assert open_dialog_of(shop.window) is not None
    shop.press("Enter")
    shop.settle()
    assert "is void" in shop.notice
    assert standing(shop, "A-000002")[1:6] == ("18.00", "18.00", "18.00", "0.00", "0.00")
    assert goods(shop) == (45, 50)
    shop.scan(BLUE)
    shop.press("Ctrl+Z")
    assert shop.lines == []


def test_what_followed_a_sale_keeps_it_from_being_undone(shop: TillDriver) -> None:
    shop.scan(BLUE)
    shop.pay_cash()
    shop.settle()
    shop.shop.order_changes.note("A-000002", "wrapped")
    shop.press("Ctrl+Z")
    shop.settle()
    assert open_dialog_of(shop.window) is None
    assert "Something followed this sale" in shop.notice
