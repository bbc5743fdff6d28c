"""Tenders against a total: what is kept, rounded to coins, given back, still due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pos.domain.money.amounts import Money, cash_round, within_limits
from pos.domain.money.cash import coins, quick_amounts, seems_mistyped, usual_cash_step
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

    `given` is the cash that was handed over, `at` when it was recorded; None before that.
    """

    method: str
    amount: Money
    name: str = ""
    reference: str = ""
    given: Money | None = None
    at: datetime | None = None

    @property
    def change(self) -> Money | None:
        """What went back of the cash handed over, or None."""
        if self.given is None or self.given <= self.amount:
            return None
        return self.given - self.amount


@dataclass(frozen=True, slots=True)
class Settlement:
    """What tenders do to a total: due = total + rounding - paid; `tenders` says what is kept of each."""

    paid: Money
    rounding: Money
    change: Money
    due: Money
    tenders: tuple[Payment, ...]


def settle(total: Money, tenders: Sequence[Tender], *, cash_step: int = 1) -> Settlement:
    """What the tenders pay of a total, with change and cash rounding where cash settles the rest.

    Cash of exactly the rest as it is written settles it too, whatever coins there are: what lies in the
    drawer is then the rounded rest.
    """
    currency = total.currency
    rest = total.minor - _charged_elsewhere(total, tenders)
    cash = within_limits(sum(tender.amount.minor for tender in tenders if tender.is_cash))
    owed, handed = cash_round(rest, cash_step), cash_round(cash, cash_step)
    has_cash = any(tender.is_cash for tender in tenders)
    if not has_cash or handed < owed:
        paid = total.minor - rest + cash
        return _settlement(currency, paid, 0, 0, total.minor - paid, _kept(tenders, 0, 0))
    change = handed - owed
    paid = total.minor - rest + owed
    return _settlement(currency, paid, owed - rest, change, 0, _kept(tenders, handed - cash, change))


def _settlement(
    currency: str, paid: int, rounding: int, change: int, due: int, tenders: tuple[Payment, ...]
) -> Settlement:
    return Settlement(
        paid=Money(paid, currency),
        rounding=Money(rounding, currency),
        change=Money(change, currency),
        due=Money(due, currency),
        tenders=tenders,
    )


def _charged_elsewhere(total: Money, tenders: Sequence[Tender]) -> int:
    """The sum of all tenders but cash, which give no change and so may not exceed the total."""
    paid = 0
    for tender in tenders:
        if tender.amount.currency != total.currency:
            raise ValueError(f"a payment in {tender.amount.currency} of a total in {total.currency}")
        if tender.amount.minor <= 0:
            raise TenderNotPositive(tender.amount)
        if tender.is_cash:
            continue
        left = total.minor - paid
        if tender.amount.minor > left:
            raise TooMuchPaid(tender.amount, Money(max(left, 0), total.currency))
        paid += tender.amount.minor
    return paid


def _kept(tenders: Sequence[Tender], rounded: int, change: int) -> tuple[Payment, ...]:
    """The tenders with what is kept of each: rounding and change concern the last cash handed over."""
    kept: list[Payment] = []
    for tender in reversed(tenders):
        if not tender.is_cash:
            kept.append(Payment(tender.method, tender.amount, tender.name, tender.reference))
            continue
        given = max(tender.amount.minor + rounded, 0)
        rounded -= given - tender.amount.minor
        back = min(change, given)
        change -= back
        currency = tender.amount.currency
        left, handed = Money(given - back, currency), Money(given, currency)
        kept.append(Payment(tender.method, left, tender.name, tender.reference, handed))
    return tuple(reversed(kept))
