"""Rows that come ready, with the entries they are of: put into empty tables as they are, proven after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pos.model.database import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?"


def fill(connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows of one table. Raises what the driver does where they do not fit."""
    marks = ",".join("?" * len(columns))
    raw(connection).executemany(f"INSERT INTO {table}({', '.join(columns)}) VALUES ({marks})", rows)


@contextmanager
def indexed_afterwards(connection: Connection, tables: Iterable[str]) -> Iterator[None]:
    """Let rows be added to these tables without their indexes, which are made of all of them at once."""
    run = raw(connection).execute
    with made_afterwards(connection, [one for table in tables for one in run(INDEXES, (table,)).fetchall()]):
        yield


@contextmanager
def made_afterwards(connection: Connection, indexes: Iterable[tuple[str, str]]) -> Iterator[None]:
    """Do without these indexes, each with the statement that makes it, and make them again in the end."""
    run = raw(connection).execute
    statements = []
    for name, statement in indexes:
        run(f"DROP INDEX {name}")
        statements.append(statement)
    yield
    for statement in statements:
        run(statement)
