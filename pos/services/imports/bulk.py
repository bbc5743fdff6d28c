"""Work that makes many rows: without the garbage collector, and never so long that a sale would wait."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

TURN = 0.005
"""Seconds that the file is left free between two transactions: who waits for it looks oftener."""


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
