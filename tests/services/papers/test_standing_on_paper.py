"""Money that moves after the sale: shown everywhere, mirrored by the credit note, gone after a cancel."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from pos.cli.order_shapes import whole
from pos.domain.customers.customers import Buyer
from pos.domain.money.errors import NoSuchCoins, TooMuchPaid
from pos.domain.money.tenders import Tender
from pos.domain.orders.errors import NothingDue, UnknownMethod
from tests.shop_kit import ATELIER, ShopKit


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    shop.stocks(price="10.02", quantity="100")
    return shop


def shop_of(ram: Path, currency: str, step: int, price: str) -> ShopKit:
    """A shop in another currency with one product at a price."""
    kit = ShopKit.create(ram / currency, replace(ATELIER, currency=currency, cash_step=step))
    kit.stocks(price=price, quantity="100")
    return kit


def unpaid(kit: ShopKit) -> str:
    cart = kit.cart("MUG-BLU").with_buyer(Buyer(name="Lucie Martin", language="en"))
    return kit.shop.checkout.place_order(cart, unpaid=True).number


def printed(pdf: bytes) -> list[str]:
    """The lines of a document."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return [line.strip() for page in document for line in page.get_textpage().get_text_range().splitlines()]


@pytest.mark.parametrize(
    ("currency", "step", "price", "cash", "rounding"),
    [
        ("CHF", 5, "10.02", "10.00", "-0.02"),
        ("CHF", 5, "10.03", "20.00", "0.02"),
        ("SEK", 100, "99.60", "100.00", "0.40"),
        ("HUF", 500, "998", "1000", "2.00"),
        ("EUR", 5, "9.98", "10.00", "0.02"),
        ("NZD", 10, "9.96", "50.00", "0.04"),
        ("DKK", 50, "10.20", "10.00", "-0.20"),
    ],
)
@pytest.mark.parametrize("later", [False, True])
def test_rounding_of_a_later_payment_is_shown_and_goes_back_with_the_order(
    ram: Path, currency: str, step: int, price: str, cash: str, rounding: str, later: bool
) -> None:
    kit = shop_of(ram, currency, step, price)
    number = unpaid(kit)
    kit.clock.advance(hours=1)
    kit.shop.order_changes.pay(number, [kit.cash(cash)])

    order = kit.shop.orders.order(number)
    assert (str(order.rounding), order.row.due.minor) == (rounding, 0)
    assert whole(order, kit.shop.settings.current())["rounding"] == rounding
    receipt = kit.shop.documents.receipt(number).document
    assert (receipt.rounding, receipt.due, receipt.as_of) == (
        order.rounding,
        kit.money("0"),
        date(2026, 11, 23),
    )

    kit.shop.order_changes.cancel(number, repay=not later)
    if later:
        kit.shop.order_changes.repay(number)
    else:
        note = kit.shop.documents.credit_note(number).document
        assert str(note.rounding) == rounding
        assert note.total + order.rounding == note.paid
    order = kit.shop.orders.order(number)
    assert (order.rounding.minor, order.row.due.minor, order.row.to_give_back.minor) == (0, 0, 0)
    sums = [("rounding", ""), ("payments", "cash"), ("sales", ""), ("tax", "20")]
    assert [kit.sum_of_day(*one)[1] for one in sums[:2]] == [0, 0]
    assert kit.sum_of_day("sales")[1] + kit.sum_of_day("credits", "cancel")[1] == 0
    assert kit.sum_of_day("tax", "20")[1] == 0
    assert kit.audit() == []
    kit.close()


