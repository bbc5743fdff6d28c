"""Ids that sort by the time they were made (UUIDv7, RFC 9562), so that new rows lie together on disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime

_STEP = 1 << 24
"""Between two ids of one moment: the counter of RFC 9562, method 2, in the random bits."""


def new_id(now: datetime) -> str:
    """One id, hexadecimal."""
    return next(new_ids(now))


def new_ids(now: datetime) -> Iterator[str]:
    """Ids of one moment, each after the last."""
    number = int.from_bytes(_first(now), "big")
    while True:
        yield number.to_bytes(16, "big").hex()
        number += _STEP


def _first(now: datetime) -> bytes:
    random = bytearray(os.urandom(10))
    random[0] = random[0] & 0x0F | 0x70
    random[2] = random[2] & 0x1F | 0x80
    moment = max(0, int(now.timestamp() * 1000))  # a clock that lost its battery may stand before 1970
    return moment.to_bytes(6, "big") + bytes(random)


def moment(recorded_at: str) -> int:
    """The milliseconds since 1970 of a time with its offset."""
    return round(datetime.fromisoformat(recorded_at).timestamp() * 1000)
