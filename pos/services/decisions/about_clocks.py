"""Tills that wrote on a day that cannot be: years ahead, or before there was a shop."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta

from pos.domain.decisions import about_tills as said
from pos.domain.decisions.exceptions import ShopException
from pos.journal.seal import header_of
from pos.services.decisions.asking import Question, causes_of

OFF = timedelta(hours=24)
"""By how much a clock may differ before somebody is asked: time zones and a missed summer time are less."""
AHEAD = "SELECT e.header FROM orders o JOIN entry e USING (arrival) WHERE o.placed > ? ORDER BY o.placed"
FOUNDED = """SELECT min(t.opened_at) FROM till t JOIN voucher v ON v.origin = t.origin AND v.seq = 1
    WHERE v.by IN ('', 'root')"""
FIRST = """SELECT t.opened_at, e.header FROM till t JOIN entry e ON e.origin = t.origin AND e.seq = 1
    JOIN voucher v ON v.origin = t.origin AND v.seq = 1 WHERE v.by = 'invitation'"""
LETTER = "SELECT letter FROM till WHERE origin = ?"


def clocks_off(reader: sqlite3.Connection, now: datetime) -> Iterator[ShopException]:
    """Each life that sold in the future, by the first such entry; each that joined before there was a shop.

    A till whose own clock is wrong sees nothing ahead of it until somebody has set it.
    """
    first: dict[str, tuple[int, str, str]] = {}
    until = int((now + OFF).timestamp() * 1000)
    for (data,) in reader.execute(AHEAD, (until,)).fetchall():
        header = header_of(data)
        told = (header.hlc, header.event_id, header.recorded_at)
        life = header.writer.hex()
        first[life] = min(first.get(life, told), told)
    for life, (_hlc, event, at) in sorted(first.items()):
        yield _asked(reader, life, event, at)
    founded = reader.execute(FOUNDED).fetchone()[0]
    for opened_at, data in reader.execute(FIRST).fetchall() if founded else ():
        if datetime.fromisoformat(opened_at) < datetime.fromisoformat(founded) - OFF:
            header = header_of(data)
            yield _asked(reader, header.origin, header.event_id, opened_at)


def _asked(reader: sqlite3.Connection, life: str, event: str, at: str) -> ShopException:
    (letter,) = reader.execute(LETTER, (bytes.fromhex(life),)).fetchone() or ("",)
    details = {"letter": letter, "life": life, "at": at}
    choices = (said.KEEP, said.AGAIN)
    asked = Question(said.CLOCK_OFF, (life,), (event,), f"{letter} {life}", choices, details)
    return asked.asked(causes_of(reader, (event,)), said.ClockOff(letter, at[:10]))
