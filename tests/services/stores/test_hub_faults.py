"""Two tills, their hub and one web shop: one of them is gone while the others go on, at any call."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from pos.domain.catalogue.stock import Reason
from pos.domain.customers.customers import Customer
from pos.domain.money.quantity import MILLION
from pos.domain.stores.errors import StoreHeld
from pos.domain.stores.uploads import What
from pos.domain.sync.errors import HubUnreachable
from pos.journal.kinds.stock import StockMove, StockMoved
from pos.journal.kinds.stores.uploads import StoreIntended, StoreSent
from pos.services.stores.up.uploads import uploads_of
from pos.stores import ecwid
from tests.services.stores.both_ways import TOKEN, wish_for
from tests.services.stores.invariants import figures_are_those_of_the_beginning_and_all_causes, prove
from tests.services.stores.test_lease import LEASE, HubShops, shops
from tests.stores.spoiling import Spoiler

SENDING = ("create_orders", "read_orders", "add_stock", "set_status")
STORE = "ecwid:4711"

__all__ = ["shops"]


def some(count: int, most: int, seed: int) -> list[object]:
    """Some numbers by chance; a day the first of them."""
    found = random.Random(seed).sample(range(1, most), count)
    return [pytest.param(one, marks=() if n == 0 else pytest.mark.full) for n, one in enumerate(found)]


def busy(shops: HubShops) -> None:
    """Both tills sold, goods came in, an order went back."""
    first, second, third = (str(one["sku"]) for one in shops.counted()[:3])
    before = shops.sells(second, 2)
    shops.until_settled()
    shops.sells(first)
    shops.sells(first, 2)
    shops.receives(third, 3)
    shops.cancels(before)
    shops.web_sells(second)


def over(shops: HubShops) -> None:
    """Faults are over: rounds until all is settled, and everything proven; nobody is asked what is so."""
    shops.tills.hub.faults.before = lambda _call: None  # type: ignore[method-assign]
    shops.web.faults(clear=True)
    shops.later(91)
    shops.until_settled()
    assert not [one for one in shops.kit.shop.exceptions.all() if one.kind == "count"]
    shops.tills.meet()
    prove(shops)


def on_the_hub(shops: HubShops) -> set[bytes]:
    return {one.chain for entries in shops.tills.hub.entries.values() for one in entries}


def intents(shops: HubShops) -> set[bytes]:
    rows = shops.kit.rows("SELECT chain FROM entry WHERE kind = 'store.intended'")
    return {bytes(chain) for (chain,) in rows}  # type: ignore[arg-type]


@pytest.mark.parametrize("call", some(16, 60, 1))
def test_the_hub_is_gone_at_any_call_while_the_web_shop_answers(shops: HubShops, call: int) -> None:
    busy(shops)
    asked = 0

    def gone(_call: str) -> Exception | None:
        nonlocal asked
        asked += 1
        return HubUnreachable() if asked >= call else None

    shops.tills.hub.faults.before = gone  # type: ignore[method-assign]
    spoiler = Spoiler(shops.web)
    unmeant: list[str] = []

    def looked(path: str, answer: bytes) -> bytes:
        if shops.web.calls[-1]["method"] != "GET":
            unmeant.extend([path] if intents(shops) - on_the_hub(shops) else [])
        return answer

    spoiler.change = looked
    shops.round()
    spoiler.change = None
    assert not unmeant, "it was sent before the hub knew of it"
    shops.round()
    shops.sells(str(shops.counted()[3]["sku"]))  # a sale needs neither of them
    over(shops)


def test_what_is_written_without_a_key_is_on_the_hub_before_it_leaves(shops: HubShops) -> None:
    shops.web.switches(batch_allowed=False)
    connecting = shops.kit.shop.stores.connecting
    wish = wish_for(shops.web.url)
    named = replace(wish, syncs=wish.syncs | {"names"})
    connecting.start(named, TOKEN, connecting.test(named, TOKEN))
    shops.kit.clock.advance(seconds=1)
    busy(shops)
    shops.kit.shop.customers.add(Customer("", name="Lucie", email="lucie@example.com"))
    spoiler = Spoiler(shops.web)
    written: list[tuple[str, bool]] = []

    def looked(path: str, answer: bytes) -> bytes:
        if shops.web.calls[-1]["method"] != "GET":
            written.append((path.rpartition("/")[2], not intents(shops) - on_the_hub(shops)))
        return answer

    spoiler.change = looked
    shops.round()
    spoiler.change = None
    assert {what for what, _was_there in written} >= {"orders", "customers", "inventory"}
    assert all(was_there for _what, was_there in written), written


def test_an_order_that_two_lives_found_there_counts_once(shops: HubShops) -> None:
    """Who sent it was not heard of in time; whoever took the web shop over found it there too."""
    sku, till = str(shops.counted()[0]["sku"]), shops.kit.shop.till
    number = shops.sells(sku, 2)
    shops.until_settled()
    uid = shops.kit.shop.orders.order(number).id
    with till.transaction() as tx:
        one = uploads_of(tx.raw(), STORE, What.ORDER, uid).done
        assert one is not None
        assert one.goods
        said = {"store": STORE, "what": What.ORDER, "id": uid}
        meant = StoreIntended(
            **said, attempt=1, goods=one.goods, total=one.total, payment=one.payment,
            fulfilment=one.fulfilment, noted=0,
        )  # fmt: skip
        again = tx.record(meant).event_id
        tx.record(StoreSent(**said, of=again, internal=one.internal, public=one.public, told=one.told))
    shops.web_sells(sku)
    shops.until_settled()
    figures_are_those_of_the_beginning_and_all_causes(shops)


def test_what_two_lives_booked_of_one_figure_counts_once(shops: HubShops) -> None:
    """Who held the web shop had booked it and was not heard of; whoever took it over booked it too."""
    sku = str(shops.counted()[0]["sku"])
    shops.web_sells(sku)
    shops.until_settled()
    move = StockMove(shops.kit.hit(sku).variant_id, quantity=-MILLION)
    with shops.b.shop.till.transaction() as tx:
        tx.record(StockMoved(reason=Reason.WEB.value, moves=(move,)))
    shops.tills.meet()
    shops.until_settled()
    figures_are_those_of_the_beginning_and_all_causes(shops)


@pytest.mark.full
def test_the_web_shop_is_gone_while_the_hub_answers(shops: HubShops) -> None:
    shops.web.faults(rules=[{"on": {}, "do": "drop_before", "times": -1}])
    sku = str(shops.counted()[0]["sku"])
    for _day in range(3):
        shops.sells(sku)
        assert shops.round().stopped is not None
        shops.tills.meet()
        shops.later(400)
    assert len(shops.tills.digests()) == 1
    over(shops)


class Dead(BaseException):
    """The holder's program ends here, and says nothing to anybody."""


