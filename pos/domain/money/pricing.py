"""Turn lines, discounts, charges and rates into one set of totals: the only arithmetic of orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from pos.domain.money.amounts import Money, decimals, divide, within_limits
from pos.domain.money.discounts import Discount, percent_of, spread, taken_off
from pos.domain.money.errors import AmountTooLarge, PriceTooFine, QuantityTooFine
from pos.domain.money.quantity import MILLION, to_micro
from pos.domain.money.tax import TaxList, TaxRounding
from pos.domain.money.taxation import Part, Taxed, chain, net_of, net_parts, tax_on, tax_out_of

__all__ = [
    "Charge",
    "ChargeKind",
    "Discount",
    "LineTotal",
    "PricedLine",
    "Pricing",
    "TaxRow",
    "Totals",
    "price",
]


class PricedLine(Protocol):
    """What the arithmetic reads of a line: so many at a price, with its taxes and its own discount."""

    @property
    def quantity(self) -> Decimal: ...
    @property
    def unit_price(self) -> Decimal: ...
    @property
    def taxes(self) -> TaxList: ...
    @property
    def discount(self) -> Discount | None: ...


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
class TaxRow:
    """One tax over all its lines; `net` is the base it is taken of."""

    rate: str
    net: Money
    tax: Money

    @property
    def gross(self) -> Money:
        """The base with the tax."""
        return self.net + self.tax


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything an order comes to; the total is always net + tax.

    `lines` and `charges` are in the order they were given, charges in the terms of the prices.
    """

    currency: str
    lines: tuple[LineTotal, ...]
    subtotal: Money
    discount: Money
    charges: tuple[Money, ...]
    taxes: tuple[TaxRow, ...]
    net: Money
    tax: Money
    total: Money


def price(
    terms: Pricing,
    lines: Sequence[PricedLine],
    discount: Discount | None = None,
    charges: Sequence[Charge] = (),
    exempt: bool = False,
) -> Totals:
    """The totals of an order; raises what the person can put right, such as DiscountTooLarge.

    An exempt order comes to the net total the same cart had; where prices include tax its lines, discounts
    and charges are then the net ones, so that what is printed still adds up.
    """
    currency = terms.currency
    fulls = [_full(line, currency) for line in lines]
    offs = [taken_off(line.discount, full, currency) for line, full in zip(lines, fulls, strict=True)]
    amounts = [full - off for full, off in zip(fulls, offs, strict=True)]
    subtotal = within_limits(sum(amounts))
    order_off = taken_off(discount, subtotal, currency)
    sums = Sums(offs, amounts, spread(order_off, amounts), _charged(charges, subtotal - order_off, currency))
    parts = [(line.taxes, amount) for line, amount in zip(lines, sums.left(), strict=True)]
    parts += [(charge.taxes, amount) for charge, amount in zip(charges, sums.extras, strict=True)]
    if exempt and terms.prices_include_tax:
        sums = _without_tax(sums, parts, terms)
    if exempt:
        parts = [((), amount) for amount in (*sums.left(), *sums.extras)]
    return _totals(terms, sums, _taxed(terms, parts, exempt))


@dataclass(frozen=True, slots=True)
class Sums:
    """The same places of several columns of minor units: own discounts, amounts, shares of the order's."""

    offs: list[int]
    amounts: list[int]
    shares: list[int]
    extras: list[int]

    def left(self) -> list[int]:
        """What is left of each line after all discounts."""
        return [amount - share for amount, share in zip(self.amounts, self.shares, strict=True)]


def _full(line: PricedLine, currency: str) -> int:
    quantity, unit_price = line.quantity, line.unit_price
    if max(quantity.adjusted(), unit_price.adjusted()) > 14:
        raise AmountTooLarge()
    try:
        pieces = to_micro(quantity)
    except ValueError:
        raise QuantityTooFine(quantity) from None
    try:
        each = to_micro(unit_price)
    except ValueError:
        raise PriceTooFine(unit_price) from None
    return within_limits(divide(pieces * each * 10 ** decimals(currency), MILLION * MILLION))


def _charged(charges: Sequence[Charge], base: int, currency: str) -> list[int]:
    amounts = []
    for charge in charges:
        if charge.amount is None:
            amounts.append(percent_of(charge.percent or Decimal(0), base))
            continue
        if charge.amount.currency != currency:
            raise ValueError(f"a charge in {charge.amount.currency} on an order in {currency}")
        amounts.append(within_limits(charge.amount.minor))
    return amounts


def _taxed(terms: Pricing, parts: Sequence[Part], exempt: bool) -> Taxed:
    per_line = terms.tax_rounding is TaxRounding.PER_LINE
    if terms.prices_include_tax and not exempt:
        return tax_out_of(parts, per_line=per_line)
    return tax_on(parts, per_line=per_line)


def _without_tax(sums: Sums, parts: Sequence[Part], terms: Pricing) -> Sums:
    """The net of every column; built up from what is left, so that each line still adds up."""
    nets = net_parts(parts, per_line=terms.tax_rounding is TaxRounding.PER_LINE)
    numbers = [chain(taxes) for taxes, _ in parts]
    # zip ends with the lines; the charges behind them have no discounts.
    shares = [net_of(share, tax) for share, tax in zip(sums.shares, numbers, strict=False)]
    offs = [net_of(off, tax) for off, tax in zip(sums.offs, numbers, strict=False)]
    amounts = [net + share for net, share in zip(nets, shares, strict=False)]
    return Sums(offs, amounts, shares, nets[len(shares) :])


def _totals(terms: Pricing, sums: Sums, taxed: Taxed) -> Totals:
    currency = terms.currency
    lines = tuple(
        LineTotal(*(Money(minor, currency) for minor in (amount + off, off, amount, share)))
        for off, amount, share in zip(sums.offs, sums.amounts, sums.shares, strict=True)
    )
    rows = tuple(
        TaxRow(rate, Money(row.base, currency), Money(row.tax, currency))
        for (rate, _), row in taxed.rows.items()
    )
    return Totals(
        currency=currency,
        lines=lines,
        subtotal=Money(sum(sums.amounts), currency),
        discount=Money(sum(sums.shares), currency),
        charges=tuple(Money(amount, currency) for amount in sums.extras),
        taxes=rows,
        net=Money(taxed.net, currency),
        tax=Money(taxed.tax, currency),
        total=Money(within_limits(taxed.net + taxed.tax), currency),
    )
