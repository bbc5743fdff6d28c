"""Goods and money back, and exchanges, through the real window: what is shown is what is then so."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from pos.domain.catalogue.products import NewProduct
from pos.domain.money.amounts import Money
from pos.domain.money.tenders import Tender
from pos.domain.orders.orders import Order
from tests.ui.orders.office import Office
from ui.kit.dialogs.dialog import open_dialog_of
from ui.orders.acts.hand_over_dialog import HandOverDialog
from ui.orders.acts.money_dialogs import CorrectDialog, RepayDialog
from ui.orders.acts.return_dialog import ReturnDialog
from ui.orders.detail.deeds import Deed


@pytest.fixture
def counter(bare: Office) -> Office:
    """Five mugs sold for cash over the counter, looked at as if their receipt was scanned."""
    bare.phone.sold(quantity=5)
    bare.shop.catalogue.add(NewProduct("Mug, large", Decimal("20.00"), "MUG-L", (), on_hand=Decimal(4)))
    bare.open()
    bare.page.controller.open_typed("#A-000001")
    bare.settle()
    return bare


def order(office: Office, number: str = "A-000001") -> Order:
    return office.shop.orders.order(number)


def on_hand(office: Office, sku: str) -> Decimal | None:
    return office.shop.stock.level(sku).on_hand


def returning(office: Office) -> ReturnDialog:
    dialog = open_dialog_of(office.window)
    assert isinstance(dialog, ReturnDialog)
    return dialog


def test_a_scanned_receipt_gives_one_piece_back_with_three_keys(counter: Office) -> None:
    assert counter.detail.take_back.hasFocus()
    counter.key(Qt.Key.Key_Return)
    counter.key(Qt.Key.Key_Plus)
    dialog = returning(counter)
    assert "Give back 18,00 €: Cash 18,00 €" in dialog.view.lines[0].replace("\u202f", " ").replace(
        "\xa0", " "
    )
    counter.key(Qt.Key.Key_Return)
    assert open_dialog_of(counter.window) is None
    now = order(counter)
    assert (str(now.row.credited), str(now.row.refunded), now.row.payment_status) == (
        "18.00", "18.00", "Partially refunded",
    )  # fmt: skip
    assert on_hand(counter, "MUG") == Decimal(46)
    assert "18,00" in counter.notices(counter.page)[0]


def test_another_size_takes_five_keys_and_scans(counter: Office) -> None:
    counter.key(Qt.Key.Key_Return)
    counter.key(Qt.Key.Key_Plus)
    returning(counter).takes_code("MUG-L")
    counter.settle()
    dialog = returning(counter)
    assert dialog.answer.text() == "Exchange"
    assert "2,00" in dialog.answer.words()
    counter.key(Qt.Key.Key_Return)
    assert dialog.paying is not None
    counter.key(Qt.Key.Key_Return)
    assert open_dialog_of(counter.window) is None
    old, new = order(counter), order(counter, "A-000002")
    assert (str(old.row.credited), str(old.row.refunded)) == ("18.00", "18.00")
    assert (str(new.row.total), new.row.payment_status) == ("20.00", "Paid")
    assert [(str(one.amount), one.moved) for one in new.payments] == [("2.00", ""), ("18.00", "A-000001")]
    assert (on_hand(counter, "MUG"), on_hand(counter, "MUG-L")) == (Decimal(46), Decimal(3))


def test_the_difference_can_be_paid_later(counter: Office) -> None:
    counter.press(counter.detail.take_back)
    dialog = returning(counter)
    counter.press(dialog.lines[0].count.more)
    dialog.takes_code("MUG-L")
    counter.settle()
    counter.press(dialog.later)
    counter.press(dialog.answer)
    assert str(order(counter, "A-000002").row.due) == "2.00"


def test_a_scan_of_what_was_sold_comes_back_and_the_rest_goes_out(counter: Office) -> None:
    counter.press(counter.detail.take_back)
    dialog = returning(counter)
    for _time in range(6):
        dialog.takes_code("MUG")
    counter.settle()
    assert dialog.lines[0].count.value() == 5
    assert [(line.sku, count.value()) for line, count in dialog.goods.counts] == [("MUG", Decimal(1))]


def test_damaged_goods_are_written_off_and_an_amount_leaves_goods_alone(counter: Office) -> None:
    counter.press(counter.detail.take_back)
    dialog = returning(counter)
    counter.press(dialog.lines[0].count.more)
    counter.press(next(button for fate, button in dialog.lines[0].fate.buttons.items() if fate == "damaged"))
    counter.press(dialog.answer)
    assert on_hand(counter, "MUG") == Decimal(45)
    counter.press(counter.detail.take_back)
    dialog = returning(counter)
    counter.press(dialog.lines[0].reduce)
    counter.type(dialog.lines[0].amount.line, "5,00")
    counter.type(dialog.reason.line, "scratched")
    counter.press(dialog.answer)
    now = order(counter)
    assert (str(now.row.credited), on_hand(counter, "MUG")) == ("23.00", Decimal(45))
    assert now.history[-1].note == "scratched"


def test_money_goes_back_another_way_or_later(counter: Office) -> None:
    counter.press(counter.detail.take_back)
    dialog = returning(counter)
    counter.press(dialog.lines[0].count.more)
    later = next(button for how, button in dialog.money.how.buttons.items() if how == "later")
    counter.press(later)
    counter.press(dialog.answer)
    assert (str(order(counter).row.to_give_back), str(order(counter).row.refunded)) == ("18.00", "0.00")
    counter.page.controller.of_detail.ask(Deed.REPAY)
    counter.settle()
    repay = open_dialog_of(counter.window)
    assert isinstance(repay, RepayDialog)
    counter.press(next(button for how, button in repay.money.how.buttons.items() if how == "by hand"))
    assert repay.money.rows[0][1].text() == "18,00"
    repay.money.rows[0][0].set_value("card")
    repay.money.rows[0][0].changed.emit()
    counter.settle()
    assert any("terminal" in line for line in repay.view.lines)
    counter.press(repay.answer)
    assert str(order(counter).row.to_give_back) == "0.00"
    assert [(one.method, str(one.amount)) for one in order(counter).payments][-1] == ("card", "-18.00")


def test_more_than_is_left_is_refused_with_the_service_s_sentence(counter: Office) -> None:
    counter.press(counter.detail.take_back)
    dialog = returning(counter)
    counter.press(dialog.whole)
    counter.type(dialog.amount.line, "90,01")
    assert dialog.problem.text().replace("\xa0", " ").startswith("Only 90,00 € is left to take back there.")
    assert not dialog.answer.isEnabled()
    counter.type(dialog.amount.line, "90,00")
    assert dialog.answer.isEnabled()


def test_an_order_that_changed_says_so_and_keeps_what_is_filled_in(counter: Office) -> None:
    counter.press(counter.detail.take_back)
    dialog = returning(counter)
    counter.press(dialog.lines[0].count.more)
    counter.type(dialog.reason.line, "chipped")
    counter.shop.order_changes.note("A-000001", "rings twice")
    from pos.domain.orders.amendment import Piece, Request

    counter.shop.after_sale.returns.refund("A-000001", Request((Piece(1, 1_000_000),)))
    counter.press(dialog.answer)
    assert open_dialog_of(counter.window) is dialog
    assert "changed order A-000001 meanwhile" in dialog.problem.text()
    assert (dialog.reason.text(), dialog.lines[0].count.value()) == ("chipped", Decimal(1))
    counter.press(dialog.answer)
    assert str(order(counter).row.credited) == "36.00"


def test_a_part_is_handed_over_and_taken_back(bare: Office) -> None:
    lucie = bare.phone.customer("Lucie Martin")
    bare.phone.ordered(lucie, quantity=5)
    bare.open()
    bare.page.controller.of_detail.ask(Deed.HAND_OVER)
    bare.settle()
    dialog = open_dialog_of(bare.window)
    assert isinstance(dialog, HandOverDialog)
    bare.type(dialog.counts[0][1].field.line, "3")
    bare.type(dialog.tracking.line, "6A 100")
    bare.press(dialog.answer)
    now = order(bare)
    assert (now.row.fulfilment_status, now.fulfilment.tracking_number) == ("Processing", "6A 100")
    assert now.now is not None
    assert now.now.goods_of(1).handed == 3_000_000
    bare.page.controller.of_detail.ask(Deed.TAKE_BACK)
    bare.settle()
    back = open_dialog_of(bare.window)
    assert isinstance(back, HandOverDialog)
    bare.type(back.counts[0][1].field.line, "2")
    bare.press(back.answer)
    now = order(bare)
    assert now.now is not None
    assert now.now.goods_of(1).handed == 1_000_000
    bare.page.undo()
    bare.settle()
    assert order(bare).now.goods_of(1).handed == 3_000_000  # type: ignore[union-attr]
    bare.page.undo()
    bare.settle()
    assert order(bare).now.goods_of(1).handed == 0  # type: ignore[union-attr]


def test_a_wrong_method_is_put_right(counter: Office) -> None:
    counter.page.controller.of_detail.ask(Deed.CORRECT)
    counter.settle()
    dialog = open_dialog_of(counter.window)
    assert isinstance(dialog, CorrectDialog)
    assert "was made by that method already" in dialog.problem.text()
    dialog.way.set_value("card")
    dialog.way.changed.emit()
    counter.settle()
    counter.press(dialog.answer)
    assert order(counter).now.held == {"card": 9000}  # type: ignore[union-attr]
    counter.page.undo()
    counter.settle()
    assert order(counter).now.held == {"cash": 9000}  # type: ignore[union-attr]


def test_a_sale_is_undone_as_long_as_nothing_followed(counter: Office) -> None:
    deeds = [one.words for one in counter.detail.more.choices]
    assert "Undo this sale…" in deeds
    counter.page.controller.of_detail.ask(Deed.VOID)
    counter.settle()
    counter.key(Qt.Key.Key_Return)
    assert (str(order(counter).row.credited), on_hand(counter, "MUG")) == ("90.00", Decimal(50))
    assert not counter.detail.take_back.isEnabled()


def test_a_note_stays_beside_those_before_it(counter: Office) -> None:
    for words in ("rings twice", "moved"):
        counter.page.controller.of_detail.ask(Deed.NOTE)
        dialog = open_dialog_of(counter.window)
        assert dialog is not None
        counter.type(dialog.text.edit, words)  # type: ignore[attr-defined]
        counter.press(dialog.answer)  # type: ignore[attr-defined]
    assert [(one.text, one.private) for one in order(counter).notes] == [
        ("rings twice", True),
        ("moved", True),
    ]


def test_a_cancel_of_an_order_that_changed_is_told_and_keeps_what_is_typed(bare: Office) -> None:
    bare.phone.ordered(bare.phone.customer("Lucie Martin"), quantity=2)
    bare.open()
    bare.press(bare.detail.cancel)
    bare.type(bare.detail.band.reason.line, "ordered twice")
    bare.shop.order_changes.pay("A-000001", [Tender("card", Money(20_00, "EUR"))])
    bare.press(bare.detail.band.confirm)
    assert order(bare).row.payment_status == "Part paid"
    assert any("changed order A-000001 meanwhile" in said for said in bare.notices(bare.page))
    band = bare.detail.band
    assert (band.isVisible(), band.reason.text()) == (True, "ordered twice")
    assert any("Give back 20,00" in line for line in band.view.lines)
    bare.press(band.confirm)
    assert order(bare).row.payment_status == "Refunded"


def test_a_long_order_shows_its_lines_a_page_at_a_time_and_finds_what_is_scanned(bare: Office) -> None:
    cart = bare.phone.cart()
    for n in range(60):
        line = bare.phone.line("MUG")
        cart = cart.add(replace(line, variant_id=None, sku="", name=f"Item {n}"))
    cart = cart.add(bare.phone.line("BOWL", 2))
    number = bare.shop.checkout.place_order(cart, (), unpaid=True).number
    bare.open()
    bare.press(bare.detail.take_back)
    dialog = returning(bare)
    assert len(dialog.lines) == 30
    dialog.takes_code("BOWL")
    bare.settle()
    assert (dialog.lines[-1].line.sku, dialog.lines[-1].count.value()) == ("BOWL", Decimal(1))
    bare.press(dialog.of_lines.rest)
    assert (len(dialog.lines), dialog.of_lines.rest.text()) == (61, "1 more line…")
    bare.press(dialog.answer)
    assert str(order(bare, number).row.credited) == "24.00"
    bare.page.controller.of_detail.ask(Deed.HAND_OVER)
    bare.settle()
    handing = open_dialog_of(bare.window)
    assert isinstance(handing, HandOverDialog)
    assert len(handing.counts) == 30
    bare.press(handing.counts[0][1].less)
    bare.press(handing.answer)
    goods = order(bare, number).now.goods  # type: ignore[union-attr]
    assert [one.n for one in goods if one.open] == [1]
