"""What the person used last: a finger, or the mouse or keys."""

from __future__ import annotations

from math import inf
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputDevice, QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.kit.controls.watching import watch

_POINTED = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_PRESSED = frozenset({QEvent.Type.TouchBegin, QEvent.Type.KeyPress, *_POINTED})


class Hand(QObject):
    """Watches the presses of one window; those Qt or the system make out of touches count as touches."""

    pressed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.finger = False
        self.pressed_at = -inf
        """When something was last pressed, in seconds of the monotonic clock."""

    def watch(self) -> None:
        """Begin, once the window has its handle."""
        watch(self._window, self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look, and let everything pass."""
        kind = event.type()
        if kind in _PRESSED:
            self.pressed_at = monotonic()
            self.pressed.emit()
        if kind == QEvent.Type.TouchBegin:
            self.finger = True
        elif kind == QEvent.Type.KeyPress:
            self.finger = False
        elif kind in _POINTED and isinstance(event, QMouseEvent):
            self.finger = _is_touch(event)
        return False


def _is_touch(event: QMouseEvent) -> bool:
    made = event.source() != Qt.MouseEventSource.MouseEventNotSynthesized
    return made or event.deviceType() == QInputDevice.DeviceType.TouchScreen


def by_finger(window: QWidget) -> bool:
    """Tell whether what this window does now was asked for by a touch."""
    hand = window.window().findChild(Hand)
    return hand is not None and hand.finger
