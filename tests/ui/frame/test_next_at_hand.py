"""After each act the next one is at hand: what was just made is chosen, what is left to do is offered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.scenes import phone
from tests.ui.till import TillDriver
from ui.frame.refs import PageRef
from ui.orders.acts.pay_dialog import PayDialog
from ui.orders.page import OrdersPage
from ui.sell.dialogs.held import HeldDialog
from ui.sell.dialogs.item import CustomDialog
from ui.sell.dialogs.last_sales import LastSalesDialog
from ui.shared.papers import printing
from ui.shared.papers.receipt_dialog import ReceiptDialog

__all__ = ["phone"]


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def orders(till: TillDriver) -> OrdersPage:
    till.window.open(PageRef.ORDERS)
    till.settle()
    page = till.window.page(PageRef.ORDERS)
    assert isinstance(page, OrdersPage)
    return page


def looked_at(page: OrdersPage) -> tuple[str, ...]:
    row = page.table.rows.row(page.table.list.chosen_at())
    assert page.controller.list.declared.key(row) == page.controller.list.keys[0]
    return page.controller.list.keys


@pytest.mark.parametrize("paid", [True, False])
def test_the_order_just_placed_is_the_one_looked_at(phone: TillDriver, paid: bool) -> None:
    page = orders(phone)
    page.controller.list.search("anna")
    phone.settle()
    before = looked_at(page)
    phone.window.open(PageRef.SELL)
    phone.enter("@anna")
    phone.enter("MUG")
    if paid:
        phone.pay_cash()
    else:
        phone.press("F11")
    placed = phone.placed().row.id
    assert looked_at(orders(phone)) == (placed,) != before
    page.table.list.choose(1)
    phone.settle()
    chosen = looked_at(page)
    phone.window.open(PageRef.SELL)
    assert looked_at(orders(phone)) == chosen


def test_the_last_sales_name_their_customers(phone: TillDriver) -> None:
    phone.press("F10")
    dialog = phone.dialog
    assert isinstance(dialog, LastSalesDialog)
    assert "Anna Roux" in dialog.rows.row(0).note


@pytest.mark.parametrize("printers", [(), ("Counter",)])
def test_a_receipt_without_a_printer_is_opened_or_saved_and_says_where(
    phone: TillDriver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, printers: tuple[str, ...]
) -> None:
    monkeypatch.setattr(printing, "printer_names", lambda: printers)
    phone.enter("MUG")
    phone.pay_cash()
    phone.press("F10", "Enter")
    phone.settle()
    dialog = phone.dialog
    assert isinstance(dialog, ReceiptDialog)
    assert focused() is (dialog.print_it if printers else dialog.open_it)
    phone.controller.paper.save(b"", tmp_path / "kept.pdf", dialog.say)
    assert str(tmp_path) in dialog.state.text().replace("\u200b", "")


def test_a_part_paid_leaves_the_rest_to_be_taken(phone: TillDriver) -> None:
    page = orders(phone)
    phone.press("F12")
    dialog = phone.dialog
    assert isinstance(dialog, PayDialog)
    dialog.choose([one.key for one in dialog.tender.methods].index("cash"))
    phone.type("10")
    phone.process()
    assert dialog.part is not None
    phone.click(dialog.part)
    phone.settle()
    (bar,) = page.notices.bars()
    assert bar.action is not None
    assert bar.action.text().startswith("Take ")
    assert focused() is bar.action
    phone.press("Enter")
    again = phone.dialog
    assert isinstance(again, PayDialog)
    due = page.controller.orders.order
    assert due is not None
    assert again.tender.total == due.row.due  # type: ignore[union-attr]


@pytest.mark.parametrize("then", ["hold", "take up", "place"])
def test_the_form_closes_with_its_cart(phone: TillDriver, then: str) -> None:
    phone.enter("BOWL")
    phone.press("F8", "Enter")
    phone.settle()
    phone.enter("MUG")
    phone.press("F4")
    assert phone.controller.order.is_open
    if then == "hold":
        phone.press("F8", "Enter")
    elif then == "take up":
        phone.controller.sale.take_up(phone.shop.carts.held()[0].cart.id)
    else:
        phone.pay_cash()
    phone.settle()
    assert not phone.controller.order.is_open
    assert focused() is phone.page.box.line


def test_enter_never_throws_a_held_cart_away(phone: TillDriver) -> None:
    phone.enter("MUG")
    phone.press("F8", "Enter")
    phone.settle()
    phone.press("F8", "Del")
    dialog = phone.dialog
    assert isinstance(dialog, HeldDialog)
    assert focused() is dialog.keep
    phone.press("Enter")
    phone.settle()
    assert len(phone.shop.carts.held()) == 1


def test_customers_are_suggested_while_their_name_or_e_mail_is_typed(phone: TillDriver) -> None:
    phone.enter("MUG")
    phone.press("F4")
    who = phone.panel.who
    for field, text in ((who.email, "ann"), (who.name, "Rou"), (who.phone, "0612")):
        field.take_keyboard()
        phone.type(text)
        assert [row.name for row in who.offer.rows] == ["Anna Roux"]
        assert who.offer.isVisible()
        phone.press("Ctrl+A", "Del")
        assert not who.offer.rows
    phone.press("Tab")
    who.name.take_keyboard()
    phone.type("an")
    phone.click(who.offer.buttons[0])
    assert phone.order.cart.buyer is not None
    assert phone.order.cart.buyer.email == "anna@example.org"
    assert not who.offer.rows


def test_scans_kept_out_by_a_dialog_wait_and_are_added_in_their_order(till: TillDriver) -> None:
    till.stocks("Mug", "18.00", barcode="4006381333931")
    till.stocks("Bowl", "24.00", barcode="4006381333948")
    till.press("F3")
    till.type("Gift wrap")
    for code in ("4006381333931", "4006381333948", "4006381333931"):
        till.scan(code)
    dialog = till.dialog
    assert isinstance(dialog, CustomDialog)
    assert dialog.name.text() == "Gift wrap"
    assert dialog.problem.text().startswith("3 scans wait")
    till.press("Esc")
    (bar,) = till.page.notices.bars()
    assert bar.text == "3 scans waiting"
    assert bar.action is not None
    assert bar.action.text() == "Add them"
    till.click(bar.action)
    assert till.lines == ["2 × Mug 36.00", "1 × Bowl 24.00"]
    assert till.page.notices.bars() == []
    assert focused() is till.page.box.line


def test_what_one_waiting_scan_asks_leaves_the_others_waiting(till: TillDriver) -> None:
    till.stocks("Mug", "18.00", barcode="4006381333931")
    till.press("F3")
    till.type("Gift wrap")
    for code in ("2000000000015", "4006381333931"):
        till.scan(code)
    while till.dialog is not None:
        till.press("Esc")
    (bar,) = till.page.notices.bars()
    assert bar.action is not None
    till.click(bar.action)
    assert isinstance(till.dialog, CustomDialog)
    till.press("Esc")
    (bar,) = till.page.notices.bars()
    assert bar.text == "1 scan waiting"
    assert bar.action is not None
    till.click(bar.action)
    assert "1 × Mug 18.00" in till.lines


@pytest.mark.parametrize("end", ["another order", "another search"])
def test_a_refusal_on_a_list_goes_with_what_it_was_said_of(phone: TillDriver, end: str) -> None:
    phone.enter("MUG")
    phone.pay_cash()
    page = orders(phone)
    page.table.list.choose(0)
    phone.settle()
    page.warn("This was refused.")
    page.changed()
    phone.settle()
    assert [bar.text for bar in page.notices.bars()] == ["This was refused."]
    if end == "another order":
        page.table.list.choose(1)
    else:
        page.controller.list.search("anna")
    phone.settle()
    assert page.notices.bars() == []
