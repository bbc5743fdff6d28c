"""What a list of orders lets through, in which order, and how much there is of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pos.domain.money.amounts import Money


class Work(StrEnum):
    """What is still to be done for an order: the lists that a shop works through."""

    TO_BE_PAID = "to_be_paid"
    TO_PREPARE = "to_prepare"
    TO_SHIP = "to_ship"
    TO_GIVE_BACK = "to_give_back"
    PROMISED = "promised"
    """For a day of this week, and not yet with the customer."""
    LATE = "late"
    """For a day that is over, and not yet with the customer."""
    OVERDUE = "overdue"
    """The last day to pay is over."""
    NEEDS_PERSON = "needs_person"


class Sort(StrEnum):
    """The order of a list; what has no such day is not in a list by it."""

    NEWEST = "newest"
    OLDEST = "oldest"
    PROMISED = "promised"
    PAY_BY = "pay_by"


def usual_sort(work: Work | None) -> Sort:
    """How a list of what is to be done is read: what has waited longest comes first where a day decides."""
    match work:
        case Work.PROMISED | Work.LATE:
            return Sort.PROMISED
        case Work.OVERDUE:
            return Sort.PAY_BY
        case _:
            return Sort.NEWEST


MOST = 999
"""So far is counted; then it is "999+"."""


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """What is let through: all that is given must hold. Days are ISO dates, `letter` is a till's.

    `promised` is the day the order is promised for.
    """

    work: Work | None = None
    payment: str = ""
    fulfilment: str = ""
    channel: str = ""
    letter: str = ""
    method: str = ""
    since: str = ""
    until: str = ""
    promised: str = ""
    sort: Sort = Sort.NEWEST

    @property
    def only_days(self) -> bool:
        """Whether nothing but days is asked."""
        said = (self.payment, self.fulfilment, self.channel, self.letter, self.method, self.promised)
        return self.work is None and not any(said) and self.sort in (Sort.NEWEST, Sort.OLDEST)


@dataclass(frozen=True, slots=True)
class OrderSums:
    """What a list of orders comes to; those taken back are counted and come to nothing.

    Where there are `more` than are counted, they are not added up.
    """

    count: int
    total: Money
    due: Money
    more: bool = False


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What there is to filter by: channels, letters of tills, and ways to pay."""

    channels: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()


def week_of(today: date) -> tuple[str, str]:
    """Monday and Sunday of a day's week."""
    monday = today - timedelta(days=today.weekday())
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
