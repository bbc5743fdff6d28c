"""The second half of a double click never lands on what its first half brought to light.

Finish closes its dialog, and a tile lies where the button was; a tile opens one, and a choice lies there.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.kit.controls.watching import watch
from ui.kit.dialogs.dialog import open_dialog_of


class StrayClicks(QObject):
    """Watches the mouse of one window, and so also the fingers Qt turns into one."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._pressed_on: QWidget | None = None
        self._swallowing = False

    def watch(self) -> None:
        """Begin, once the window has its handle."""
        watch(self._window, self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let every click pass but the one whose dialog came or went since the press before it."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            if not event.flags() & Qt.MouseEventFlag.MouseEventCreatedDoubleClick:  # told again just below
                self._pressed_on = open_dialog_of(self._window)
        elif event.type() == QEvent.Type.MouseButtonDblClick:
            self._swallowing = open_dialog_of(self._window) is not self._pressed_on
            return self._swallowing
        elif event.type() == QEvent.Type.MouseButtonRelease and self._swallowing:
            self._swallowing = False
            return True
        return False
