"""Keep the index of orders in step with the journal; all of it can be made again from the entries.

It follows in a lane behind, by the arrivals it has not looked at: a sale writes nothing for it. Whoever
searches looks at those orders one by one (`pending`). What was erased leaves it at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pos.journal.kinds.base import Fact
from pos.journal.kinds.customers import CustomerErased
from pos.model import order_lists as sql
from pos.model.database import raw
from pos.services.orders.search.entries import Entry, entries_of
from pos.services.orders.search.forgotten import overwrite
from pos.services.orders.search.match import terms_of
from pos.services.orders.search.unseen import SLOTS, bound, orders_of, unseen

if TYPE_CHECKING:
    from pos.services.till.till import Till

AT_ONCE = 100
"""Orders brought up to date in one short transaction."""
BULK = 500
MERGED_PAGES = 16
FOLLOWING = """SELECT placed, number, id FROM orders WHERE (placed, number, id) > (?,?,?)
    ORDER BY placed, number, id LIMIT ?"""
OF_EVENT = "SELECT header FROM entry WHERE event_id = ?"


class OrderIndex:
    """Brings the index of orders up to date, in transactions so short that no sale waits."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def catch_up(self, go_on: Callable[[int], bool] = lambda _done: True) -> None:
        """Follow all that was written since; `go_on` hears how many it did, and may stop it.

        Then what is left of words of erased customers is overwritten.
        """
        while some := unseen(self._till.database.reader(), AT_ONCE):
            with self._till.database.write() as connection:
                _follow(raw(connection), some)
            if not go_on(len(some)):
                return
        self.forget(go_on)

    def forget(self, go_on: Callable[[int], bool] = lambda _done: True) -> None:
        """Overwrite in the file of the searches what is left of words of erased customers."""
        overwrite(self._till.database, go_on)


def follow(connection: sqlite3.Connection, facts: Sequence[Fact]) -> None:
    """What was erased leaves the index within the transaction that erases it."""
    events = [event for fact in facts if isinstance(fact, CustomerErased) for event in fact.entries]
    headers = [
        header
        for event in events
        for (header,) in connection.execute(OF_EVENT, (bytes.fromhex(event),)).fetchall()
    ]
    if headers:
        refresh(connection, orders_of(connection, headers))


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the whole index again; within the caller's transaction."""
    for statement in (*sql.EMPTY, *sql.FILLING):
        connection.execute(statement)
    after = (-(1 << 62), "", 0)
    while rows := connection.execute(FOLLOWING, (*after, BULK)).fetchall():
        after = rows[-1]
        _insert(connection, entries_of(connection, [row[2] for row in rows]))
    for statement in sql.FILLED:
        connection.execute(statement)


def begin_again(connection: sqlite3.Connection) -> None:
    """Let the lane behind follow everything once more: what counts has changed."""
    _set_upto(connection, 0)


def refresh(connection: sqlite3.Connection, orders: Iterable[int]) -> None:
    """Bring some orders up to date."""
    wanted = sorted(set(orders))
    for start in range(0, len(wanted), AT_ONCE):
        _refresh(connection, wanted[start : start + AT_ONCE])


def covers(connection: sqlite3.Connection) -> bool:
    """Whether the index holds every order that it has followed, and no other."""
    missing_or_left: int = connection.execute(sql.COVERS).fetchone()[0]
    return missing_or_left == 0


def _follow(connection: sqlite3.Connection, some: list[tuple[int, bytes]]) -> None:
    refresh(connection, orders_of(connection, (header for _arrival, header in some)))
    _set_upto(connection, some[-1][0])


def _refresh(connection: sqlite3.Connection, orders: list[int]) -> None:
    now = {one.order: one for one in entries_of(connection, orders)}
    places = ",".join("?" * len(orders))
    changes: list[tuple[int, str]] = []
    before = connection.execute(sql.ENTRIES.format(places=places), orders).fetchall()
    for rank, order, words, digits in before:
        one = now.get(order)
        same = one and (words, digits) == (one.words, one.digits)
        if one and same and rank >> SLOTS == bound(one.placed) >> SLOTS:
            del now[order]
            continue
        changes.append((rank, terms_of(words, digits)))
    if not changes and not now:
        return
    if connection.execute(sql.UNSET).fetchone():
        for statement in sql.MERGING:
            connection.execute(statement)
    connection.executemany(sql.FTS_DELETE, sorted(changes))
    connection.executemany(sql.ENTRY_DELETE, [(rank,) for rank, _terms in changes])
    _insert(connection, sorted(now.values(), key=lambda one: one.placed))
    connection.execute(sql.MERGE, (MERGED_PAGES,))


def _insert(connection: sqlite3.Connection, entries: list[Entry]) -> None:
    """Write new rows in the order of their ranks, since each step back begins another segment."""
    rows: list[Any] = []
    taken: dict[int, int] = {}
    (greatest,) = connection.execute(sql.LAST).fetchone()
    for one in entries:
        first = bound(one.placed)
        if first not in taken:
            last = None
            if first <= greatest:
                (last,) = connection.execute(sql.TAKEN, (first, first + (1 << SLOTS))).fetchone()
            taken[first] = first - 1 if last is None else last
        taken[first] += 1
        rows.append((taken[first], one.order, one.words, one.digits))
    rows.sort()
    connection.executemany(sql.ENTRY_INSERT, rows)
    connection.executemany(
        sql.FTS_INSERT, [(rank, terms_of(words, digits)) for rank, _order, words, digits in rows]
    )


def _set_upto(connection: sqlite3.Connection, arrival: int) -> None:
    clear, write = sql.SET_UPTO
    connection.execute(clear)
    connection.execute(write, (arrival,))
