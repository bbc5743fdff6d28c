"""A till whose clock is wrong: what it sold counts, and everybody is told once."""

from __future__ import annotations

from datetime import timedelta

from pos.text import sentence
from tests.hub_tills import HubTills, hub

__all__ = ["hub"]


def test_a_clock_years_ahead_is_told_once_and_settled_for_all(hub: HubTills) -> None:
    b = hub.joins("b")
    right = hub.a.clock.now
    b.clock = type(hub.a.clock)(right + timedelta(days=3650))
    b.reopen()
    b.shop.till.confirm_date()
    b.sells("MUG-BLU")
    b.sells("MUG-BLU")
    hub.round(b)
    hub.round(hub.a)
    (one,) = [one for one in hub.a.shop.exceptions.all() if one.kind == "clock_off"]
    assert one.subject == f"B {b.shop.till.life.origin.hex()}"
    assert "2036" in sentence(one.sentence)
    assert one.choices == ("keep", "again")
    assert [one.kind for one in b.shop.exceptions.all()] == [], "it cannot know yet"
    b.clock.now = right
    assert [found.id for found in b.shop.exceptions.all()] == [one.id]
    assert hub.a.in_stock("MUG-BLU") == 98
    assert hub.a.shop.exceptions.resolve(one.id, "keep") is False
    hub.meet()
    assert b.shop.exceptions.all() == ()
    assert b.shop.exceptions.resolve(one.id, "again") is True


def test_a_till_that_joined_before_there_was_a_shop_is_told(hub: HubTills) -> None:
    right = hub.a.clock.now
    hub.a.clock.now = right - timedelta(days=20000)
    stick = hub.folder / "s"
    code = hub.a.shop.sync.pairing.invite("B").code
    hub.a.clock.now = right
    hub.a.shop.sync.bundles.write(stick)
    hub.a.clock.now = right - timedelta(days=20000)
    hub.joined(code, stick)
    hub.a.clock.now = right
    hub.meet()
    (one,) = [one for one in hub.a.shop.exceptions.all() if one.kind == "clock_off"]
    assert one.since.startswith("1972")
    assert [found.id for found in hub.kits["b"].shop.exceptions.all() if found.kind == "clock_off"] == [
        one.id
    ]
