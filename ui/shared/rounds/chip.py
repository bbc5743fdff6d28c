"""The chip in the status bar: how this till stands with its hub; a till without one never sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos.domain.sync.state import SyncState
from pos.text import _, sentence
from ui.frame.chip import Chip, Said
from ui.frame.window import MainWindow
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
        self._chip: Chip[HubPanel] = Chip(window, NAME, self._said, self._panel)
        courier.moved.connect(self.look)
        self.look()

    def look(self) -> None:
        """Read how it stands; only the newest wish counts."""
        sync = self._shop.sync
        if sync.has_hub or self.state is not None:
            self._window.reader.run(lambda _progress: sync.state(), self._show, latest=NAME)

    def _show(self, state: SyncState | None) -> None:
        self.state = state
        self._chip.say()
        if state is not None and self._chip.panel is not None:
            self._chip.panel.show_state(state)

    def _said(self) -> Said:
        return words.chip(self.state) if self.state else ("", None)

    def open(self) -> None:
        """Show the panel."""
        self._chip.open()

    def _panel(self) -> HubPanel | None:
        if self.state is None:
            return None
        from ui.shared.rounds.panel import HubPanel, PanelActs

        courier = self._courier
        acts = PanelActs(courier.go, lambda paused: courier.pause(is_paused=paused), self._save)
        return HubPanel(self._window, self.state, acts)

    def _save(self, file: Path, told: Callable[[str], None]) -> None:
        """Write all entries into a file, behind the window."""
        bundles = self._shop.sync.bundles
        told(_("Writing…"))
        self._courier.stick_lane.run(
            lambda _progress: bundles.write(file),
            lambda made: told(_("{file} is written.").format(file=made.file.name)),
            lambda error: told(sentence(error)),
        )
