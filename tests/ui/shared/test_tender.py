"""Counting money: one tender, several, too much, odd amounts; without a window."""

from __future__ import annotations

import pytest

from pos.domain.money.amounts import Money
from pos.domain.money.cash import coins
from pos.domain.shop.settings import PaymentMethod
from ui.shared.charge.tender import TenderPresenter
from ui.shared.charge.tender_dialog import coins_words

CASH, CARD = PaymentMethod("cash", ""), PaymentMethod("card", "", asks_reference=True)
VOUCHER = PaymentMethod("voucher", "Voucher")


def euro(amount: str) -> Money:
    return Money.of(amount, "EUR")


def counting(total: str, step: int = 1, currency: str = "EUR") -> TenderPresenter:
    return TenderPresenter(Money.of(total, currency), (CASH, CARD, VOUCHER), step)


def test_cash_is_proposed_exactly() -> None:
    count = counting("76.09")
    now = count.state()
    assert count.amount == euro("76.09")
    assert now.finishes
    assert now.can_go_on
    assert now.change.is_zero
    assert [str(one) for one in now.quick] == ["76.09", "80.00", "100.00", "200.00"]


def test_the_change_and_its_coins() -> None:
    count = counting("36.09")
    count.amount = euro("50")
    now = count.state()
    assert now.change == euro("13.91")
    assert [str(one) for one in now.coins] == ["10.00", "2.00", "1.00", "0.50", "0.20", "0.20", "0.01"]


def test_split_over_three_methods_and_one_taken_off_again() -> None:
    count = counting("76.09")
    count.choose(CARD)
    count.amount = euro("40")
    count.take()
    count.choose(VOUCHER)
    count.amount = euro("10")
    count.take()
    now = count.state()
    assert [(one.name, str(one.amount)) for one in now.received] == [("Card", "40.00"), ("Voucher", "10.00")]
    assert now.due == euro("26.09")
    count.drop(0)
    assert count.state().due == euro("66.09")
    count.choose(CASH)
    count.amount = euro("70")
    assert count.state().finishes
    assert [one.method for one in count.tenders()] == ["voucher", "cash"]


def test_only_cash_gives_change() -> None:
    count = counting("10")
    count.choose(CARD)
    count.amount = euro("12")
    now = count.state()
    assert now.refusal is not None
    assert not now.can_go_on


@pytest.mark.parametrize("amount", ["0", "-5"])
def test_nothing_and_less_are_no_payment(amount: str) -> None:
    count = counting("10")
    count.amount = euro(amount)
    assert not count.state().can_go_on


def test_an_empty_field_waits() -> None:
    count = counting("10")
    count.amount = None
    assert not count.state().can_go_on


@pytest.mark.parametrize("amount", ["36000", "400638133"])
def test_far_too_much_cash_is_asked_about_and_can_be_confirmed(amount: str) -> None:
    count = counting("36")
    count.amount = euro(amount)
    assert count.state().question
    assert not count.state().can_go_on
    count.confirm()
    assert count.state().can_go_on


def test_nothing_to_pay_finishes_without_a_tender() -> None:
    count = counting("0")
    now = count.state()
    assert not now.needs_tender
    assert now.finishes
    assert count.tenders() == ()


def test_cash_is_rounded_to_the_coins_there_are() -> None:
    count = counting("10.02", step=5, currency="CHF")
    assert str(count.amount) == "10.00"
    assert str(count.state().rounding) == "-0.02"
    count.choose(CARD)
    assert str(count.amount) == "10.02"


@pytest.mark.parametrize(
    ("change", "words"),
    [("13.91", "10 · 2 · 1 · 0.50 · 0.20 · 0.20 · 0.01"), ("4050", "20 × 200 · 50"), ("0", "")],
)
def test_many_equal_notes_are_told_by_their_number(change: str, words: str) -> None:
    assert coins_words(coins(Money.of(change, "EUR"))) == words


def test_more_than_is_due_by_card_is_asked_about_where_it_may_be_kept() -> None:
    count = counting("36.09")
    count.asks_for_more = True
    count.choose(CARD)
    count.amount = euro("38.09")
    now = count.state()
    assert "€2.00 more than is due (€36.09)" in now.question
    assert not now.can_go_on
    count.confirm()
    assert count.state().can_go_on
    assert count.state().finishes
    assert count.accepts_more
    count.amount = euro("39.09")
    assert not count.accepts_more
    assert "€3.00 more" in count.state().question


def test_at_the_sale_more_by_card_is_refused() -> None:
    count = counting("36.09")
    count.choose(CARD)
    count.amount = euro("38.09")
    assert type(count.state().refusal).__name__ == "TooMuchPaid"
    count.confirm()
    assert not count.state().can_go_on


def test_coins_that_do_not_exist_wait_for_the_person() -> None:
    count = counting("10.02", 5, "CHF")
    count.amount = Money.of("0.03", "CHF")
    assert type(count.state().refusal).__name__ == "NoSuchCoins"
    assert not count.state().can_go_on
