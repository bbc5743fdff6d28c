"""Merge records field by field: of two settings of a field the later clock wins, whichever comes first."""

from __future__ import annotations

import json

EVERY = "*"
"""The clock of all fields that have none of their own: that of the record's making."""


def first(stamp: str) -> str:
    """The clocks of a record just made."""
    return f'{{"{EVERY}":"{stamp}"}}'


def read(clocks: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(clocks)
    return found


def winners(clocks: dict[str, str], fields: dict[str, object], stamp: str) -> dict[str, object]:
    """The fields that this setting changes, their clocks moved on in `clocks`."""
    made = clocks[EVERY]
    won = {name: value for name, value in fields.items() if clocks.get(name, made) <= stamp}
    clocks.update(dict.fromkeys(won, stamp))
    return won


def write(clocks: dict[str, str]) -> str:
    """The clocks as they are kept."""
    return json.dumps(clocks, sort_keys=True, separators=(",", ":"))
