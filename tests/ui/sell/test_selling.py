"""A sale from the first scan to the change, with the fewest keys, and nothing lost on the way."""

from __future__ import annotations

from decimal import Decimal
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from pos.domain.catalogue.products import NewProduct
from tests.ui.till import TillDriver
from ui.sell.cart.cart_list import stepper_place
from ui.sell.dialogs.held import HeldDialog
from ui.sell.dialogs.last_sales import LastSalesDialog
from ui.sell.dialogs.line import LineDialog
from ui.sell.dialogs.lists import ListDialog
from ui.shared.charge.tender_dialog import TenderDialog

BLUE, SAND = "4006381333931", "4006381333948"


@pytest.fixture
def stocked(till: TillDriver) -> TillDriver:
    till.stocks("Mug, blue glaze", "18.00", sku="MUG-BLU", barcode=BLUE, quantity=5)
    till.stocks("Mug, sand glaze", "12.50", sku="MUG-SAN", barcode=SAND, quantity=5)
    return till


def test_a_customer_buys_two_mugs_with_cash(till: TillDriver) -> None:
    till.stocks("Mug, blue glaze", "18.00", sku="MUG-BLU", barcode=BLUE, quantity=5)

    till.scan(BLUE)
    till.scan(BLUE)
    assert till.total == "36.00"

    till.pay_cash("50.00")
    assert till.notice == "Change 14.00"
    assert till.in_stock("MUG-BLU") == 3
    assert till.verifies()


def test_fewest_keys_three_scans_and_exact_cash(stocked: TillDriver) -> None:
    for code in (BLUE, SAND, BLUE):
        stocked.scan(code)
    stocked.press("F12", "Enter")
    assert stocked.sales == 1
    assert stocked.notice == "Paid 48.50"
    assert stocked.verifies()


def test_fewest_keys_a_custom_item(till: TillDriver) -> None:
    till.enter("6,00 Engraving")
    assert till.lines == ["1 × Engraving 6.00"]


