"""On the Orders page: an order is only on this computer, then on the hub since a time, then in part."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.hub_tills import HubTills, hub
from tests.shop_kit import ShopKit, ram
from tests.ui.orders.office import Office
from tests.ui.shop_window import shop_window
from ui.shared.rounds.courier import Courier

__all__ = ["hub", "ram"]


def test_an_order_says_where_it_lies(hub: HubTills, qtbot: QtBot) -> None:
    shop = hub.a.shop
    with shop_window(qtbot, hub.folder, shop) as made:
        shop.till.tell(lambda kinds: made.window.changes.announce(*kinds))
        office = Office(made.bot, made.window, made.shop)
        courier = Courier(made.window, shop)
        courier.pause(is_paused=True)  # each round here is asked for
        number = hub.a.sells("MUG-BLU").number
        office.open()
        office.open_order(number)
        assert office.detail.where.text() == "Only on this computer"

        def meet() -> None:
            courier.go()
            office.settle()
            qtbot.waitUntil(lambda: not courier.lane.busy, timeout=10_000)
            office.settle()

        meet()
        assert office.detail.where.text().startswith("On the hub since 23/11/2026")
        assert office.detail.where.isVisible()
        hub.now(5)
        shop.order_changes.note(number, "Anna comes for it on Friday")
        office.settle()
        assert office.detail.where.text().endswith(" · 1 change is not there yet")
        meet()
        assert "change" not in office.detail.where.text()
        other = hub.joins("b")
        number = other.sells("MUG-BLU").number
        stick = hub.folder / "b.bundle"
        other.shop.sync.bundles.write(stick)
        shop.sync.bundles.read(stick)
        office.open_order(number)
        assert office.detail.where.text() == "Not on the hub yet"
        meet()
        assert office.detail.where.text().startswith("On the hub")


def test_a_single_till_never_sees_it(qtbot: QtBot, ram: Path) -> None:
    kit = ShopKit.create(ram / "alone")
    kit.stocks()
    number = kit.sells("MUG-BLU").number
    with shop_window(qtbot, ram, kit.shop) as made:
        office = Office(made.bot, made.window, made.shop)
        office.open()
        office.open_order(number)
        assert not office.detail.where.isVisible()
    kit.close()
