"""An order at the counter: a deposit, a change, the rest; with keys alone, by touch alone, and killed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pos.domain.orders.amendment import Piece, Request
from pos.domain.orders.orders import Order
from pos.shop import open_shop
from tests.ui.program import killed_while_selling, program
from tests.ui.sell.test_editing import Office
from tests.ui.till import frozen_clock, open_till
from ui.frame.refs import EditOrder, OrderRef, PageRef
from ui.orders.acts.pay_dialog import PayDialog
from ui.orders.detail.deeds import Deed
from ui.orders.detail.versions_dialog import VersionsDialog
from ui.orders.page import OrdersPage


@pytest.fixture
def office(tmp_path: Path, qapp: QApplication) -> Iterator[Office]:
    with open_till(tmp_path, qapp, kind=Office) as till:
        assert isinstance(till, Office)
        till.begin()
        yield till


def tab_to(office: Office, widget: QWidget) -> None:
    """Tab until the keyboard is there."""
    for _stop in range(120):
        if QApplication.focusWidget() is widget:
            return
        office.press("Tab")
    raise AssertionError(f"no way by Tab to {widget}")


def orders_page(office: Office) -> OrdersPage:
    page = office.window.page(PageRef.ORDERS)
    assert isinstance(page, OrdersPage)
    office.wait(lambda: office.window.shown() is page, "the orders")
    office.settle()
    return page


def read(office: Office, number: str) -> Order:
    office.settle()
    return office.shop.orders.order(number)


def pay(office: Office, amount: str = "", *, part: bool = False) -> None:
    """F12 on the order: so much in cash, or all that is due."""
    office.press("F12")
    dialog = office.dialog
    assert isinstance(dialog, PayDialog)
    if amount:
        office.type(amount)
    if part:
        assert dialog.part is not None
        tab_to(office, dialog.part)
    office.press("Enter")
    office.wait(lambda: office.dialog is None, "the payment")
    office.settle()


def test_deposit_change_and_rest_with_keys_alone(office: Office) -> None:
    office.enter("@lucie")
    office.enter("2x MUG")
    office.press("F4")
    form = office.panel.commission
    tab_to(office, form.promised.line)
    office.type("24/12")
    office.press("Tab")
    office.type("30 %")
    office.press("Tab")
    assert form.comes_to.text().replace("\xa0", " ") == "comes to 13,44 €"
    office.press("Esc", "F11")
    number = office.placed().row.number
    assert read(office, number).deposit == "30%"
    assert read(office, number).promised == "2026-12-24"
    office.enter(f"#{number}")
    orders_page(office)
    pay(office, "13,44", part=True)
    order = read(office, number)
    assert (order.row.payment_status, str(order.deposit_missing)) == ("Part paid", "0.00")

    office.press("F4")
    office.wait(lambda: office.page.band.isVisible(), "the edit")
    office.enter("BOWL")
    office.scan("MUG")
    office.press("Down", "-", "-", "Esc", "F12")
    assert office.said == [
        "The customer owes 37,36 €; it was 31,36 €",
        "MUG +1, BOWL −1 (49 left)",
        "Credit note AC-2026-000001 for A-2026-000002, 44,80 €",
        "New invoice A-2026-000003, 50,80 €",
        "Order changed: lucie@example.com",
    ]
    tab_to(office, office.panel_of.reason.line)
    office.type("one is a gift")
    office.scan("4006381333931")  # a scan in between does not throw away what was written
    assert office.panel_of.problem.text().startswith("1 scan waits (4006381333931)")
    office.press("Esc", "F12")  # to look at the cart once more: neither does that
    assert office.panel_of.reason.text() == "one is a gift"
    office.press("Enter")
    office.wait(lambda: not office.page.band.isVisible(), "the end of the edit")
    office.enter(f"#{number}")
    page = orders_page(office)
    assert [one.reason for one in read(office, number).versions] == ["", "one is a gift"]
    history = [said for _at, said in page.controller.detail.body.history.rows]
    assert any("“one is a gift”" in row for row in history)
    credits = office.shop.documents.credit_note(number).document.credits
    assert credits is not None
    assert credits.reason == "one is a gift"
    pay(office)
    order = read(office, number)
    assert (order.row.payment_status, str(order.row.paid), str(order.row.due)) == ("Paid", "50.80", "0.00")
    assert [(line.name, line.quantity) for line in order.lines] == [
        ("Mug, blue glaze", 1),
        ("Bowl, ash wood", 1),
    ]
    assert [(one.kind, one.number) for one in order.papers] == [
        ("receipt", number),
        ("invoice", "A-2026-000002"),
        ("credit_note", "AC-2026-000001"),
        ("invoice", "A-2026-000003"),
    ]
    assert (office.in_stock("MUG"), office.in_stock("BOWL")) == (47, 49)
    assert [one.kind for one in office.shop.mails.of_order(number)] == ["confirmation", "changed"]
    assert office.verifies()


def test_a_change_by_touch_alone(office: Office) -> None:
    office.window.open(OrderRef(office.number))
    page = orders_page(office)
    more = page.controller.detail.more
    office.click(more)
    menu = more.menu
    assert menu is not None
    (edit,) = [action for action in menu.actions() if action.text() == Deed.EDIT.words]
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(edit).center())
    office.wait(lambda: office.page.band.isVisible(), "the edit")
    office.settle()
    tiles = office.page.shelf.tiles
    office.wait(lambda: len(tiles.tiles.hits) == 2, "the tiles")
    bowl = next(at for at, hit in enumerate(tiles.tiles.hits) if hit.sku == "BOWL")
    office.click(tiles.viewport(), tiles.visualRect(tiles.tiles.index(bowl)).center())
    assert office.lines == ["2 × Mug, blue glaze 36.00", "1 × Bowl, ash wood 24.00"]
    office.click(office.page.cart.save)
    office.click(office.panel_of.view.ticks["changed"])
    office.click(office.panel_of.answer)
    office.wait(lambda: not office.page.band.isVisible(), "the end of the edit")
    order = read(office, office.number)
    assert (str(order.row.total), order.row.payment_status) == ("68.80", "Awaiting payment")
    assert (office.in_stock("MUG"), office.in_stock("BOWL")) == (48, 49)
    assert [one.kind for one in office.shop.mails.of_order(office.number)] == ["confirmation"]
    changed = ["receipt", "invoice", "credit_note", "invoice"]
    assert [one.kind for one in order.papers] == changed
    assert order.row.fulfilment_status == "Awaiting processing"
    office.click(office.page.notices.bars()[0].action)
    orders_page(office)
    office.click(page.controller.detail.body.history.versions)
    dialog = office.dialog
    assert isinstance(dialog, VersionsDialog)
    assert dialog.back_to.text() == "Back to version 1…"
    office.click(dialog.back_to)
    assert office.said == [
        "The customer owes 44,80 €; it was 68,80 €",
        "BOWL +1",
        "Credit note AC-2026-000002 for A-2026-000002, 68,80 €",
        "New invoice A-2026-000003, 44,80 €",
        "Order changed: lucie@example.com",
    ]
    office.click(office.panel_of.answer)
    office.wait(lambda: office.dialog is None, "the way back")
    order = read(office, office.number)
    assert (str(order.row.total), order.row.payment_status) == ("44.80", "Awaiting payment")
    assert [one.kind for one in order.papers] == [*changed, "credit_note", "invoice"]
    assert (office.in_stock("MUG"), office.in_stock("BOWL")) == (48, 50)
    assert [one.kind for one in office.shop.mails.of_order(office.number)] == ["confirmation", "changed"]
    office.press("Ctrl+Z")  # the way back has one too
    assert office.said[0] == "The customer owes 68,80 €; it was 44,80 €"
    office.press("Esc")
    office.shop.after_sale.returns.refund(office.number, Request((Piece(1, 1_000_000),)))
    office.window.changes.announce("orders")
    office.settle()
    office.click(page.controller.detail.body.history.versions)
    dialog = office.dialog
    assert isinstance(dialog, VersionsDialog)
    office.click(dialog.back_to)
    why = "Part of this order was given back"
    office.wait(lambda: any(bar.text.startswith(why) for bar in page.notices.bars()), "why not")
    assert office.verifies()


def test_a_second_shop_and_a_script_on_one_order(office: Office) -> None:
    """The same folder opened twice: what the other wrote is told, and both changes hold."""
    office.edit()
    office.enter("BOWL")
    other = open_shop(office.folder, clock=frozen_clock)
    try:
        edits = other.after_sale.edits
        edits.save(edits.begin(office.number).with_quantity("1", Decimal(1)))
    finally:
        other.close()
    office.script(lambda cart: cart.with_notes(customer="soon"))
    office.press("F12")
    office.settle()
    assert "Mug, blue glaze: 1 instead of 2" in office.notice
    office.save()
    order = read(office, office.number)
    assert [(line.name, line.quantity) for line in order.lines] == [
        ("Mug, blue glaze", 1),
        ("Bowl, ash wood", 1),
    ]
    assert order.customer_note == "soon"
    assert order.now is not None
    assert len(order.now.versions) == 3
    assert (office.in_stock("MUG"), office.in_stock("BOWL")) == (49, 49)
    papers = ["receipt", "invoice", *["credit_note", "invoice"] * 2]
    assert [one.kind for one in order.papers] == papers
    assert (order.row.payment_status, order.row.fulfilment_status) == (
        "Awaiting payment",
        "Awaiting processing",
    )
    mails = [one.kind for one in office.shop.mails.of_order(office.number)]
    assert mails == ["confirmation", "changed", "changed"]
    office.press("Ctrl+Z")
    assert "BOWL +1" in office.said
    office.press("Enter")
    office.wait(lambda: office.dialog is None, "the way back")
    assert office.notice.startswith(f"{office.number} is as it was before.")
    order = read(office, office.number)
    assert [(line.name, line.quantity) for line in order.lines] == [("Mug, blue glaze", 1)]
    assert (office.in_stock("MUG"), office.in_stock("BOWL")) == (49, 50)
    assert [one.kind for one in order.papers] == [*papers, "credit_note", "invoice"]
    office.press("Ctrl+Z")
    office.settle()
    assert office.dialog is None  # once
    assert office.verifies()


def test_an_edit_killed_in_the_middle_comes_back(tmp_path: Path, qapp: QApplication) -> None:
    folder = tmp_path / "shop"
    with open_till(tmp_path, qapp, kind=Office) as till:
        assert isinstance(till, Office)
        till.begin()
        number = till.number
    killed_while_selling(folder, f"edit {number}", "2x BOWL")
    with program(folder, qapp) as again:
        assert again.page.band.title.text() == f"Editing {number}"
        assert again.lines == ["2 × Mug, blue glaze 36.00", "2 × Bowl, ash wood 48.00"]
        again.press("F12")  # the clock of the machine is another one than the test's: asked once
        again.wait(lambda: again.page.notices.bars(), "the question of the date")
        again.click(again.page.notices.bars()[0].action)
        again.wait(lambda: again.dialog is not None, "what would follow")
        again.press("Enter")
        again.wait(lambda: not again.page.band.isVisible(), "the end of the edit")
        again.settle()
        order = again.shop.orders.order(number)
        assert (str(order.row.total), order.row.payment_status) == ("92.80", "Awaiting payment")
        assert [one.kind for one in order.papers] == ["receipt", "invoice", "credit_note", "invoice"]
        assert [one.kind for one in again.shop.mails.of_order(number)] == ["confirmation", "changed"]
        assert again.in_stock("BOWL") == 48
        assert again.verifies()


def test_a_commission_has_pictures_from_the_cart_to_the_order(office: Office, tmp_path: Path) -> None:
    photo = tmp_path / "ring.png"
    Image.new("RGB", (40, 40), "gold").save(photo)
    office.enter("@lucie")
    office.enter("MUG")
    office.press("F4")
    form = office.panel.commission
    office.order.add_pictures([photo, tmp_path / "none.png"], form._show_pictures)
    office.settle()
    assert "none.png" in office.notice  # what is no picture is refused, the one before it is kept
    form.show_cart(office.controller.sale.cart)
    office.order.add_pictures([photo], form._show_pictures)
    office.wait(lambda: form.pictures.isVisible(), "the picture")
    assert len(form.pictures.names) == 1
    office.press("Esc", "F11")
    number = office.placed().row.number
    office.enter(f"#{number}")
    page = orders_page(office)
    shown = page.controller.detail.body.pictures
    assert len(shown.names) == 1
    assert shown.isVisible()
    office.edit()
    office.window.open(EditOrder(number))
    office.settle()
    office.press("F4")
    office.wait(lambda: form.pictures.isVisible(), "the picture again")
    office.click(form.pictures.away[0])
    office.settle()
    assert form.pictures.names == ()
