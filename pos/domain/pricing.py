"""Turn lines, discounts, charges and rates into one set of totals: the only arithmetic of orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pos.domain.money import Money
from pos.domain.tax import TaxList, TaxRounding


@dataclass(frozen=True, slots=True)
class Discount:
    """A percentage or an amount off a line or an order, in the terms of its prices."""

    percent: Decimal | None = None
    amount: Money | None = None
    name: str = ""

    def __post_init__(self) -> None:
        if (self.percent is None) == (self.amount is None):
            raise ValueError("a discount is a percentage or an amount")


@dataclass(frozen=True, slots=True)
class PriceLine:
    """What is sold: so many at a price, with its taxes and its own discount."""

    quantity: Decimal
    unit_price: Decimal
    taxes: TaxList
    discount: Discount | None = None


class ChargeKind(StrEnum):
    """What an order costs beyond its goods."""

    DELIVERY = "delivery"
    HANDLING = "handling"
    SURCHARGE = "surcharge"


@dataclass(frozen=True, slots=True)
class Charge:
    """An amount, or a percentage of the discounted subtotal, with taxes of its own."""

    kind: ChargeKind
    name: str
    amount: Money | None
    percent: Decimal | None
    taxes: TaxList

    def __post_init__(self) -> None:
        if (self.percent is None) == (self.amount is None):
            raise ValueError("a charge is a percentage or an amount")


@dataclass(frozen=True, slots=True)
class Pricing:
    """The terms of the arithmetic: stored with every order."""

    currency: str
    prices_include_tax: bool
    tax_rounding: TaxRounding = TaxRounding.PER_TOTAL


@dataclass(frozen=True, slots=True)
class LineTotal:
    """What one line comes to: `full` before any discount, `amount` after its own, before the order's."""

    full: Money
    discount: Money
    amount: Money
    order_discount: Money


@dataclass(frozen=True, slots=True)
class ChargeTotal:
    """What one charge comes to, in the terms of the prices."""

    kind: ChargeKind
    name: str
    amount: Money


@dataclass(frozen=True, slots=True)
class TaxRow:
    """One tax over all its lines; `net` is the base it is taken of."""

    rate: str
    net: Money
    tax: Money
    gross: Money


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything an order comes to; the total is always net + tax."""

    currency: str
    lines: tuple[LineTotal, ...]
    subtotal: Money
    discount: Money
    charges: tuple[ChargeTotal, ...]
    taxes: tuple[TaxRow, ...]
    net: Money
    tax: Money
    total: Money


def price(
    terms: Pricing,
    lines: Sequence[PriceLine],
    discount: Discount | None = None,
    charges: Sequence[Charge] = (),
    exempt: bool = False,
) -> Totals:
    """The totals of an order; raises what the person can put right, such as DiscountTooLarge."""
    raise NotImplementedError
