"""Entries about the shop itself: settings, people, the clock."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import UNSET, UnsetType, field, to_builtins

from pos.journal.heads import LOWEST
from pos.journal.kinds.base import Arrived, Fact, Part, given
from pos.journal.records import (
    EVERY,
    Known,
    Plain,
    Version,
    known_records,
    read_heads,
    set_fields,
    written,
)
from pos.journal.stubs import stubs_for
from pos.model.database import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

DECIDED = "value"
"""The one field of a decision."""

PERSON = Plain("person", {"name": "", "archived": 0})


class SettingsSet(Fact, frozen=True):
    """Decisions of the shop: changed fields, and the clocks of the values they replace.

    An element of a list is a field of its own: `methods.card`, `tax_classes.reduced`, with its `place` in
    the list; an empty one is gone.
    """

    kind: ClassVar[str] = "settings.set"

    f: dict[str, Any]  # by name: the value as JSON
    b: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by name: the clocks of what it replaces


class PersonFields(Part, frozen=True):
    """The fields of someone who sells that an entry sets."""

    name: str | UnsetType = UNSET
    archived: bool | UnsetType = UNSET  # no longer offered


class PersonSet(Fact, frozen=True):
    """Someone who sells."""

    kind: ClassVar[str] = "person.set"

    id: str
    f: PersonFields = PersonFields()  # what is set
    b: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by field: the clocks of what it replaces

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


def settings_set(connection: Connection, fact: SettingsSet, arrived: Arrived) -> None:
    """Decisions of the shop, each a record of one field."""
    run = connection.exec_driver_sql
    held = {key: (value, clock) for key, value, clock in run("SELECT * FROM setting")}
    has_heads = run("SELECT 1 FROM field_head LIMIT 1").first() is not None
    for key, value in sorted(fact.f.items()):
        setting = _Setting(key, *held.get(key, ("{}", LOWEST)))
        version = Version(arrived.clock, {DECIDED: value}, {DECIDED: fact.b.get(key, ())})
        setting.take(connection, version, has_heads=has_heads)


@dataclass(frozen=True, slots=True)
class _Setting:
    """A decision as it was: its value as JSON, and its clock."""

    key: str
    value: str
    clock: str
    table = "setting"

    def fields(self, _connection: Connection, _row: int) -> Iterable[str]:
        return (DECIDED,)

    def take(self, connection: Connection, version: Version, *, has_heads: bool) -> None:
        uid = self.key.encode()
        known = Known({EVERY: LOWEST, DECIDED: self.clock})
        if has_heads:  # of any record at all: mostly there are none
            read_heads(connection, self.table, uid, known)
        set_fields(connection, self, uid, 0, known, version)

    def empty(self, _name: str) -> Any:
        return {}

    def held(self, _connection: Connection, _row: int, _name: str) -> Any:
        return json.loads(self.value)

    def put(self, connection: Connection, _row: int, values: Mapping[str, Any]) -> None:
        clock = json.loads(values["clocks"]).get(DECIDED, LOWEST)
        value = written(values[DECIDED]) if DECIDED in values else self.value
        raw(connection).execute("INSERT OR REPLACE INTO setting VALUES (?,?,?)", (self.key, value, clock))


def person_set(connection: Connection, fact: PersonSet, arrived: Arrived) -> None:
    """Someone who sells was named, or is no longer offered."""
    stubs_for(connection, "person", [fact.id])
    row, known = known_records(connection, "person", [fact.id])[fact.id]
    version = Version(arrived.clock, given(fact.f), fact.b)
    set_fields(connection, PERSON, bytes.fromhex(fact.id), row, known, version)


def clock_moved(connection: Connection, fact: ClockMoved, arrived: Arrived) -> None:
    """Nothing adds up from a moved clock: the entry itself is the record."""
