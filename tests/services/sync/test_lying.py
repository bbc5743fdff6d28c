"""Where an order lies beside this till: only here, on the hub since a time, in part."""

from __future__ import annotations

from pos.cli.whole_order import whole_order
from pos.domain.sync.errors import HubWentAway
from pos.domain.sync.state import Lies
from tests.hub_tills import HubTills, hub
from tests.shop_kit import ShopKit, ram

__all__ = ["hub", "ram"]


def lies(kit: ShopKit, number: str) -> Lies | None:
    return kit.shop.sync.lies(kit.shop.orders.order(number).id)


def test_an_order_is_only_here_and_then_on_the_hub_since_a_time(hub: HubTills) -> None:
    a, b = hub.a, hub.joins("b")
    hub.round(a)
    first = a.sells("MUG-BLU").number
    hub.now(30)
    assert lies(a, first) == Lies(on_hub=False, since="", later=0, is_ours=True)
    at = a.clock().isoformat(timespec="seconds")
    hub.round(a)
    hub.now(60)
    hub.round(a)
    hub.round(b)
    assert lies(a, first) == Lies(on_hub=True, since=at, later=0, is_ours=True)
    theirs = lies(b, first)
    assert theirs is not None
    assert (theirs.on_hub, theirs.is_ours) == (True, False)

    # what is done with it later goes there later
    b.shop.order_changes.note(first, "for Anna")
    assert lies(b, first) == Lies(on_hub=True, since=theirs.since, later=1, is_ours=False)
    read = whole_order(b.shop, b.shop.orders.order(first))
    assert (read["on_hub"], read["only_here"]) == (True, 1)
    hub.round(b)
    assert whole_order(b.shop, b.shop.orders.order(first))["only_here"] == 0
    read = whole_order(a.shop, a.shop.orders.order(first))
    assert (read["on_hub"], read["on_hub_since"], read["only_here"]) == (True, at, 0)


def test_a_hub_that_lost_it_gets_it_again_and_says_since_when(hub: HubTills) -> None:
    a = hub.a
    hub.round(a)
    before = hub.hub.snapshot()
    first, second = a.sells("MUG-BLU").number, a.sells("MUG-BLU").number
    hub.round(a)
    hub.now(30)
    hub.hub.restore(before)
    again = a.clock().isoformat(timespec="seconds")
    assert hub.round(a).state == "hub_lost"
    for number in (first, second):
        assert lies(a, number) == Lies(on_hub=True, since=again, later=0, is_ours=True)


def test_where_the_answer_was_lost_the_next_round_tells(hub: HubTills) -> None:
    a = hub.a
    hub.round(a)
    number = a.sells("MUG-BLU").number
    hub.hub.faults.after = lambda call: HubWentAway() if call == "append" else None
    try:
        hub.round(a)
    except HubWentAway:
        hub.hub.faults = type(hub.hub.faults)()
    found = lies(a, number)
    assert found is not None
    assert not found.on_hub
    hub.now(5)
    hub.round(a)
    found = lies(a, number)
    assert found is not None
    assert (found.on_hub, found.since) == (True, a.clock().isoformat(timespec="seconds"))


def test_a_till_without_a_hub_says_nothing_of_it(hub: HubTills) -> None:
    alone = ShopKit.create(hub.folder / "alone")
    alone.stocks()
    number = alone.sells("MUG-BLU").number
    assert lies(alone, number) is None
    read = whole_order(alone.shop, alone.shop.orders.order(number))
    assert (read["on_hub"], read["on_hub_since"], read["only_here"]) == (None, None, None)
    alone.close()
