"""Turns at a shop's file: one writes at a time, and work behind lets everybody else go first."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

STALE = 2.0
"""Seconds after which a mark says nothing: who left it there was killed. Who waits renews it all the time."""

QUIET = 0.05
"""Seconds that work behind stands back after a key, a scan or a click."""

PATIENCE = 0.25
"""Seconds that it stands back at most, before it does a little all the same."""

PAUSE = 0.001
"""Seconds between two looks whether it may go on."""


class Turns:
    """Who waits to write to a file, in this program and in others, and whether somebody is at work here.

    Threads of this program wait for each other without a look at the file. Other programs are told by a mark
    beside it; where that cannot be made nothing is lost but a little time.
    """

    def __init__(self, file: Path) -> None:
        self._mark = file.with_name(f"{file.name}-wanted")
        self._lock = threading.Lock()
        self._waiting = 0
        self.attended_at = -QUIET
        """When somebody did something at this till, in seconds of the monotonic clock."""

    @contextmanager
    def taken(self, seconds: float) -> Iterator[bool]:
        """Wait until no other thread writes, at most so long; whether it is this one's turn now."""
        self._waiting += 1
        try:
            is_ours = self._lock.acquire(timeout=seconds)
        finally:
            self._waiting -= 1
        try:
            yield is_ours
        finally:
            if is_ours:
                self._lock.release()

    @property
    def is_wanted(self) -> bool:
        """Whether another thread or program waits to write now."""
        return self._waiting > 0 or self._is_marked

    def attend(self) -> None:
        """Somebody does something at this till now."""
        self.attended_at = time.monotonic()

    def give_way(self) -> None:
        """Wait while somebody writes, or does something at this till; for work behind, outside of its turns.

        No longer than `PATIENCE`: such work ends one day, whatever goes on before it.
        """
        until = time.monotonic() + PATIENCE
        while (now := time.monotonic()) < until and (
            self._lock.locked() or self.is_wanted or now - self.attended_at < QUIET
        ):
            time.sleep(PAUSE)

    def ask(self) -> None:
        """Let other programs know that this one waits, or still does."""
        with suppress(OSError):
            os.close(os.open(self._mark, os.O_WRONLY | os.O_CREAT, 0o600))
            os.utime(self._mark)

    def leave(self) -> None:
        """Say it no more; who else waits says it anew."""
        with suppress(OSError):
            self._mark.unlink(missing_ok=True)

    @property
    def _is_marked(self) -> bool:
        try:
            return abs(time.time() - self._mark.stat().st_mtime) < STALE
        except OSError:
            return False