@pytest.mark.parametrize(
    "parts",
    [
        [("cash", "5.00"), ("cash", "5.00")],
        [("card", "3.33"), ("cash", "6.70")],
        [("cash", "5.00"), ("card", "5.02")],
        [("transfer", "0.01"), ("card", "0.01"), ("cash", "20.00")],
        [("cash", "0.05"), ("cash", "0.05"), ("cash", "9.90")],
    ],
)
def test_all_sums_are_nothing_again_after_a_cancel_however_it_was_paid(
    ram: Path, parts: list[tuple[str, str]]
) -> None:
    kit = shop_of(ram, "CHF", 5, "10.02")
    number = unpaid(kit)
    for method, amount in parts:
        kit.shop.order_changes.pay(number, [Tender(method, kit.money(amount))])
    assert kit.shop.orders.order(number).row.payment_status == "Paid"
    kit.shop.order_changes.cancel(number, repay=True)
    methods = {method for method, _amount in parts}
    assert {kit.sum_of_day("payments", method)[1] for method in methods} == {0}
    assert kit.sum_of_day("rounding")[1] == 0
    assert kit.shop.orders.order(number).row.payment_status == "Refunded"
    assert kit.audit() == []
    kit.close()


def test_a_later_print_shows_the_standing_of_that_day(kit: ShopKit) -> None:
    number = unpaid(kit)
    original = printed(kit.shop.documents.for_printing(number))
    assert [line for line in original if "Still to pay" in line] == ["Still to pay 10.02"]
    assert not [line for line in original if "DUPLICATE" in line or "As of" in line]
    kit.shop.documents.printed(number)
    kit.clock.advance(hours=23)
    kit.shop.order_changes.pay(number, [kit.cash("20.00")])
    later = printed(kit.shop.documents.for_printing(number))
    assert [line for line in later if "Still to pay" in line] == []
    assert [line for line in later if line.startswith(("DUPLICATE", "As of"))] == [
        "DUPLICATE 1",
        "As of 24 November 2026",
    ]
    assert [line for line in later if line.startswith("Cash")] == ["Cash 20.00, change 9.98 10.02"]
    kit.shop.documents.printed(number)
    assert "DUPLICATE 2" in printed(kit.shop.documents.for_printing(number))
    assert "DUPLICATE 2" in printed(kit.shop.documents.pdf(number))


def test_of_a_receipt_never_printed_before_the_money_moved_there_is_no_original(kit: ShopKit) -> None:
    number = unpaid(kit)
    kit.shop.order_changes.pay(number, [kit.card("4.00", "T-77")])
    for copy in (1, 2, 3):
        lines = printed(kit.shop.documents.for_printing(number))
        assert f"DUPLICATE {copy}" in lines
        assert [line for line in lines if line.startswith(("Card", "Still", "Reference"))] == [
            "Card 4.00",
            "Reference T-77",
            "Still to pay 6.02",
        ]
        kit.shop.documents.printed(number)


def test_a_print_after_a_void_says_what_went_back(kit: ShopKit) -> None:
    placed = kit.sells("MUG-BLU", cash="20.00")
    kit.shop.order_changes.void(placed.number)
    lines = printed(kit.shop.documents.for_printing(placed.number))
    assert [line for line in lines if line.startswith(("VOID", "DUPLICATE", "Credited", "Cash"))] == [
        "VOID",
        "DUPLICATE 1",
        "Credited \N{MINUS SIGN}10.02",
        "Cash 20.00, change 9.98 10.02",
        "Cash \N{MINUS SIGN}10.02",
    ]


def test_given_and_change_of_a_later_payment_are_kept(kit: ShopKit) -> None:
    number = unpaid(kit)
    settled = kit.shop.order_changes.pay(number, [kit.cash("5.00"), kit.cash("20.00")])
    order = kit.shop.orders.order(number)
    assert [(str(one.amount), str(one.given), str(one.change)) for one in order.payments] == [
        ("5.00", "5.00", "None"),
        ("5.02", "20.00", "14.98"),
    ]
    assert settled.change == order.change == kit.money("14.98")
    payments = whole(order, kit.shop.settings.current())["payments"]
    assert [(one["given"], one.get("change")) for one in payments] == [("5.00", None), ("20.00", "14.98")]


def test_cash_for_nothing_leaves_no_row_and_a_void_of_it_is_no_refund(kit: ShopKit) -> None:
    free = kit.custom("Sample", "0.00")
    placed = kit.shop.checkout.place_order(kit.shop.carts.new().add(free), [kit.cash("5.00")])
    assert placed.change == kit.money("5.00")
    order = kit.shop.orders.order(placed.number)
    assert (order.payments, order.row.payment_status) == ((), "Paid")
    kit.shop.order_changes.void(placed.number)
    order = kit.shop.orders.order(placed.number)
    assert (order.payments, order.row.payment_status) == ((), "Cancelled")
    assert kit.rows("SELECT count(*) FROM payment") == [(0,)]


