"""One till talks to the web shop: where tills meet at a hub, who holds its lease there.

The lease is short and renewed before each write; what is about to be written is on the hub before it leaves.
Another till gets the lease when it ran out, and may take the web shop over by itself once nobody was heard of
for ten minutes. Who holds it anew waits until nothing of the one before can still be on its way.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pos.domain.stores.errors import RoundElsewhere
from pos.domain.sync.errors import RoundStopped
from pos.domain.words.errors import CashierError
from pos.services.stores.marks import Marks

if TYPE_CHECKING:
    from pos.services.sync.sync import Sync
    from pos.services.till.till import Till
    from pos.sync.carrier import Carrier

SECONDS, LEFT = 60, 40
"""How long a lease holds, and how much of it must be left for a write."""
SILENT = 600
"""Seconds without a round after which another till may take over by itself."""
IN_FLIGHT = 90
"""Seconds in which something that another till sent may still arrive."""


class Lease:
    """The lease of one web shop in one round; without a hub it is always held."""

    def __init__(self, till: Till, store: str, sync: Callable[[], Sync]) -> None:
        self._till = till
        self._name = f"store:{store}"
        self._sync = sync
        self._line: Carrier | None = None
        self._is_meeting = self._is_stopped = False
        self._ends: list[Callable[[], None]] = []
        self._renewed = (0.0, 0.0)

    @property
    def at_hub(self) -> bool:
        """Whether there is a hub."""
        return self._sync().has_hub

    def meet(self) -> None:
        """Know what others wrote. Raises what a hub does."""
        if self.at_hub:
            self._meet(self._sync().rounds.once)

    def _meet(self, act: Callable[[], object]) -> None:
        self._is_meeting = True
        try:
            self._require_going()
            act()
        finally:
            self._is_meeting = False

    def stop(self) -> None:
        """Hang up on the hub at once, from another thread; nothing more is waited for there."""
        self._is_stopped = True
        if self._is_meeting:
            self._sync().rounds.stop()
        for ends in tuple(self._ends):
            ends()

    def _require_going(self) -> None:
        if self._is_stopped:
            raise RoundStopped

    def _waits_for(self, ends: Callable[[], None]) -> None:
        self._ends.append(ends)
        self._require_going()

    def take(self, marks: Marks) -> None:
        """Hold it; nothing happens where there is no hub.

        Raises RoundElsewhere while another till holds it or may still be heard of, and what a hub does.
        """
        if not self.at_hub:
            return
        self._line = self._sync().connect(self._waits_for)
        self._line.lease(self._alive(self._me), self._me, SILENT)
        fence = self._line.lease(self._name, self._me, SECONDS)
        if fence is None:
            raise RoundElsewhere
        self._renewed = self._now()
        if fence != marks.fence:
            is_first = fence == 1 and not marks.fence
            until = self._till.clock() + timedelta(seconds=0 if is_first else IN_FLIGHT)
            marks.fence, marks.quiet_until = fence, until.isoformat()
        if marks.quiet_until and self._till.clock() < datetime.fromisoformat(marks.quiet_until):
            raise RoundElsewhere

    def is_silent(self, holder: bytes) -> bool:
        """Whether this life, which holds the web shop, went no round for so long that another may take over;
        holds its place if so."""
        if not self.at_hub:
            return False
        line = self._sync().connect(self._waits_for)
        try:
            return line.lease(self._alive(holder), self._me, SILENT) is not None
        finally:
            line.close()

    def may_write(self) -> bool:
        """Whether it is held for long enough; what was written down here is on the hub then."""
        if self._line is None:
            return True
        self._meet(self._sync().rounds.bring)
        passed = [now - then for now, then in zip(self._now(), self._renewed, strict=True)]
        if max(passed) > SECONDS - LEFT or min(passed) < 0:
            if self._line.lease(self._name, self._me, SECONDS) is None:
                return False
            self._renewed = self._now()
        return True

    def _now(self) -> tuple[float, float]:
        """By two clocks: the one stands still while the computer sleeps, the other may be set."""
        return time.monotonic(), self._till.clock().timestamp()

    def close(self) -> None:
        """Another till may have it now."""
        line, self._line = self._line, None
        if line is not None:
            with suppress(CashierError):  # it runs out by itself
                line.release(self._name, self._me)
            line.close()

    @property
    def _me(self) -> bytes:
        return self._till.life.origin

    def _alive(self, holder: bytes) -> str:
        """Of each holder its own: what the one before went rounds is no sign of the next."""
        return f"{self._name}:alive:{holder.hex()}"
