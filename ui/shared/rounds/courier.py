"""Carries entries to the hub and back behind the window, and to a stick; a single till never notices it."""

from __future__ import annotations

from math import inf
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pos.domain.shop.errors import CheckStopped
from pos.domain.sync.errors import BaseWrong, StickAway
from pos.domain.words.errors import CashierError
from pos.text import sentence
from ui.frame.window import MainWindow
from ui.kit.lanes import Lane, Progress
from ui.kit.look.tags import Mood

if TYPE_CHECKING:
    from pos.domain.sync.state import Stage
    from pos.shop import Shop

FIRST_MS = 1_500
"""So long after the window opened the first round begins."""
SOON_MS = 5_000
"""So long after a write a round begins: what is sold in one go is sent on one line."""
STICK = "stick_copy"
"""Under which what keeps the copy on a stick from being made is said at the bottom."""
PROOF = "proof_of_base"
"""Under which it is said that ready rows are not what their entries add up to."""
LEAVING_S = 2.0
"""So long a window that closes waits for the copy on a stick."""
LOOK_MS = 500
"""How often it is told how far a round is."""


class Courier(QObject):
    """Runs behind an open shop until the window closes; without a hub and a stick it does nothing."""

    moved = Signal()  # how this till stands with its hub is to be looked at anew

    def __init__(self, window: MainWindow, shop: Shop) -> None:
        super().__init__(window)
        self._window, self._shop = window, shop
        self.lane = Lane("sync", self)
        self.stick_lane = Lane("stick", self)
        self.proof_lane = Lane("proof", self)
        self._leaves_at = inf
        self._due, self._looks = QTimer(self), QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self.go)
        self._looks.setInterval(LOOK_MS)
        self._looks.timeout.connect(self.moved)
        window.closing.connect(self._stop)
        if not shop.only_looks:
            window.changes.changed.connect(lambda _kinds: self._written())
            self._due.start(FIRST_MS)

    def go(self) -> None:
        """Begin a round now, unless one goes on or there is no hub."""
        sync = self._shop.sync
        self._prove()
        if self.lane.busy or self._shop.only_looks or not sync.has_hub:
            return
        self._due.stop()
        self._looks.start()
        self.lane.run(lambda _progress: sync.rounds.once(), lambda _done: self._over(), self._failed)
        self.moved.emit()

    def pause(self, *, is_paused: bool) -> None:
        """No round by itself from now on, or again."""
        self._shop.sync.rounds.pause(is_paused=is_paused)
        self._plan()
        self.moved.emit()

    def copy(self) -> None:
        """Bring the bundle on the stick up to date, where the shop wants one."""
        stick = self._shop.sync.stick
        if stick.folder is not None and not self.stick_lane.busy:
            self.stick_lane.run(
                lambda _progress: stick.keep_up(self._require_time),
                lambda _done: self._copied(),
                self._say_stick,
            )

    def _copied(self) -> None:
        """What was recorded while the copy was made goes into the next one, at once."""
        self._say_stick(None)
        if self._leaves_at == inf and not self._shop.sync.stick.holds_all:
            self.copy()

    def _require_time(self, _stage: Stage, _done: int, _of: int) -> None:
        """A copy that would keep a closing window waiting is made after the next write."""
        if monotonic() > self._leaves_at:
            raise StickAway(str(self._shop.sync.stick.folder))

    def _prove(self) -> None:
        """Ready rows that a till began with are proven by another process, beside all else."""
        sync = self._shop.sync
        if self._shop.only_looks or self.proof_lane.busy or sync.is_proven:
            return

        def work(progress: Progress) -> None:
            def still() -> None:
                if progress.cancelled:
                    raise CheckStopped

            sync.prove(still)

        self.proof_lane.run(work, lambda _done: self.moved.emit(), self._say_proof)

    def _say_proof(self, error: CashierError) -> None:
        """What did not add up is said until the program is opened again, which mends it."""
        if isinstance(error, BaseWrong):
            self._window.status.say(PROOF, sentence(error), Mood.BAD)

    def _written(self) -> None:
        """Something was recorded here: it goes soon, unless the hub is known to be away."""
        self.copy()
        self.moved.emit()
        if not self._shop.sync.has_hub:
            return
        next_in = self._shop.sync.rounds.next_in
        if next_in is not None and self._shop.sync.rounds.is_well and not self.lane.busy:
            self._due.start(min(SOON_MS, int(next_in * 1000)))

    def _plan(self) -> None:
        """The next round when it is due by itself."""
        next_in = self._shop.sync.rounds.next_in if self._shop.sync.has_hub else None
        if next_in is None:
            self._due.stop()
        else:
            self._due.start(int(next_in * 1000))

    def _over(self) -> None:
        self._looks.stop()
        self._plan()
        self.moved.emit()
        self._window.changes.exchanged.emit()

    def _failed(self, error: CashierError) -> None:
        """What ended it is a part of how this till stands, and is shown there."""
        self._over()

    def _say_stick(self, error: CashierError | None) -> None:
        """A stick that is not there is a quiet notice, and the next write tries again."""
        self._window.status.say(STICK, sentence(error) if error else "", Mood.NEUTRAL)

    def _stop(self) -> None:
        """Hang up: what was not sent waits for the next start."""
        self._due.stop()
        self._looks.stop()
        if self.lane.busy:
            self._shop.sync.rounds.stop()
        self.lane.close(cancel=True)
        self._leaves_at = monotonic() + LEAVING_S
        self.stick_lane.close()
        self.proof_lane.close(cancel=True)
