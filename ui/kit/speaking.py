"""Texts that follow the language: said once now, and again whenever the language changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class _Speaker(QObject):
    """Lives and dies with its widget; Qt hands a widget's language change to its children."""

    def __init__(self, widget: QWidget, say: Callable[[], object]) -> None:
        super().__init__(widget)
        self._say = say

    def event(self, event: QEvent) -> bool:
        """Say the text again when the language changed."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        return super().event(event)


def speak(widget: QWidget, say: Callable[[], object]) -> None:
    """Call `say` now and at each change of language while the widget lives.

    `speak(button, lambda: button.setText(_("Save")))`
    """
    say()
    _Speaker(widget, say)


def language_changed() -> None:
    """Tell every window that the language is another one."""
    for window in QApplication.topLevelWidgets():
        QCoreApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
