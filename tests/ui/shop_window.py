"""A window on a shop of its own: what the tests of pages stand on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos.domain.shop.rates import propose
from pos.domain.shop.settings import NewShop
from pos.shop import Shop, create_shop
from pos.text import use
from ui.frame.memory import WindowMemory
from ui.frame.window import MainWindow
from ui.kit.look.theme import Mode, theme


@dataclass
class ShopWindow:
    """The window, its shop, and the words of a person in front of it."""

    bot: QtBot
    window: MainWindow
    shop: Shop

    def settle(self) -> None:
        """Wait until all lanes have done their work and told it."""
        lanes = (self.window.loader, self.window.writer, self.window.reader, self.window.behind)
        QApplication.processEvents()
        self.bot.waitUntil(lambda: not any(lane.busy for lane in lanes), timeout=10_000)
        QApplication.processEvents()

    def type(self, field: QWidget, text: str, *, enter: bool = False) -> None:
        """Write into a field from its beginning."""
        field.setFocus()
        if hasattr(field, "selectAll"):
            field.selectAll()
        QTest.keyClicks(field, text)
        if enter:
            QTest.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def press(self, button: Any) -> None:
        """Press a button, and wait for what it starts."""
        assert button.isVisible()
        assert button.height() > 0
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def notices(self, page: Any) -> list[str]:
        """What the page says."""
        return [bar.text for bar in page.notices.bars()]


@contextmanager
def shop_window(bot: QtBot, folder: Path, of: Shop | None = None) -> Iterator[ShopWindow]:
    """Open a window on a new French shop that speaks English, or on one that is open."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme().start(app, Mode.LIGHT)
    use("en", "fr_FR")
    rates = propose("FR").classes
    new = NewShop("Atelier", "FR", "EUR", True, person="Anne", tax_classes=rates, locale="fr_FR")
    shop = of or create_shop(folder / "shop", new)
    window = MainWindow(WindowMemory(folder / "shop"))
    window.resize(1280, 800)
    window.open_shop(shop)
    made = ShopWindow(bot, window, shop)
    try:
        yield made
    finally:
        made.settle()
        window.close()
        window.deleteLater()
        if of is None:
            shop.close()
        use()