@pytest.mark.parametrize("after", [False, pytest.param(True, marks=pytest.mark.full)])
@pytest.mark.parametrize(
    "what", [pytest.param(one, marks=() if one == "add_stock" else pytest.mark.full) for one in SENDING]
)
def test_the_holder_dies_and_another_till_ends_what_it_began(
    shops: HubShops, monkeypatch: pytest.MonkeyPatch, what: str, after: bool
) -> None:
    busy(shops)
    usual: Callable[..., object] = getattr(ecwid.Ecwid, what)

    def dies(*arguments: object) -> object:
        if after:
            usual(*arguments)
        shops.tills.hub.faults.before = lambda _call: HubUnreachable()  # type: ignore[method-assign]
        raise Dead

    monkeypatch.setattr(ecwid.Ecwid, what, dies)
    with pytest.raises(Dead):
        shops.round()
    monkeypatch.undo()
    shops.tills.hub.faults.before = lambda _call: None  # type: ignore[method-assign]
    other = shops.b.shop.stores
    other.connecting._secret(STORE).keep(TOKEN)
    with pytest.raises(StoreHeld):
        other.rounds.run(wait=shops.wait)
    writes = len(shops.writes)
    shops.later(700)
    shops.kit, shops.b = shops.b, shops.kit
    shops.round()
    assert len(shops.writes) == writes, "what the dead one sent may still arrive"
    over(shops)


@pytest.mark.parametrize("call", some(16, 40, 2))
def test_the_lease_is_lost_at_any_call_and_nothing_more_is_written(shops: HubShops, call: int) -> None:
    busy(shops)
    spoiler, lost = Spoiler(shops.web), []
    asked = 0

    def looked(_path: str, answer: bytes) -> bytes:
        nonlocal asked
        asked += 1
        if asked == call:
            lease = shops.tills.hub.leases[LEASE]
            lease.holder, lease.until = b"another", shops.kit.clock().timestamp() + 10_000
            shops.wait(25)
            lost.append(len(shops.writes))
        return answer

    spoiler.change = looked
    shops.round()
    spoiler.change = None
    if lost:
        assert len(shops.writes) == lost[0], "something was written after the lease was lost"
    shops.tills.hub.leases[LEASE].until = 0
    shops.round()
    over(shops)
