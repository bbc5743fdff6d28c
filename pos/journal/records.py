"""How records are merged field by field: the same rows in whatever order the entries about them come.

A row keeps `clocks`: the clock of its making under "*", and those of fields that were set later. While one
version of a field stands, nothing else is kept; other heads, and clocks that were named before their entry
came, lie in `field_head`. A making sets all fields, those it does not say to nothing; of two makings the
later stands for both. A change sets the fields it names in `b` (`travel.md`, section 5).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, count
from typing import TYPE_CHECKING, Any, Protocol

from pos.journal.heads import LOWEST, Heads
from pos.model.database import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

APPLIED = """SELECT 1 FROM entry LEFT JOIN parked USING (arrival) WHERE event_id = ? AND why IS NULL"""
"""An event that the tables hold: what is parked lies in the journal only."""

AT_ONCE = (500, 100, 20, 1)
"""Rows added by one statement, where there are as many."""

EVERY = "*"
"""The clock of all fields that have none of their own: that of the record's making."""

Seen = Mapping[str, tuple[str, ...]]
"""By field: the clocks of the versions that a change knew of and replaces."""

Held = Callable[[str], Any]
"""The value of a field as the row has it."""


@dataclass(frozen=True, slots=True)
class Version:
    """What one entry sets of a record: values as rows keep them."""

    clock: str
    given: Mapping[str, Any]
    seen: Seen

    @property
    def is_making(self) -> bool:
        """Whether the record begins with it: a change names what it replaces."""
        return not self.seen


@dataclass(slots=True)
class Known:
    """What is known of a record beside its values: clocks, by field the heads that lost or are awaited."""

    clocks: dict[str, str]
    lost: dict[str, dict[str, Any]] = field(default_factory=dict)
    awaited: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def made(self) -> str:
        """The clock of the making."""
        return self.clocks[EVERY]

    def clock(self, name: str) -> str:
        """The clock of a field's value in force."""
        return self.clocks.get(name, self.made)

    @property
    def is_plain(self) -> bool:
        """Whether each field has one head."""
        return not (self.lost or self.awaited)

    def heads(self, name: str, held: Held) -> Heads[Any]:
        """All heads of a field."""
        winner = self.clock(name)
        values = dict(self.lost.get(name, {}))
        if winner != LOWEST:
            values[winner] = held(name)
        return Heads(values, self.awaited.get(name, frozenset()))

    def keep(self, name: str, heads: Heads[Any]) -> None:
        """Remember the heads of a field; the value of the winner belongs into the row."""
        self.clocks[name] = heads.winner
        self.lost[name] = {one: heads.values[one] for one in heads.losers}
        self.awaited[name] = heads.awaited

    def settle(self, clock: str) -> None:
        """An entry that was awaited is here, also where it does not set what it was named for."""
        self.awaited = {name: awaited - {clock} for name, awaited in self.awaited.items()}

    def shorten(self) -> None:
        """Keep nothing that goes without saying: no clock that is the making's, no field with one head."""
        short = {name: clock for name, clock in self.clocks.items() if clock != self.made}
        self.clocks = {EVERY: self.made, **short}
        self.lost = {name: lost for name, lost in self.lost.items() if lost}
        self.awaited = {name: awaited for name, awaited in self.awaited.items() if awaited}


class Noun(Protocol):
    """A kind of record: where its fields lie."""

    @property
    def table(self) -> str:
        """Its table, which has `uid` and `clocks`."""

    def fields(self, connection: Connection, row: int) -> Iterable[str]:
        """The fields that the record has."""

    def empty(self, name: str) -> Any:
        """What a field holds that nobody set."""

    def held(self, connection: Connection, row: int, name: str) -> Any:
        """What a field holds, as JSON can say it."""

    def put(self, connection: Connection, row: int, values: Mapping[str, Any]) -> None:
        """Change fields of the row, `clocks` among them."""


def set_fields(
    connection: Connection,
    noun: Noun,
    uid: bytes,
    row: int,
    known: Known,
    version: Version,
    to_come: Container[str] = (),
) -> None:
    """Bring a record that is here in step with one more version of it.

    `to_come` are the clocks of entries that are here and are yet to be applied again.
    """
    was_plain, before = known.is_plain, dict(known.clocks)
    won = merge(Record(connection, noun, row), known, version, Applied(connection, to_come))
    if known.clocks != before:
        noun.put(connection, row, {**won, "clocks": written(known.clocks)})
    if not (was_plain and known.is_plain):
        _keep_heads(connection, noun.table, uid, known)


