"""Make derived tables anew from the entries, by life and number: the order in which nobody lived them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from pos.journal.arrive import IS_PARKED, UNKNOWN_TILL, WAITS, settle, try_placings
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.stored import PAGES, Stored
from pos.model.base import Kind, tables_of
from pos.model.database import raw
from pos.model.shop_file import UNPROVEN

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

FOR_LISTS = """SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
    AND tbl_name IN ('orders', 'product', 'variant') AND name <> 'ix_orders_customer'"""
"""By them lists and searches find rows; what is applied finds them by id, orders also by their customer."""


def drop_lists(connection: Connection) -> None:
    """Leave out the indexes that only lists and searches ask, of a file that nobody ever lists."""
    for name, _sql in raw(connection).execute(FOR_LISTS).fetchall():
        raw(connection).execute(f"DROP INDEX {name}")


def copy_journal(source: Connection, target: Connection) -> None:
    """The journal of one file into the empty one of another, with what is set aside for an unknown till."""
    for read, write in COPIED:
        rows = raw(source).execute(read)
        while page := rows.fetchmany(ROWS):
            raw(target).executemany(write, page)


def rebuild(connection: Connection, progress: Callable[[int], None] = lambda _done: None) -> None:
    """Apply every entry to the empty derived tables of its own file; what cannot be applied is parked.

    Tills and decisions come first, so that a fence holds for all that was written behind it; then goods and
    customers, which else would begin as stubs that orders name. Lives that were not known stay set aside. All
    others are parked until their turn comes: who looks for an event finds what was applied. `progress` hears
    how many entries are done.
    """
    run = connection.exec_driver_sql
    run("DELETE FROM choice WHERE key = ?", (UNPROVEN,))  # no row is left that came ready
    run("DELETE FROM parked WHERE why <> ?", (UNKNOWN_TILL,))
    run("INSERT OR IGNORE INTO parked SELECT arrival, ?, '', '' FROM entry", (WAITS,))
    doubled = {row[0] for row in run(DOUBLED, (UNKNOWN_TILL,))}
    done = 0
    for turn in PAGES:
        for page in _waiting(connection, turn):
            for (_origin, places), some in groupby(page, lambda one: (one.origin, _places(one, doubled))):
                entries = list(some)
                if not (places and try_placings(connection, entries)):
                    _settle(connection, entries, doubled)
            done += len(page)
            progress(done)


def _places(entry: Stored, doubled: Container[bytes]) -> bool:
    """Whether an entry only places an order, as far as can be seen: most do, and are applied together."""
    return entry.kind == OrderPlaced.kind and entry.event_id not in doubled


def _settle(connection: Connection, entries: Iterable[Stored], doubled: Container[bytes]) -> None:
    """Apply entries one by one; of several copies only one, also where it waited and was applied since."""
    run = connection.exec_driver_sql
    for entry in entries:
        if entry.event_id in doubled and run(IS_PARKED, (entry.arrival,)).first() is None:
            continue
        settle(connection, entry, None, "")


def remake(connection: Connection) -> None:
    """Empty the derived tables of a file and make them anew of its entries."""
    for table in reversed(tables_of(Kind.DERIVED)):  # what points at a table comes after it
        connection.exec_driver_sql(f"DELETE FROM {table}")
    rebuild(connection)


def _waiting(connection: Connection, turn: str) -> Iterator[list[Stored]]:
    """The entries whose turn it is, by life and number, a page at a time."""
    last: tuple[bytes, int, int] = (b"", 0, 0)
    while rows := raw(connection).execute(turn, (*last, ROWS)).fetchall():
        page = [Stored(*row) for row in rows]
        last = (page[-1].origin, page[-1].seq, page[-1].arrival)
        yield page
