"""Did a figure of a web shop move by so much, or not at all? What its customers did meanwhile is taken off.

Two moments bound the time that is asked about: `start`, when the figure stood as it was expected, and `end`,
when it was read. The web shop stamps whole seconds, and what became of an order between its making and now is
not told, so that some orders may have moved the figure or not: where that leaves two answers, a person is
asked. Figures are in pieces, stamps in seconds by the web shop's clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

PAID = "PAID"
UNPAID = "AWAITING_PAYMENT"
BACK = ("CANCELLED", "REFUNDED")
"""Statuses at which a web shop may put goods back by itself."""
NOTHING = frozenset((0,))
MOST_SUMS = 10_000
"""Beyond that nobody can say: each unsure order may double them."""


class Moved(StrEnum):
    """The answer."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"  # by something else too
    LATER = "later"  # the web shop cannot be asked yet


@dataclass(frozen=True, slots=True)
class Touched:
    """An order of the web shop that was made or changed since: when, how it stands, and its pieces."""

    made: int
    changed: int
    status: str
    pieces: int
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when; `exact` where the figure was the same in the seconds before `start` and in it.

    `vague` where nobody knows which orders made since `start` the expected figure knows of already.
    """

    start: int
    end: int
    exact: bool
    vague: bool = False


def by_others(orders: Iterable[Touched], span: Span) -> frozenset[int] | None:
    """All that others may have moved the figure by in that time; None where that may be anything."""
    sums = NOTHING
    for one in orders:
        sums = frozenset(a + b for a in sums for b in _of(one, span))
        if len(sums) > MOST_SUMS:
            return None
    return sums


def moved(by: int, wanted: int, others: frozenset[int] | None) -> Moved:
    """Whether a figure that moved `by` so much moved by what was wanted, by nothing, or nobody can say."""
    if others is None:
        return Moved.UNCLEAR
    left = {by - other for other in others}
    if wanted in left and 0 not in left:
        return Moved.YES
    return Moved.NO if 0 in left and wanted not in left else Moved.UNCLEAR


def _of(one: Touched, span: Span) -> frozenset[int]:
    """What one order may have moved: a single figure where it is sure."""
    if one.is_ours:  # what we made ourselves is counted by us; who gave it back in the web shop did so there
        return frozenset((0, one.pieces)) if one.status in BACK else NOTHING
    if one.made > span.end:
        return NOTHING
    if one.made < span.start:
        return _changed_since(one, span)
    if one.made == one.changed and one.status == UNPAID:
        return NOTHING
    is_sure = one.made == one.changed and one.status == PAID and (span.exact or one.made > span.start)
    is_sure = is_sure and not span.vague
    return frozenset((-one.pieces,)) if is_sure else frozenset((0, -one.pieces))


def _changed_since(one: Touched, span: Span) -> frozenset[int]:
    """An older order: paid or given back since, or only packed."""
    if one.changed < span.start or one.status == UNPAID:
        return NOTHING
    if one.status in BACK:
        return frozenset((0, one.pieces))
    return frozenset((0, -one.pieces)) if one.status == PAID else frozenset((-one.pieces, 0, one.pieces))
