"""Several tills and one web shop: one of them talks to it, by a lease on their hub."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from pos.domain.stores.connection import StoreWish
from pos.domain.stores.errors import RoundElsewhere, StoreHeld
from pos.domain.stores.state import Doing
from pos.domain.sync.errors import (
    ClockWrong,
    EntryNotTaken,
    HubUnreachable,
    LoginRefused,
    TillRemoved,
)
from pos.domain.words.errors import CashierError
from tests.hub_tills import HubTills, proven
from tests.sample import sample
from tests.services.stores.both_ways import SETTLE, TOKEN, Shops, quickly
from tests.services.stores.invariants import prove
from tests.services.stores.scenes import scene
from tests.shop_kit import ShopKit
from tests.stores.stand_in import StandIn, running

LEASE = "store:ecwid:4711"


class HubShops(Shops):
    """Two tills with a hub between them, one of which talks to the web shop; both sell."""

    def __init__(self, tills: HubTills, web: StandIn) -> None:
        super().__init__(tills.a, web)
        self.tills = tills
        tills.meet()
        self.b: ShopKit = tills.joins("b")

    def sells(self, sku: str, pieces: int = 1, *, paid: bool = True) -> str:
        """Every other sale is the other till's, which tells of it at once."""
        if len(self.sold) % 2 or self.b is self.kit:
            return super().sells(sku, pieces, paid=paid)
        holder, self.kit = self.kit, self.b
        try:
            return super().sells(sku, pieces, paid=paid)
        finally:
            self.kit = holder
            self.tills.round(self.b)
            self.tills.round(self.kit)

    def takes_over(self) -> None:
        """A person connects the other till; the one before stays where it is."""
        self.tills.round(self.b)
        self.kit, self.b = self.b, self.kit
        self.kit.shop.stores.connecting.take_over(TOKEN)
        self.connects_anew()

    def connects_anew(self) -> None:
        """A person connects the till that talks to the web shop once more."""
        connecting = self.kit.shop.stores.connecting
        wish = StoreWish("ecwid", "4711", f"{self.web.url}/api/v3", settle=SETTLE, email="pos@shop.example")
        connecting.start(wish, TOKEN, connecting.test(wish, TOKEN))


@pytest.fixture
def shops(ram: Path) -> Iterator[HubShops]:
    with quickly(), running(products=12) as web:
        web.switches(rate=0)
        tills = HubTills(ram)
        try:
            yield HubShops(tills, web)
            tills.meet()
            proven(tills)
        finally:
            tills.close()


@pytest.mark.parametrize(
    "seed", [pytest.param(one, marks=() if one == 1 else pytest.mark.full) for one in range(1, 40)]
)
def test_two_tills_with_a_hub_leave_both_shops_equal(shops: HubShops, seed: int) -> None:
    scene(shops, seed)
    shops.tills.meet()
    prove(shops)


def test_only_the_holder_talks_and_another_takes_over_after_ten_silent_minutes(shops: HubShops) -> None:
    sku = shops.counted()[0]["sku"]
    shops.sells(sku)
    calls = len(shops.web.calls)
    other = shops.b.shop.stores
    with pytest.raises(StoreHeld, match="till A"):
        other.rounds.run(wait=shops.wait)
    other.connecting._secret(LEASE.partition(":")[2]).keep(TOKEN)  # it was typed there too
    with pytest.raises(StoreHeld, match="till A"):
        other.rounds.run(wait=shops.wait)
    assert len(shops.web.calls) == calls
    shops.later(601)
    shops.kit, shops.b = shops.b, shops.kit
    assert type(shops.round().stopped) is RoundElsewhere, "what the one before sent may still arrive"
    seen = shops.kit.shop.stores.state()
    assert seen is not None
    assert (seen.doing, type(seen.why)) == (Doing.WAITS, RoundElsewhere), "nobody has to do anything"
    assert len(shops.web.calls) == calls
    shops.later(91)
    shops.until_settled()
    shops.tills.meet()
    prove(shops)
    with pytest.raises(StoreHeld, match="till B"):
        shops.b.shop.stores.rounds.run(wait=shops.wait)


