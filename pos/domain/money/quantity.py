"""Pieces, weights and lengths: exact decimals of up to six places, kept as whole millionths."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from pos.domain.money.errors import QuantityNotPositive, QuantityNotWhole, QuantityTooFine, QuantityTooLarge

MILLION = 1_000_000
QUANTITY_MAX = Decimal(999_999)
"""The most that one line can hold."""

OFTEN = 4096
"""Quantities and prices whose other form is remembered: most come again and again."""

PIECES = ""
"""The unit of what is counted by the piece; all others are sold in fractions too."""


def to_micro(value: Decimal) -> int:
    """Whole millionths of a decimal; ValueError where it has more than six places or is no number."""
    if not value.is_finite() or (value and not -7 < value.adjusted() < 16):
        raise ValueError(f"{value} is out of range")
    return _micro(value)


@lru_cache(maxsize=OFTEN)
def _micro(value: Decimal) -> int:
    top, bottom = value.as_integer_ratio()
    micro, lost = divmod(top * MILLION, bottom)
    if lost:
        raise ValueError(f"{value} has more than six decimals")
    return micro


@lru_cache(maxsize=OFTEN)
def from_micro(micro: int) -> Decimal:
    """The decimal of so many millionths, without exponent or trailing zeros: 2, 0.25."""
    whole, rest = divmod(abs(micro), MILLION)
    sign = "-" if micro < 0 else ""
    return Decimal(f"{sign}{whole}.{rest:06d}".rstrip("0").rstrip("."))


def allows_decimals(unit: str) -> bool:
    """Whether goods counted in this unit are sold in fractions."""
    return unit != PIECES


def check_quantity(quantity: Decimal, unit: str = PIECES) -> Decimal:
    """The same quantity, normalised, or the reason why it cannot be sold."""
    if not quantity.is_finite() or quantity <= 0:
        raise QuantityNotPositive(quantity)
    if quantity > QUANTITY_MAX:
        raise QuantityTooLarge(quantity, QUANTITY_MAX)
    try:
        micro = to_micro(quantity)
    except ValueError:
        raise QuantityTooFine(quantity) from None
    if micro % MILLION and not allows_decimals(unit):
        raise QuantityNotWhole(quantity)
    return from_micro(micro)


def digits(value: Decimal) -> str:
    """A quantity as plain digits: `2`, `0.25`."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
