"""The chip in the status bar: how this till stands with its hub; a till without one never sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos.domain.sync.state import SyncState
from pos.text import _, sentence
from ui.frame.window import MainWindow
from ui.kit.speaking import speak
from ui.shared.rounds import words
from ui.shared.rounds.courier import Courier

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.shared.rounds.panel import HubPanel

NAME = "hub"
"""Of the chip in the status bar."""


class HubChip(QObject):
    """Reads in a lane how the till stands whenever that may have moved, and opens the panel."""

    def __init__(self, window: MainWindow, shop: Shop, courier: Courier) -> None:
        super().__init__(window)
        self._window, self._shop, self._courier = window, shop, courier
        self.state: SyncState | None = None
        self.panel: HubPanel | None = None
        courier.moved.connect(self.look)
        speak(window.status, self._say)
        self.look()

    def look(self) -> None:
        """Read how it stands; only the newest wish counts."""
        sync = self._shop.sync
        if sync.has_hub or self.state is not None:
            self._window.reader.run(lambda _progress: sync.state(), self._show, latest=NAME)

    def _show(self, state: SyncState | None) -> None:
        self.state = state
        self._say()
        if state is not None and self.panel is not None:
            self.panel.show_state(state)

    def _say(self) -> None:
        said, mood = words.chip(self.state) if self.state else ("", None)
        self._window.status.offer(NAME, said, self.open, mood)

    def open(self) -> None:
        """Show the panel."""
        if self.state is None:
            return
        from ui.shared.rounds.panel import HubPanel, PanelActs

        courier = self._courier
        acts = PanelActs(courier.go, lambda paused: courier.pause(is_paused=paused), self._save)
        panel = HubPanel(self._window, self.state, acts)
        panel.closed.connect(self._closed)
        if panel.open_dialog():
            self.panel = panel

    def _closed(self) -> None:
        self.panel = None

    def _save(self, file: Path, told: Callable[[str], None]) -> None:
        """Write all entries into a file, behind the window."""
        bundles = self._shop.sync.bundles
        told(_("Writing…"))
        self._courier.stick_lane.run(
            lambda _progress: bundles.write(file),
            lambda made: told(_("{file} is written.").format(file=made.file.name)),
            lambda error: told(sentence(error)),
        )
