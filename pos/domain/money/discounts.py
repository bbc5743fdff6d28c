"""What a discount takes off, and how the order's is spread over its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pos.domain.money.amounts import Money, allocate, divide
from pos.domain.money.errors import DiscountNegative, DiscountTooLarge, PercentOutOfRange


@dataclass(frozen=True, slots=True)
class Discount:
    """A percentage or an amount off a line or an order, in the terms of its prices."""

    percent: Decimal | None = None
    amount: Money | None = None
    name: str = ""

    def __post_init__(self) -> None:
        if (self.percent is None) == (self.amount is None):
            raise ValueError("a discount is a percentage or an amount")


def percent_of(percent: Decimal, base: int) -> int:
    """A percentage between 0 and 100 of an amount, rounded once."""
    if not percent.is_finite() or not 0 <= percent <= 100:
        raise PercentOutOfRange(percent)
    top, bottom = percent.as_integer_ratio()
    return divide(base * top, bottom * 100)


def taken_off(discount: Discount | None, base: int, currency: str) -> int:
    """What a discount takes off a base in minor units: never more than the base.

    An amount off goods that come back has their sign, so that a return mirrors its sale.
    """
    if discount is None:
        return 0
    amount = discount.amount
    if amount is None:
        return percent_of(discount.percent or Decimal(0), base)
    if amount.currency != currency:
        raise ValueError(f"a discount in {amount.currency} on an order in {currency}")
    if amount.minor < 0:
        raise DiscountNegative(amount)
    if amount.minor > abs(base):
        raise DiscountTooLarge(amount, Money(abs(base), currency))
    return amount.minor if base >= 0 else -amount.minor


def spread(off: int, amounts: Sequence[int]) -> list[int]:
    """The order's discount over the positive lines by their amounts; a return's over the negative ones."""
    if not off:
        return [0] * len(amounts)
    if off < 0:
        return [-share for share in spread(-off, [-amount for amount in amounts])]
    return allocate(off, [max(amount, 0) for amount in amounts])
