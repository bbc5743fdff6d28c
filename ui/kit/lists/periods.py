"""Spans of days to list: today, this month, and so on."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from pos.text import _


class Period(StrEnum):
    """A span of days that ends today, or lies behind."""

    ANY = ""
    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    MONTH = "month"
    LAST_MONTH = "last_month"
    YEAR = "year"

    def days(self, today: date) -> tuple[str, str]:
        """Its first and last day as they are written in orders; empty is without end."""
        first = today.replace(day=1)
        match self:
            case Period.TODAY:
                return today.isoformat(), ""
            case Period.YESTERDAY:
                day = (today - timedelta(days=1)).isoformat()
                return day, day
            case Period.WEEK:
                return (today - timedelta(days=6)).isoformat(), ""
            case Period.MONTH:
                return first.isoformat(), ""
            case Period.LAST_MONTH:
                last = first - timedelta(days=1)
                return last.replace(day=1).isoformat(), last.isoformat()
            case Period.YEAR:
                return today.replace(month=1, day=1).isoformat(), ""
            case _:
                return "", ""


def choices() -> list[tuple[Period, str]]:
    """The spans with their names, as they are chosen from."""
    return [
        (Period.ANY, _("Any day")),
        (Period.TODAY, _("Today")),
        (Period.YESTERDAY, _("Yesterday")),
        (Period.WEEK, _("Last 7 days")),
        (Period.MONTH, _("This month")),
        (Period.LAST_MONTH, _("Last month")),
        (Period.YEAR, _("This year")),
    ]
