"""Tenders against a total: change, cash rounding, what is kept, what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.money.amounts import Money
from pos.domain.money.errors import NoSuchCoins, TenderNotPositive, TooMuchPaid
from pos.domain.money.tenders import METHOD_CASH, Payment, Settlement, Tender, settle


def tenders(written: str, currency: str) -> list[Tender]:
    """`cash 20, card 5.00` as tenders."""
    parts = [part.split() for part in written.split(",") if part.strip()]
    return [Tender(method, Money.of(amount, currency)) for method, amount in parts]


def told(settled: Settlement) -> tuple[str, str, str, str]:
    return str(settled.paid), str(settled.rounding), str(settled.change), str(settled.due)


@pytest.mark.parametrize(
    ("total", "offered", "paid", "change", "due"),
    [
        ("36.09", "", "0.00", "0.00", "36.09"),
        ("36.09", "cash 36.09", "36.09", "0.00", "0.00"),
        ("36.09", "cash 50", "36.09", "13.91", "0.00"),
        ("36.09", "cash 20", "20.00", "0.00", "16.09"),
        ("36.09", "card 36.09", "36.09", "0.00", "0.00"),
        ("36.09", "card 30, cash 10", "36.09", "3.91", "0.00"),
        ("36.09", "cash 10, card 30", "36.09", "3.91", "0.00"),
        ("36.09", "cash 10, card 26.09", "36.09", "0.00", "0.00"),
        ("36.09", "voucher 5, card 11.09, cash 5, cash 20", "36.09", "5.00", "0.00"),
        ("0.00", "", "0.00", "0.00", "0.00"),
        ("0.00", "cash 5", "0.00", "5.00", "0.00"),
    ],
)
def test_cash_gives_change_and_the_rest_stays_due(
    total: str, offered: str, paid: str, change: str, due: str
) -> None:
    settled = settle(Money.of(total, "EUR"), tenders(offered, "EUR"))

    assert told(settled) == (paid, "0.00", change, due)


@pytest.mark.parametrize(
    ("total", "offered", "paid", "rounding", "change", "due"),
    [
        ("10.02", "cash 20", "10.00", "-0.02", "10.00", "0.00"),
        ("10.03", "cash 20", "10.05", "0.02", "9.95", "0.00"),
        ("10.02", "cash 10", "10.00", "-0.02", "0.00", "0.00"),
        ("10.03", "cash 10", "10.00", "0.00", "0.00", "0.03"),
        ("10.03", "cash 10.03", "10.05", "0.02", "0.00", "0.00"),
        ("10.02", "cash 10.02", "10.00", "-0.02", "0.00", "0.00"),
        ("10.02", "card 10.02", "10.02", "0.00", "0.00", "0.00"),
        ("10.02", "card 10", "10.00", "0.00", "0.00", "0.02"),
        ("10.02", "cash 5", "5.00", "0.00", "0.00", "5.02"),
        ("10.02", "cash 5, card 5", "10.00", "-0.02", "0.00", "0.00"),
        ("10.02", "cash 5, card 5.02", "10.02", "0.00", "0.00", "0.00"),
        ("10.02", "card 4, cash 10", "10.00", "-0.02", "4.00", "0.00"),
    ],
)
def test_cash_is_rounded_only_where_it_settles_the_rest(
    total: str, offered: str, paid: str, rounding: str, change: str, due: str
) -> None:
    settled = settle(Money.of(total, "CHF"), tenders(offered, "CHF"), cash_step=5)

    assert told(settled) == (paid, rounding, change, due)


def test_the_kept_amounts_and_what_was_handed_over_are_told() -> None:
    settled = settle(Money.of("36.09", "EUR"), tenders("cash 5, card 20, cash 50", "EUR"))

    assert [(one.method, str(one.amount), str(one.given)) for one in settled.tenders] == [
        ("cash", "5.00", "5.00"),
        ("card", "20.00", "None"),
        ("cash", "11.09", "50.00"),
    ]


def test_coins_too_small_to_count_are_nothing_given_never_less() -> None:
    settled = settle(Money.of("0.02", "CHF"), tenders("cash 0.01, cash 0.01", "CHF"), cash_step=5)

    assert told(settled) == ("0.00", "-0.02", "0.00", "0.00")
    assert [(str(one.amount), str(one.given)) for one in settled.tenders] == [("0.00", "0.00")]


@pytest.mark.parametrize(
    ("currency", "step", "total", "offered", "paid", "rounding", "change", "due"),
    [
        # the first of these were found, the others are of their kind
        ("HUF", 500, "1000", "cash 995", "995.00", "0.00", "0.00", "5.00"),
        ("SEK", 100, "100.00", "cash 99", "99.00", "0.00", "0.00", "1.00"),
        ("CHF", 5, "10.03", "cash 10.00", "10.00", "0.00", "0.00", "0.03"),
        ("CHF", 5, "10.02", "cash 10.00", "10.00", "-0.02", "0.00", "0.00"),
        ("DKK", 50, "99.75", "cash 99.50", "99.50", "0.00", "0.00", "0.25"),
        ("NZD", 10, "9.96", "cash 9.90", "9.90", "0.00", "0.00", "0.06"),
        ("NOK", 100, "199.50", "cash 199", "199.00", "0.00", "0.00", "0.50"),
        ("CZK", 100, "349.60", "cash 349", "349.00", "0.00", "0.00", "0.60"),
        ("CAD", 5, "9.98", "cash 9.95", "9.95", "0.00", "0.00", "0.03"),
        ("HUF", 500, "998", "cash 1000", "1000.00", "2.00", "0.00", "0.00"),
        ("HUF", 500, "1001", "card 500, cash 500", "1000.00", "-1.00", "0.00", "0.00"),
        # where one and two cents are legal tender, what is handed over counts to the cent
        ("EUR", 5, "10.02", "cash 10.02", "10.02", "0.00", "0.00", "0.00"),
        ("EUR", 5, "9.98", "cash 9.98", "9.98", "0.00", "0.00", "0.00"),
        ("EUR", 5, "9.98", "cash 9.99", "9.98", "0.00", "0.01", "0.00"),
        ("EUR", 5, "9.98", "cash 9.97", "9.97", "0.00", "0.00", "0.01"),
        ("EUR", 5, "10.02", "cash 10.01", "10.00", "-0.02", "0.01", "0.00"),
        ("EUR", 5, "10.02", "cash 20", "10.00", "-0.02", "10.00", "0.00"),
        ("EUR", 5, "9.98", "cash 10", "10.00", "0.02", "0.00", "0.00"),
    ],
)
def test_what_is_handed_over_is_never_rounded(
    currency: str, step: int, total: str, offered: str, paid: str, rounding: str, change: str, due: str
) -> None:
    settled = settle(Money.of(total, currency), tenders(offered, currency), cash_step=step)

    assert told(settled) == (paid, rounding, change, due)
    handed = sum(one.amount.minor for one in tenders(offered, currency) if one.is_cash)
    assert sum((one.given or Money(0, currency)).minor for one in settled.tenders) == handed


@pytest.mark.parametrize(
    ("currency", "total", "offered", "smallest"),
    [
        ("HUF", "1000", "cash 998", "5.00"),
        ("SEK", "100", "cash 99.50", "1.00"),
        ("CHF", "10.00", "cash 0.03", "0.05"),
        ("CHF", "10.00", "cash 10.01", "0.05"),
        ("CHF", "20.00", "card 10.03, cash 9.99", "0.05"),
        ("CHF", "20.00", "cash 5.00, cash 7.77", "0.05"),
        ("DKK", "10.00", "cash 9.75", "0.50"),
        ("NOK", "10.00", "cash 9.50", "1.00"),
        ("CZK", "10.00", "cash 10.50", "1.00"),
        ("CAD", "10.00", "cash 9.99", "0.05"),
        ("AUD", "10.00", "cash 50.01", "0.05"),
        ("NZD", "10.00", "cash 9.95", "0.10"),
    ],
)
@pytest.mark.parametrize("step", [1, 5, 100])
def test_coins_that_do_not_exist_are_refused(
    currency: str, total: str, offered: str, smallest: str, step: int
) -> None:
    with pytest.raises(NoSuchCoins) as refused:
        settle(Money.of(total, currency), tenders(offered, currency), cash_step=step)
    assert str(refused.value.smallest) == smallest


@pytest.mark.parametrize(
    ("total", "offered", "kept"),
    [
        ("3.00", "cash 5, cash 20", [("cash", "3.00", "25.00")]),
        ("3.00", "cash 2, cash 5, cash 20", [("cash", "2.00", "2.00"), ("cash", "1.00", "25.00")]),
        ("3.00", "card 3, cash 5", [("card", "3.00", "None")]),
        ("0.00", "cash 5", []),
    ],
)
def test_cash_that_went_back_whole_leaves_no_row(
    total: str, offered: str, kept: list[tuple[str, str, str]]
) -> None:
    settled = settle(Money.of(total, "EUR"), tenders(offered, "EUR"))

    assert [(one.method, str(one.amount), str(one.given)) for one in settled.tenders] == kept


@pytest.mark.parametrize(
    ("offered", "paid", "change", "over"),
    [
        ("transfer 38.09", "38.09", "0.00", "2.00"),
        ("card 30, voucher 6.10", "36.10", "0.00", "0.01"),
        ("cash 50, card 40", "40.00", "50.00", "3.91"),
        ("card 36.09", "36.09", "0.00", "0.00"),
        ("cash 50", "36.09", "13.91", "0.00"),
    ],
)
def test_more_than_is_due_is_kept_where_a_person_accepted_it(
    offered: str, paid: str, change: str, over: str
) -> None:
    settled = settle(Money.of("36.09", "EUR"), tenders(offered, "EUR"), accept_more=True)

    assert told(settled) == (paid, "0.00", change, "0.00")
    assert str(settled.over) == over


def test_name_and_reference_of_a_tender_are_kept() -> None:
    offered = Tender("card", Money(500, "EUR"), name="Card", reference="0042")

    assert settle(Money(500, "EUR"), [offered]).tenders == (Payment("card", offered.amount, "Card", "0042"),)


@pytest.mark.parametrize(
    ("offered", "due"),
    [("card 36.10", "36.09"), ("card 30, voucher 6.10", "6.09"), ("cash 50, card 40", "36.09")],
)
def test_only_cash_may_exceed_the_total(offered: str, due: str) -> None:
    with pytest.raises(TooMuchPaid) as refused:
        settle(Money.of("36.09", "EUR"), tenders(offered, "EUR"))
    assert str(refused.value.due) == due
    charged = sum(one.amount.minor for one in tenders(offered, "EUR") if not one.is_cash)
    assert refused.value.more.minor == charged - 3609


@pytest.mark.parametrize("amount", ["0.00", "-5.00"])
@pytest.mark.parametrize("method", ["cash", "card"])
def test_a_tender_of_nothing_is_refused(method: str, amount: str) -> None:
    with pytest.raises(TenderNotPositive):
        settle(Money(1000, "EUR"), [Tender(method, Money.of(amount, "EUR"))])


def test_another_currency_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="CHF"):
        settle(Money(1000, "EUR"), [Tender("cash", Money(1000, "CHF"))])


COINS = st.integers(1, 10**6) | st.integers(1, 10**4).map(lambda count: count * 5)
OFFERED = st.lists(st.tuples(st.sampled_from([METHOD_CASH, "card"]), COINS), max_size=5).map(
    lambda parts: [Tender(method, Money(amount, "CHF")) for method, amount in parts]
)


@given(st.integers(0, 10**6), OFFERED, st.sampled_from([1, 5, 10, 50, 100]), st.booleans())
def test_every_settlement_closes(total: int, offered: list[Tender], step: int, accept_more: bool) -> None:
    owed = Money(total, "CHF")
    cash = sum(one.amount.minor for one in offered if one.is_cash)
    try:
        settled = settle(owed, offered, cash_step=step, accept_more=accept_more)
    except (TooMuchPaid, NoSuchCoins):
        return
    assert settled.due - settled.over == owed + settled.rounding - settled.paid
    assert sum(one.amount.minor for one in settled.tenders) == settled.paid.minor
    assert all(one.amount.minor >= 0 for one in settled.tenders)
    assert min(settled.due.minor, settled.over.minor, settled.change.minor) >= 0
    assert settled.change.is_zero or cash % 5 == 0
    assert settled.due.is_zero or (settled.change.is_zero and settled.rounding.is_zero)
    assert settled.over.is_zero or accept_more
    assert 2 * abs(settled.rounding.minor) <= step
    handed = [one for one in settled.tenders if one.given is not None]
    back = sum(one.given.minor - one.amount.minor for one in handed if one.given)
    assert back == (settled.change.minor if handed else 0)
    assert all(one.amount.minor or settled.rounding.minor for one in settled.tenders)
