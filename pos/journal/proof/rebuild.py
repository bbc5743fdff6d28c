"""Make derived tables anew from the entries, by life and number: the order in which nobody lived them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pos.journal.arrive import UNKNOWN_TILL, WAITS, settle
from pos.journal.stored import PAGE, Stored
from pos.model.base import Kind, tables_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

ROWS = 500
ENTRIES = "SELECT arrival, origin, seq, event_id, kind, hlc, header, chain, sig FROM entry ORDER BY arrival"
PARTS = """SELECT arrival, body, body_salt, body_hash, personal, personal_salt, personal_hash
    FROM entry_part ORDER BY arrival"""
PARKED = "SELECT arrival, why, waits_for, since FROM parked WHERE why = 'unknown_till' ORDER BY arrival"
DOUBLED = """SELECT event_id FROM entry LEFT JOIN parked USING (arrival) WHERE why <> ?
    GROUP BY event_id HAVING count(*) > 1"""
COPIED = (
    (ENTRIES, "INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?)"),
    (PARTS, "INSERT INTO entry_part VALUES (?,?,?,?,?,?,?)"),
    (PARKED, "INSERT INTO parked VALUES (?,?,?,?)"),
    ("SELECT key, value FROM choice WHERE key = 'origin'", "INSERT OR REPLACE INTO choice VALUES (?,?)"),
)
"""The journal, what is set aside, and which life this till is."""


def copy_journal(source: Connection, target: Connection) -> None:
    """The journal of one file into the empty one of another, with what is set aside for an unknown till."""
    for read, write in COPIED:
        rows = source.execution_options(stream_results=True).exec_driver_sql(read)
        while page := rows.fetchmany(ROWS):
            target.exec_driver_sql(write, [tuple(row) for row in page])


def rebuild(connection: Connection, progress: Callable[[int], None] = lambda _done: None) -> None:
    """Apply every entry to the empty derived tables of its own file; what cannot be applied is parked.

    Tills and decisions come first, so that a fence holds for all that was written behind it. Lives that
    were not known stay set aside. All others are parked until their turn comes: who looks for an event
    finds what was applied. `progress` hears how many entries are done.
    """
    run = connection.exec_driver_sql
    run("DELETE FROM parked WHERE why <> ?", (UNKNOWN_TILL,))
    run("INSERT OR IGNORE INTO parked SELECT arrival, ?, '', '' FROM entry", (WAITS,))
    doubled = {row[0]: False for row in run(DOUBLED, (UNKNOWN_TILL,))}
    done = 0
    for about_tills in (True, False):
        for entry in _waiting(connection, about_tills=about_tills):
            done += 1
            if done % ROWS == 0:
                progress(done)
            if doubled.get(entry.event_id):
                continue
            why = settle(connection, entry, None, "")
            if entry.event_id in doubled:
                doubled[entry.event_id] = not why


def remake(connection: Connection) -> None:
    """Empty the derived tables of a file and make them anew of its entries."""
    for table in reversed(tables_of(Kind.DERIVED)):  # what points at a table comes after it
        connection.exec_driver_sql(f"DELETE FROM {table}")
    rebuild(connection)


def _waiting(connection: Connection, *, about_tills: bool) -> Iterator[Stored]:
    """The entries about tills, or all others, by life and number, a page at a time."""
    last: tuple[bytes, int, int] = (b"", 0, 0)
    while True:
        page = connection.exec_driver_sql(PAGE[about_tills], (*last, ROWS)).fetchall()
        for row in page:
            entry = Stored(*row)
            last = (entry.origin, entry.seq, entry.arrival)
            yield entry
        if len(page) < ROWS:
            return
