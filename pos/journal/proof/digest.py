"""One value for all derived tables: equal on two tills exactly when their tables are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, Table

from pos.journal.proof.rows import canonical, rows_in
from pos.model.schema import derived

MODULUS = 1 << 256


@dataclass(frozen=True, slots=True)
class TableDigest:
    """The rows of one table: how many, and the sum of their hashes."""

    name: str
    rows: int
    hash: str


@dataclass(frozen=True, slots=True)
class Digest:
    """The value, what it was made of, and how many entries there are, those that are parked among them."""

    digest: str
    entries: int
    parked: int
    tables: tuple[TableDigest, ...]


def digest(connection: Connection) -> Digest:
    """The digest of a shop's file (`sync-cli.md` says which bytes)."""
    tables = tuple(_of(connection, table) for table in derived())
    lines = "".join(f"{one.name}:{one.rows}:{one.hash}\n" for one in tables)
    run = connection.exec_driver_sql
    return Digest(
        hashlib.sha256(lines.encode()).hexdigest(),
        run("SELECT count(*) FROM entry").scalar_one(),
        run("SELECT count(*) FROM parked").scalar_one(),
        tables,
    )


def _of(connection: Connection, table: Table) -> TableDigest:
    rows, total = 0, 0
    for row in rows_in(connection, table):
        rows += 1
        total += int.from_bytes(hashlib.sha256(canonical(row)).digest())
    return TableDigest(table.name, rows, f"{total % MODULUS:064x}")
