"""Sees the events of a whole window before whatever they are meant for."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget


def watch(window: QWidget, watcher: QObject) -> None:
    """Let `watcher` filter what comes to the window, first and once; before it is shown there is none yet."""
    handle = window.window().windowHandle()
    if handle is not None:
        handle.removeEventFilter(watcher)
        handle.installEventFilter(watcher)
