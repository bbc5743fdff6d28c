"""The web shop behind the window: rounds in a lane of their own, and how it stands; most shops have none.

Until one is connected nothing of it is loaded, and nothing is done.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pos.domain.words.errors import CashierError
from pos.text import sentence
from ui.frame.window import MainWindow
from ui.kit.lanes import Lane, Progress
from ui.shared.stores.pictures import StorePictureRound

if TYPE_CHECKING:
    from pos.domain.decisions.exceptions import ShopException
    from pos.domain.stores.rounds import RoundReport
    from pos.domain.stores.state import RoundStep, StoreState
    from pos.shop import Shop
    from ui.shared.stores.chip import StoreChip

FIRST_MS = 3_000
"""So long after the window opened the first round begins: people sell first."""
AGAIN_MS = 60_000
"""So long it is left alone where another program talks to it."""
LOOK_MS = 500
"""How often it is told how far a round is."""
AT_WORK_S, REST_S = 2.0, 0.6
"""So long after a key somebody is at work, and a round rests so long after each page that it took in."""
CALM_MS = 400
"""After a write it is looked how things stand when nothing more came for so long."""


class WebShop(QObject):
    """Runs behind an open shop until the window closes; pages ask it how things stand."""

    moved = Signal()  # `state`, `step` or `asks` are others now

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.shop: Shop | None = None
        self.state: StoreState | None = None
        self.step: RoundStep | None = None
        """How far the round is that goes on; None while it asks, and between rounds."""
        self.asks = 0
        """How much of it a person must decide."""
        self.lane, self.looks = Lane("web shop", self), Lane("how the web shop stands", self)
        self.pictures = StorePictureRound(window, self)
        self._round: Progress | None = None
        self._at_once = False
        """Whether the next round begins as soon as it is known how things stand."""
        self._chip: StoreChip | None = None
        self._due, self._calm, self._tick = QTimer(self), QTimer(self), QTimer(self)
        for timer, then in ((self._due, self.go), (self._calm, self.look)):
            timer.setSingleShot(True)
            timer.timeout.connect(then)
        self._calm.setInterval(CALM_MS)
        self._tick.setInterval(LOOK_MS)
        self._tick.timeout.connect(self.moved)
        window.closing.connect(self._stop)

    def begin(self, shop: Shop) -> None:
        """Follow the web shop of a shop that was just opened."""
        self.shop = shop
        self._window.changes.changed.connect(lambda _kinds: self._calm.start())
        self.look()

    @property
    def is_running(self) -> bool:
        """Whether a round goes on."""
        return self._round is not None

    # rounds

    def go(self) -> None:
        """Begin a round now, unless one goes on or there is nobody to talk to."""
        shop, state = self.shop, self.state
        self._due.stop()
        if shop is None or state is None or self.is_running or not self._may_go:
            return
        rounds = shop.stores.rounds
        self._tick.start()
        self._round = self.lane.run(
            lambda progress: rounds.run(
                stopped=lambda: progress.cancelled, wait=progress.wait, step=self._stepped
            ),
            self._over,
            self._failed,
        )
        self.moved.emit()

    @property
    def _may_go(self) -> bool:
        """Whether there is a web shop for this till to talk to."""
        writes = self.shop is not None and not self.shop.only_looks
        return writes and self.state is not None and self.state.doing not in ("paused", "elsewhere")

    @property
    def _sells_here(self) -> bool:
        """Whether its products come here."""
        return self.state is not None and "products" in self.state.store.syncs

    def stop(self) -> None:
        """End the round that goes on: what it began is finished by the next one."""
        if self._round is not None and self.shop is not None:
            self._round.cancel()
            self.shop.stores.rounds.stop()

    def _stepped(self, step: RoundStep) -> None:
        """Called from the lane; who types or scans meanwhile has the processor to themselves for a while."""
        self.step = step
        going = self._round
        if going is not None and monotonic() - self._window.used_at < AT_WORK_S:
            going.wait(REST_S)

    def _over(self, report: RoundReport) -> None:
        if self.shop is not None and report.next_at:
            left = (datetime.fromisoformat(report.next_at) - self.shop.till.clock()).total_seconds()
            self._due.start(max(1_000, int(left * 1000)))
        if self.shop is not None and report.stopped is None and self._sells_here:
            self.pictures.start(self.shop)
        self._ended()

    def _failed(self, _error: CashierError) -> None:
        """Another program talks to it, or it was disconnected meanwhile."""
        self._due.start(AGAIN_MS)
        self._ended()

    def _ended(self) -> None:
        self._tick.stop()
        self._round = self.step = None
        self.look()

    def pause(self, *, paused: bool, refused: Callable[[str], None]) -> None:
        """No round by itself from now on, or again."""
        if self.shop is None:
            return
        connecting = self.shop.stores.connecting
        if paused:
            self.stop()
        self._window.writer.run(
            lambda _progress: connecting.pause() if paused else connecting.resume(),
            lambda _store: self._paused(paused),
            lambda error: refused(sentence(error)),
        )

    def _paused(self, paused: bool) -> None:
        self._due.stop()
        self._at_once = not paused
        self.look()

    def connected(self, *, go: bool) -> None:
        """Another web shop is connected, or none: its first round begins at once."""
        self.state = None
        self.moved.emit()
        self._at_once = go
        self.look()

    # how it stands

    def look(self) -> None:
        """Read how it stands; only the newest wish counts. While a round goes on that is known already."""
        shop = self.shop
        if shop is not None and not self.is_running and shop.has_store:
            self.looks.run(lambda _progress: shop.stores.state(), self._show, latest="state")

    def _show(self, state: StoreState | None) -> None:
        self.state = state
        if state is not None and self._chip is None:
            from ui.shared.stores.chip import StoreChip

            self._chip = StoreChip(self._window, self)
        if not self._may_go:
            self._due.stop()
        elif self._at_once:
            self._at_once = False
            self.go()
        elif not self._due.isActive() and not self.is_running:
            self._due.start(FIRST_MS)
        self.moved.emit()

    def show_asked(self, open_: tuple[ShopException, ...]) -> None:
        """Note what people must decide, as it was just read."""
        if self.state is not None:
            from pos.domain.decisions.about_store import KINDS

            asks = sum(one.kind in KINDS for one in open_)
            if asks != self.asks:
                self.asks = asks
                self.moved.emit()

    def _stop(self) -> None:
        """Hang up at once: nobody waits for a web shop that is slow."""
        for timer in (self._due, self._calm, self._tick):
            timer.stop()
        self.stop()
        self.shop = None
        self.lane.close(cancel=True)
        self.looks.close(cancel=True)
        self.pictures.close()