def test_the_next_scan_starts_the_next_sale_and_the_change_of_the_last_goes(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    stocked.pay_cash("20")
    assert stocked.notice == "Change 2.00"
    stocked.scan(SAND)
    assert stocked.lines == ["1 × Mug, sand glaze 12.50"]
    assert stocked.notice == ""


@pytest.mark.parametrize("keys", [("Enter", "Enter"), ("Enter",) * 5])
def test_enter_twice_is_one_sale(stocked: TillDriver, keys: tuple[str, ...]) -> None:
    stocked.scan(BLUE)
    stocked.press("F12", *keys)
    assert stocked.sales == 1


def test_twenty_clicks_on_charge_and_on_finish_are_one_sale(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    for _click in range(20):
        stocked.page.cart.charge.click()
    dialog = stocked.dialog
    assert isinstance(dialog, TenderDialog)
    for _click in range(20):
        dialog.finish.click()
    assert stocked.sales == 1
    assert stocked.dialog is None


def test_a_scan_while_the_sale_is_being_saved_starts_the_next_one(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    sale = stocked.controller.sale
    sale.place(stocked.controller.presenter.tender().tenders())
    stocked.controller.presenter.scanned(SAND)
    stocked.settle()
    assert stocked.sales == 1
    assert stocked.lines == ["1 × Mug, sand glaze 12.50"]


def test_undo_and_redo_every_step(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    stocked.scan(SAND)
    stocked.enter("-10%")
    before = (stocked.lines, stocked.total)
    for lines in (2, 1, 0):
        stocked.press("Ctrl+Z")
        assert len(stocked.lines) == lines
    stocked.press("Ctrl+Z")
    for _step in range(3):
        stocked.press("Ctrl+Shift+Z")
    assert (stocked.lines, stocked.total) == before
    stocked.press("Ctrl+Z", "Ctrl+Y")
    assert (stocked.lines, stocked.total) == before


def test_undo_takes_the_text_of_the_box_first(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    stocked.type("mug")
    stocked.press("Ctrl+Z")
    assert stocked.box != "mug"
    assert len(stocked.lines) == 1


def test_the_cart_is_there_again_to_the_line(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    stocked.scan(BLUE)
    stocked.enter("6,00 Engraving “Lucie”")
    stocked.enter("-5%")
    stocked.settle()
    cart = stocked.controller.sale.cart
    assert stocked.shop.carts.current() == cart
    stocked.start_again()
    assert stocked.controller.sale.cart == cart
    assert len(stocked.page.cart.cart_list.lines.rows) == 2


def test_keys_in_the_cart_change_the_line(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    stocked.press("Down")
    stocked.press("+")
    stocked.press("+")
    stocked.press("-")
    assert stocked.lines == ["2 × Mug, blue glaze 36.00"]
    stocked.press("Del")
    assert stocked.lines == []


def test_a_line_by_touch(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    view = stocked.page.cart.cart_list
    place = stepper_place(view.visualRect(view.lines.index(0)))
    stocked.click(view.viewport(), QPoint(place.right() - 5, place.center().y()))
    assert stocked.lines == ["2 × Mug, blue glaze 36.00"]
    stocked.click(view.viewport(), QPoint(place.left() + 5, place.center().y()))
    stocked.click(view.viewport(), QPoint(place.left() + 5, place.center().y()))
    assert stocked.lines == []


def test_a_line_in_its_dialog(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    stocked.press("Down", "Enter")
    stocked.type("3")
    stocked.press("Tab")
    stocked.type("15")
    stocked.press("Tab")
    stocked.type("chipped")
    stocked.press("Enter")
    line = stocked.controller.sale.cart.lines[0]
    assert (line.quantity, line.unit_price, line.price_reason) == (Decimal(3), Decimal(15), "chipped")
    assert stocked.page.cart.cart_list.lines.rows[0].details == "MUG-BLU · 15,00\u00a0€ · chipped"


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("quantity", "-1", "-1 is not a quantity to sell. Write a number above zero."),
        ("quantity", "1000000", "is more than the 999\u202f999 a line can hold"),
        ("quantity", "9", "Only 5 of Bowl in stock. It was not added"),
        ("quantity", "2,5", "more digits after the mark"),
        ("quantity", "", "Please fill this in."),
        ("price", "1e3", "is not a number"),
        ("price", "-5", "A price is zero or more."),
    ],
)
def test_what_a_line_cannot_be_is_said_in_its_dialog(
    stocked: TillDriver, field: str, typed: str, words: str
) -> None:
    stocked.stocks("Bowl", "24.00", sku="BOW-1", quantity=5, oversell="block")
    stocked.enter("BOW-1")
    stocked.press("Down", "Enter")
    dialog = stocked.dialog
    assert isinstance(dialog, LineDialog)
    place = getattr(dialog, field)
    place.line.setText(typed)
    stocked.press("Enter")
    assert stocked.dialog is dialog
    assert words in (place.mistake.text() or dialog.problem.text())
    assert not stocked.page.notices.bars()
    assert stocked.lines == ["1 × Bowl 24.00"]


def test_after_the_last_line_is_gone_the_box_has_the_keyboard(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    stocked.press("Down", "Enter")
    stocked.type("0")
    stocked.press("Enter")
    assert stocked.lines == []
    stocked.enter("12,50 bowl")
    assert stocked.lines == ["1 × bowl 12.50"]
    stocked.press("Down", "Del")
    stocked.enter("3,00 cup")
    assert stocked.lines == ["1 × cup 3.00"]


@pytest.mark.parametrize(
    ("policy", "sold", "said"), [("allow", 6, ""), ("warn", 6, "Only 5"), ("block", 5, "Only 5")]
)
def test_more_than_there_is(till: TillDriver, policy: str, sold: int, said: str) -> None:
    till.stocks("Mug", "18.00", sku="MUG", barcode=BLUE, quantity=5, oversell=policy)
    for _scan in range(6):
        till.scan(BLUE)
    assert till.lines == [f"{sold} × Mug {sold * 18}.00"]
    assert said in till.notice
    till.page.notices.clear()
    till.press("Down")
    till.press("+")
    assert till.lines == [f"{sold + (policy != 'block')} × Mug {(sold + (policy != 'block')) * 18}.00"]
    assert said in till.notice


def test_a_price_changed_while_in_the_cart_stays_as_it_was_shown(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    variant = stocked.controller.sale.cart.lines[0].variant_id or ""
    stocked.shop.catalogue.change_variant(variant, price=Decimal("99.00"))
    assert stocked.total == "18.00"
    stocked.pay_cash()
    assert stocked.notice == "Paid 18.00"
    assert stocked.verifies()


def test_hold_and_take_up_several_carts(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    stocked.press("F8")
    stocked.type("Blue coat")
    stocked.press("Enter")
    stocked.settle()
    assert stocked.lines == []
    stocked.scan(SAND)
    stocked.press("F8", "Enter")
    stocked.settle()
    assert stocked.page.cart.header.held.text() == "2 held"
    stocked.press("F8")
    dialog = stocked.dialog
    assert isinstance(dialog, ListDialog)
    names = [row.name for row in dialog.rows.all()]
    stocked.press(*["Down"] * names.index("Blue coat"), "Enter")
    stocked.settle()
    assert stocked.lines == ["1 × Mug, blue glaze 18.00"]
    assert stocked.page.cart.header.held.text() == "1 held"


def test_a_held_cart_is_thrown_away_and_comes_back(stocked: TillDriver) -> None:
    for name in ("Lucie", "Marc"):
        stocked.scan(BLUE)
        stocked.press("F8")
        stocked.enter(name)
        stocked.settle()
    stocked.press("F8")
    dialog = stocked.dialog
    assert isinstance(dialog, HeldDialog)
    first, second = (row.name for row in dialog.rows.all())
    stocked.press("Del")
    assert dialog.words.text() == f"Throw “{first}” away?"
    stocked.press("Enter")  # the same key keeps it
    assert dialog.list.hasFocus()
    stocked.press("Del")
    dialog.throw.click()
    stocked.settle()
    assert dialog.words.text() == f"“{first}” was thrown away."
    assert [row.name for row in dialog.rows.all()] == [second]
    assert stocked.page.cart.header.held.text() == "1 held"
    dialog.throw.click()
    stocked.settle()
    assert {row.name for row in dialog.rows.all()} == {"Lucie", "Marc"}
    stocked.press("Esc")
    assert stocked.page.cart.header.held.text() == "2 held"


def test_void_the_last_sale_asked_once(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    stocked.pay_cash()
    stocked.press("F10")
    dialog = stocked.dialog
    assert isinstance(dialog, LastSalesDialog)
    dialog.void.click()
    assert "goes back to the customer" in dialog.question.text()
    dialog.void.click()
    assert stocked.in_stock("MUG-BLU") == 5
    assert "is void" in stocked.notice
    assert stocked.verifies()


def test_void_by_name_asks_and_a_double_click_does_not_answer(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    stocked.pay_cash()
    stocked.enter(">void")
    dialog = stocked.dialog
    assert isinstance(dialog, LastSalesDialog)
    assert "goes back to the customer" in dialog.question.text()
    stocked.press("Esc", "F10")
    dialog = stocked.dialog
    assert isinstance(dialog, LastSalesDialog)
    left, middle = Qt.MouseButton.LeftButton, dialog.void.rect().center()
    stocked.click(dialog.void)
    QTest.mouseDClick(dialog.void, left, pos=middle)
    QTest.mouseRelease(dialog.void, left, pos=middle)
    assert stocked.dialog is dialog
    stocked.press("Esc")
    assert stocked.in_stock("MUG-BLU") == 4


def test_the_receipt_of_a_sale_again(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    stocked.pay_cash()
    stocked.press("F10", "Enter")
    stocked.settle()
    dialog = stocked.dialog
    assert dialog is not None
    assert "A-000001" in dialog.accessibleName()
    stocked.press("Esc", "Esc")


def test_charging_an_empty_cart_says_so(till: TillDriver) -> None:
    till.press("F12")
    assert till.dialog is None
    assert till.notice


@pytest.mark.parametrize("keys", ["F12", "Ctrl+Enter"])
def test_both_keys_charge(stocked: TillDriver, keys: str) -> None:
    stocked.scan(BLUE)
    stocked.press(keys)
    assert isinstance(stocked.dialog, TenderDialog)
    stocked.press("Esc")


def test_tiles_by_touch_and_by_keys(till: TillDriver) -> None:
    till.stocks("Mug", "18.00", sku="MUG", favourite=True)
    till.stocks("Bowl", "24.00", sku="BOW", favourite=True)
    tiles = till.page.shelf.tiles
    till.wait(lambda: len(tiles.tiles.hits) == 2, "the tiles")
    till.click(tiles.viewport(), tiles.visualRect(tiles.tiles.index(0)).center())
    tiles.setFocus()
    till.press("Enter")
    assert len(till.controller.sale.cart.lines) == 1
    assert till.controller.sale.cart.lines[0].quantity == 2


def test_what_is_recorded_while_a_cart_is_put_aside_is_on_the_shelf_afterwards(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    controller, aside, looked = stocked.controller, Event(), list[bool]()
    controller.news.timeout.connect(lambda: looked.append(controller.sale.busy))
    stocked.window.writer.run(lambda _progress: aside.wait(10))
    controller.sale.hold("Anna")
    stocked.shop.catalogue.add(NewProduct("Bowl", Decimal(24), "BOWL", (), on_hand=Decimal(1)))
    stocked.window.changes.announce("products")
    stocked.wait(lambda: True in looked, "a look at what is new")
    aside.set()
    stocked.wait(lambda: len(stocked.page.shelf.tiles.tiles.hits) == 3, "the tiles")


def test_an_opening_float(till: TillDriver) -> None:
    till.enter(">float")
    till.enter("150")
    till.settle()
    assert str(till.shop.checkout.float_today()) == "150.00"
    assert "150,00" in till.notice
    assert "150,00" in till.window.status.said("float")
