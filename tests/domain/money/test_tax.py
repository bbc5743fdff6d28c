"""Rates as they are written, and the taxes they stand for."""

from __future__ import annotations

import pytest

from pos.domain.money.errors import RateNotANumber, RateOutOfRange, TooManyTaxes
from pos.domain.money.tax import millionths, parse_rates
from pos.domain.money.taxation import chain, net_of
from pos.domain.words.errors import CashierError


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ([], ()),
        (["20"], ("20",)),
        (["20.0"], ("20",)),
        (["5.50"], ("5.5",)),
        (["05.5"], ("5.5",)),
        (["8.1"], ("8.1",)),
        (["0"], ("0",)),
        (["100"], ("100",)),
        (["5", "+9.9750"], ("5", "+9.975")),
        (["+5", "+7"], ("5", "+7")),
        (["9", "9"], ("9", "9")),
        (["0.0001"], ("0.0001",)),
    ],
)
def test_rates_have_one_normal_form(written: list[str], normal: tuple[str, ...]) -> None:
    assert parse_rates(written) == normal
    assert parse_rates(parse_rates(written)) == normal


@pytest.mark.parametrize(
    ("rate", "error"),
    [
        ("", RateNotANumber),
        ("-5", RateNotANumber),
        ("5,5", RateNotANumber),
        ("20 %", RateNotANumber),
        ("1e1", RateNotANumber),
        ("NaN", RateNotANumber),
        ("٢٠", RateNotANumber),
        ("++5", RateNotANumber),
        ("9" * 400, RateNotANumber),
        ("100.01", RateOutOfRange),
        ("101", RateOutOfRange),
        ("9.97501", RateOutOfRange),
    ],
)
def test_what_is_no_rate_is_refused(rate: str, error: type[CashierError]) -> None:
    with pytest.raises(error) as refused:
        parse_rates([rate])
    assert rate in str(refused.value)


def test_more_taxes_than_any_country_has_are_refused() -> None:
    assert parse_rates(["1"] * 6) == ("1",) * 6
    with pytest.raises(TooManyTaxes):
        parse_rates(["1"] * 7)


@pytest.mark.parametrize(("rate", "parts"), [("20", 200_000), ("9.975", 99_750), ("+0.0001", 1), ("0", 0)])
def test_a_rate_is_whole_millionths(rate: str, parts: int) -> None:
    assert millionths(rate) == parts


@pytest.mark.parametrize(
    ("taxes", "gross_of_a_thousand"),
    [((), 1000), (("20",), 1200), (("9", "9"), 1180), (("10", "+10"), 1210), (("10", "+10", "+10"), 1331)],
)
def test_taxes_are_chained_into_one_factor(taxes: tuple[str, ...], gross_of_a_thousand: int) -> None:
    numbers = chain(taxes)

    assert numbers.factor * 1000 == gross_of_a_thousand * numbers.scale
    assert net_of(gross_of_a_thousand, numbers) == 1000


def test_the_same_rate_twice_is_two_taxes() -> None:
    assert chain(("9", "9")).keys == (("9", 0), ("9", 1))
