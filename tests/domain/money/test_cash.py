"""Notes and coins: what is given back, what is likely to be handed over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.money.amounts import Money, cash_round
from pos.domain.money.cash import (
    CASH_RULES,
    Rounded,
    coins,
    is_in_coins,
    quick_amounts,
    seems_mistyped,
    smallest_coin,
    usual_cash_step,
)

CURRENCIES = "EUR GBP USD CHF CAD AUD NZD JPY NOK SEK DKK PLN CZK HUF RON BGN ISK KWD INR".split()  # noqa: SIM905


def written(amounts: tuple[Money, ...]) -> list[str]:
    return [str(amount) for amount in amounts]


@pytest.mark.parametrize(
    ("change", "currency", "pieces"),
    [
        ("13.91", "EUR", ["10.00", "2.00", "1.00", "0.50", "0.20", "0.20", "0.01"]),
        ("0.00", "EUR", []),
        ("9.95", "CHF", ["5.00", "2.00", "2.00", "0.50", "0.20", "0.20", "0.05"]),
        ("9.93", "CHF", ["5.00", "2.00", "2.00", "0.50", "0.20", "0.20"]),
        ("3.41", "USD", ["1.00", "1.00", "1.00", "0.25", "0.10", "0.05", "0.01"]),
        ("6391", "JPY", ["5000", "1000", "100", "100", "100", "50", "10", "10", "10", "10", "1"]),
        ("2.350", "KWD", ["2.000", "0.200", "0.100", "0.050"]),
        ("-5.00", "EUR", []),
        ("20000.00", "EUR", []),
    ],
)
def test_change_is_counted_out_in_notes_and_coins(change: str, currency: str, pieces: list[str]) -> None:
    assert written(coins(Money.of(change, currency))) == pieces


@given(st.integers(0, 20_000), st.sampled_from(CURRENCIES))
def test_notes_and_coins_add_up_to_the_rounded_change(minor: int, currency: str) -> None:
    change = cash_round(minor, usual_cash_step(currency))

    pieces = [piece.minor for piece in coins(Money(change, currency))]

    assert sum(pieces) == change
    assert pieces == sorted(pieces, reverse=True)


@pytest.mark.parametrize("currency", CURRENCIES)
def test_no_country_has_a_note_or_coin_of_thirteen(currency: str) -> None:
    amounts = [digit * 10**zeros for zeros in range(8) for digit in range(1, 10)]
    pieces = {piece.minor for amount in amounts for piece in coins(Money(amount, currency))}

    assert {str(piece).rstrip("0") for piece in pieces} <= {"1", "2", "5", "25"}


@pytest.mark.parametrize(
    ("currency", "step"),
    [("EUR", 1), ("JPY", 1), ("CHF", 5), ("NZD", 10), ("DKK", 50), ("SEK", 100), ("HUF", 500)],
)
def test_cash_goes_in_steps_of_the_smallest_coin(currency: str, step: int) -> None:
    assert usual_cash_step(currency) == step
    assert usual_cash_step(currency, "FR") == step


@pytest.mark.parametrize(
    ("country", "currency", "step"),
    [
        *((country, "EUR", 5) for country in "BE EE FI IE IT LT NL SK".split()),  # noqa: SIM905
        *((country, "EUR", 1) for country in "AT DE ES FR GR LU LV PT SI".split()),  # noqa: SIM905
        ("be", "EUR", 5),
        ("BE", "CHF", 5),
        ("BE", "USD", 1),
        ("CH", "CHF", 5),
        ("LI", "CHF", 5),
        ("CH", "EUR", 1),
        ("SE", "SEK", 100),
        ("NO", "NOK", 100),
        ("DK", "DKK", 50),
        ("HU", "HUF", 500),
        ("CZ", "CZK", 100),
        ("CA", "CAD", 5),
        ("AU", "AUD", 5),
        ("NZ", "NZD", 10),
        ("GB", "GBP", 1),
        ("JP", "JPY", 1),
        ("US", "USD", 1),
    ],
)
def test_cash_is_rounded_by_the_country_where_its_coins_do_not_decide(
    country: str, currency: str, step: int
) -> None:
    assert usual_cash_step(currency, country) == step


def test_each_country_names_who_rules_its_cash() -> None:
    why = {country: rule.why for country, rule in CASH_RULES.items()}
    assert {country for country, one in why.items() if one is Rounded.PRESCRIBED} == {
        "BE",
        "EE",
        "FI",
        "LT",
        "SK",
    }
    assert all(len(rule.source) > 20 for rule in CASH_RULES.values())


@pytest.mark.parametrize("currency", CURRENCIES)
def test_all_notes_and_coins_are_multiples_of_the_smallest(currency: str) -> None:
    smallest = smallest_coin(currency)
    for minor in range(1, 2_000):
        pieces = coins(Money(minor, currency))
        made = sum(piece.minor for piece in pieces) == minor
        assert made == is_in_coins(Money(minor, currency)) == (minor % smallest.minor == 0)


@pytest.mark.parametrize(
    ("due", "currency", "offered"),
    [
        ("36.09", "EUR", ["36.09", "40.00", "50.00", "100.00"]),
        ("12.50", "EUR", ["12.50", "15.00", "20.00", "50.00"]),
        ("3.20", "EUR", ["3.20", "4.00", "5.00", "10.00"]),
        ("0.80", "EUR", ["0.80", "1.00", "2.00", "5.00"]),
        ("50.00", "EUR", ["50.00", "60.00", "100.00", "200.00"]),
        ("36.09", "GBP", ["36.09", "40.00", "50.00", "100.00"]),
        ("99.99", "USD", ["99.99", "100.00", "200.00", "300.00"]),
        ("3609", "JPY", ["3609", "4000", "5000", "10000"]),
        ("129.93", "CHF", ["129.95", "140.00", "150.00", "200.00"]),
        ("249.40", "SEK", ["249.00", "250.00", "300.00", "400.00"]),
        ("0.00", "EUR", []),
        ("-3.00", "EUR", []),
    ],
)
def test_quick_amounts_are_what_a_customer_hands_over(due: str, currency: str, offered: list[str]) -> None:
    amounts = quick_amounts(Money.of(due, currency), cash_step=usual_cash_step(currency))

    assert written(amounts) == offered


@given(st.integers(1, 10**8), st.sampled_from(CURRENCIES))
def test_there_are_always_four_rising_amounts(minor: int, currency: str) -> None:
    amounts = quick_amounts(Money(minor, currency))

    assert len(amounts) == 4
    assert amounts[0].minor == minor
    assert list(amounts) == sorted(set(amounts))


@pytest.mark.parametrize(
    ("given_cash", "due", "asks"),
    [
        ("50.00", "36.09", False),
        ("200.00", "0.50", False),
        ("2000.00", "1999.00", False),
        ("36090.00", "36.09", True),
        ("4006381333931.00", "36.09", True),
        # exactly ten times the largest note, a hundred times what is due, sixty of the largest beside it
        ("2000.00", "1.00", False),
        ("2000.01", "1.00", True),
        ("3600.00", "36.00", False),
        ("3600.01", "36.00", True),
        ("13000.00", "1000.00", False),
        ("13000.01", "1000.00", True),
    ],
)
def test_a_scanned_code_or_zeros_too_many_are_asked_about(given_cash: str, due: str, asks: bool) -> None:
    assert seems_mistyped(Money.of(given_cash, "EUR"), Money.of(due, "EUR")) is asks
