"""Entries about the shop itself: tills, settings, people."""

from __future__ import annotations

import json

from sqlalchemy import Connection

from pos.journal.apply import clocks
from pos.journal.apply.arrived import Arrived
from pos.journal.entries import ClockMoved, PersonSet, SettingsSet, TillOpened


def till_opened(connection: Connection, fact: TillOpened, arrived: Arrived) -> None:
    """A till began a life."""
    connection.exec_driver_sql(
        "INSERT INTO till(origin, letter, key_id, opened_at) VALUES (?,?,?,?)",
        (arrived.origin, fact.letter, fact.key_id, arrived.at),
    )


def settings_set(connection: Connection, fact: SettingsSet, arrived: Arrived) -> None:
    """Decisions of the shop, each kept with the clock that set it."""
    connection.exec_driver_sql(
        """INSERT INTO setting VALUES (?,?,?) ON CONFLICT(key) DO UPDATE
           SET value = excluded.value, clock = excluded.clock WHERE excluded.clock >= clock""",
        [(key, _text(value), arrived.stamp) for key, value in sorted(fact.f.items())],
    )


def person_set(connection: Connection, fact: PersonSet, arrived: Arrived) -> None:
    """Someone who sells was named."""
    connection.exec_driver_sql(
        """INSERT INTO person(uid, name, archived, clocks) VALUES (?,?,?,?) ON CONFLICT(uid) DO UPDATE
           SET name = excluded.name, archived = excluded.archived, clocks = excluded.clocks
           WHERE excluded.clocks >= clocks""",
        (bytes.fromhex(fact.id), fact.name, int(fact.archived), clocks.first(arrived.stamp)),
    )


def clock_moved(connection: Connection, fact: ClockMoved, arrived: Arrived) -> None:
    """Nothing adds up from a moved clock: the entry itself is the record."""


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
