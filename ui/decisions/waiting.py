"""Watches for what people must decide: the count in the status bar, and the page once there is anything.

Until then the window has neither; a single till never sees them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pos.domain.decisions.exceptions import ShopException
from pos.text import current, mark, ngettext
from ui.frame.refs import PageRef
from ui.frame.window import MainWindow
from ui.kit.actions import Action
from ui.kit.look.tags import Mood
from ui.kit.page import Page
from ui.kit.speaking import speak

if TYPE_CHECKING:
    from pos.shop import Shop

CALM_MS = 300
"""After a change it is looked when nothing more came for so long."""
FIRST_MS = 1500
"""After the shop is open people sell first."""
TITLE = mark("Needs you")


class Waiting(QObject):
    """Reads the questions behind the window, and tells what is open."""

    found = Signal(object)  # tuple[ShopException, ...]

    def __init__(self, window: MainWindow, shop: Shop) -> None:
        super().__init__(window)
        self.open: tuple[ShopException, ...] = ()
        self._window, self._shop, self._has_page = window, shop, False
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.timeout.connect(self.look)
        window.changes.changed.connect(lambda _kinds: self._calm.start(CALM_MS))
        window.closing.connect(self._calm.stop)
        speak(window.status, self._say)
        self._calm.start(FIRST_MS)

    def look(self) -> None:
        """Read what is open; of several wishes to look the last counts."""
        shop = self._shop
        self._window.behind.run(lambda _progress: shop.exceptions.all(), self._show, latest="decisions")

    def _show(self, open_: tuple[ShopException, ...]) -> None:
        if open_ == self.open:
            return
        self.open = open_
        if open_ and not self._has_page:
            self._add_page()
        if self._has_page:
            self._window.rail.button(PageRef.DECISIONS).setVisible(bool(open_))
        self._say()
        self.found.emit(open_)

    def _add_page(self) -> None:
        window = self._window
        window.add_page(PageRef.DECISIONS, TITLE, "circle-alert", self._page, load=_load)
        window.registry.add(
            Action(f"page.{PageRef.DECISIONS}", TITLE, partial(window.ask, PageRef.DECISIONS))
        )
        self._has_page = True

    def _page(self, window: MainWindow) -> Page:
        from ui.decisions.page import DecisionsPage

        return DecisionsPage(window, self)

    def _say(self) -> None:
        count = len(self.open)
        words = ngettext("{count} to decide", "{count} to decide", count)
        said = words.format(count=current().number(count)) if count else ""
        act = partial(self._window.ask, PageRef.DECISIONS)
        self._window.status.offer("decisions", said, act, Mood.WARNING)


def _load() -> None:
    import ui.decisions.page  # noqa: F401
