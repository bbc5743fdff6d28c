"""What is waited for at a hub, dialling included: another thread ends it, whatever the network does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError
from typing import TypeVar
from weakref import WeakSet

from pos.apart import apart
from pos.domain.sync.errors import HubWentAway

T = TypeVar("T")


class Wait:
    """One line, from its dialling on; whoever waits on it meets HubWentAway once it is ended."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._is_over = False
        self._ends: Callable[[], object] | None = None

    def end(self) -> None:
        """End it now and for good; from any thread."""
        with self._lock:
            self._is_over = True
            if self._ends is not None:
                self._ends()

    def ends_by(self, ends: Callable[[], object]) -> None:
        """From now on this ends it; at once where its end was asked for before."""
        with self._lock:
            self._ends = ends
            if self._is_over:
                ends()

    def apart(self, work: Callable[[], T], leave: Callable[[T], None]) -> T:
        """The result of work that nothing else ends: libraries look a name up and dial in one call.

        What comes when nobody waits any more is given to `leave`.
        """
        answer = apart(work, leave)
        self.ends_by(answer.cancel)
        try:
            return answer.result()
        except CancelledError:
            raise HubWentAway from None


class Waits:
    """All that one program waits for at its hub."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_over = False
        self._open: WeakSet[Wait] = WeakSet()

    def begin(self) -> Wait:
        """One more; it is over before it began where all of them are."""
        wait = Wait()
        with self._lock:
            self._open.add(wait)
            is_over = self._is_over
        if is_over:
            wait.end()
        return wait

    def end(self) -> None:
        """End all of them, and whatever begins from now on."""
        with self._lock:
            self._is_over = True
            found = list(self._open)
        for wait in found:
            wait.end()