@dataclass(frozen=True, slots=True)
class Record:
    """One record as its row has it."""

    connection: Connection
    noun: Noun
    row: int

    def fields(self) -> Iterable[str]:
        """The fields that it has."""
        return self.noun.fields(self.connection, self.row)

    def empty(self, name: str) -> Any:
        """What a field holds that nobody set."""
        return self.noun.empty(name)

    def held(self, name: str) -> Any:
        """The value of a field."""
        return self.noun.held(self.connection, self.row, name)


def merge(record: Record, known: Known, version: Version, here: Container[str]) -> dict[str, Any]:
    """The values that a version changes in the row; what is known of the record is brought up to date.

    `here` tells which of the named clocks are those of entries that came before.
    """
    if version.is_making:
        won = _make(record, known, version) if version.clock > known.made else {}
    elif known.is_plain and _is_usual(known, version):
        known.clocks.update(dict.fromkeys(version.given, version.clock))
        return dict(version.given)
    else:
        won = _change(record, known, version, here)
    known.settle(version.clock)
    known.shorten()
    return won


def _is_usual(known: Known, version: Version) -> bool:
    """Whether each field had one version, which is the one that was seen, and is older."""
    return version.given.keys() == version.seen.keys() and all(
        seen == (known.clock(name),) and known.clock(name) < version.clock
        for name, seen in version.seen.items()
    )


def _change(record: Record, known: Known, version: Version, here: Container[str]) -> dict[str, Any]:
    won = {}
    for name in {**version.seen, **version.given}:
        before = known.heads(name, record.held)
        value = version.given[name] if name in version.given else record.empty(name)
        after = before.arrived(version.clock, value, version.seen.get(name, ()), here)
        known.keep(name, after)
        if after.winner != before.winner:
            won[name] = after.values.get(after.winner, record.empty(name))
    return won


def _make(record: Record, known: Known, version: Version) -> dict[str, Any]:
    """It stands in the place of an earlier making, wherever that is still a head."""
    if known.is_plain and known.clocks == {EVERY: LOWEST}:  # nobody set anything of it before
        known.clocks[EVERY] = version.clock
        return {name: record.empty(name) for name in record.fields()} | dict(version.given)
    won = {}
    names = {*record.fields(), *version.given, *known.clocks, *known.lost, *known.awaited} - {EVERY}
    heads = {name: known.heads(name, record.held) for name in sorted(names)}
    for name, old in heads.items():
        values = {clock: value for clock, value in old.values.items() if clock != known.made}
        value = version.given[name] if name in version.given else record.empty(name)
        new = Heads(values, old.awaited).arrived(version.clock, value, (), ())
        known.keep(name, new)
        if new.winner != old.winner:
            won[name] = new.values.get(new.winner, record.empty(name))
    known.clocks[EVERY] = version.clock
    return won


class Applied:
    """The clocks of the entries that were applied."""

    def __init__(self, connection: Connection, to_come: Container[str]) -> None:
        self._connection = connection
        self._to_come = to_come

    def __contains__(self, clock: object) -> bool:
        if clock in self._to_come:
            return False
        event = bytes.fromhex(str(clock)[16:])
        found = self._connection.exec_driver_sql(APPLIED, (event,))
        return found.first() is not None


def known_records(connection: Connection, table: str, uids: Iterable[str]) -> dict[str, tuple[int, Known]]:
    """The rows of records that are here and what is known of them, by their hexadecimal ids."""
    named = set(uids)
    if not named or _all_new(connection, table, bytes.fromhex(min(named))):
        return {}
    wanted = [bytes.fromhex(uid) for uid in named]
    marks = ",".join("?" * len(wanted))
    run = raw(connection).execute
    rows = run(f"SELECT uid, id, clocks FROM {table} WHERE uid IN ({marks})", wanted)
    found = {uid: (row, Known(json.loads(clocks))) for uid, row, clocks in rows}
    if run("SELECT 1 FROM field_head LIMIT 1").fetchone():
        for uid, (_row, known) in found.items():
            read_heads(connection, table, uid, known)
    return {uid.hex(): one for uid, one in found.items()}


