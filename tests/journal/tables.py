"""Derived tables as they compare: entries are applied as they come, rows are told without local numbers.

Every test that shuffles entries uses it: `tables_after` gives all derived tables, `arrive` and `derived` the
steps of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, create_engine

from pos.journal import seal
from pos.journal.apply import apply
from pos.journal.kinds.base import Arrived, Fact, Waits
from pos.model import schema
from pos.model.base import Kind, tables_of


@dataclass(frozen=True)
class Entry:
    """One entry of a till."""

    header: seal.Header
    fact: Fact


@contextmanager
def empty_file() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        schema.create(connection)
        yield connection
    engine.dispose()


def arrive(connection: Connection, entries: Iterable[Entry]) -> None:
    """Apply entries as they come; what waits for another is tried again when more is here."""
    waiting: list[tuple[Arrived, Fact]] = []
    for arrival, one in enumerate(entries, 1):
        body, personal = seal.parts_of(one.fact)
        source = bytes.fromhex(one.header.origin)
        header, event = seal.canonical(one.header), bytes.fromhex(one.header.event_id)
        connection.exec_driver_sql(
            """INSERT INTO entry(arrival, origin, seq, event_id, kind, hlc, header, chain, mac)
               VALUES (?,?,?,?,?,?,?,?,?)""",
            (arrival, source, one.header.seq, event, one.fact.kind, one.header.hlc, header, b"", b""),
        )
        connection.exec_driver_sql(
            "INSERT INTO entry_part VALUES (?,?,?,?,?,?,?)", (arrival, body, b"", b"", personal, b"", b"")
        )
        waiting.append((Arrived(arrival, source, one.header), one.fact))
        before = None
        while before != len(waiting):
            before = len(waiting)
            waiting = list(_tried(connection, waiting))
    assert waiting == []


def _tried(connection: Connection, waiting: list[tuple[Arrived, Fact]]) -> Iterator[tuple[Arrived, Fact]]:
    for arrived, fact in waiting:
        try:
            apply(connection, fact, arrived)
        except Waits:
            yield arrived, fact


POINTERS = {
    "order_id": "orders",
    "variant_id": "variant",
    "product_id": "product",
    "customer_id": "customer",
    "quote_id": "quote",
    "import_id": "catalogue_import",
}
"""The tables that local numbers point at; `into_id` points at its own."""


def derived(connection: Connection) -> dict[str, list[str]]:
    """Every derived table without the numbers that are local: rows and arrivals by their ids."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    events = {
        row[0]: row[1] for row in raw.execute("SELECT arrival, json_extract(header, '$.event_id') FROM entry")
    }
    uids = {
        name: dict(raw.execute(f"SELECT id, hex(uid) FROM {table}").fetchall())
        for name, table in POINTERS.items()
    }
    found = {}
    for table in tables_of(Kind.DERIVED):
        cursor = raw.execute(f"SELECT * FROM {table}")
        names = [one[0] for one in cursor.description]
        rows = []
        for row in cursor:
            values = dict(zip(names, row, strict=True))
            values.pop("id", None)
            for name, value in values.items():
                if name == "arrival":
                    values[name] = events[value]
                elif name == "into_id":
                    values[name] = uids[f"{table}_id"].get(value)
                elif name in uids:
                    values[name] = uids[name].get(value)
            rows.append(repr(values))
        found[table] = sorted(rows)
    return found


def tables_after(entries: Iterable[Entry]) -> dict[str, list[str]]:
    with empty_file() as connection:
        arrive(connection, entries)
        return derived(connection)
