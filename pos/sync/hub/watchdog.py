"""Ends a line that is silent: a proxy or a portal may answer TCP for ever and pass nothing on."""

from __future__ import annotations

import os
import socket
import threading
import time
from contextlib import suppress

SILENCE_SECONDS = 20.0


class Watchdog:
    """Hangs up on a socket where nothing came within the time; one a line."""

    def __init__(self, handle: int, seconds: float = SILENCE_SECONDS) -> None:
        self._handle = handle
        self._seconds = seconds
        self._due = 0.0
        self._ended = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._watch, name="hub watchdog", daemon=True)
        self._thread.start()

    def expect(self, more: float = 0.0) -> None:
        """Something is waited for from now on, or more of it is; `more` seconds for its size."""
        with self._changed:
            self._due = time.monotonic() + self._seconds + more
            self._changed.notify()

    def rest(self) -> None:
        """Nothing is waited for."""
        with self._changed:
            self._due = 0.0

    def hang_up(self) -> None:
        """End the line now, whoever waits on it; after its end the handle may be another's."""
        with self._changed:
            if not self._ended:
                with suppress(OSError), socket.socket(fileno=os.dup(self._handle)) as line:
                    line.shutdown(socket.SHUT_RDWR)

    def end(self) -> None:
        """Watch no more; the line is closed by its owner after this."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        self._thread.join()

    def _watch(self) -> None:
        with self._changed:
            while not self._ended:
                left = self._due - time.monotonic() if self._due else None
                if left is not None and left <= 0:
                    self._due = 0.0
                    self.hang_up()
                    continue
                self._changed.wait(left)
