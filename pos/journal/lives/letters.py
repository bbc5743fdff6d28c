"""Which letters lives bear, of all whose first entry is here: also of those that nobody vouched for yet."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import msgspec

from pos.journal.kinds.base import Place

KNOWN = "SELECT origin, letter, continues_life FROM till"
PARKED = """SELECT e.origin, x.body FROM parked JOIN entry e USING (arrival)
    JOIN entry_part x USING (arrival) WHERE e.kind = 'till.opened'"""


class _Opening(msgspec.Struct):
    """What is asked of a first entry that is set aside."""

    letter: str
    continues: Place | None = None


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A life, its letter, and the life that it continues; b"" where it continues none."""

    origin: bytes
    letter: str
    before: bytes


def letters_borne(reader: sqlite3.Connection) -> set[str]:
    """The letters of all lives that are known here or set aside."""
    return {one.letter for one in _bearers(reader)}


def rivals(reader: sqlite3.Connection, life: bytes) -> list[bytes]:
    """The other lives that give numbers under this life's letter, as far as is known here.

    Two computers that brought one backup back begin such lives. One that was continued since gives no more.
    """
    bearers = list(_bearers(reader))
    letter = next((one.letter for one in bearers if one.origin == life), "")
    over = {one.before for one in bearers}
    return [one.origin for one in bearers if one.letter == letter and one.origin not in {life, *over}]


def _bearers(reader: sqlite3.Connection) -> list[_Bearer]:
    found = [_Bearer(*row) for row in reader.execute(KNOWN)]
    for origin, body in reader.execute(PARKED).fetchall():
        try:
            opened = msgspec.json.decode(body, type=_Opening)
            before = bytes.fromhex(opened.continues.life) if opened.continues else b""
        except (msgspec.MsgspecError, ValueError):
            continue
        found.append(_Bearer(origin, opened.letter, before))
    return found
