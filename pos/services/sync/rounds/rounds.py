"""Rounds with the hub: one at a time, each as far as it comes, and when the next one is due."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

from pos.domain.sync.errors import STOPPED, TRIED_AGAIN, NoHub, RoundStopped
from pos.domain.sync.pacing import Pace
from pos.domain.sync.state import Tell, tell_nobody
from pos.domain.words.errors import CashierError
from pos.services.sync import ledger
from pos.services.sync.rounds.round import Round, RoundDone
from pos.services.sync.rounds.standing import Live, state_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from pos.domain.sync.state import Steps, SyncState
    from pos.services.shop.settings import Settings
    from pos.services.till.till import Till
    from pos.sync.carrier import Uplink


class Rounds:
    """Carries entries to the hub and back, and says how this till stands."""

    def __init__(self, till: Till, settings: Settings, uplink: Uplink | None) -> None:
        self._till = till
        self._settings = settings
        self._uplink = uplink
        self._live = Live()
        self._pace = Pace()
        self._stops = 0
        """How often a stop was asked for: it counts for every round asked for before, one that waits too."""
        self._turn = threading.Lock()
        self._ends: list[Callable[[], None]] = []

    def state(self) -> SyncState:
        """How this till stands with its hub."""
        reader, currency = self._till.database.reader(), self._settings.current().currency
        return state_of(reader, self._till.life.origin, currency, self._live)

    def once(self, tell: Tell = tell_nobody) -> RoundDone:
        """One round, after the one that goes on in another thread; `tell` hears how far it is.

        Raises NoHub, what a Carrier does, EntryNotTaken, or RoundStopped.
        """
        asked = self._stops
        with self._turn:
            return self._once(asked, tell)

    def bring(self) -> None:
        """One round where anything written here is not on the hub yet. Raises what `once` does."""
        if ledger.unsent(self._till.database.reader(), self._till.life.origin).entries:
            self.once()

    def _once(self, asked: int, tell: Tell) -> RoundDone:
        if self._uplink is None or not self._uplink.is_set_up:
            raise NoHub

        def require_going() -> None:
            if self._stops != asked:
                raise RoundStopped

        def waits_for(ends: Callable[[], None]) -> None:
            self._ends.append(ends)
            require_going()  # who asked to stop before this found nothing to end

        require_going()
        began, clock = self._till.clock(), time.monotonic()
        this = Round(self._till, self._uplink, self._live, require_going, waits_for, tell)
        self._live.begin()
        why: CashierError | None = None
        try:
            with closing(self._uplink.connect(waits_for)) as line:
                found = this.go(line)
        except CashierError as error:
            if self._stops != asked:
                raise RoundStopped from error
            why = None if isinstance(error, STOPPED) else error
            raise
        finally:
            self._ends.clear()
            self._live.end(why)
            if why is not None:
                self._over(this, began, why, (0, 0, True))
        if self._stops == asked:
            self._over(this, began, None, found)
        taken = this.taking.found
        unsent = ledger.unsent(self._till.database.reader(), self._till.life.origin).entries
        return RoundDone(
            this.pushed, taken.entries, taken.applied, taken.parked, unsent, *found, this.state,
            self._till.life.origin.hex(), this.offset, time.monotonic() - clock, this.stopped,
        )  # fmt: skip

    def _over(
        self, this: Round, began: datetime, why: CashierError | None, found: tuple[int, int, bool]
    ) -> None:
        """Plan the next round, and keep what this one did."""
        self._plan(why)
        self._keep(ledger.Run(
            began.isoformat(timespec="seconds"), self._now(), ledger.named(why),
            this.pushed, this.taking.found.entries, round(this.offset * 1000), *found,
        ))  # fmt: skip

    @property
    def sending(self) -> Steps:
        """How much of what the hub lacked the round that goes on has sent."""
        return self._live.sending

    def stop(self) -> None:
        """End the round that goes on and those that wait for it, at once; from any thread."""
        self._stops += 1
        for ends in tuple(self._ends):
            ends()

    def pause(self, *, is_paused: bool) -> None:
        """No round by itself from now on, or again; one that goes on ends."""
        self._live.is_paused = is_paused
        if is_paused:
            self.stop()

    @property
    def is_paused(self) -> bool:
        """Whether a person asked for quiet."""
        return self._live.is_paused

    @property
    def is_well(self) -> bool:
        """Whether the last round of this program ended well, or none was tried yet."""
        return self._live.why is None

    @property
    def next_in(self) -> float | None:
        """Seconds until a round is due by itself; None where a person must do something first."""
        return None if self._live.is_paused else self._pace.seconds

    def _plan(self, why: CashierError | None) -> None:
        """When the next round is due."""
        if why is None:
            self._pace = self._pace.went_well()
        elif isinstance(why, TRIED_AGAIN):
            self._pace = self._pace.failed()
        else:
            self._pace = self._pace.refused()
        seconds = self._pace.seconds
        due = self._till.clock() + timedelta(seconds=seconds) if seconds is not None else None
        self._live.retry_at = due.isoformat(timespec="seconds") if due else ""

    def _keep(self, run: ledger.Run) -> None:
        with self._till.transaction() as tx:
            ledger.ran(tx.raw(), run)

    def _now(self) -> str:
        return self._till.clock().isoformat(timespec="seconds")
