"""A clock a day or more from the hub's is asked about before the next sale; hours are only said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pos.domain.shop.errors import ClockMoved, ClockOffHub
from pos.domain.sync.state import Standing
from tests.hub_tills import HubTills, hub
from tests.shop_kit import ram

__all__ = ["hub", "ram"]


@pytest.mark.parametrize("days", [-4000, -2, 2, 4000])
def test_a_date_that_was_always_wrong_is_asked_about_once_the_hub_was_met(hub: HubTills, days: int) -> None:
    """The hub's clock goes on beside the till's, which never jumps: only the hub can tell."""
    right = hub.hub.clock
    hub.hub.clock = lambda: right() - timedelta(days=days)
    hub.a.sells("MUG-BLU")
    hub.round(hub.a)
    with pytest.raises(ClockOffHub) as said:
        hub.a.sells("MUG-BLU")
    assert said.value.last == hub.a.clock() - timedelta(days=days)
    hub.now(30)
    with pytest.raises(ClockMoved):
        hub.a.sells("MUG-BLU")
    hub.a.shop.till.confirm_date()
    hub.a.sells("MUG-BLU")
    hub.round(hub.a)
    hub.a.sells("MUG-BLU")
    hub.hub.clock = lambda: right() - timedelta(days=days * 2)
    hub.round(hub.a)
    with pytest.raises(ClockOffHub):
        hub.a.sells("MUG-BLU")
    hub.hub.clock = right
    hub.round(hub.a)
    hub.a.sells("MUG-BLU")


def test_a_clock_that_was_set_right_sells_on_before_the_next_round(hub: HubTills) -> None:
    b = hub.joins("b")
    b.clock = type(b.clock)(b.clock.now + timedelta(hours=30))
    b.reopen()
    hub.round(b)
    with pytest.raises(ClockMoved):
        b.sells("MUG-BLU")
    b.clock.advance(hours=-30, minutes=5)
    b.sells("MUG-BLU")


@pytest.mark.parametrize("hours", [-23, 3, 24])
def test_hours_are_said_and_stop_nobody(hub: HubTills, hours: int) -> None:
    right = hub.hub.clock
    hub.hub.clock = lambda: right() + timedelta(hours=hours)
    hub.round(hub.a)
    hub.a.sells("MUG-BLU")
    state = hub.a.shop.sync.state()
    assert state is not None
    assert state.standing is Standing.CLOCK_OFF
