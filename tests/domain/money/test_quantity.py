"""Quantities: up to six decimals, whole pieces, nothing below zero at the till."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.money.errors import QuantityNotPositive, QuantityNotWhole, QuantityTooFine, QuantityTooLarge
from pos.domain.money.quantity import check_quantity, from_micro, to_micro
from pos.domain.words.errors import CashierError


@pytest.mark.parametrize(
    ("value", "micro"),
    [
        ("2", 2_000_000),
        ("0.25", 250_000),
        ("-1", -1_000_000),
        ("0.000001", 1),
        ("1E+3", 1_000_000_000),
        ("0", 0),
    ],
)
def test_quantities_are_whole_millionths(value: str, micro: int) -> None:
    assert to_micro(Decimal(value)) == micro


@pytest.mark.parametrize("value", ["0.0000001", "1.1234567", "NaN", "Infinity", "1e1000000", "1e-1000000"])
def test_what_millionths_cannot_hold_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"out of range|six decimals"):
        to_micro(Decimal(value))


@pytest.mark.parametrize(
    ("micro", "written"),
    [(2_000_000, "2"), (250_000, "0.25"), (-1_500_000, "-1.5"), (1, "0.000001"), (0, "0")],
)
def test_quantities_come_back_without_exponent_or_zeros(micro: int, written: str) -> None:
    assert str(from_micro(micro)) == written


@given(st.integers(-(10**15), 10**15))
def test_millionths_survive_the_way_there_and_back(micro: int) -> None:
    assert to_micro(from_micro(micro)) == micro


@pytest.mark.parametrize(
    ("quantity", "unit", "error"),
    [
        ("0", "", QuantityNotPositive),
        ("-0", "", QuantityNotPositive),
        ("-1", "", QuantityNotPositive),
        ("NaN", "", QuantityNotPositive),
        ("2.5", "", QuantityNotWhole),
        ("0.0001", "", QuantityNotWhole),
        ("0.0000001", "kg", QuantityTooFine),
        ("1000000", "", QuantityTooLarge),
        ("1e1000000", "kg", QuantityTooLarge),
    ],
)
def test_what_cannot_be_sold_is_refused(quantity: str, unit: str, error: type[CashierError]) -> None:
    with pytest.raises(error):
        check_quantity(Decimal(quantity), unit)


@pytest.mark.parametrize(
    ("quantity", "unit", "kept"),
    [("2", "", "2"), ("2.000", "", "2"), ("0.0001", "kg", "0.0001"), ("2.5", "m", "2.5")],
)
def test_what_can_be_sold_is_kept_in_its_plain_form(quantity: str, unit: str, kept: str) -> None:
    assert str(check_quantity(Decimal(quantity), unit)) == kept
