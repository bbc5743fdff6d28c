"""Entries about the shop itself: tills, settings, people, the clock."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import field, to_builtins

from pos.journal.kinds import clocks
from pos.journal.kinds.base import Arrived, Fact, Waits

if TYPE_CHECKING:
    from sqlalchemy import Connection


class TillOpened(Fact, frozen=True):
    """The first entry of every origin: which till it is, and whose life it continues."""

    kind: ClassVar[str] = "till.opened"

    shop: str  # the shop's id
    letter: str  # of the till in numbers of orders; A2 after A's restore
    key_id: str  # tells the till's key from others
    program: str  # its version
    continues_origin: str = ""  # the life before; "" for the first
    continues_seq: int = 0  # the last entry of that life
    continues_chain: str = ""  # the chain value of that entry


class SettingsSet(Fact, frozen=True):
    """Decisions of the shop: changed fields, and the clocks of the values they replace."""

    kind: ClassVar[str] = "settings.set"

    f: dict[str, Any]  # by name: the value as JSON
    b: dict[str, str] = field(default_factory=dict)  # by name: the clock of the value it replaces


class PersonSet(Fact, frozen=True):
    """Someone who sells."""

    kind: ClassVar[str] = "person.set"

    id: str
    name: str
    archived: bool = False  # no longer offered

    @property
    def entity(self) -> str:
        return self.id


class ClockMoved(Fact, frozen=True):
    """The person at the till confirmed the date after the computer's clock had jumped."""

    kind: ClassVar[str] = "clock.moved"

    before: str  # the time of the entry before, with its offset
    after: str  # the time that was confirmed, with its offset


def plain(value: object) -> Any:
    """A setting as an entry keeps it: text, numbers, lists and objects."""
    return value.value if isinstance(value, StrEnum) else to_builtins(value)


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


def letter_of(connection: Connection, arrived: Arrived) -> str:
    """The letter of the till that wrote an entry; Waits for who is not known here."""
    row = connection.exec_driver_sql("SELECT letter FROM till WHERE origin = ?", (arrived.origin,)).fetchone()
    if row is None:
        raise Waits(arrived.origin.hex())
    return str(row[0])


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
