"""The list of orders: ready before it is asked for; filters that are kept, several at once, a file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from pos.domain.customers.customers import Buyer
from pos.domain.orders.lists.filters import Work
from pos.domain.shop.statuses import FULFILMENT, ShopStatus
from tests.ui.orders.office import Office
from ui.frame.refs import PageRef
from ui.kit.dialogs.dialog import open_dialog_of
from ui.orders.filter_dialog import FilterDialog
from ui.orders.mailing_dialog import MailingDialog
from ui.orders.order_list import QUOTES
from ui.orders.page import OrdersPage, orders_page
from ui.orders.several import Several
from ui.start.upkeep import Upkeep


def filters(office: Office) -> FilterDialog:
    QTest.mouseClick(office.page.controller.filtering.more, Qt.MouseButton.LeftButton)
    office.settle()
    dialog = open_dialog_of(office.window)
    assert isinstance(dialog, FilterDialog)
    return dialog


def kept(office: Office) -> list[str]:
    return list(office.page.controller.filtering.chips)


def test_a_filter_narrows_the_list_is_kept_renamed_and_forgotten(office: Office) -> None:
    every = office.numbers
    dialog = filters(office)
    dialog.method.set_value("cash")
    dialog.name.set_text("Paid in cash")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    office.settle()
    assert office.numbers == ["A-000001"]
    assert office.page.controller.filtering.more.text() == "Filters · 1"
    assert kept(office) == ["Paid in cash"]
    chip = office.page.controller.filtering.chips["Paid in cash"]
    assert chip.isChecked()

    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    office.settle()
    assert office.numbers == every
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    office.settle()
    assert office.numbers == ["A-000001"]

    dialog = filters(office)
    assert dialog.name.value() == "Paid in cash"
    dialog.name.set_text("Cash")
    dialog.since.set_text("no such day")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.since.mistaken
    dialog.since.set_text("24/11/2199")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    office.settle()
    assert office.numbers == []
    assert kept(office) == ["Cash"]

    dialog = filters(office)
    dialog._forget()
    office.settle()
    assert kept(office) == []
    assert office.numbers == every


def test_several_orders_are_moved_on_and_written_to_a_file(office: Office, tmp_path: Path) -> None:
    office.page.controller.list.use_filter(Work.TO_PREPARE.value)
    office.settle()
    assert office.numbers == ["A-000003", "A-000002"]
    office.page.table.list.setFocus()
    QTest.keyClick(office.page.table.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    office.settle()
    several = office.page.controller.several
    assert [office.shop.orders.number_of(one) for one in several.chosen] == ["A-000003", "A-000002"]
    assert several.moving.isVisible()

    several.export_to(tmp_path / "chosen.json")
    office.settle()
    rows = json.loads((tmp_path / "chosen.json").read_text("utf-8"))
    assert [row["Number"] for row in rows] == ["A-000003", "A-000002"]
    assert "chosen.json" in office.page.notices.bars()[0].text

    next(one for one in several.moving.choices if one.words == "Processing").run()  # type: ignore[misc]
    office.settle()
    assert "2 orders are now “Processing”" in office.page.notices.bars()[0].text
    rows = office.shop.orders.find(limit=2)
    assert [row.fulfilment_status for row in rows] == ["Processing", "Processing"]
    several.export_to(tmp_path / "none" / "all.csv").cancel()
    office.settle()
    assert not (tmp_path / "none").exists()


def choose_all(office: Office) -> Several:
    """Choose every order of the list."""
    office.page.table.list.setFocus()
    QTest.keyClick(office.page.table.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    office.settle()
    return office.page.controller.several


def test_several_orders_get_a_status_of_the_shop_and_each_that_may_not_is_told(office: Office) -> None:
    office.shop.settings.change(
        statuses=(
            ShopStatus("engraving", FULFILMENT, "Engraving", "Processing"),
            ShopStatus("Ready for pickup", FULFILMENT, off=True),
        )
    )
    office.window.changes.announce("settings")
    office.shop.order_changes.cancel("A-000002")
    office.settle()
    several = choose_all(office)
    words = [one.words for one in several.moving.choices]
    assert "Engraving" in words
    assert "Ready for pickup" not in words
    next(one for one in several.moving.choices if one.words == "Engraving").run()  # type: ignore[misc]
    office.settle()
    told = office.page.notices.bars()[0].text
    assert "1 order is now “Engraving”" in told
    assert "2 were left" in told
    assert all(told.count(number) == 1 for number in ("A-000001", "A-000002"))
    assert office.shop.orders.order("A-000003").row.fulfilment_own == "engraving"
    assert office.shop.orders.order("A-000001").row.fulfilment_status == "Delivered"


def test_several_customers_are_written_to_once_each_is_seen(office: Office) -> None:
    several = choose_all(office)
    assert several.mailing.isVisible()
    several.mailing.click()
    office.settle()
    dialog = open_dialog_of(office.window)
    assert isinstance(dialog, MailingDialog)
    texts = [one.text() for one in dialog.findChildren(QLabel)]
    assert "A-000002 to lucie@example.com" in texts
    assert sum("Nobody knows" in one for one in texts) == 2
    assert dialog.answer.text() == "Send 1 e-mail"
    dialog.answer.click()
    dialog.answer.click()
    office.settle()
    assert "1 e-mail goes out" in office.page.notices.bars()[0].text
    asked = [one.kind for one in office.shop.mails.of_order("A-000002")]
    assert asked == ["confirmation", "confirmation"], "that of the order, and the one asked for"
    several.mailing.click()
    office.settle()
    again = open_dialog_of(office.window)
    assert isinstance(again, MailingDialog)
    assert not again.answer.isEnabled()
    assert any("written to today" in one.text() for one in again.findChildren(QLabel))
    again.step_back()


def test_a_quote_says_how_its_message_stands(office: Office) -> None:
    buyer = Buyer(name="Lucie Martin", email="lucie@example.com")
    cart = office.shop.after_sale.edits.editable("A-000002").cart
    made = office.shop.quotes.save(replace(cart, id="1" * 32, edits=None).with_buyer(buyer))
    office.shop.quotes.mail(made.row.number)
    office.page.controller.list.use_filter(QUOTES)
    office.settle()
    assert "E-mail: Waiting" in office.spoken(0)


def test_the_page_is_made_while_nobody_waits_before_it_is_asked_for(bare: Office) -> None:
    bare.window.add_page(PageRef.ORDERS, "Orders", "receipt-text", orders_page)
    assert bare.window.page(PageRef.ORDERS) is None
    Upkeep(bare.window, bare.shop, bare.shop.folder.path).make_ready()
    bare.bot.waitUntil(lambda: isinstance(bare.window.page(PageRef.ORDERS), OrdersPage))
    bare.settle()
