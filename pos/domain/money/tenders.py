"""Tenders against a total: what is kept, rounded to coins, given back, still due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pos.domain.money.amounts import Money, cash_round, within_limits
from pos.domain.money.cash import (
    coins,
    is_in_coins,
    quick_amounts,
    require_coins,
    seems_mistyped,
    usual_cash_step,
)
from pos.domain.money.errors import TenderNotPositive, TooMuchPaid

__all__ = [
    "METHOD_CASH",
    "Payment",
    "Settlement",
    "Tender",
    "coins",
    "quick_amounts",
    "seems_mistyped",
    "settle",
    "usual_cash_step",
]

METHOD_CASH = "cash"


@dataclass(frozen=True, slots=True)
class Tender:
    """Money offered by one method."""

    method: str
    amount: Money
    name: str = ""
    reference: str = ""

    @property
    def is_cash(self) -> bool:
        """Whether notes and coins are handed over."""
        return self.method == METHOD_CASH


@dataclass(frozen=True, slots=True)
class Payment:
    """Money kept of a tender, or given back (negative): what counts towards an order.

    `given` is the cash that was handed over, `at` when it was recorded; None before that. `n` counts the
    payments taken of an order from 1 (0: not one of them); what corrects one bears its number. `rounding` is
    what coins added, `moved` the order that the money came from or went to in an exchange.
    """

    method: str
    amount: Money
    name: str = ""
    reference: str = ""
    given: Money | None = None
    at: datetime | None = None
    n: int = 0
    rounding: Money | None = None
    moved: str = ""

    @property
    def change(self) -> Money | None:
        """What went back of the cash handed over, or None."""
        if self.given is None or self.given <= self.amount:
            return None
        return self.given - self.amount


@dataclass(frozen=True, slots=True)
class Settlement:
    """What tenders do to a total; `tenders` says what is kept of each, without those of which nothing is.

    due = total + rounding - paid, never below zero: `over` is what was kept although it is not owed.
    """

    paid: Money
    rounding: Money
    change: Money
    due: Money
    tenders: tuple[Payment, ...]
    over: Money


def settle(
    total: Money, tenders: Sequence[Tender], *, cash_step: int = 1, accept_more: bool = False
) -> Settlement:
    """What the tenders pay of a total, with change and cash rounding where cash settles the rest.

    What is handed over is never rounded: at least the rest in steps of cash settles it, or the rest to the
    cent. Where no coins make up that rest, what lies in the drawer is the rounded one. More than is due by
    another method is refused, unless a person accepted it.
    """
    elsewhere = _charged_elsewhere(total, tenders, accept_more=accept_more)
    rest, handed = total.minor - elsewhere, Money(_handed(tenders), total.currency)
    settling = _settling(max(rest, 0), handed, cash_step) if handed.minor else None
    if settling is None or (handed.minor < settling and handed.minor != rest):
        _require_coins(tenders)
        return _settlement(total, elsewhere + handed.minor, 0, 0, _kept(tenders, handed.minor))
    change = 0
    if handed.minor != rest:
        _require_coins(tenders)
        change = handed.minor - settling
    rounding = settling - max(rest, 0)
    kept = _kept(tenders, settling, in_drawer=not change, rounded=rounding != 0)
    return _settlement(total, elsewhere + settling, rounding, change, kept)


def _settling(rest: int, handed: Money, cash_step: int) -> int:
    """The cash that settles a rest: to the cent where that much was handed over and not the rounded one."""
    rounded = cash_round(rest, cash_step)
    to_the_cent = rest == handed.minor or rest < handed.minor < rounded
    return rest if to_the_cent and is_in_coins(Money(rest, handed.currency)) else rounded


def _handed(tenders: Sequence[Tender]) -> int:
    return within_limits(sum(tender.amount.minor for tender in tenders if tender.is_cash))


def _require_coins(tenders: Sequence[Tender]) -> None:
    for tender in tenders:
        if tender.is_cash:
            require_coins(tender.amount)


def _settlement(
    total: Money, paid: int, rounding: int, change: int, tenders: tuple[Payment, ...]
) -> Settlement:
    currency, balance = total.currency, total.minor + rounding - paid
    return Settlement(
        paid=Money(paid, currency),
        rounding=Money(rounding, currency),
        change=Money(change, currency),
        due=Money(max(balance, 0), currency),
        tenders=tenders,
        over=Money(max(-balance, 0), currency),
    )


def _charged_elsewhere(total: Money, tenders: Sequence[Tender], *, accept_more: bool) -> int:
    """The sum of all tenders but cash, which give no change: more than is due has to be accepted."""
    paid = 0
    for tender in tenders:
        if tender.amount.currency != total.currency:
            raise ValueError(f"a payment in {tender.amount.currency} of a total in {total.currency}")
        if tender.amount.minor <= 0:
            raise TenderNotPositive(tender.amount)
        if tender.is_cash:
            continue
        left = max(total.minor - paid, 0)
        if tender.amount.minor > left and not accept_more:
            raise TooMuchPaid(Money(tender.amount.minor - left, total.currency), Money(left, total.currency))
        paid += tender.amount.minor
    return within_limits(paid)


def _kept(
    tenders: Sequence[Tender], cash: int, *, in_drawer: bool = False, rounded: bool = False
) -> tuple[Payment, ...]:
    """The tenders with what is kept of each; `cash` is kept of all notes and coins together.

    Change concerns the last cash: of what went back whole no row is left, only that it was handed over too.
    `in_drawer` says that nothing went back, so that what was handed over is what is kept; `rounded` that
    coins make a difference, which needs a row even where nothing is kept.
    """
    kept: list[Payment] = []
    last, left = -1, cash
    for tender in tenders:
        if not tender.is_cash:
            kept.append(Payment(tender.method, tender.amount, tender.name, tender.reference))
            continue
        amount = Money(min(tender.amount.minor, left), tender.amount.currency)
        left -= amount.minor
        if amount.minor or (rounded and last < 0):
            last = len(kept)
            kept.append(Payment(tender.method, amount, tender.name, tender.reference, tender.amount))
        elif last >= 0:
            before = kept[last]
            kept[last] = replace(before, given=(before.given or before.amount) + tender.amount)
    if last >= 0 and in_drawer:
        amount = kept[last].amount + Money(left, kept[last].amount.currency)
        kept[last] = replace(kept[last], amount=amount, given=amount)
    return tuple(kept)
