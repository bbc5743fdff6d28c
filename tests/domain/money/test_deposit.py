"""A deposit is written as a part of the total or as an amount, and comes to so much."""

from __future__ import annotations

import pytest

from pos.domain.money.amounts import Money
from pos.domain.money.deposit import deposit_of, is_deposit, read_deposit
from pos.domain.money.errors import DepositUnreadable


@pytest.mark.parametrize(
    ("typed", "currency", "kept", "comes_to"),
    [
        ("", "EUR", "", "0.00"),
        ("0", "EUR", "", "0.00"),
        ("0 %", "EUR", "", "0.00"),
        ("30%", "EUR", "30%", "30.03"),
        (" 30,5 % ", "EUR", "30.5%", "30.53"),
        ("33.3333%", "EUR", "33.3333%", "33.37"),
        ("100%", "EUR", "100%", "100.10"),
        ("20", "EUR", "20.00", "20.00"),
        ("1 234,56", "EUR", "1234.56", "1234.56"),
        ("12,5 €", "EUR", "12.50", "12.50"),
        ("500", "JPY", "500", "500"),
        ("1.234", "KWD", "1.234", "1.234"),
    ],
)
def test_what_is_written_is_kept_and_comes_to_so_much(
    typed: str, currency: str, kept: str, comes_to: str
) -> None:
    assert read_deposit(typed, currency) == kept
    assert is_deposit(kept, currency)
    assert str(deposit_of(kept, Money.of("100.10" if currency == "EUR" else "100", currency))) == comes_to


@pytest.mark.parametrize(
    "typed", ["x", "-5", "-5%", "100,01%", "101%", "1e3", "NaN", "%", "5 % %", "0,005", "999999999999999999"]
)
def test_what_is_no_deposit_is_refused(typed: str) -> None:
    with pytest.raises(DepositUnreadable):
        read_deposit(typed, "EUR")


@pytest.mark.parametrize("written", ["30 %", "12,5", "101%", "0.005", "ten", "-1", "%", "1e3", "٣%"])
def test_what_is_typed_so_far_is_told_from_a_deposit(written: str) -> None:
    assert not is_deposit(written, "EUR")
