"""The charge dialog in the window: splits, references, odd amounts, refusals."""

from __future__ import annotations

import pytest

from pos.domain.shop.errors import DiskTrouble
from tests.ui.till import TillDriver
from ui.shared.charge.tender_dialog import TenderDialog


@pytest.fixture
def due(till: TillDriver) -> TillDriver:
    """36.00 to pay."""
    till.enter("36,00 Lamp")
    till.press("F12")
    return till


def dialog_of(till: TillDriver) -> TenderDialog:
    dialog = till.dialog
    assert isinstance(dialog, TenderDialog)
    return dialog


def test_esc_goes_one_step_back_to_the_box(due: TillDriver) -> None:
    due.press("Esc")
    assert due.dialog is None
    assert due.page.box.line.hasFocus()
    assert due.lines == ["1 × Lamp 36.00"]


def test_typing_replaces_the_proposed_amount(due: TillDriver) -> None:
    due.type("50")
    assert dialog_of(due).change.text() == "14,00\u00a0€"
    due.press("Enter")
    assert due.sales == 1
    assert due.notice == "Change 14.00"


def test_card_with_a_reference_and_the_rest_in_cash(due: TillDriver) -> None:
    due.press("Alt+2")
    due.type("20")
    due.press("Tab")
    due.type("T-118")
    due.press("Enter")
    assert dialog_of(due).side.due.text() == "16,00\u00a0€"
    due.press("Alt+1")
    due.type("20")
    due.press("Enter")
    due.settle()
    order = due.shop.orders.order("A-000001")
    assert [(one.method, str(one.amount), one.reference) for one in order.tenders] == [
        ("card", "20.00", "T-118"),
        ("cash", "16.00", ""),
    ]
    assert str(order.change) == "4.00"
    assert due.verifies()


def test_quick_amounts_by_touch(due: TillDriver) -> None:
    dialog = dialog_of(due)
    fifty = next(one for one in dialog._quick_buttons if one.text() == "50")
    due.click(fifty)
    assert dialog.change.text() == "14,00\u00a0€"
    due.click(dialog.finish)
    assert due.sales == 1


def test_a_noted_tender_is_taken_off_by_its_cross(due: TillDriver) -> None:
    due.press("Alt+2")
    due.type("20")
    due.press("Enter")
    dialog = dialog_of(due)
    dialog.side.dropped.emit(0)
    assert not dialog.tender.started
    assert dialog.amount.line.text() == "36,00"
    due.press("Esc")


def test_far_too_much_cash_waits_for_a_word(due: TillDriver) -> None:
    due.type("36000")
    due.press("Enter", "Enter")
    assert due.sales == 0
    dialog = dialog_of(due)
    assert "36" in dialog.problem.text()
    due.click(dialog.sure)
    due.press("Enter")
    assert due.sales == 1


@pytest.mark.parametrize("typed", ["abc", "1e3", "--5", ",", "400638133393140063813339"])
def test_what_is_no_amount_is_said_and_nothing_is_sold(due: TillDriver, typed: str) -> None:
    due.type(typed)
    due.press("Enter")
    assert due.sales == 0
    assert isinstance(due.dialog, TenderDialog)
    due.press("Esc")
    assert due.lines == ["1 × Lamp 36.00"]


def test_a_sale_the_disk_refuses_keeps_the_money_counted_and_the_cart(
    due: TillDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_cart: object, unpaid: bool) -> None:
        raise DiskTrouble("no space left")

    with monkeypatch.context() as broken:
        broken.setattr(type(due.shop.checkout), "place_order", full)
        due.type("40")
        due.press("Enter")
        due.settle()
        dialog = dialog_of(due)
        assert "no space left" in dialog.problem.text()
        assert due.lines == ["1 × Lamp 36.00"]
    due.press("Enter")
    assert due.sales == 1


def test_a_free_sale_finishes_with_enter(till: TillDriver) -> None:
    till.enter("36,00 Lamp")
    till.enter("-100%")
    till.press("F12", "Enter")
    assert till.sales == 1
    assert till.shop.orders.order("A-000001").row.payment_status == "Paid"


def test_print_receipt_is_remembered(due: TillDriver) -> None:
    due.click(dialog_of(due).print_receipt)
    due.press("Enter")
    due.settle()
    assert "printer" in due.page.cart.done.state.text()
    due.start_again()
    assert due.controller.paper.wanted