def test_who_lost_the_lease_between_intent_and_sending_writes_no_more(shops: HubShops) -> None:
    sku = shops.counted()[0]["sku"]
    shops.sells(sku)
    shops.sells(sku)
    shops.receives(sku, 3)
    shops.web.switches(batch_delay=90)
    lost: list[int] = []

    def wait(seconds: float) -> None:
        if not lost:
            lost.append(len(shops.writes))
            shops.tills.hub.leases[LEASE].holder = b"another"
            shops.tills.hub.leases[LEASE].until = shops.kit.clock().timestamp() + 10_000
        shops.wait(seconds + 25)

    shops.kit.shop.stores.rounds.run(wait=wait)
    assert len(shops.writes) == lost[0], "something was written after the lease was lost"
    assert type(shops.round().stopped) is RoundElsewhere
    assert len(shops.writes) == lost[0]
    shops.tills.hub.leases[LEASE].until = 0
    shops.web.switches(batch_delay=0)
    shops.round()
    shops.later(91)
    shops.until_settled()
    shops.tills.meet()
    prove(shops)


def test_what_is_about_to_be_written_is_on_the_hub_before_it_leaves(shops: HubShops) -> None:
    sku = shops.counted()[0]["sku"]
    shops.sells(sku)
    shops.web.faults(rules=[{"on": {"method": "POST", "path": "^/batch$"}, "do": "drop_after", "times": 9}])
    shops.round()
    shops.takes_over()
    meant = shops.kit.rows("SELECT count(*) FROM store_upload WHERE what = 'order'")
    assert meant == [(1,)], "the new holder does not know what the one before meant to send"
    shops.web.faults(clear=True)
    shops.round()
    with pytest.raises(StoreHeld, match="till B"):
        shops.b.shop.stores.rounds.run(wait=shops.wait)  # though it has its token, and was heard of last
    shops.later(91)
    shops.until_settled()
    shops.tills.meet()
    prove(shops)


@pytest.mark.parametrize(
    "trouble", sample([HubUnreachable, LoginRefused, TillRemoved, ClockWrong, EntryNotTaken], 2)
)
def test_what_keeps_a_round_at_the_hub_is_not_said_of_the_web_shop(
    shops: HubShops, trouble: type[CashierError]
) -> None:
    values = {ClockWrong: (shops.kit.clock().date(),), EntryNotTaken: ("A:7",)}
    error = trouble(*values.get(trouble, ()))
    calls = len(shops.web.calls)
    shops.tills.hub.faults.before = lambda _call: error  # type: ignore[method-assign]
    assert type(shops.round().stopped) is trouble
    assert len(shops.web.calls) == calls
    seen = shops.kit.shop.stores.state()
    assert seen is not None
    assert (seen.doing, type(seen.why)) == (Doing.WAITS, trouble)
    assert str(seen.why) == str(error)
    assert seen.next_at, "it is tried again by itself"
    shops.tills.hub.faults.before = lambda _call: None  # type: ignore[method-assign]
    assert shops.round().stopped is None


@pytest.mark.parametrize(
    ("call", "time"),
    sample([("connect", 1), ("hello", 1), ("sales", 1), ("connect", 2), ("lease", 1), ("release", 1)], 2),
)
def test_who_stops_a_round_waits_for_no_hub_that_is_silent(shops: HubShops, call: str, time: int) -> None:
    shop = shops.kit.shop
    shops.kit.sells("MUG-BLU")
    asked, stopping = Event(), Event()
    seen: list[str] = []
    calls = len(shops.web.calls)

    def silent(now: str) -> bool:
        seen.append(now)
        if seen.count(call) == time:
            asked.set()
        return asked.is_set()

    shops.tills.hub.faults.is_silent = silent  # type: ignore[method-assign]
    going = Thread(target=lambda: shop.stores.rounds.run(stopped=stopping.is_set, wait=shops.wait))
    going.start()
    assert asked.wait(20)
    stopping.set()
    shop.stores.rounds.stop()
    going.join(3)
    is_over = not going.is_alive()
    shop.sync.rounds.stop()
    going.join()
    shops.tills.hub.faults.is_silent = lambda _call: False  # type: ignore[method-assign]
    assert is_over
    assert call == "release" or len(shops.web.calls) == calls
    assert shops.round().stopped is None
