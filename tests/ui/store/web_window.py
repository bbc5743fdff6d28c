"""A window on a shop that is connected to a stand-in, in the words of a person in front of both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from pos.domain.stores.connection import StoreWish
from tests.shop_kit import ShopKit
from tests.stores.stand_in import StandIn, running
from tests.ui.shop_window import ShopWindow, shop_window
from ui.decisions.waiting import Waiting
from ui.shared.stores.web_shop import WebShop

SETTLE = 20


class WebWindow(ShopWindow):
    """The window, with the web shop behind it as a start makes it."""

    kit: ShopKit
    web: StandIn
    web_shop: WebShop

    def begin(self) -> None:
        """Follow the web shop, as a start does."""
        self.web_shop = WebShop(self.window)
        waiting = Waiting(self.window, self.shop)
        waiting.found.connect(self.web_shop.show_asked)
        self.waiting = waiting
        self.shop.till.tell(lambda kinds: self.window.changes.announce(*kinds))
        self.web_shop.begin(self.shop)
        self.settle()

    def connect(self) -> None:
        """Connect it by hand, with the figures of the web shop, and take in what it sells."""
        connecting = self.shop.stores.connecting
        wish = StoreWish("ecwid", "4711", f"{self.web.url}/api/v3", settle=SETTLE, email="pos@shop.example")
        connecting.start(wish, "secret_full", connecting.test(wish, "secret_full"))
        self.kit.clock.advance(seconds=5)
        self.shop.stores.rounds.run(wait=lambda _seconds: None)
        self.web_shop.connected(go=False)
        self.settle()
        assert self.web_shop.state is not None

    def round(self) -> None:
        """A round in its lane; time passes in both shops."""
        self.web_shop.go()
        self.settle()
        self.later()

    def later(self, seconds: float = 2 * SETTLE) -> None:
        self.web.clock(advance=seconds)
        self.kit.clock.advance(seconds=seconds)

    def settle(self) -> None:
        lanes = (self.web_shop.lane, self.web_shop.looks)
        super().settle()
        self.bot.waitUntil(lambda: not any(lane.busy for lane in lanes), timeout=20_000)
        super().settle()

    def said(self) -> str:
        """The chip in the status bar."""
        link = self.window.status.offered("web shop")
        return link.text() if link else ""


@contextmanager
def web_window(qtbot: QtBot, folder: Path, **size: int) -> Iterator[WebWindow]:
    """A shop, a web shop of so many products, and the window; nothing is connected yet."""
    with running(**size) as web:
        kit = ShopKit.create(folder / "shop")
        kit.clock.now = datetime.now().astimezone()  # as late as it is there
        with shop_window(qtbot, folder, kit.shop) as made:
            one = WebWindow(made.bot, made.window, made.shop)
            one.kit, one.web = kit, web
            one.window.show()
            yield one
        assert kit.audit() == []
        kit.close()
