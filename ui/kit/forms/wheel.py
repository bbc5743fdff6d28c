"""The wheel scrolls the page: it changes no value on its way, and takes the keyboard nowhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class _Passed(QObject):
    """Lets the wheel go on from a control to what scrolls around it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel:
            return False
        event.ignore()
        return True


def not_wheeled(control: QWidget) -> None:
    """Let a control keep its value, and the keyboard its place, while the page is scrolled over it.

    For all that Qt steps with the wheel: closed lists, steppers, dates, sliders.
    """
    no_wheel_focus(control)
    control.installEventFilter(_Passed(control))


def no_wheel_focus(part: QWidget) -> None:
    """Let a part be scrolled without the keyboard coming to it: what is written elsewhere stays open."""
    if part.focusPolicy() == Qt.FocusPolicy.WheelFocus:
        part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
