"""Let a long proof be heard of, and stopped: between two pages, and inside a statement that takes long."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from sqlalchemy.exc import DatabaseError

from pos.model.database import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

Progress = Callable[[int, int], None]
"""Hears how many entries of how many are done, each as often as it is gone through; what it raises stops
the proof."""

INSTRUCTIONS = 1_000_000
"""Of SQLite's machine between two looks whether to stop: some milliseconds."""


INTERRUPTED = "interrupted"
"""What SQLite says of a statement that was ended; not every error bears a code."""


class Steps:
    """How far the proof is, told between pages."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._entries = self._before = self._done = self._total = 0
        self._stop: BaseException | None = None

    def begin(self, entries: int, times: int) -> None:
        """So many entries will be gone through so many times."""
        self._entries, self._total = entries, entries * times

    def done(self, count: int) -> None:
        """So many entries of this time are done."""
        self._done = count
        self._progress(min(self._before + count, self._total), self._total)

    def still(self) -> None:
        """No more are done, and the work goes on."""
        self.done(self._done)

    def over(self) -> None:
        """This time is over; the next one counts from its end."""
        self._before, self._done = self._before + self._entries, 0

    @contextmanager
    def inside(self, connection: Connection) -> Iterator[None]:
        """Be heard while SQLite works, too: what `progress` raises, and Ctrl-C, end the statement."""
        driver = raw(connection)
        driver.set_progress_handler(self._look, INSTRUCTIONS)
        try:
            yield
        except (DatabaseError, sqlite3.DatabaseError) as error:
            if str(error.orig if isinstance(error, DatabaseError) else error) == INTERRUPTED:
                raise self._stop or KeyboardInterrupt from None
            raise
        finally:
            with suppress(sqlite3.ProgrammingError):  # Ctrl-C inside a statement closed the file already
                driver.set_progress_handler(None, 0)

    def _look(self) -> int:
        try:
            self.still()
        except BaseException as error:
            self._stop = error
            return 1
        return 0
