"""Amounts: exact in whole minor units, rounded in one way, split without losing a cent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.money.amounts import (
    AMOUNT_MAX,
    CURRENCIES,
    Money,
    allocate,
    cash_round,
    decimals,
    divide,
    round_half_away,
    within_limits,
)
from pos.domain.money.errors import AmountTooLarge


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        ("0", 0),
        ("0.5", 1),
        ("-0.5", -1),
        ("0.49999999999999999999999999999999", 0),
        ("1.5", 2),
        ("2.5", 3),
        ("-2.5", -3),
        ("2.4999", 2),
        ("-400.5", -401),
        ("123456789012345678901234567890.5", 123456789012345678901234567891),
    ],
)
def test_halves_are_rounded_away_from_zero(value: str, rounded: int) -> None:
    assert round_half_away(Decimal(value)) == rounded


@given(st.integers(), st.integers(min_value=1))
def test_a_quotient_is_rounded_to_the_nearest_and_its_mirror_alike(top: int, bottom: int) -> None:
    rounded = divide(top, bottom)

    assert 2 * abs(top - rounded * bottom) <= bottom
    assert divide(-top, bottom) == -rounded


@pytest.mark.parametrize(("currency", "places"), [("JPY", 0), ("EUR", 2), ("KWD", 3), ("CLF", 4), ("CLP", 0)])
def test_currencies_have_their_decimals(currency: str, places: int) -> None:
    assert currency in CURRENCIES
    assert decimals(currency) == places
    assert str(Money(1, currency)) == ("1" if places == 0 else "0." + "0" * (places - 1) + "1")


@pytest.mark.parametrize(
    ("written", "currency", "minor"),
    [
        ("12.50", "EUR", 1250),
        ("12.5", "EUR", 1250),
        ("-0.01", "EUR", -1),
        ("12.500000", "EUR", 1250),
        ("300", "JPY", 300),
        ("1E+2", "JPY", 100),
        ("0.125", "KWD", 125),
    ],
)
def test_an_amount_is_read_exactly(written: str, currency: str, minor: int) -> None:
    assert Money.of(written, currency) == Money(minor, currency)
    assert Money.of(Decimal(written), currency).major == Decimal(written)


@pytest.mark.parametrize(
    ("written", "currency"),
    [
        ("0.005", "EUR"),
        ("0.5", "JPY"),
        ("NaN", "EUR"),
        ("Infinity", "EUR"),
        ("", "EUR"),
        ("1e1000000", "EUR"),
    ],
)
def test_an_amount_that_would_lose_cents_is_refused(written: str, currency: str) -> None:
    with pytest.raises(ValueError, match=r"is not an amount|decimals"):
        Money.of(written, currency)


def test_amounts_of_one_currency_are_added_and_compared() -> None:
    five, two = Money(500, "EUR"), Money(200, "EUR")

    assert five + two == Money(700, "EUR")
    assert two - five == -Money(300, "EUR")
    assert two < five
    assert two <= five
    assert five > two
    assert five >= two
    assert (five - five).is_zero


@pytest.mark.parametrize(
    ("left", "right", "less", "equal"),
    [(200, 500, True, False), (500, 200, False, False), (5, 5, False, True)],
)
def test_two_amounts_stand_in_one_order(left: int, right: int, less: bool, equal: bool) -> None:
    one, other = Money(left, "EUR"), Money(right, "EUR")

    assert (one < other, one <= other) == (less, less or equal)
    assert (one > other, one >= other) == (not less and not equal, not less)
    assert one.is_zero is False


def test_amounts_of_two_currencies_never_mix() -> None:
    euro, franc = Money(500, "EUR"), Money(500, "CHF")

    assert euro != franc
    with pytest.raises(ValueError, match="cannot add CHF to EUR"):
        euro + franc
    with pytest.raises(ValueError, match="cannot take CHF from EUR"):
        euro - franc
    for compared in (Money.__lt__, Money.__le__, Money.__gt__, Money.__ge__):
        with pytest.raises(ValueError, match="cannot compare EUR with CHF"):
            compared(euro, franc)


def test_amounts_have_a_limit() -> None:
    assert within_limits(-AMOUNT_MAX) == -AMOUNT_MAX
    assert within_limits(AMOUNT_MAX) == AMOUNT_MAX
    for beyond in (AMOUNT_MAX + 1, -AMOUNT_MAX - 1):
        with pytest.raises(AmountTooLarge):
            within_limits(beyond)


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (401, [3600, 2160, 600, 1650], [180, 108, 30, 83]),  # the table of the order discount
        (1, [10, 10], [1, 0]),  # a tie goes to the first
        (1, [1, 1, 3, 3], [0, 0, 1, 0]),  # 0.125, 0.375: to the largest remainder, then the first
        (2, [1, 3, 3, 1], [0, 1, 1, 0]),
        (3, [1, 3], [1, 2]),  # 0.75 and 2.25
        (1, [2, 6], [0, 1]),
        (5, [0, 0, 1], [0, 0, 5]),
        (0, [0, 0], [0, 0]),
        (0, [], []),
        (-401, [3600, 2160, 600, 1650], [-180, -108, -30, -83]),
    ],
)
def test_a_total_is_split_by_largest_remainder(total: int, weights: list[int], parts: list[int]) -> None:
    assert allocate(total, weights) == parts


def test_a_tie_of_remainders_goes_to_the_larger_weight() -> None:
    # 2 over 1, 3: 0.5 and 1.5 leave one, and both remainders are a half.
    assert allocate(2, [1, 3]) == [0, 2]


@pytest.mark.parametrize("weights", [[], [0, 0], [3, -1]])
def test_a_total_cannot_be_split_over_nothing(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="cannot split 5"):
        allocate(5, weights)


@given(
    st.integers(-AMOUNT_MAX, AMOUNT_MAX),
    st.lists(st.integers(0, AMOUNT_MAX), min_size=1).filter(any),
)
def test_parts_add_up_to_their_total(total: int, weights: list[int]) -> None:
    parts = allocate(total, weights)

    assert sum(parts) == total
    assert [-part for part in parts] == allocate(-total, weights)


@given(st.integers(0, AMOUNT_MAX), st.lists(st.integers(0, AMOUNT_MAX), min_size=1).filter(any))
def test_no_part_is_a_whole_unit_off_its_exact_share(total: int, weights: list[int]) -> None:
    whole = sum(weights)
    for part, weight in zip(allocate(total, weights), weights, strict=True):
        assert abs(part * whole - total * weight) < whole


@pytest.mark.parametrize(
    ("minor", "step", "rounded"),
    [
        (1002, 5, 1000),
        (1003, 5, 1005),
        (-1003, 5, -1005),
        (249, 100, 200),
        (250, 100, 300),
        (-250, 100, -300),
        (1003, 1, 1003),
        (2, 5, 0),
    ],
)
def test_cash_is_rounded_to_the_nearest_coin(minor: int, step: int, rounded: int) -> None:
    assert cash_round(minor, step) == rounded
