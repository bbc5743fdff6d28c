"""Tenders against a total: what is kept, rounded to coins, given back, still due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pos.domain.money import Money

METHOD_CASH = "cash"


@dataclass(frozen=True, slots=True)
class Tender:
    """Money offered by one method; once settled `amount` is what is kept and `given` what was handed over."""

    method: str
    amount: Money
    name: str = ""
    reference: str = ""
    given: Money | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """What tenders do to a total: due = total + rounding - paid; the tenders with their kept amounts."""

    paid: Money
    rounding: Money
    change: Money
    due: Money
    tenders: tuple[Tender, ...]


def settle(total: Money, tenders: Sequence[Tender], *, cash_step: int = 1) -> Settlement:
    """What the tenders pay of a total, with change and cash rounding where cash settles the rest."""
    raise NotImplementedError


def coins(change: Money) -> tuple[Money, ...]:
    """The notes and coins to give back, largest first."""
    raise NotImplementedError


def quick_amounts(due: Money, *, cash_step: int = 1) -> tuple[Money, ...]:
    """Four amounts a customer is likely to hand over: the exact one, then the next notes."""
    raise NotImplementedError
