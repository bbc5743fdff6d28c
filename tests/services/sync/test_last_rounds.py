"""What is told of the last rounds with a hub."""

from __future__ import annotations

from contextlib import suppress

from pos.domain.sync.errors import HubUnreachable
from tests.hub_tills import HubTills, hub

__all__ = ["hub"]


def test_of_rounds_that_end_alike_in_a_row_only_the_newest_is_told(hub: HubTills) -> None:
    for is_down in (False, True, True, True, False, False):
        hub.now()
        hub.a.sells("MUG-BLU")
        hub.hub.faults.is_down = is_down
        with suppress(HubUnreachable):
            hub.round(hub.a)
    hub.round(hub.a)
    hub.round(hub.a)
    state = hub.a.shop.sync.state()
    assert state is not None
    told = [(type(one.why), one.pushed > 0) for one in state.rounds]
    nothing = type(None)
    assert told == [
        (nothing, False), (nothing, True), (nothing, True), (HubUnreachable, False), (nothing, True),
    ]  # fmt: skip
