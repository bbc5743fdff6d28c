"""Who stops a round or closes the program waits for no hub, at whatever moment it falls silent."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock, Thread
from time import monotonic

import pytest

from pos.domain.customers.customers import Customer
from pos.domain.sync.errors import HubWentAway, RoundStopped
from pos.domain.words.errors import CashierError
from tests.hub_tills import HubTills, hub
from tests.sample import sample

__all__ = ["hub"]

SOON = 10.0
"""Seconds that closing may wait at most."""
MOMENTS = ["connect", "hello", "heads", "head", "append", "read", "sales", "blank", "lease", "release"]


class Turn:
    """The turn that rounds wait for, which says when somebody stands there."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.waited_for = Event()

    def __enter__(self) -> None:
        if self._lock.locked():
            self.waited_for.set()
        self._lock.acquire()

    def __exit__(self, *_error: object) -> None:
        self._lock.release()


class Silence:
    """A hub that says nothing any more from one call on, and threads that wait for it."""

    def __init__(self, tills: HubTills, moment: str) -> None:
        self._tills = tills
        self.reached = Event()
        self.errors: list[CashierError] = []
        self._threads: list[Thread] = []

        def is_silent(call: str) -> bool:
            if call == moment:
                self.reached.set()
            return self.reached.is_set()

        tills.hub.faults.is_silent = is_silent  # type: ignore[method-assign]

    def waits(self, act: Callable[[], object]) -> None:
        """One more thread that does something with the hub."""

        def run() -> None:
            try:
                act()
            except CashierError as error:
                self.errors.append(error)

        self._threads.append(Thread(target=run))
        self._threads[-1].start()

    def seconds(self, ends: Callable[[], object]) -> float:
        """How long they wait once this ends it."""
        assert self.reached.wait(10)
        begun = monotonic()
        ends()
        for one in self._threads:
            one.join()
        self._tills.hub.faults.is_silent = lambda _call: False  # type: ignore[method-assign]
        return monotonic() - begun


def behind(tills: HubTills, moment: str) -> None:
    """Whatever a round asks for is there to be asked for."""
    b = tills.joins("b")
    tills.meet()
    b.sells("MUG-BLU")
    tills.round(b)
    tills.a.sells("MUG-BLU")
    if moment == "head":  # asked on a second line, where the hub lost something
        tills.hub.restore({})
    if moment == "blank":
        person = tills.a.shop.customers.add(Customer("", "Lucie Martin"))
        tills.round(tills.a)
        tills.a.shop.erasing.erase(person.id)


@pytest.mark.parametrize("moment", sample((one for one in MOMENTS if one not in ("lease", "release")), 2))
def test_a_stop_ends_the_round_and_the_one_that_waits_for_it(hub: HubTills, moment: str) -> None:
    behind(hub, moment)
    rounds, turn = hub.a.shop.sync.rounds, Turn()
    rounds._turn = turn  # type: ignore[assignment]
    silence = Silence(hub, moment)
    silence.waits(rounds.once)
    assert silence.reached.wait(10)
    silence.waits(rounds.once)  # as the web shop's does, behind the one that goes on
    assert turn.waited_for.wait(10)
    assert silence.seconds(rounds.stop) < SOON
    assert [type(one) for one in silence.errors] == [RoundStopped, RoundStopped]
    assert hub.round(hub.a).unsent == 0


@pytest.mark.parametrize("moment", sample(MOMENTS, 3))
def test_who_hangs_up_waits_for_nothing_at_the_hub_any_more(hub: HubTills, moment: str) -> None:
    behind(hub, moment)
    sync = hub.a.shop.sync

    def lease() -> None:
        line = sync.connect()
        try:
            line.lease("a web shop", b"a", 60)
            line.release("a web shop", b"a")
        finally:
            line.close()

    silence = Silence(hub, moment)
    silence.waits(lease if moment in ("lease", "release") else sync.rounds.once)
    assert silence.reached.wait(10)
    silence.waits(lease)
    silence.waits(sync.rounds.once)
    assert silence.seconds(sync.hang_up) < SOON
    assert {type(one) for one in silence.errors} == {HubWentAway}
    assert len(silence.errors) == 3
    with pytest.raises(HubWentAway):
        sync.rounds.once()
