"""What the panel says of one order: each figure explained to the cent, versions side by side, notes, tags."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Charge, ChargeKind, Discount
from pos.domain.money.tenders import Tender
from pos.domain.orders.amendment import Piece, Request
from pos.domain.orders.orders import Order
from tests.services.orders.test_exceptions import ordered, pays
from tests.shop_kit import ram
from tests.two_tills import TwoTills, tills
from tests.ui.orders.office import Office
from tests.ui.shop_window import shop_window
from ui.kit.dialogs.dialog import open_dialog_of
from ui.orders.acts.details_dialog import DetailsDialog
from ui.orders.detail.deeds import Deed
from ui.orders.detail.explain_dialog import ExplainDialog
from ui.orders.detail.explained import Figure, explain
from ui.orders.detail.panel import tags
from ui.orders.detail.versions_dialog import VersionsDialog, compared
from ui.shared.consequences.dialog import ConsequencesDialog
from ui.shared.papers.receipt_dialog import ReceiptDialog

__all__ = ["ram", "tills"]


@pytest.fixture
def worked(bare: Office) -> Office:
    """An order with everything in it: discounts of both kinds, charges, two versions, money in and out."""
    lucie = bare.phone.customer("Lucie Martin", email="lucie@example.com")
    bare.shop.settings.change(cash_step=5)
    cart = bare.phone.cart(lucie, "MUG", 3)
    cart = cart.with_line(replace(cart.lines[0], discount=Discount(amount=Money(1_00, "EUR"))))
    cart = cart.add(bare.phone.line("BOWL", 2)).with_discount(Discount(percent=Decimal("7.5")))
    cart = cart.with_charges(
        (
            Charge(ChargeKind.HANDLING, "Gift box", None, Decimal("3.3"), ("20",)),
            Charge(ChargeKind.SURCHARGE, "Tip", Money(2_01, "EUR"), None, ("0",)),
        )
    )
    bare.shop.checkout.place_order(cart, [Tender("card", Money(30_00, "EUR"))], unpaid=True)
    edits = bare.shop.after_sale.edits
    now = edits.editable("A-000001").cart
    edits.edit("A-000001", now.with_quantity(now.lines[0].id, Decimal(4)), reason="one more")
    due = bare.shop.orders.order("A-000001").row.due
    bare.shop.order_changes.pay("A-000001", [Tender("cash", due + Money(10_00, "EUR"))])
    bare.shop.after_sale.returns.refund("A-000001", Request((Piece(1, 1_000_000),)))
    bare.open()
    return bare


def figures(order: Order) -> list[Figure]:
    kinds = ("discount", "total", "rounding", "credited", "balance")
    return [
        *(Figure("line", line.n) for line in order.lines),
        *(Figure("charge", n) for n in range(1, len(order.charges) + 1)),
        *(Figure("tax", n) for n in range(len(order.taxes))),
        *map(Figure, kinds),
    ]


def test_every_figure_is_what_its_steps_come_to(worked: Office) -> None:
    for number, figure in [("A-000001", one) for one in figures(worked.shop.orders.order("A-000001"))]:
        _title, steps = explain(worked.shop.orders.order(number), figure, worked.shop.settings.current())
        so_far, sums = 0, 0
        for one in (step for step in steps if step.amount is not None and not step.aside):
            assert one.amount is not None
            if one.is_sum:
                assert one.amount.minor == so_far, (figure, one.words)
                so_far, sums = 0, sums + 1
            else:
                so_far += one.amount.minor
        assert sums, figure


def test_a_touch_of_a_figure_explains_it_and_it_can_be_copied(worked: Office) -> None:
    goods = worked.detail.body.goods
    at = next(n for n, row in enumerate(goods.rows) if row.asks == Figure("line", 1))
    worked.bot.mouseClick(goods, Qt.MouseButton.LeftButton, pos=goods.places()[at].center())
    worked.settle()
    dialog = open_dialog_of(worked.window)
    assert isinstance(dialog, ExplainDialog)
    worked.press(dialog.copy)
    copied = QApplication.clipboard().text().replace("\xa0", " ")
    assert copied.startswith("Mug, blue glaze\n4 × 18,00\t72,00 €\nDiscount of its own −1,00 €\t-1,00 €")
    worked.key(Qt.Key.Key_Escape)
    goods.setFocus()
    for _row in range(4):
        worked.key(Qt.Key.Key_Down)
    worked.key(Qt.Key.Key_Return)
    dialog = open_dialog_of(worked.window)
    assert isinstance(dialog, ExplainDialog)
    assert dialog.title == "Tip"


def test_versions_stand_beside_each_other(worked: Office) -> None:
    worked.press(worked.detail.body.history.versions)
    dialog = open_dialog_of(worked.window)
    assert isinstance(dialog, VersionsDialog)
    assert next((row.name, row.said) for row in dialog.rows if row.differs) == ("Mug, blue glaze", "changed")
    assert dialog.after.choices.currentText().endswith("Anne · A · one more")
    dialog.before.set_value(2)
    dialog.before.changed.emit()
    assert [row for row in dialog.rows if row.differs] == []


def test_lines_that_came_and_went_are_said(worked: Office) -> None:
    first, second = worked.shop.orders.order("A-000001").versions
    gone = replace(second, lines=second.lines[:1])
    assert [row.said for row in compared(first, gone)][:2] == ["changed", "taken out"]
    assert [row.said for row in compared(gone, first)][:2] == ["changed", "added"]


def test_the_panel_says_what_came_back_and_who_did_what(worked: Office) -> None:
    body = worked.detail.body
    assert "1 taken off" in body.goods.rows[0].note
    assert [row.words for row in body.money.rows if row.words == "Taken back"] == ["Taken back"]
    last = body.history.grid.itemAtPosition(len(body.history.rows) - 1, 2)
    assert last is not None
    assert last.widget().text() == "Anne · A"


def test_a_deposit_and_a_promise_stand_beside_the_statuses(bare: Office) -> None:
    lucie = bare.phone.customer("Lucie Martin")
    number = bare.phone.ordered(lucie)
    edits = bare.shop.after_sale.edits
    edits.edit(number, replace(edits.editable(number).cart, deposit="30%", promised="2027-03-01"))
    bare.open()
    said = [item.widget().accessibleName() for n in range(2) if (item := bare.detail._tags.itemAt(n))]
    assert said == ["deposit missing 8,04\xa0€", "promised for 01/03/2027"]
    order = bare.shop.orders.order(number)
    last = date.fromisoformat(order.row.pay_by)
    late = [[words for words, _mood in tags(order, last + timedelta(days=more))] for more in (0, 1)]
    assert late == [said, [f"overdue since {last:%d/%m/%Y}", *said]]


def changing(office: Office) -> DetailsDialog:
    office.page.controller.of_detail.ask(Deed.DETAILS)
    office.settle()
    dialog = open_dialog_of(office.window)
    assert isinstance(dialog, DetailsDialog)
    return dialog


@pytest.fixture
def sent(bare: Office) -> Office:
    bare.phone.ordered(bare.phone.customer("Lucie Martin"))
    bare.open()
    return bare


def test_details_are_changed_alone_and_set_back(sent: Office) -> None:
    dialog = changing(sent)
    sent.type(dialog.promised.line, "1/3/2027 10:30")
    sent.type(dialog.deposit.line, "30 %")
    sent.shop.order_changes.track("A-000001", "6A 100")
    sent.press(dialog.answer)
    assert open_dialog_of(sent.window) is None
    order = sent.shop.orders.order("A-000001")
    assert (order.promised, order.deposit) == ("2027-03-01T10:30", "30%")
    assert order.fulfilment.tracking_number == "6A 100", "what a script set meanwhile stays"
    sent.page.undo()
    sent.settle()
    order = sent.shop.orders.order("A-000001")
    assert (order.promised, order.deposit, order.fulfilment.tracking_number) == ("", "", "6A 100")


def test_a_detail_that_changed_meanwhile_is_told_and_nothing_typed_is_lost(sent: Office) -> None:
    dialog = changing(sent)
    sent.type(dialog.tracking.line, "6A 200")
    sent.shop.order_changes.track("A-000001", "6A 100")
    sent.press(dialog.answer)
    assert open_dialog_of(sent.window) is dialog
    assert dialog.problem.text().startswith("Tracking number: somebody wrote “6A 100” meanwhile.")
    assert dialog.tracking.text() == "6A 200"
    sent.press(dialog.answer)
    assert sent.shop.orders.order("A-000001").fulfilment.tracking_number == "6A 200"


@pytest.mark.parametrize("how", ["cancel", "void"])
def test_a_moved_clock_is_said_before_an_order_is_taken_back_and_can_be_confirmed(
    sent: Office, how: str
) -> None:
    sent.open_order("A-000001")
    before = sent.shop.till.clock()
    sent.shop.till.clock = lambda: before - timedelta(minutes=5)
    if how == "cancel":
        sent.press(sent.detail.cancel)
    else:
        sent.page.controller.of_detail.ask(Deed.VOID)
        sent.settle()
    action = sent.page.notices.bars()[0].action
    assert action is not None
    assert action.text() == "The date is right"
    sent.press(action)
    if how == "cancel":
        sent.press(sent.detail.band.confirm)
    else:
        dialog = open_dialog_of(sent.window)
        assert isinstance(dialog, ConsequencesDialog)
        sent.press(dialog.answer)
    assert sent.shop.orders.order("A-000001").now.is_cancelled  # type: ignore[union-attr]


def test_a_day_or_deposit_nobody_can_read_is_said_at_its_field(sent: Office) -> None:
    dialog = changing(sent)
    sent.type(dialog.promised.line, "someday")
    sent.press(dialog.answer)
    assert "is no day or time" in dialog.promised.mistake.text()
    dialog.promised.line.clear()
    sent.type(dialog.deposit.line, "120 %")
    sent.press(dialog.answer)
    assert dialog.deposit.mistaken
    assert open_dialog_of(sent.window) is dialog


def test_messages_stand_in_the_panel_and_are_dropped_there(bare: Office) -> None:
    bare.phone.ordered(bare.phone.customer("Lucie Martin", email="lucie@example.com"))
    bare.open()
    letters = bare.detail.body.letters.list
    assert [(one.kind, one.state.value) for one in letters.shown] == [("confirmation", "waiting")]
    bare.press(letters.rows[0].drop)
    assert [one.state.value for one in bare.shop.mails.of_order("A-000001")] == ["dropped"]
    assert [one.state.value for one in letters.shown] == ["dropped"]


def test_what_two_tills_did_is_decided_in_the_panel(qtbot: QtBot, tills: TwoTills, tmp_path: Path) -> None:
    number = ordered(tills.a)
    for kit in (tills.b, tills.a):
        pays("54")(kit, number)
    tills.meet()
    with shop_window(qtbot, tmp_path, tills.a.shop) as made:
        office = Office(made.bot, made.window, made.shop)
        office.open()
        needs = office.detail.body.needs
        assert sorted(choice for _which, choice in needs.buttons) == ["keep", "repay"]
        office.press(next(button for (_id, choice), button in needs.buttons.items() if choice == "repay"))
        assert needs.isHidden()
        assert str(office.order.row.to_give_back) == "0.00"


def test_a_parcel_is_followed_at_its_carrier_or_by_the_shop_s_own_link(sent: Office) -> None:
    addresses = sent.detail.body.addresses
    sent.shop.order_changes.track("A-000001", "1Z999AA10123456784")
    sent.window.changes.announce()
    sent.settle()
    asked: list[str] = []
    addresses.page_asked.disconnect()
    addresses.page_asked.connect(asked.append)
    (link,) = addresses.pages.values()
    assert link.text() == "Follow at UPS"
    sent.press(link)
    assert asked == ["https://www.ups.com/track?tracknum=1Z999AA10123456784"]
    methods = sent.shop.settings.current().delivery_methods
    own = replace(methods[0], tracking="https://bike.example.com/NUMBER")
    sent.shop.settings.change(delivery_methods=(own, *methods[1:]))
    sent.shop.order_changes.track("A-000001", "7 B")
    sent.window.changes.announce()
    sent.settle()
    assert list(addresses.pages) == ["https://bike.example.com/7%20B"]


def test_papers_without_a_number_are_drawn_from_the_panel(worked: Office) -> None:
    papers = worked.detail.body.papers
    assert [one.words for one in papers.more.choices] == ["Refund receipt", "Payment receipt", "Gift receipt"]
    for choice, title in zip(papers.more.choices, ("Refund", "Payment", "Gift"), strict=True):
        assert choice.run is not None
        choice.run()
        dialog = open_dialog_of(worked.window)
        assert isinstance(dialog, ReceiptDialog)
        worked.bot.waitUntil(lambda dialog=dialog: bool(dialog._data), timeout=10_000)
        assert (dialog.accessibleName().split()[0], dialog._data[:4]) == (title, b"%PDF")
        dialog.close_dialog()
        worked.settle()
