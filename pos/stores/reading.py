"""Read what a web shop sent: JSON with decimal numbers, of which nothing is taken on trust.

Fields that are absent, null or of another kind read as empty; numbers come as 33, 33.0, 3.3E+1 or "33".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from pos.domain.words.markup import plain
from pos.domain.words.text import NAME_LIMIT, NOTE_LIMIT, clean

LARGEST = 12
"""Digits before the mark of a number that is still believed."""
FINEST = 6
"""Places behind it that are kept: shops that reckon in binary fractions write 31.799999999999997."""
_LONGEST_NUMBER = 60
MOST_VALUES = 1_000_000
"""Of one answer: a hundred products with hundreds of kinds each have fewer, and they take some 100 MB."""
LARGEST_ID = 2**63 - 1
LATEST = 250_000_000_000
"""Seconds since 1970 of the last stamp that is believed; calendars end soon behind it."""
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d{1,9})?", re.ASCII)
_LONGEST_ADDRESS = 2000
Json = Mapping[str, Any]
EMPTY: Json = {}


class NotJson(Exception):
    """The bytes are no JSON that a web shop would send."""


def decoded(body: bytes) -> Any:
    """The value of some JSON; whole numbers and fractions are exact. Raises NotJson.

    Each value stands behind a comma or a bracket, so that too many are seen before any of them is made.
    """
    if sum(map(body.count, (b",", b"[", b"{"))) > MOST_VALUES:
        raise NotJson
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


def address(value: object) -> str:
    """The address of a page or a picture, "" where it is none."""
    is_one = isinstance(value, str) and len(value) < _LONGEST_ADDRESS
    return clean(value, _LONGEST_ADDRESS) if is_one and isinstance(value, str) else ""


def ident(value: object) -> str:
    """An id, whichever way it is written; "" where there is none, and of 0, which stands for none."""
    return clean(value, 100) if isinstance(value, str) else key(value)


def key(value: object) -> str:
    """An id that is a number, of up to 64 bits; "" where there is none, and of 0."""
    number = _numeral(value)
    if number is None or number.adjusted() > len(str(LARGEST_ID)) or number != number.to_integral_value():
        return ""
    return str(int(number)) if 0 < number <= LARGEST_ID else ""


def id_of(value: Json) -> str | None:
    """The id of what was just made."""
    return ident(value.get("id")) or None


def amount(value: object) -> Decimal | None:
    """A number of sane size, exact to a millionth."""
    number = _numeral(value)
    if number is None or number.adjusted() >= LARGEST:
        return None
    exponent = number.as_tuple().exponent
    is_finer = isinstance(exponent, int) and exponent < -FINEST
    return round(number, FINEST) if is_finer else number


def _numeral(value: object) -> Decimal | None:
    """A finite number in plain digits; one below nothing by nothing is nothing."""
    if isinstance(value, str):
        text = value.strip()
        number = Decimal(text) if len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text) else None
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = Decimal(value)
    else:
        return None
    if number is None or not number.is_finite():
        return None
    return number or abs(number)


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
    if number is None and isinstance(value, str):
        try:
            moment = datetime.fromisoformat(_moment_of(value))
            moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            number = int(moment.timestamp())
        except (ValueError, OverflowError):
            return 0
    return number if number is not None and 0 < number <= LATEST else 0


def moment(seconds: int) -> datetime | None:
    """A stamp as a moment; None where there is none."""
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def _moment_of(text: str) -> str:
    """ "2026-05-03 14:07:11 +0000" as ISO writes it, without the blank before the offset."""
    parts = text.strip()[:40].split()
    return " ".join(parts[:2]) + "".join(parts[2:3])
