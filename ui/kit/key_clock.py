"""When keys went down, to tell a scanner from fingers."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtGui import QKeyEvent


class KeyClock:
    """When keys went down: by the system's clock where it runs, however late we hear of them, else by ours.

    Screen readers, remote desktops, on-screen keyboards and text expanders hand keys on without their time,
    or with one that stands still: all that is typed would be one breath.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._stamp, self._heard, self._at = 0, now(), 0.0

    def __call__(self, event: QKeyEvent) -> float:
        """Return the second of a key; only the time between two of them means something."""
        stamp, heard = event.timestamp(), self._now()
        runs = stamp > self._stamp > 0
        self._at += (stamp - self._stamp) / 1000 if runs else heard - self._heard
        self._stamp, self._heard = stamp, heard
        return self._at
