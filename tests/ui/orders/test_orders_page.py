"""The Orders page in its real window: found, paid, sent, taken back, with keys and with touch."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pos.domain.money.amounts import Money
from pos.domain.money.tenders import Tender
from pos.domain.orders.fulfilment import Exemption
from pos.domain.orders.orders import FulfilmentStatus, HistoryItem
from pos.text import use
from tests.ui.orders.office import Office
from ui.kit.dialogs.dialog import open_dialog_of
from ui.kit.lists.periods import Period
from ui.kit.speaking import language_changed
from ui.orders.detail import figures, statuses
from ui.orders.order_list import HELD
from ui.shared.charge.transfer_dialog import TransferDialog
from ui.shared.orders.words import history
from ui.shared.papers.receipt_dialog import ReceiptDialog


def test_the_newest_comes_first_and_is_shown(office: Office) -> None:
    assert office.numbers == ["A-000003", "A-000002", "A-000001"]
    assert office.order.row.number == "A-000003"
    assert office.detail.payment.text() == "Awaiting payment"
    assert office.page.foot.text().replace("\u202f", " ").startswith("3 orders · ")
    assert "still to be paid" in office.page.foot.text()


def test_chips_say_how_many_wait(office: Office) -> None:
    assert office.pills() == ["All", "To be paid · 2", "To prepare · 2"]
    office.press(office.page.filters.pills["to_be_paid"])
    assert office.numbers == ["A-000003", "A-000002"]
    assert office.page.foot.text().startswith("2 orders")


def test_what_is_prepared_waits_to_be_sent(office: Office) -> None:
    office.shop.order_changes.set_fulfilment("A-000002", FulfilmentStatus.PROCESSING)
    office.window.changes.announce()
    office.settle()
    assert office.pills() == ["All", "To be paid · 2", "To prepare · 1", "To ship · 1"]
    office.press(office.page.filters.pills["to_ship"])
    assert office.numbers == ["A-000002"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("lucie", ["A-000002"]),
        ("nautilus", ["A-000003"]),
        ("345678", ["A-000002"]),
        ("bowl", ["A-000001"]),
        ("mug", ["A-000003", "A-000002"]),
        ("#2", ["A-000002"]),
        ("A-000001", ["A-000001"]),
        ("a-0000", ["A-000003", "A-000002", "A-000001"]),
        ("nobody", []),
    ],
)
def test_search_by_number_customer_phone_and_goods(office: Office, text: str, numbers: list[str]) -> None:
    office.type(office.page.search.line, text)
    assert office.numbers == numbers


def test_a_search_without_a_result_offers_all_again(office: Office) -> None:
    office.type(office.page.search.line, "nobody")
    assert office.page.lists.currentWidget() is office.page.nothing
    office.press(office.page.nothing.action)
    assert len(office.numbers) == 3
    assert office.page.search.line.text() == ""


def test_a_period_lists_its_days(office: Office) -> None:
    office.page.controller.list.use_choice(Period.YESTERDAY)
    office.settle()
    assert office.numbers == []
    office.page.controller.list.use_choice(Period.TODAY)
    office.settle()
    assert len(office.numbers) == 3


def test_arrows_choose_and_enter_goes_to_the_main_button(office: Office) -> None:
    office.page.search.line.setFocus()
    office.key(Qt.Key.Key_Down)
    assert office.order.row.number == "A-000002"
    office.key(Qt.Key.Key_Return)
    assert office.window.focusWidget() is office.detail.main
    office.key(Qt.Key.Key_Return)
    assert office.dialog().tender.total == Money(44_80, "EUR")


def test_an_unpaid_order_is_paid_by_the_method_agreed_on(office: Office) -> None:
    office.open_order("2")
    office.press(office.detail.main)
    dialog = office.dialog()
    assert dialog.tender.method.key == "transfer"
    office.press(dialog.finish)
    assert open_dialog_of(office.window) is None
    assert office.order.row.payment_status == "Paid"
    assert office.notices(office.page)[0] == "A-000002 is paid."
    assert office.detail.main.text() == "Receipt"
    action = office.page.notices.bars()[0].action
    assert action is not None
    office.press(action)
    assert office.order.row.payment_status == "Awaiting payment"


def test_a_part_can_be_paid_now(office: Office) -> None:
    office.open_order("2")
    office.press(office.detail.main)
    dialog = office.dialog()
    assert dialog.part is not None
    assert not dialog.part.isVisible()
    office.type(dialog.amount.line, "20")
    office.press(dialog.part)
    assert office.order.row.payment_status == "Part paid"
    assert office.order.row.due == Money(24_80, "EUR")
    assert "still due" in office.notices(office.page)[0]
    assert [row.words for row in office.detail.body.money.rows][-1] == "Still due"
    office.window.registry.press("Ctrl+Z")
    office.settle()
    assert (str(office.order.row.due), office.order.row.payment_status) == ("44.80", "Awaiting payment")
    assert office.notices(office.page)[0] == "Undone: A-000002 is without that payment again."


def test_more_than_is_due_is_kept_after_a_yes(office: Office) -> None:
    office.open_order("2")
    office.press(office.detail.main)
    dialog = office.dialog()
    dialog.choose(1)
    office.type(dialog.amount.line, "46.80")
    assert "more than is due" in dialog.problem.text()
    assert not dialog.finish.isEnabled()
    office.press(dialog.sure)
    office.press(dialog.finish)
    row = office.shop.orders.order("A-000002").row
    assert (row.payment_status, str(row.to_give_back)) == ("Paid", "2.00")


def test_a_refused_payment_stays_in_the_dialog(office: Office) -> None:
    office.open_order("2")
    office.press(office.detail.main)
    office.shop.order_changes.pay("A-000002", [Tender("cash", Money(44_80, "EUR"))])
    office.press(office.dialog().finish)
    assert "Nothing is due" in office.dialog().problem.text()
    office.dialog().step_back()


def test_a_status_is_set_and_undone(office: Office) -> None:
    office.open_order("2")
    office.choose_status("Out for delivery")
    assert office.detail.fulfilment.text() == "Out for delivery"
    bar = office.page.notices.bars()[0]
    assert bar.action is not None
    office.press(bar.action)
    assert office.detail.fulfilment.text() == "Awaiting processing"


def test_ctrl_z_takes_back_one_status_after_the_other(office: Office) -> None:
    office.open_order("2")
    for status in ("Processing", "Shipped"):
        office.choose_status(status)
    said = []
    for _time in range(3):
        office.window.registry.press("Ctrl+Z")
        office.settle()
        said.append(office.detail.fulfilment.text())
    assert said == ["Processing", "Awaiting processing", "Awaiting processing"]
    assert office.notices(office.page)[0] == "There is nothing to undo on this page."
    office.choose_status("Out for delivery")
    office.detail.ask_cancel()
    office.settle()
    office.press(office.detail.band.confirm)
    office.window.registry.press("Ctrl+Z")  # what cannot be undone says so, and nothing before it is undone
    office.settle()
    assert office.order.voided is not None
    assert "A cancelled order stays cancelled. Order again for a new one." in office.notices(office.page)


def test_a_printer_that_hangs_lets_no_list_wait(office: Office) -> None:
    hangs = Event()
    office.window.behind.run(lambda _progress: hangs.wait(10))
    QTest.keyClicks(office.page.search.line, "lucie")
    office.bot.waitUntil(lambda: office.numbers == ["A-000002"], timeout=5000)
    hangs.set()


def test_the_menu_of_the_money_says_why_not(office: Office) -> None:
    office.open_order("2")
    words = [one.words for one in office.detail.payment.choices]
    assert words[:2] == ["Record payment…", "Cancel order…"]
    assert "still due" in words[2]
    office.press(office.detail.payment)
    assert office.detail.payment.menu is not None
    office.detail.payment.menu.close()


def test_a_bank_transfer_is_shown_for_what_is_due(office: Office) -> None:
    office.shop.settings.change(iban="FR1420041010050500013M02606", bank_holder="Atelier")
    office.open_order("2")
    choice = office.detail.payment.choices[1]
    assert choice.words == "Bank transfer…"
    assert choice.run is not None
    choice.run()
    dialog = open_dialog_of(office.window)
    assert isinstance(dialog, TransferDialog)
    assert dialog.code.isVisible()
    dialog.step_back()


def test_news_from_elsewhere_leave_the_question_alone(office: Office) -> None:
    office.open_order("2")
    office.press(office.detail.cancel)
    office.type(office.detail.band.reason.line, "ordered twice")
    office.phone.sold()
    office.window.changes.announce()
    office.settle()
    assert office.numbers == ["A-000002"]
    assert office.detail.band.isVisible()
    assert office.detail.band.reason.text() == "ordered twice"


def test_delivered_is_said_as_it_was(office: Office) -> None:
    office.open_order("1")
    assert office.detail.fulfilment.text() == "Handed over"
    office.open_order("3")
    office.choose_status("Picked up")
    assert office.order.row.fulfilment_status == "Delivered"
    assert office.detail.fulfilment.text() == "Picked up"


def test_cancelling_is_asked_once_with_its_reason(office: Office) -> None:
    office.open_order("2")
    office.press(office.detail.cancel)
    assert not office.detail.buttons.isVisible()
    assert "credit note" in office.detail.band.question.text()
    office.type(office.detail.band.reason.line, "ordered twice", enter=True)
    office.press(office.detail.band.confirm)
    assert office.order.row.payment_status == "Cancelled"
    note = office.detail.paper("credit_note")
    assert note is not None
    assert note.number in office.notices(office.page)[0]
    assert "ordered twice" in office.detail.body.history.rows[-1][1]
    assert not office.detail.cancel.isEnabled()
    assert office.detail.main.hasFocus()
    assert statuses.is_over(office.order)


def test_esc_keeps_the_order(office: Office) -> None:
    office.open_order("2")
    office.press(office.detail.cancel)
    office.key(Qt.Key.Key_Escape)
    assert office.detail.buttons.isVisible()
    assert office.order.row.payment_status == "Awaiting payment"


def test_a_tracking_number_is_added_in_place(office: Office) -> None:
    office.open_order("2")
    addresses = office.detail.body.addresses
    office.press(addresses.track)
    office.type(addresses.number.line, "6A123", enter=True)
    assert office.order.fulfilment.tracking_number == "6A123"
    assert "6A123" in addresses.ship.note.text()


def test_addresses_and_lines_are_read(office: Office) -> None:
    office.open_order("2")
    body = office.detail.body
    assert body.addresses.ship.title.text() == "Ship with “Local delivery”"
    assert "8 quai des Bateliers" in body.addresses.bill.lines.text()
    rows = body.goods.rows
    assert (rows[0].words, rows[0].beside, rows[0].amount) == ("Mug, blue glaze", "2 × 18,00", "36,00")
    assert rows[-1].large
    assert "Mug, blue glaze" in body.goods.accessibleName()


def test_an_untaxed_order_shows_the_prices_its_amounts_come_from(office: Office) -> None:
    cart = office.phone.cart(quantity=2).with_exemption(Exemption.EXEMPT, "embassy")
    number = office.shop.checkout.place_order(cart, (), unpaid=True).number
    (line, *_rest) = figures.goods(office.shop.orders.order(number))
    assert (line.beside, line.amount) == ("2 × 15,00", "30,00")
    (waits, *_rest) = figures.held(cart)
    assert (waits.beside, waits.amount) == ("2 × 15,00", "30,00")


def test_a_walk_in_has_no_addresses(office: Office) -> None:
    office.open_order("1")
    assert not office.detail.body.addresses.isVisible()


def test_an_invoice_for_nobody_is_refused_with_a_sentence(office: Office) -> None:
    office.open_order("1")
    assert office.detail.invoice.text() == "Make invoice"
    office.press(office.detail.invoice)
    office.settle()
    assert open_dialog_of(office.window) is None
    assert any("has neither a name nor a company" in bar.text for bar in office.page.notices.bars())


def test_an_invoice_is_made_where_there_is_none(office: Office) -> None:
    office.shop.settings.change(invoice_at_once=False)
    jules = office.shop.customers.find("Jules", 1)[0]
    number = office.phone.ordered(office.shop.customers.customer(jules.id), kind="pickup")
    office.window.changes.announce()
    office.settle()
    office.open_order(number)
    assert office.detail.invoice.text() == "Make invoice"
    office.press(office.detail.invoice)
    office.settle()
    dialog = open_dialog_of(office.window)
    assert isinstance(dialog, ReceiptDialog)
    assert dialog.accessibleName().startswith("Invoice A-")
    office.bot.waitUntil(lambda: bool(dialog._data), timeout=10_000)
    assert dialog._data.startswith(b"%PDF")
    assert not dialog.paper_width.isVisible()
    dialog.close_dialog()
    assert office.detail.invoice.text() == "Invoice PDF"


def test_a_cart_on_hold_is_a_row_of_its_own(office: Office) -> None:
    office.shop.carts.hold(office.phone.cart(), "the wedding list")
    office.window.changes.announce()
    office.settle()
    office.press(office.page.filters.pills[HELD])
    assert office.numbers == ["On hold"]
    assert office.detail.number.text() == "the wedding list"
    assert office.detail.payment.choices == ()
    office.press(office.detail.invoice)
    assert office.shop.carts.held() == ()
    bar = office.page.notices.bars()[0]
    assert bar.action is not None
    office.press(bar.action)
    assert [one.label for one in office.shop.carts.held()] == ["the wedding list"]


def test_a_number_that_is_not_here_is_said(office: Office) -> None:
    office.open_order("#A-000099")
    office.settle()
    assert office.notices(office.page) == ["There is no order A-000099 in this shop."]
    assert len(office.numbers) == 3


def test_a_shop_without_orders_says_what_to_do(bare: Office) -> None:
    bare.open()
    assert bare.page.lists.currentWidget() is bare.page.bare
    assert not bare.detail.isVisible()


def test_a_long_list_is_read_page_by_page(bare: Office) -> None:
    for _n in range(70):
        bare.phone.sold()
    bare.open()
    assert bare.page.table.rows.rowCount() == 60
    bar = bare.page.table.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    bare.settle()
    assert bare.numbers[-1] == "A-000001"
    assert len(set(bare.numbers)) == 70


def test_it_speaks_french(office: Office) -> None:
    use("fr", "fr_FR")
    language_changed()
    office.settle()
    assert office.spoken(0)
    use("en", "fr_FR")
    language_changed()
    office.settle()
    assert office.detail.payment.text() == "Awaiting payment"


@pytest.mark.parametrize(
    ("kind", "text", "amount", "note", "words"),
    [
        ("edited", "Anne", None, "one more", "Changed · Anne · “one more”"),
        ("noted", "Anne", None, "Call first", "Note written · Anne · “Call first”"),
        ("details", "Anne", None, "", "Details changed · Anne"),
        ("corrected", "cash → Card", None, "", "Payment corrected: cash → Card"),
        ("credited", "Anne", Money(-5_00, "EUR"), "", "A part taken back · Anne · 5,00\u00a0€ paid back"),
        ("reminded", "2", None, "", "Reminder 2 sent"),
    ],
)
def test_what_was_done_by_a_script_is_told_in_words(
    office: Office, kind: str, text: str, amount: Money | None, note: str, words: str
) -> None:
    office.open_order("2")
    order = office.order
    item = HistoryItem(order.row.placed_at, kind, text, amount, note)
    told = list(history(replace(order, history=(order.history[0], item)), office.shop.settings.current()))
    assert told[-1][1] == words
