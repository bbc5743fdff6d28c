"""The open till: its file, key, clock and person, and the one way to write."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from threading import get_ident
from typing import TYPE_CHECKING

from pos.journal.trust import LastEntry
from pos.model.database import Database
from pos.services.till.keys import remember
from pos.services.till.life import Life, known_life

if TYPE_CHECKING:
    from pos.journal.kinds.base import Fact
    from pos.services.till.files import ShopFolder
    from pos.services.till.transaction import Transaction

Clock = Callable[[], datetime]

Index = Callable[[sqlite3.Connection, "Sequence[Fact]"], None]
"""What searches read, brought in step with entries inside the transaction that recorded them."""


def system_clock() -> datetime:
    """The computer's clock, local with its offset."""
    return datetime.now().astimezone()


class _Rehearsed(Exception):
    """What was done is only looked at."""


class Till:
    """The open till: the only maker of transactions."""

    def __init__(
        self, database: Database, life: Life, folder: ShopFolder, clock: Clock, index: Index
    ) -> None:
        self.database = database
        self.life = life
        self.folder = folder
        self.clock = clock
        self._index = index
        self.person = ""
        self._listeners: list[Callable[[frozenset[str]], None]] = []
        self._open: dict[int, Transaction] = {}

    def tell(self, listener: Callable[[frozenset[str]], None]) -> None:
        """From now on the listener hears the kinds of entries that each commit wrote, in its thread."""
        self._listeners.append(listener)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """All of it on disk, or none; one begun inside another of its thread is a part of that."""
        if (outer := self._open.get(get_ident())) is not None:
            yield outer
            return
        with self._begun() as tx:
            self._open[get_ident()] = tx
            try:
                yield tx
            finally:
                del self._open[get_ident()]

    @contextmanager
    def rehearsal(self) -> Iterator[Transaction]:
        """A transaction that is taken back when the block is left: to see what use cases would do.

        Never inside another one, which would keep what was done.
        """
        if get_ident() in self._open:
            raise RuntimeError("a rehearsal inside a transaction")
        try:
            with self.transaction() as tx:
                yield tx
                raise _Rehearsed
        except _Rehearsed:
            pass

    @contextmanager
    def _begun(self) -> Iterator[Transaction]:
        from pos.services.till.transaction import Transaction  # the whole journal; who only reads needs none

        with self.database.write() as connection:
            self.follow()
            tx = Transaction(connection, self.life, self.person, self._now(), self._index)
            yield tx
            tx.index()
        if tx.recorded:
            remember(self.folder, LastEntry(tx.head.origin, tx.head.seq, tx.head.chain))
        for act in tx.afterwards:
            act()
        for listener in self._listeners if tx.recorded else ():
            listener(frozenset(tx.recorded))

    def follow(self) -> None:
        """Write as the life that the file names: a round may have begun another, in whichever program."""
        reader = self.database.reader()
        row = reader.execute("SELECT value FROM choice WHERE key = 'origin'").fetchone()
        if row and row[0] != self.life.origin.hex():
            self.life = known_life(reader, self.folder) or self.life

    def _now(self) -> datetime:
        """The clock to the millisecond, as entries keep it."""
        now = self.clock()
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def confirm_date(self) -> None:
        """The person says that today's date is right; selling goes on, and the journal keeps the jump."""
        from pos.journal.kinds.shop import ClockMoved

        with self.transaction() as tx:
            tx.record(ClockMoved(before=tx.head.recorded_at, after=tx.now.isoformat()))
            tx.keep_offset()
