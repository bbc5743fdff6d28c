"""The chip in the status bar: how the web shop stands with this till, and the way to its panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.frame.refs import PageRef
from ui.frame.window import MainWindow
from ui.kit.speaking import speak
from ui.shared.stores import words

if TYPE_CHECKING:
    from ui.shared.stores.panel import StorePanel
    from ui.shared.stores.web_shop import WebShop

NAME = "web shop"
"""Of the chip in the status bar."""


class StoreChip(QObject):
    """Says what the web shop behind the window knows, and follows it."""

    def __init__(self, window: MainWindow, web_shop: WebShop) -> None:
        super().__init__(window)
        self._window, self._web_shop = window, web_shop
        self.panel: StorePanel | None = None
        web_shop.moved.connect(self._moved)
        speak(window.status, self._say)

    def _moved(self) -> None:
        self._say()
        if self.panel is not None:
            self.panel.show_state()

    def _say(self) -> None:
        shop = self._web_shop
        said, mood = (
            words.chip(shop.state, shop.step, shop.asks, running=shop.is_running)
            if shop.state
            else ("", None)
        )
        self._window.status.offer(NAME, said, self.open, mood)

    def open(self) -> None:
        """Show the panel."""
        if self._web_shop.state is None:
            return
        from ui.shared.stores.panel import StorePanel

        panel = StorePanel(self._window, self._web_shop)
        panel.closed.connect(self._closed)
        panel.decide_asked.connect(lambda: self._window.open(PageRef.DECISIONS))
        if panel.open_dialog():
            self.panel = panel

    def _closed(self) -> None:
        self.panel = None
