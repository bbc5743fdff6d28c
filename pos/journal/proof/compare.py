"""Compare the derived tables of two files, row by row, and the schema of one with what it must be."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, create_engine

from pos.journal.proof.rows import key_of, rests_on, rows_in
from pos.journal.proof.walk import Fault
from pos.model import schema
from pos.model.database import raw

Row = tuple[Any, ...]
Described = dict[tuple[str, str], tuple[str, str]]

ROWS = 500
"""Compared together."""


def compare(ours: Connection, theirs: Connection) -> Fault | None:
    """The first derived table, and row of it, that is not what the entries add up to.

    Most often both files gave the same local numbers, and tables are equal as they lie there. Where they are
    not, or where what they name by numbers is not, rows are compared by the ids of things.
    """
    tables = schema.derived()
    same = {table.name for table in tables if _lie_alike(ours, theirs, table)}
    for table in tables:
        if rests_on(table) <= same:
            continue
        for one, other in _beside(rows_in(ours, table), rows_in(theirs, table)):
            if one != other:
                return Fault(table.name, _difference(one, other, key_of(table)))
    return None


def _lie_alike(ours: Connection, theirs: Connection, table: Table) -> bool:
    """Whether both files hold the very same rows, local numbers among them."""
    key = ", ".join(f'"{column.name}"' for column in table.primary_key.columns)
    one, other = (raw(file).execute(f"SELECT * FROM {table.name} ORDER BY {key}") for file in (ours, theirs))
    while page := one.fetchmany(ROWS):
        if page != other.fetchmany(ROWS):
            return False
    return other.fetchone() is None


def _beside(ours: Iterator[Row], theirs: Iterator[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    while True:
        one, other = next(ours, None), next(theirs, None)
        if one is None and other is None:
            return
        yield one, other


def _difference(ours: Row | None, theirs: Row | None, key: list[int]) -> str:
    """What a person is told of the first two rows that differ; `key` tells which are about the same."""
    if theirs is None or (ours is not None and _order(ours, key) < _order(theirs, key)):
        return f"holds more than the entries: {ours}"
    if ours is None or _order(ours, key) > _order(theirs, key):
        return f"lacks what the entries say: {theirs}"
    return f"holds {ours}, the entries say {theirs}"


def _order(row: Row, key: list[int]) -> list[tuple[int, Any]]:
    """Nothing comes before numbers, these before texts: SQLite's own order."""
    values = (row[place] for place in key)
    return [(0, 0) if one is None else (1, one) if isinstance(one, int) else (2, str(one)) for one in values]


SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"


def schema_fault(connection: Connection) -> Fault | None:
    """The first table, column, index, trigger or view that is not as a new shop of this program has it."""
    have, want = _described(connection), _of_a_new_shop()
    for what in sorted(have.keys() | want.keys()):
        if what not in have:
            return Fault(what[1], f"the {what[0]} is missing")
        if what not in want:
            return Fault(what[1], f"the {what[0]} does not belong here")
        if have[what] != want[what]:
            return Fault(what[1], f"the {what[0]} was changed")
    return None


@cache
def _of_a_new_shop() -> Described:
    """What the file of a new shop is made of."""
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as fresh:
            schema.create(fresh)
            return _described(fresh)
    finally:
        engine.dispose()


def _described(connection: Connection) -> Described:
    """What the file is made of: by kind and name, the table it belongs to and its statement."""
    rows = connection.exec_driver_sql(SCHEMA)
    return {(row[0], row[1]): (row[2], " ".join((row[3] or "").split())) for row in rows}
