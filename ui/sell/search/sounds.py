"""The one sound of the till: only a miss beeps."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication


def beep() -> None:
    QApplication.beep()
