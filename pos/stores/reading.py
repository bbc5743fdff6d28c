"""Read what a web shop sent: JSON with exact numbers, of which nothing is taken on trust.

Fields that are absent, null or of another kind read as empty; numbers come as 33, 33.0, 3.3E+1 or "33".
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from pos.domain.words.markup import plain
from pos.domain.words.text import NAME_LIMIT, NOTE_LIMIT, clean

LARGEST = 12
"""Digits before the mark of a number that is still believed."""
FINEST = 12
_LONGEST_NUMBER = 60
Json = Mapping[str, Any]
EMPTY: Json = {}


class NotJson(Exception):
    """The bytes are no JSON that a web shop would send."""


def decoded(body: bytes) -> Any:
    """The value of some JSON; whole numbers and fractions are exact. Raises NotJson."""
    try:
        return json.loads(body, parse_float=_fraction, parse_int=_whole, parse_constant=_nothing)
    except (ValueError, RecursionError, InvalidOperation) as error:
        raise NotJson from error


def _fraction(text: str) -> Decimal | None:
    return Decimal(text) if len(text) <= _LONGEST_NUMBER else None


def _whole(text: str) -> int | None:
    return int(text) if len(text) <= _LONGEST_NUMBER else None


def _nothing(_text: str) -> None:
    return None


def record(value: object) -> Json:
    """An object, empty where it is none."""
    return value if isinstance(value, dict) else EMPTY


def records(value: object) -> Iterator[Json]:
    """The objects of a list."""
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else iter(())


def text(value: object, limit: int = NAME_LIMIT) -> str:
    """A text of one line; a number as it is written."""
    if isinstance(value, str):
        return clean(value[: 4 * limit], limit)
    number = amount(value)
    return "" if number is None else format(number, "f")


def lines(value: object) -> str:
    """A text that may have several lines."""
    return clean(value[: 4 * NOTE_LIMIT], NOTE_LIMIT, lines=True) if isinstance(value, str) else ""


def described(value: object) -> str:
    """A text for people without its HTML."""
    return clean(plain(value[: 20 * NOTE_LIMIT]), NOTE_LIMIT, lines=True) if isinstance(value, str) else ""


def ident(value: object) -> str:
    """An id, whichever way it is written; "" where there is none, and of 0, which stands for none."""
    if isinstance(value, str):
        return clean(value, 100)
    number = whole(value)
    return "" if number in (None, 0) else str(number)


def id_of(value: Json) -> str | None:
    """The id of what was just made."""
    return ident(value.get("id")) or None


def amount(value: object) -> Decimal | None:
    """A number of sane size, exact."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    if isinstance(value, str) and len(value) > _LONGEST_NUMBER:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    if not number.is_finite() or number.adjusted() >= LARGEST:
        return None
    exponent = number.as_tuple().exponent
    return number if isinstance(exponent, int) and exponent >= -FINEST - LARGEST else round(number, FINEST)


def sum_of(value: object) -> Decimal:
    """A number, zero where there is none."""
    return amount(value) or Decimal(0)


def whole(value: object) -> int | None:
    """A whole number, also where it is written with a fraction of nothing."""
    number = amount(value)
    return int(number) if number is not None and number == number.to_integral_value() else None


def flag(value: object, *, usual: bool = False) -> bool:
    """Yes or no; `usual` where nothing is said."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false", "yes", "no"):
        return value.lower() in ("true", "yes")
    return usual


def stamp(value: object) -> int:
    """Seconds since 1970, from a number or from "2026-05-03 14:07:11 +0000"; 0 where there is none."""
    number = whole(value)
    if number is not None or not isinstance(value, str):
        return max(0, number or 0)
    try:
        moment = datetime.fromisoformat(_moment_of(value))
    except ValueError:
        return 0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0, int(moment.timestamp()))


def _moment_of(text: str) -> str:
    """ "2026-05-03 14:07:11 +0000" as ISO writes it, without the blank before the offset."""
    parts = text.strip()[:40].split()
    return " ".join(parts[:2]) + "".join(parts[2:3])
