"""Tells the pages what kinds of entries were written; each decides itself what to read again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

EVERYTHING = frozenset({"*"})
_LOOK_AGAIN_MS = 2000


class Changes(QObject):
    """Said after each write of this window, and when another program wrote to the same shop."""

    changed = Signal(object)  # frozenset of kinds of entries; EVERYTHING when not known
    exchanged = Signal()  # a round with the hub is over: what was only here may be there too

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._version: Callable[[], int] | None = None
        self._seen = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._look)

    def announce(self, *kinds: str) -> None:
        """Say that entries of these kinds were written; safe from any lane."""
        self.changed.emit(frozenset(kinds) or EVERYTHING)

    def watch(self, version: Callable[[], int]) -> None:
        """Look now and then whether `version` (SQLite's data_version) moved without this window."""
        self._version = version
        self._seen = version()
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._version = None

    def _look(self) -> None:
        if self._version is None:
            return
        now = self._version()
        if now != self._seen:
            self._seen = now
            self.changed.emit(EVERYTHING)
