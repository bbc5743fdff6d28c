"""Runs Python's garbage collector in the window's thread alone: what it drops of Qt must be dropped there.

Started by whichever thread makes the next value, it may come upon widgets in a lane. Qt's binding then drops
them later in the window's thread, where their parent may have deleted them meanwhile: the program dies.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QTimer

EVERY_MS = 500
"""Milliseconds between two looks at what has come together."""


class Collecting:
    """While anybody works beside the window, a timer in its thread does what else comes by itself."""

    def __init__(self) -> None:
        self._beside: set[object] = set()
        self._timer: QTimer | None = None

    def begin(self, who: object) -> None:
        """Call it in the window's thread before `who` starts a thread."""
        self._beside.add(who)
        if self._timer is None:
            gc.disable()
            self._timer = QTimer()
            self._timer.timeout.connect(collect)
            self._timer.start(EVERY_MS)

    def end(self, who: object) -> None:
        """Call it in the window's thread when the thread of `who` is over."""
        self._beside.discard(who)
        if self._timer is not None and not self._beside:
            self._timer.stop()
            self._timer = None
            gc.enable()


def collect() -> None:
    """Collect the oldest generation that is due; none while the first threshold is 0 (`undisturbed`)."""
    counts, limits = gc.get_count(), gc.get_threshold()
    if not limits[0]:
        return
    due = [n for n, limit in enumerate(limits) if limit and counts[n] > limit]
    if due:
        gc.collect(due[-1])


COLLECTING = Collecting()
