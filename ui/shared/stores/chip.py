"""The chip in the status bar: how the web shop stands with this till, and the way to its panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.frame.chip import Chip, Said
from ui.frame.refs import PageRef
from ui.frame.window import MainWindow
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
        self._chip: Chip[StorePanel] = Chip(window, NAME, self._said, self._panel)
        web_shop.moved.connect(self._moved)

    def _moved(self) -> None:
        self._chip.say()
        if self._chip.panel is not None:
            self._chip.panel.show_state()

    def _said(self) -> Said:
        shop = self._web_shop
        if shop.state is None:
            return "", None
        return words.chip(shop.state, shop.step, shop.asks, running=shop.is_running)

    def _panel(self) -> StorePanel | None:
        if self._web_shop.state is None:
            return None
        from ui.shared.stores.panel import StorePanel

        panel = StorePanel(self._window, self._web_shop)
        panel.decide_asked.connect(lambda: self._window.ask(PageRef.DECISIONS))
        return panel
