"""When a customer may be reminded of what is due, and how firmly."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from pos.domain.orders.errors import NothingDue
from pos.domain.words.errors import CashierError


class NotOverdue(CashierError):
    text = "Order {number} is to be paid until {day}. Remind from the day after on; nothing was sent."
    number: str
    day: date


class RemindedToday(CashierError):
    text = "The customer of order {number} got reminder {level} today already. Nothing was sent."
    many = "The customer of order {number} got reminder {level} today already. Nothing was sent."
    number: str
    level: int


def reached_level(pay_by: date, today: date, days: Sequence[int]) -> int:
    """The firmest level that is due, from 1; 0 where the last day to pay has not passed.

    The first may be sent from the day after on, also before its day.
    """
    late = (today - pay_by).days
    if late <= 0:
        return 0
    return max([1, *(level for level, wait in enumerate(days, 1) if late >= wait)])


def plan_reminder(
    number: str, pay_by: date | None, today: date, days: Sequence[int], sent_today: Collection[int]
) -> int:
    """The level of the reminder to be sent now; `pay_by` is None where nothing is due.

    Raises NothingDue, NotOverdue or RemindedToday.
    """
    if pay_by is None:
        raise NothingDue(number)
    level = reached_level(pay_by, today, days)
    if not level:
        raise NotOverdue(number, pay_by)
    if level in sent_today:
        raise RemindedToday(number, level)
    return level
