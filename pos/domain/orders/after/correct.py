"""Put right a payment that was written down wrong, or take it back: all rows stay readable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pos.domain.money.amounts import cash_round
from pos.domain.money.tenders import METHOD_CASH
from pos.domain.orders.errors import (
    PaymentGivenBackAlready,
    PaymentMoved,
    PaymentUnknown,
    SameMethod,
)
from pos.domain.orders.facts import Corrected, MoneyIn, Tender
from pos.domain.orders.standing import Standing


def plan_correct(now: Standing, place: int, method: str, coin: int = 1) -> tuple[Tender, Tender]:
    """The tender that is taken back and the one that stands for it.

    `place` counts the payments taken, from 1. What coins added belongs to cash: it goes with the tender, and
    comes anew where the right one is cash.
    """
    taken = payments_taken(now)
    if not 1 <= place <= len(taken):
        raise PaymentUnknown(place)
    wrong = taken[place - 1]
    if wrong.moved:
        raise PaymentMoved(place)
    if wrong.method == method:
        raise SameMethod(place)
    if now.held.get(wrong.method, 0) < wrong.amount:
        raise PaymentGivenBackAlready(place)
    counted = wrong.amount - wrong.rounding
    amount = cash_round(counted, coin) if method == METHOD_CASH else counted
    return wrong, Tender(method, amount, amount - counted)


def plan_counter(now: Standing, place: int) -> tuple[str, tuple[Tender, ...]]:
    """What takes a payment back, with all that was taken together with it: its event, and the tenders out.

    They go by the methods under which they stand by now, with what coins had added.
    """
    taken = payments_taken(now)
    if not 1 <= place <= len(taken):
        raise PaymentUnknown(place)
    event, here = next(one for one in _together(now, taken) if place <= one[2])[:2]
    if any(one.moved for one in here):
        raise PaymentMoved(place)
    sums: dict[str, int] = {}
    for one in here:
        sums[one.method] = sums.get(one.method, 0) + one.amount
    if any(now.held.get(method, 0) < amount for method, amount in sums.items()):
        raise PaymentGivenBackAlready(place)
    return event, tuple(Tender(one.method, one.amount, -one.rounding) for one in here)


def _together(now: Standing, taken: Sequence[Tender]) -> Iterator[tuple[str, tuple[Tender, ...], int]]:
    """What was taken at once: its event, its tenders, and the place of the last one."""
    last = 0
    for fact in now.facts:
        if isinstance(fact, MoneyIn):
            first, last = last, last + len(fact.tenders)
            yield fact.stamp.event, tuple(taken[first:last]), last


def payments_taken(now: Standing) -> tuple[Tender, ...]:
    """The tenders in the order they were taken; a corrected one keeps the place of the wrong one."""
    taken: list[Tender] = []
    for fact in now.facts:
        if isinstance(fact, MoneyIn):
            taken += fact.tenders
        elif isinstance(fact, Corrected):
            taken = [fact.right if one.id == fact.back.id else one for one in taken]
    return tuple(taken)


def places_of(now: Standing) -> dict[str, int]:
    """The place of each tender that was taken, counted from 1, by its id; of wrong ones and right ones."""
    places: dict[str, int] = {}
    taken = 0
    for fact in now.facts:
        if isinstance(fact, MoneyIn):
            places |= {one.id: taken + n for n, one in enumerate(fact.tenders, 1)}
            taken += len(fact.tenders)
        elif isinstance(fact, Corrected):
            places[fact.right.id] = places.get(fact.back.id, 0)
    return places
