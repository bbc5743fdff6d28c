"""The shop's file: how it is opened, read by any thread, and written in one immediate transaction."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos.domain.shop.errors import DiskTrouble, FileDamaged, FileReplaced, TillBusy
from pos.turns import Turns

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from pos.domain.words.errors import CashierError

BUSY_SECONDS = 10
"""How long a write waits for another program before it gives up with a sentence."""

LOOKS = 0.002
"""Seconds between two looks whether the file is free; SQLite itself looks every 25 ms, later every 100."""

CACHE, ROOM = -4_000, -16_000
"""Kilobytes of pages that a connection keeps, usually and while much is written; below zero for SQLite."""

FULL = "FULL"

PAGE = 2048
"""Bytes of a page of a new file; a sale touches some thirty pages, and writes each whole."""

PRAGMAS = (
    f"PRAGMA page_size = {PAGE}",
    "PRAGMA busy_timeout = {busy}",
    "PRAGMA journal_mode = WAL",
    f"PRAGMA synchronous = {FULL}",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA cache_size = {CACHE}",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
    # On macOS a plain sync stops at the drive's own cache; elsewhere these say nothing.
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    # Checkpoints run between customers (see ``checkpoint``); this cap is only the backstop.
    "PRAGMA wal_autocheckpoint = 16000",
)

NOT_LASTING = (
    PRAGMAS[0],
    "PRAGMA journal_mode = MEMORY",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -64000",
    "PRAGMA temp_store = MEMORY",
)
"""Of a file that is thrown away unless all of it is made: its page size, room for indexes, and no log."""


class _Lasting(threading.local):
    """When the commits of a thread return: once all is on disk, unless it says otherwise."""

    synchronous = FULL


class _Reader(sqlite3.Connection):
    """A connection whose errors are said as what the person can do about them."""

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
        try:
            return super().execute(sql, values)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            told = understood(error)
            if told is None or "readonly" in str(error):  # a write by a reader is our own mistake
                raise
            raise told from error


class Database:
    """One shop's SQLite file: WAL, every commit synced to disk before it returns.

    Who only reads needs the driver alone; SQLAlchemy is loaded for the first transaction.
    """

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self._busy = int(busy_seconds * 1000)
        self._readers = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._file = _identity(path)
        self._engines: list[Engine] = []
        self._closed_for: CashierError | None = None
        self.turns = Turns(path)
        self._lasting = _Lasting()
        self._roomy = False

    @property
    def is_wanted(self) -> bool:
        """Whether another thread or program waits to write: who writes a lot makes way."""
        return self.turns.is_wanted

    def only_look(self, why: CashierError) -> None:
        """From now on every write is refused in these words: this is a copy, gone with the program."""
        self._closed_for = why

    def reader(self) -> sqlite3.Connection:
        """This thread's connection for reading, made at its first use; never write through it."""
        connection: sqlite3.Connection | None = getattr(self._readers, "connection", None)
        if connection is None:
            connection = self._connect(_Reader, "PRAGMA query_only = ON")
            self._readers.connection = connection
            self._opened.append(connection)
        return connection

    def prepare(self) -> None:
        """Load what writing needs now instead of at the first transaction."""
        _ready = self._writing, self._reading

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One writing transaction: all of it on disk when the block is left, or nothing of it.

        Raises TillBusy, DiskTrouble, FileDamaged or FileReplaced where the file or the disk refuses.
        """
        if self._closed_for is not None:
            raise self._closed_for
        if _identity(self.path) != self._file:
            raise FileReplaced
        with self.turns.taken(self._busy / 1000) as is_ours:
            if not is_ours:
                raise TillBusy
            with _in_sentences(), self._writing.connect() as connection, connection.begin():
                yield connection

    @contextmanager
    def roomy(self) -> Iterator[None]:
        """Let transactions keep more pages meanwhile: what many rows bring goes into indexes in no order."""
        self._roomy = True
        try:
            yield
        finally:
            self._roomy = False

    @contextmanager
    def repeatable(self) -> Iterator[None]:
        """Let transactions of this thread end before the disk has them: what they bring can be got again.

        A power cut takes the last of them whole, never in part. The next transaction of anybody else, or of
        this thread afterwards, makes all before it last too.
        """
        self._lasting.synchronous = "NORMAL"
        try:
            yield
        finally:
            self._lasting.synchronous = FULL

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One snapshot of the file to read at length, while others go on writing."""
        with _in_sentences(), self._reading.connect() as connection, connection.begin():
            yield connection

    def fill(self, source: sqlite3.Connection) -> None:
        """Take every page of another file, of the same page size, into this one that is still empty."""
        with _in_sentences(), closing(self._connect()) as connection:
            source.backup(connection)

    def checkpoint(self) -> None:
        """Copy the write-ahead log into the file, as far as no reader needs it; for idle moments."""
        self.reader().execute("PRAGMA wal_checkpoint(PASSIVE)")

    def settle(self) -> None:
        """Wait until the disk has the log so far, outside of any transaction: a commit then takes less."""
        with suppress(OSError), open(f"{self.path}-wal", "r+b") as log:
            os.fsync(log.fileno())

    def fold(self) -> None:
        """Copy the whole log into the file, so that it can be moved alone; for one nobody else has open.

        Raises DiskTrouble where it does not fit.
        """
        try:
            busy, _pages, _copied = self.reader().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.DatabaseError as error:
            raise understood(error) or error from error
        if busy:
            raise TillBusy

    def data_version(self) -> int:
        """A number that changes when another connection has written."""
        version: int = self.reader().execute("PRAGMA data_version").fetchone()[0]
        return version

    def close(self) -> None:
        for connection in self._opened:
            connection.close()
        self._opened.clear()
        for engine in self._engines:
            engine.dispose()

    @cached_property
    def _writing(self) -> Engine:
        return self._engine("BEGIN IMMEDIATE")

    @cached_property
    def _reading(self) -> Engine:
        return self._engine("BEGIN")

    def _engine(self, begin: str) -> Engine:
        from sqlalchemy import create_engine, event
        from sqlalchemy.pool import QueuePool

        engine = create_engine(
            "sqlite://", creator=self._connect, poolclass=QueuePool, pool_size=1, max_overflow=4
        )

        # The driver is in autocommit; without this SQLAlchemy's begin would be a plain, deferred one.
        @event.listens_for(engine, "begin")
        def emit(connection: Connection) -> None:
            self._begin(connection, begin)

        self._engines.append(engine)
        return engine

    def _begin(self, connection: Connection, begin: str) -> None:
        """Begin as soon as the file is free: who writes a lot leaves it for a moment only (see `LOOKS`)."""
        from sqlalchemy.exc import DatabaseError

        driver = raw(connection)
        waits_until = time.monotonic() + self._busy / 1000
        asked = False
        driver.execute("PRAGMA busy_timeout = 0")
        if connection.info.get("roomy", False) != self._roomy:
            connection.info["roomy"] = self._roomy
            driver.execute(f"PRAGMA cache_size = {ROOM if self._roomy else CACHE}")
        if connection.info.get("synchronous", FULL) != (wanted := self._lasting.synchronous):
            connection.info["synchronous"] = wanted
            driver.execute(f"PRAGMA synchronous = {wanted}")
        try:
            while True:
                try:
                    connection.exec_driver_sql(begin)
                    return
                except DatabaseError as error:
                    if not isinstance(understood(error.orig), TillBusy) or time.monotonic() > waits_until:
                        raise
                self.turns.ask()
                asked = True
                time.sleep(LOOKS)
        finally:
            if asked:
                self.turns.leave()
            driver.execute(f"PRAGMA busy_timeout = {self._busy}")

    def _connect(
        self, factory: type[sqlite3.Connection] = sqlite3.Connection, *more: str
    ) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, isolation_level=None, check_same_thread=False, factory=factory
        )
        try:
            for pragma in (*PRAGMAS, *more):
                connection.cursor().execute(pragma.format(busy=self._busy))
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            connection.close()
            raise understood(error) or error from error
        return connection


