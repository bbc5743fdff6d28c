"""Work that makes many rows: without the garbage collector, and never so long that a sale would wait."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager

SECOND = 1.0
"""After so long others get a turn at writing, whoever they are."""

PAUSE = 0.025
"""Seconds that a turn lasts: a program that waits for the file looks at least so often."""


@contextmanager
def without_collection() -> Iterator[None]:
    """Keep the garbage collector from walking the growing heap: each walk would stop the window too."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Turns:
    """Lets others write between the short transactions of long work."""

    def __init__(self) -> None:
        self._begun = time.monotonic()

    def give(self, *, wanted: bool) -> None:
        """Wait a moment where others write too, else now and then."""
        if wanted or time.monotonic() - self._begun > SECOND:
            time.sleep(PAUSE)
            self._begun = time.monotonic()
