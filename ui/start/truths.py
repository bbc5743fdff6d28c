"""What the status bar says about the shop itself: that it is a demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos.text import _
from ui.frame.window import MainWindow
from ui.kit.look.tags import Mood
from ui.kit.speaking import speak

if TYPE_CHECKING:
    from pos.shop import Shop


class Truths(QObject):
    """Keeps the status bar true while the shop is open."""

    def __init__(self, window: MainWindow, shop: Shop) -> None:
        super().__init__(window)
        self._status, self._shop = window.status, shop
        window.changes.changed.connect(self.look)
        speak(window.status, self.look)

    def look(self) -> None:
        """Read again what may have changed, and say it."""
        demo = self._shop.settings.current().demo
        self._status.say("demo", _("Demo shop: nothing here is real") if demo else "", Mood.INFO)
