"""Days and times as they are said on the phone: "tomorrow", "24/11", "fri 10:30", "+3"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from pos.domain.orders.errors import DayUnreadable
from pos.domain.words.text import clean, fold
from pos.text import Speech, _

_TIME = re.compile(
    r"(?:^|[\s,T])(?:(?:at|à)\s+)?([0-9]{1,2})(?:\s?[:hH]\s?([0-5][0-9])?|\s?([ap])\.?m\.?)\s*$"
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY = re.compile(r"([0-9]{1,2})\s?[./\- ]\s?([0-9]{1,2})\.?(?:\s?[./\- ]?\s?([0-9]{4}|[0-9]{2}))?")
_LATER = re.compile(r"\+\s?([0-9]{1,3})")


def read_when(typed: str, today: date, speech: Speech) -> str:
    """The day (2026-11-24) or time (2026-11-24T10:30) that was meant; "" for nothing.

    Raises DayUnreadable.
    """
    text = clean(typed, 60)
    if not text:
        return ""
    found = _TIME.search(text)
    at = _time(found) if found else None
    if found and at is None:
        raise DayUnreadable(text)
    rest = (text[: found.start()] if found else text).rstrip(" ,T").strip()
    day = _day(rest, today, speech) if rest else today
    if day is None:
        raise DayUnreadable(text)
    return f"{day.isoformat()}T{at:%H:%M}" if at else day.isoformat()


def shown_when(at: str, speech: Speech) -> str:
    """A day or time as the field shows it; what it was not made by is shown as it is."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    first, second = (moment.day, moment.month) if _day_first(speech) else (moment.month, moment.day)
    day = f"{first:02}/{second:02}/{moment.year}"
    return f"{day} {moment:%H:%M}" if "T" in at else day


def _time(found: re.Match[str]) -> time | None:
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 else None


def _day(text: str, today: date, speech: Speech) -> date | None:
    said = fold(text)
    for words, days in ((_("today"), 0), (_("tomorrow"), 1)):
        if said == fold(words):
            return today + timedelta(days=days)
    if later := _LATER.fullmatch(text):
        return today + timedelta(days=int(later[1]))
    if iso := _ISO.fullmatch(text):
        return _made(int(iso[1]), int(iso[2]), int(iso[3]))
    if written := _DAY.fullmatch(text):
        return _written(written, today, speech)
    return _weekday(said, today, speech)


def _written(found: re.Match[str], today: date, speech: Speech) -> date | None:
    first, second = int(found[1]), int(found[2])
    day, month = (first, second) if _day_first(speech) else (second, first)
    if found[3]:
        year = int(found[3])
        return _made(year + 2000 if year < 100 else year, month, day)
    this = _made(today.year, month, day)
    return this if this is None or this >= today else _made(today.year + 1, month, day)


def _weekday(said: str, today: date, speech: Speech) -> date | None:
    """The next day of that name: two letters of it are enough."""
    from babel.dates import get_day_names

    names = get_day_names("wide", locale=speech.formats.locale)
    own = get_day_names("wide", locale=Speech(speech.language).formats.locale)
    for at in range(7):
        if len(said) >= 2 and any(fold(each[at]).startswith(said) for each in (names, own)):
            return today + timedelta(days=(at - today.weekday() - 1) % 7 + 1)
    return None


def _day_first(speech: Speech) -> bool:
    pattern = str(speech.formats.locale.date_formats["short"].pattern)
    return pattern.find("d") < pattern.find("M")


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
