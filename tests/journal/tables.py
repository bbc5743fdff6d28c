"""Derived tables as they compare: entries are applied as they come, rows are told without local numbers.

Every test that shuffles entries uses it: `tables_after` gives all derived tables, `arrive` and `derived` the
steps of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, create_engine

from pos.journal import seal
from pos.journal.arrive import take_in
from pos.journal.kinds.base import Fact
from pos.journal.proof.digest import digest
from pos.journal.stored import Stored
from pos.model import schema
from pos.model.base import Kind, tables_of
from pos.model.database import raw


@dataclass(frozen=True)
class Entry:
    """One entry of a till."""

    header: seal.Header
    fact: Fact


@contextmanager
def empty_file() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        raw(connection).isolation_level = None
        schema.create(connection)
        yield connection
    engine.dispose()


def arrive(connection: Connection, entries: Iterable[Entry]) -> None:
    """Take in entries as they come; what waits for another is tried again when more is here."""
    for one in entries:
        take_in(connection, sealed(one), None, "")
    assert connection.exec_driver_sql("SELECT * FROM parked").fetchall() == []


def sealed(one: Entry) -> Stored:
    """The entry as it lies in a journal; nobody checks its seal here."""
    body, personal = seal.parts_of(one.fact)
    header = seal.canonical(one.header)
    return Stored(
        bytes.fromhex(one.header.origin),
        one.header.seq,
        bytes.fromhex(one.header.event_id),
        one.fact.kind,
        one.header.hlc,
        header,
        hashlib.sha256(header).digest(),
        b"",
        body,
        b"",
        hashlib.sha256(body).digest(),
        personal,
        b"",
        hashlib.sha256(personal).digest() if personal is not None else None,
    )


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
    reader = raw(connection)
    events = dict(reader.execute("SELECT arrival, lower(hex(event_id)) FROM entry"))
    uids = {
        name: dict(reader.execute(f"SELECT id, hex(uid) FROM {table}").fetchall())
        for name, table in POINTERS.items()
    }
    found = {}
    for table in tables_of(Kind.DERIVED):
        cursor = reader.execute(f"SELECT * FROM {table}")
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


def tables_after(entries: Iterable[Entry]) -> dict[str, object]:
    with empty_file() as connection:
        arrive(connection, entries)
        return {**derived(connection), "digest": digest(connection)}
