"""What a screen reader is told at the moment it happens, wherever the keyboard is."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication

REST_MS = 400
"""After so long without another key what was found is told."""


class Voice(QObject):
    """Tells it on; `told` tells also those who only want to know that it was told."""

    told = Signal(str, bool)  # the words, and whether they are urgent

    def tell(self, words: str, *, urgent: bool) -> None:
        self.told.emit(words, urgent)
        where = QApplication.activeWindow() or next(iter(QApplication.topLevelWidgets()), None)
        if where is None or not QAccessible.isActive():
            return
        event = QAccessibleAnnouncementEvent(where, words)
        if urgent:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)


@lru_cache(maxsize=1)
def voice() -> Voice:
    return Voice()


def announce(words: str, *, urgent: bool = False) -> None:
    """Say something that happened; `urgent` cuts short what is being said, as a refusal must."""
    if words:
        voice().tell(words, urgent=urgent)


class AtRest(QObject):
    """Says what is there once nothing has changed for a moment; each key would be one sentence too many."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._words = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(REST_MS)
        self._later.timeout.connect(lambda: announce(self._words))

    def say(self, words: str) -> None:
        """Say this after the rest, in place of what was not said yet; nothing when empty."""
        self._words = words
        if words:
            self._later.start()
        else:
            self._later.stop()
