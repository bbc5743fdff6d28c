"""Keeps Python's collector from stopping the window while a large file is in memory."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Make many values without the collector looking through them, then or later.

    It holds every thread while it looks, for a tenth of a second with twenty thousand products. The values
    are in no circles: they go by themselves when nobody holds them any more.
    """
    limits = gc.get_threshold()
    gc.set_threshold(0)
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*limits)