@contextmanager
def _in_sentences() -> Iterator[None]:
    """What the person can put right, in place of the driver's errors and SQLAlchemy's around them."""
    from sqlalchemy.exc import DatabaseError

    try:
        yield
    except DatabaseError as error:
        raise understood(error.orig) or error from error
    except sqlite3.DatabaseError as error:
        raise understood(error) or error from error


@contextmanager
def building(path: Path) -> Iterator[Connection]:
    """One transaction in a new file that nobody knows yet: nothing of it need outlive a power cut.

    Who gives the file its name sees to it that all of it is on disk. Raises DiskTrouble.
    """
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    engine = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(path, isolation_level=None), poolclass=StaticPool
    )
    try:
        with _in_sentences(), engine.connect() as connection:
            for pragma in NOT_LASTING:
                connection.exec_driver_sql(pragma)
            connection.exec_driver_sql("BEGIN")
            yield connection
            connection.exec_driver_sql("COMMIT")
    finally:
        engine.dispose()


@contextmanager
def read_only(path: Path) -> Iterator[Connection]:
    """One snapshot of a file that is never written through it."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    def connect() -> sqlite3.Connection:
        uri = f"{path.absolute().as_uri()}?mode=ro"
        return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection
    finally:
        engine.dispose()


def raw(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, inside the transaction."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def understood(error: BaseException | None) -> Exception | None:
    """What the person at the till can do about an error of SQLite's, or None where it is our own mistake."""
    if isinstance(error, UnicodeDecodeError):  # the message itself quotes bytes of a damaged file
        return FileDamaged()
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return TillBusy()
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return FileDamaged()
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
        return DiskTrouble(str(error))
    return None


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells this very file from another put in its place."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
