"""What is asked and done about the web shop; all that talks to it runs in a lane of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos.domain.words.errors import CashierError
from pos.text import _, sentence
from ui.kit.lanes import Lane, Progress
from ui.settings.presenter import Say, SettingsPresenter
from ui.shared.stores.web_shop import WebShop

if TYPE_CHECKING:
    from pos.domain.stores.connection import (
        StoreConnection,
        StorePreview,
        StoreProposal,
        StoreTested,
        StoreWish,
    )
    from pos.services.stores.connecting import Connecting


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the pages of connecting ended in."""

    wish: StoreWish
    tested: StoreTested
    wanted: StoreProposal


class StorePresenter(QObject):
    """Tests, compares, connects, and what can be done with the web shop that is connected."""

    def __init__(self, presenter: SettingsPresenter, web_shop: WebShop, lane: Lane) -> None:
        super().__init__(presenter)
        self.presenter, self.web_shop = presenter, web_shop
        self.lane = lane

    @property
    def _connecting(self) -> Connecting:
        """Loaded in the lane that asks first."""
        return self.presenter.shop.stores.connecting

    def test(self, wish: StoreWish, token: str, done: Callable[[StoreTested], None], refused: Say) -> None:
        """Ask who answers and what the token may."""
        self.lane.run(lambda _progress: self._connecting.test(wish, token), done, _saying(refused))

    def preview(
        self, wish: StoreWish, token: str, done: Callable[[StorePreview], None], refused: Say
    ) -> None:
        """Read what it sells and say what would be done; nothing is written."""
        self.lane.run(
            lambda progress: self._connecting.preview(wish, token, progress.report),
            done,
            _saying(refused),
            _("Comparing with the web shop"),
            quiet=False,
        )

    def stop(self) -> None:
        """Hang up on who is being tested or compared with."""
        if self.lane.busy:
            self._connecting.stop()

    def start(self, chosen: Chosen, token: str, done: Callable[[], None], refused: Say) -> None:
        """Connect, and begin with the first round."""

        def begun(_store: StoreConnection) -> None:
            done()
            self._changed(go=True)

        def work(_progress: Progress) -> StoreConnection:
            return self._connecting.start(chosen.wish, token, chosen.tested, chosen.wanted)

        self.lane.run(work, begun, _saying(refused))

    def take_over(self, token: str, done: Callable[[], None], refused: Say) -> None:
        """This till talks to the web shop from now on."""

        def taken(_store: StoreConnection) -> None:
            done()
            self._changed(go=True)

        self.lane.run(lambda _progress: self._connecting.take_over(token), taken, _saying(refused))

    def part(self, kept: Say, refused: Say) -> None:
        """Forget the token; a round that goes on ends first."""
        self.web_shop.stop()

        def done(_store: StoreConnection) -> None:
            kept(_("It is disconnected, and its token is forgotten."))
            self._changed(go=False)

        self.lane.run(lambda _progress: self._connecting.disconnect(), done, _saying(refused))

    def _changed(self, *, go: bool) -> None:
        self.web_shop.connected(go=go)

    def where(self, store: StoreConnection, say: Callable[[str], None]) -> None:
        """Say where its token is kept: in the keyring, in a file, or nowhere."""
        self.lane.run(lambda _progress: str(self._connecting.token_kept(store)), say, latest="token")

    def token_in(self, file: Path, refused: Say) -> str:
        """The token that stands in a file, "" where none does."""
        try:
            return str(self._connecting.token_in(file))
        except CashierError as error:
            refused(sentence(error))
            return ""


def _saying(refused: Say) -> Callable[[CashierError], None]:
    return lambda error: refused(sentence(error))
