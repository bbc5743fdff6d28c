"""Parts of a proof that ask for no order: sums, the file's own pages, the seal of each entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from pos.journal.kinds import INVARIANTS
from pos.journal.proof.walk import Fault, key_at, unsealed
from pos.journal.stored import BETWEEN, Stored
from pos.model.database import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

ROWS = 500
"""Entries between two looks."""


def file_fault(connection: Connection, look: Callable[[], None], *, whole: bool) -> Fault | None:
    """The first sum that does not hold, or what is wrong with the file itself."""
    look()
    return _sums(connection) or _integrity(connection, whole=whole)


def seal_fault(
    connection: Connection,
    look: Callable[[], None],
    *,
    keys: Mapping[bytes, Mapping[int, bytes]],
    after: int,
    until: int,
) -> Fault | None:
    """The first entry, by arrival, whose seal or figures are wrong; `keys` are those of each life by number.

    Asked are those that arrived after one number and until another.
    """
    rows = raw(connection).execute(BETWEEN, (after, until))
    while page := rows.fetchmany(ROWS):
        look()
        for entry in (Stored(*row) for row in page):
            if fault := unsealed(entry, key_at(keys[entry.origin], entry.seq), connection):
                return Fault(entry.name, fault)
    return None


def _sums(connection: Connection) -> Fault | None:
    """Stock is the sum of its moves, totals the sum of their rows, numbers run without a gap."""
    for what, sql in INVARIANTS.items():
        row = connection.exec_driver_sql(sql).fetchone()
        if row is not None:
            return Fault(str(row[0]), what)
    return None


def _integrity(connection: Connection, *, whole: bool) -> Fault | None:
    """Every page of the file; on wish also that each index holds what its table does, in thrice the time."""
    check = "integrity_check" if whole else "quick_check"
    found = connection.exec_driver_sql(f"PRAGMA {check}(1)").scalar_one()
    if found != "ok":
        return Fault("file", str(found))
    row = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
    return Fault(str(row[0]), "points at a row that is not there") if row else None
