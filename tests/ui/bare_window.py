"""A window without a shop, on a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout

from pos.text import use
from ui.frame.memory import WindowMemory
from ui.frame.refs import PageRef
from ui.frame.window import MainWindow
from ui.kit.controls.buttons import PlainButton
from ui.kit.look.theme import Mode, theme
from ui.kit.page import Page


class PlainPage(Page):
    """A page with one button; it notes the shop it is handed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.shops: list[object] = []
        self.button = PlainButton(name)
        column = QVBoxLayout(self)
        column.addWidget(QLabel(name))
        column.addWidget(self.button)
        self.setFocusProxy(self.button)

    def open_shop(self, shop: object) -> None:
        self.shops.append(shop)


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """Two pages, one of them in front."""
    use("en", "en_GB")
    theme().start(qapp, Mode.LIGHT)
    made = MainWindow(WindowMemory(tmp_path))
    made.add_page(PageRef.SELL, "Sell", "shopping-basket", lambda _window: PlainPage("Sell"))
    made.add_page(
        PageRef.SETTINGS, "Settings", "settings", lambda _window: PlainPage("Settings"), bottom=True
    )
    made.resize(1280, 800)
    made.open(PageRef.SELL)
    made.show()
    qapp.processEvents()
    yield made
    made.close()
    made.deleteLater()
    use("en", "en_GB")