def _all_new(connection: Connection, table: str, smallest: bytes) -> bool:
    """Whether every id from this one on is newer than all of the table: ids sort by the time of making."""
    (last,) = raw(connection).execute(f"SELECT max(uid) FROM {table}").fetchone()
    return last is None or smallest > last


def read_heads(connection: Connection, table: str, uid: bytes, known: Known) -> None:
    """Add what is known of fields with more than one head."""
    rows = connection.exec_driver_sql(
        "SELECT field, clock, awaited, value FROM field_head WHERE noun = ? AND uid = ?", (table, uid)
    )
    for name, clock, awaited, value in rows:
        if awaited:
            known.awaited[name] = known.awaited.get(name, frozenset()) | {clock}
        else:
            known.lost.setdefault(name, {})[clock] = json.loads(value)


def _keep_heads(connection: Connection, table: str, uid: bytes, known: Known) -> None:
    forget_heads(connection, table, uid)
    lost = [
        (table, uid, name, clock, 0, written(value))
        for name, values in known.lost.items()
        for clock, value in values.items()
    ]
    awaited = [(table, uid, name, one, 1, "") for name, clocks in known.awaited.items() for one in clocks]
    if lost or awaited:
        connection.exec_driver_sql("INSERT INTO field_head VALUES (?,?,?,?,?,?)", lost + awaited)


def forget_heads(connection: Connection, table: str, uid: bytes) -> None:
    """Forget the versions of a record that are not in force."""
    connection.exec_driver_sql("DELETE FROM field_head WHERE noun = ? AND uid = ?", (table, uid))


@dataclass(frozen=True, slots=True)
class Plain:
    """A kind of record whose fields are columns; `empties` says what each holds that nobody set."""

    table: str
    empties: Mapping[str, Any]

    def fields(self, connection: Connection, row: int) -> Iterable[str]:
        """The fields that the record has."""
        return self.empties

    def empty(self, name: str) -> Any:
        """What a field holds that nobody set."""
        return self.empties[name]

    def held(self, connection: Connection, row: int, name: str) -> Any:
        """What a field holds."""
        return connection.exec_driver_sql(
            f"SELECT {name} FROM {self.table} WHERE id = ?", (row,)
        ).scalar_one()

    def put(self, connection: Connection, row: int, values: Mapping[str, Any]) -> None:
        """Change columns of the row."""
        sets = ", ".join(f"{name} = ?" for name in values)
        raw(connection).execute(f"UPDATE {self.table} SET {sets} WHERE id = ?", (*values.values(), row))


def insert(connection: Connection, into: str, columns: Sequence[Sequence[Any]], then: str = "") -> None:
    """Add rows, given column by column, many a statement; what all rows share is bound once.

    That takes half the time of one row after the other, and other threads run while SQLite adds them.
    """
    rows = len(columns[0])
    shared = tuple(rows > 0 and column.count(column[0]) == rows for column in columns)
    once = [column[0] for column, same in zip(columns, shared, strict=True) if same]
    each = [column for column, same in zip(columns, shared, strict=True) if not same]
    run = raw(connection).execute
    done = 0
    for size in AT_ONCE:
        while rows - done >= size:
            values = (
                *once,
                *chain.from_iterable(zip(*(one[done : done + size] for one in each), strict=True)),
            )
            run(_statement(into, shared, size, then), values)
            done += size


@lru_cache(maxsize=64)
def _statement(into: str, shared: tuple[bool, ...], rows: int, then: str) -> str:
    """Places are numbered: first those of what all rows share, then row by row."""
    once, place = count(1), count(sum(shared) + 1)
    of_shared = [f"?{next(once)}" if same else "" for same in shared]
    values = (",".join(mark or f"?{next(place)}" for mark in of_shared) for _row in range(rows))
    return f"{into} VALUES ({'),('.join(values)}) {then}"


def next_row(connection: Connection, table: str) -> int:
    """The number of the next row of a table."""
    (number,) = raw(connection).execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()
    return int(number)


def unmade() -> Known:
    """What is known of a record that was only mentioned."""
    return Known({EVERY: LOWEST})


def first(clock: str) -> str:
    """The clocks of a record just made."""
    return f'{{"{EVERY}":"{clock}"}}'


def seen(clocks: str, fields: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What a change of these fields replaces, as the row's clocks say."""
    known = json.loads(clocks)
    return {name: (known.get(name, known[EVERY]),) for name in fields}


def written(value: object) -> str:
    """A value as a table keeps it: JSON, written in one way only."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