def test_what_coins_round_away_whole_is_no_row_either(ram: Path) -> None:
    kit = shop_of(ram, "CHF", 5, "0.02")
    placed = kit.sells("MUG-BLU", cash="0.02")
    order = kit.shop.orders.order(placed.number)
    assert (str(order.rounding), order.payments, order.row.payment_status) == ("-0.02", (), "Paid")
    assert kit.sum_of_day("payments", "cash") == (0, 0)
    kit.shop.order_changes.void(placed.number)
    order = kit.shop.orders.order(placed.number)
    assert (order.rounding.minor, order.payments, order.row.payment_status) == (0, (), "Cancelled")
    assert kit.sum_of_day("rounding")[1] == 0
    assert kit.audit() == []
    kit.close()


@pytest.mark.parametrize("method", ["transfer", "card"])
def test_more_than_is_due_is_taken_where_a_person_says_so(kit: ShopKit, method: str) -> None:
    number = unpaid(kit)
    pay = kit.shop.order_changes.pay
    money = [Tender(method, kit.money("12.02"))]
    with pytest.raises(TooMuchPaid) as refused:
        pay(number, money)
    assert (str(refused.value.more), str(refused.value.due)) == ("2.00", "10.02")
    assert kit.shop.orders.order(number).row.due == kit.money("10.02")

    assert pay(number, money, accept_more=True).over == kit.money("2.00")
    row = kit.shop.orders.order(number).row
    assert (row.payment_status, str(row.due), str(row.to_give_back)) == ("Paid", "0.00", "2.00")
    with pytest.raises(NothingDue):
        pay(number, [kit.card("1.00")])
    with pytest.raises(NothingDue):
        pay(number, [kit.cash("1.00")], accept_more=True)
    pay(number, [kit.card("1.00")], accept_more=True)
    lines = printed(kit.shop.documents.pdf(number))
    assert "To give back 3.00" in lines
    assert kit.shop.order_changes.repay(number) == kit.money("3.00")
    assert kit.shop.orders.order(number).row.payment_status == "Paid"


def test_more_than_is_due_may_come_with_the_order(kit: ShopKit) -> None:
    cart = kit.cart("MUG-BLU")
    money = [kit.card("12.00")]
    with pytest.raises(TooMuchPaid):
        kit.shop.checkout.place_order(cart, money)
    placed = kit.shop.checkout.place_order(cart, money, accept_more=True)
    row = kit.shop.orders.order(placed.number).row
    assert (row.payment_status, str(row.to_give_back)) == ("Paid", "1.98")


def test_nothing_is_taken_for_a_cancelled_order(kit: ShopKit) -> None:
    number = unpaid(kit)
    kit.shop.order_changes.cancel(number)
    for more in (False, True):
        with pytest.raises(NothingDue):
            kit.shop.order_changes.pay(number, [kit.card("1.00")], accept_more=more)


def test_money_the_till_cannot_know_is_refused_after_the_sale_too(kit: ShopKit) -> None:
    number = unpaid(kit)
    with pytest.raises(UnknownMethod):
        kit.shop.order_changes.pay(number, [Tender("shells", kit.money("1.00"))])
    kit.shop.settings.change(cash_step=5)
    kit.shop.order_changes.pay(number, [kit.cash("0.03")])  # cents are legal tender, whatever is rounded
    assert kit.shop.orders.order(number).row.due == kit.money("9.99")


def test_coins_that_do_not_exist_are_refused_after_the_sale_too(ram: Path) -> None:
    kit = shop_of(ram, "CHF", 5, "10.02")
    number = unpaid(kit)
    with pytest.raises(NoSuchCoins):
        kit.shop.order_changes.pay(number, [kit.cash("0.03")])
    with pytest.raises(NoSuchCoins):
        kit.sells("MUG-BLU", cash="20.01")
    assert kit.shop.orders.order(number).row.due == kit.money("10.02")
    kit.close()
