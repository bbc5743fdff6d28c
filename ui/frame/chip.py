"""A chip in the status bar: how something stands, in a few words, and the panel behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from ui.frame.window import MainWindow
from ui.kit.dialogs.dialog import Dialog
from ui.kit.look.tags import Mood
from ui.kit.speaking import speak

D = TypeVar("D", bound=Dialog)

Said = tuple[str, Mood | None]
"""Words and their mood; no words where there is nothing to say."""


class Chip(Generic[D]):
    """`said` is asked whenever that may have moved (`say`), `make` when it is pressed: None opens nothing."""

    def __init__(
        self, window: MainWindow, name: str, said: Callable[[], Said], make: Callable[[], D | None]
    ) -> None:
        self._window, self._name, self._said, self._make = window, name, said, make
        self.panel: D | None = None
        """The one that is open."""
        speak(window.status, self.say)

    def say(self) -> None:
        """Show the words of now."""
        words, mood = self._said()
        self._window.status.offer(self._name, words, self.open, mood)

    def open(self) -> None:
        """Show the panel."""
        panel = self._make()
        if panel is None:
            return
        panel.closed.connect(self._closed)
        if panel.open_dialog():
            self.panel = panel

    def _closed(self) -> None:
        self.panel = None
