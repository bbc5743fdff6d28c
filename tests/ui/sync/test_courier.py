"""Entries go to the hub and to a stick behind the window; without either nothing is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from pos.domain.sync.errors import HubUnreachable
from pos.domain.sync.state import Standing, SyncState, Tell
from pos.services.sync.base.making import Bases
from pos.text import current
from tests.hub_tills import HubTills, hub
from tests.shop_kit import ram
from tests.ui.shop_window import ShopWindow, shop_window
from ui.shared.rounds import words
from ui.shared.rounds.courier import Courier

__all__ = ["hub", "ram"]


def test_ready_rows_are_proven_behind_the_window_before_all_is_here(hub: HubTills, qtbot: QtBot) -> None:
    stick = hub.folder / "joining.bundle"
    hub.a.shop.sync.bundles.write(stick)
    assert Bases(hub.a.shop.till, worth=1).lay_beside(stick)
    b = hub.joined(hub.a.shop.sync.pairing.invite("B").code, stick)
    with shop_window(qtbot, hub.folder, b.shop) as made:
        courier = Courier(made.window, b.shop)
        assert not state(made).is_proven
        courier.go()
        made.settle()
        qtbot.waitUntil(lambda: not courier.lane.busy, timeout=10_000)
        checking = replace(state(made), is_proven=False)
        assert words.chip(checking)[0] == "All sent · checking what came ready"
        qtbot.waitUntil(lambda: state(made).is_proven, timeout=30_000)
        asked = current().ago(datetime.fromisoformat(state(made).last_round_at), briefly=True)
        assert words.chip(state(made))[0] == f"All sent · {asked}"


def state(made: ShopWindow) -> SyncState:
    found = made.shop.sync.state()
    assert found is not None
    return found


def test_what_is_sold_goes_by_itself_to_the_hub_and_to_a_stick(hub: HubTills, qtbot: QtBot) -> None:
    stick = hub.folder / "stick"
    stick.mkdir()
    shop = hub.a.shop
    with shop_window(qtbot, hub.folder, shop) as made:
        shop.till.tell(lambda kinds: made.window.changes.announce(*kinds))
        courier = Courier(made.window, shop)

        def settled() -> None:
            made.settle()
            qtbot.waitUntil(lambda: not (courier.lane.busy or courier.stick_lane.busy), timeout=10_000)
            made.settle()

        courier.go()
        settled()
        assert (state(made).standing, state(made).unsent) == (Standing.OK, 0)
        shop.sync.stick.choose(stick)
        hub.a.sells("MUG-BLU")
        assert state(made).unsent_sales == 1
        settled()
        (copy,) = stick.iterdir()
        assert copy.name == "comptoir-A.bundle"
        courier.go()
        settled()
        assert state(made).unsent_sales == 0
        stick.rename(hub.folder / "pulled out")
        hub.hub.faults.is_down = True
        hub.a.sells("MUG-BLU")
        settled()
        assert "is not there" in made.window.status.said("stick_copy")
        courier.go()
        settled()
        now = state(made)
        assert (now.standing, type(now.why), now.unsent_sales) == (Standing.OFFLINE, HubUnreachable, 1)
        (hub.folder / "pulled out").rename(stick)
        hub.a.sells("MUG-BLU")
        settled()
        assert made.window.status.said("stick_copy") == ""
        courier.pause(is_paused=True)
        assert state(made).standing is Standing.PAUSED
        courier.pause(is_paused=False)
        hub.hub.faults.is_down = False
        courier.go()
        settled()
        assert (state(made).standing, state(made).unsent_sales) == (Standing.OK, 0)


def test_a_sale_while_the_copy_is_made_goes_into_the_next_one(
    hub: HubTills, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop, sold = hub.a.shop, Event()
    stick = shop.sync.stick
    stick.choose(hub.folder)
    whole = stick.keep_up

    def slowly(tell: Tell) -> bool:
        copied = whole(tell)
        return sold.wait(10) and copied

    monkeypatch.setattr(stick, "keep_up", slowly)
    with shop_window(qtbot, hub.folder, shop) as made:
        shop.till.tell(lambda kinds: made.window.changes.announce(*kinds))
        courier = Courier(made.window, shop)
        hub.a.sells("MUG-BLU")
        assert courier.stick_lane.busy
        qtbot.waitUntil(lambda: stick.holds_all, timeout=10_000)
        hub.a.sells("MUG-BLU")
        sold.set()
        qtbot.waitUntil(lambda: not courier.stick_lane.busy, timeout=10_000)
        assert stick.holds_all
