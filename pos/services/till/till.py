"""The open till: its file, key, clock and person, and the one way to write."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from pos.domain.shop.errors import ClockMoved
from pos.domain.shop.numbering import numbered
from pos.journal.append import Head, Writer, append, read_head
from pos.journal.kinds.base import Fact
from pos.journal.kinds.customers import CustomerSet
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.shop import ClockMoved as ClockConfirmed
from pos.model.database import Database, raw
from pos.services.catalogue import index as search_index
from pos.services.customers import index as customer_index

Clock = Callable[[], datetime]

STEP_BACK = timedelta(minutes=2)
STEP_FORWARD = timedelta(hours=24)


def system_clock() -> datetime:
    """The computer's clock, local with its offset."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Life:
    """Which life of which till this is."""

    origin: bytes
    letter: str
    key: bytes


class Transaction:
    """What a use case may do between begin and commit; the clock is read once, at its beginning."""

    def __init__(self, connection: Connection, life: Life, user: str, now: datetime) -> None:
        self.connection = connection
        self.now = now
        self.head: Head = read_head(connection, life.origin)
        self.recorded: set[str] = set()
        self._customers: set[str] = set()
        self._buyers: set[str] = set()
        self._writer = Writer(life.key, user)
        self._life = life

    @property
    def day(self) -> str:
        """The local date of this transaction."""
        return self.now.date().isoformat()

    def record(self, fact: Fact) -> Head:
        """Write one entry and apply it; returns the new head, whose chain value is the entry's seal."""
        self.head = append(self.connection, self.head, fact, self._writer, self.now)
        self.recorded.add(fact.kind)
        if isinstance(fact, CustomerSet):
            self._customers.add(fact.id)
        elif isinstance(fact, OrderPlaced) and fact.customer:
            self._buyers.add(fact.customer)
        return self.head

    def finish(self) -> None:
        """The last statements before the commit: customers of these entries are found as they are now."""
        if self._customers or self._buyers:
            customer_index.refresh(self.raw(), self._customers, self._buyers)

    def next_number(self, series: str) -> str:
        """The next number of one of this till's series; taken when the entry that uses it is recorded.

        Orders count on for ever, invoices and credit notes begin anew each year.
        """
        year = 0 if series == "order" else self.now.year
        row = self.raw().execute(
            "SELECT last FROM series WHERE origin = ? AND kind = ? AND year = ?",
            (self._life.origin, series, year),
        )
        found = row.fetchone()
        return numbered(series, self._life.letter, year, found[0] + 1 if found else 1)

    def require_clock(self) -> None:
        """Refuse to sell while the computer's clock contradicts the last entry."""
        if not self.head.recorded_at:
            return
        last = datetime.fromisoformat(self.head.recorded_at)
        if self.now < last - STEP_BACK or self.now > last + STEP_FORWARD:
            raise ClockMoved(self.now, last)

    def reindex(self, variants: Iterable[int]) -> None:
        """Bring the search index up to date with changed variants, in the same transaction."""
        search_index.refresh(self.raw(), variants)

    def raw(self) -> sqlite3.Connection:
        """The driver's own connection, inside this transaction."""
        return raw(self.connection)


class Till:
    """The open till: the only maker of transactions."""

    def __init__(self, database: Database, life: Life, folder: Path, clock: Clock) -> None:
        self.database = database
        self.life = life
        self.folder = folder
        self.clock = clock
        self.person = ""
        self.changed: Callable[[frozenset[str]], None] = lambda _kinds: None
        """Called after each commit with the kinds of entries it wrote; the window passes it on."""

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """All of it on disk, or none."""
        with self.database.write() as connection:
            tx = Transaction(connection, self.life, self.person, self._now())
            yield tx
            tx.finish()
        if tx.recorded:
            self.changed(frozenset(tx.recorded))

    def _now(self) -> datetime:
        """The clock to the millisecond, as entries keep it."""
        now = self.clock()
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def confirm_date(self) -> None:
        """The person says that today's date is right; selling goes on, and the journal keeps the jump."""
        with self.transaction() as tx:
            tx.record(ClockConfirmed(before=tx.head.recorded_at, after=tx.now.isoformat()))
