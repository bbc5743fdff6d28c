"""Count what a use case does to the disk, and kill the process at one of these points, as `kill -9` does.

Points lie before and after every SQL statement (each row of a many-row one too), every step of a backup, and
before every file that is opened for writing, synced, renamed or removed.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sqlite3.dbapi2
import sys
from collections.abc import Callable
from typing import Any

_WRITES = os.O_WRONLY | os.O_RDWR
_FILE_EVENTS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link"}


class KillPoints:
    """Counts points from 1; at the one asked for (0: none) the process is gone."""

    def __init__(self, kill_at: int) -> None:
        self.count = 0
        self._kill_at = kill_at

    def pass_one(self, *_ignored: object) -> None:
        """One more point."""
        self.count += 1
        if self.count == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """From now on every statement and every change of a file in this process is a point."""
        connect = _connecting(self.pass_one)
        sqlite3.connect = sqlite3.dbapi2.connect = connect
        fsync = os.fsync

        def counted_fsync(handle: int) -> None:
            self.pass_one()
            fsync(handle)
            self.pass_one()

        os.fsync = counted_fsync
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES
        if event in _FILE_EVENTS or (opened and not str(arguments[0]).startswith("/dev/")):
            self.pass_one()


def _connecting(point: Callable[..., None]) -> Callable[..., sqlite3.Connection]:
    """`sqlite3.connect` for connections whose statements are points, before and after each."""

    class Watched(sqlite3.Cursor):
        def execute(self, *arguments: Any) -> sqlite3.Cursor:
            done = super().execute(*arguments)
            point()
            return done

        def executemany(self, *arguments: Any) -> sqlite3.Cursor:
            done = super().executemany(*arguments)
            point()
            return done

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = Watched) -> Any:
            return super().cursor(factory)

        def commit(self) -> None:
            super().commit()
            point()

        def backup(self, target: sqlite3.Connection, **asked: Any) -> None:
            super().backup(target, **{**asked, "pages": 5, "progress": point})
            point()

        def close(self) -> None:
            point()
            super().close()
            point()

    real = sqlite3.connect

    def connect(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection = real(*arguments, **{**named, "factory": Connection})
        connection.set_trace_callback(point)
        return connection

    return connect
