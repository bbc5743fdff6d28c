"""A till and its hub: what is only here goes there, what others wrote comes here, whatever breaks."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from msgspec.structs import replace

from pos.domain.customers.customers import Customer
from pos.domain.orders.errors import SeveralOrders
from pos.domain.sync.errors import (
    EntryNotTaken,
    FormatTooOld,
    HubUnreachable,
    HubWentAway,
    RoundStopped,
    TillRemoved,
)
from pos.domain.sync.state import Standing
from pos.services.sync.rounds.round import RoundDone
from tests.hub_tills import HubTills, hub
from tests.memory_hub import MemoryHub
from tests.shop_kit import ShopKit

__all__ = ["hub"]

PLACED = "SELECT event_id FROM entry WHERE kind = 'order.placed'"


def test_a_single_till_has_no_hub_and_one_with_a_hub_knows_what_is_only_here(ram: Path) -> None:
    kit = ShopKit.create(ram / "a")
    assert kit.shop.sync.state() is None
    kit.stocks()
    kit.sells("MUG-BLU")
    kit.uplink = MemoryHub("", kit.clock).uplink()
    kit.reopen()
    state = kit.shop.sync.state()
    assert state is not None
    written = kit.shop.till.database.reader().execute("SELECT count(*) FROM entry").fetchone()[0]
    assert (state.standing, state.unsent, state.unsent_sales) == (Standing.WAITING, written, 1)
    kit.close()


def test_what_was_sold_offline_is_everywhere_once_and_the_hub_says_so(hub: HubTills) -> None:
    b = hub.joins("b")
    for _sale in range(3):
        hub.now()
        hub.a.sells("MUG-BLU")
    b.sells("MUG-BLU")
    done = hub.round(hub.a)
    assert (done.state, done.confirmed, done.confirmed_total, done.is_same) == ("ok", 3, 5400, True)
    assert done.unsent == 0
    assert done.pushed > 3
    found = hub.round(b)
    assert (found.pulled, found.applied) == (3, 3)
    assert hub.round(hub.a).pulled == 2  # the other till's beginning, and its sale
    assert hub.round(hub.a).pulled == hub.round(hub.a).pushed == 0
    assert hub.a.in_stock("MUG-BLU") == b.in_stock("MUG-BLU") == 96
    state = b.shop.sync.state()
    assert state is not None
    assert state.confirmed is not None
    assert (state.standing, state.unsent_sales, state.confirmed.count) == (Standing.OK, 0, 1)


def test_an_answer_that_was_lost_doubles_nothing(hub: HubTills) -> None:
    hub.a.sells("MUG-BLU")
    for lost in ("append", "heads", "hello", "sales"):
        hub.now()
        hub.a.sells("MUG-BLU")
        hub.hub.faults.after = lambda call, lost=lost: HubWentAway() if call == lost else None  # type: ignore[misc]
        with pytest.raises(HubWentAway):
            hub.round(hub.a)
        state = hub.a.shop.sync.state()
        assert state is not None
        assert state.standing is Standing.OFFLINE
        assert state.retry_at
        hub.hub.faults.after = lambda _call: None
        assert hub.round(hub.a).state == "ok"
    hub.hub.faults.is_down = True
    with pytest.raises(HubUnreachable):
        hub.round(hub.a)


def test_a_hub_brought_back_from_yesterday_gets_again_what_it_lost(hub: HubTills) -> None:
    b = hub.joins("b", role="till")
    hub.meet()
    yesterday = hub.hub.snapshot()
    b.sells("MUG-BLU")
    hub.a.sells("MUG-BLU")
    hub.meet()
    hub.hub.restore(yesterday)
    done = hub.round(b)
    assert (done.state, done.confirmed, done.is_same, done.unsent) == ("hub_lost", 1, True, 0)
    assert hub.round(hub.a).state == "hub_lost"
    assert hub.round(hub.a).state == "ok"


def test_what_a_dead_till_sent_is_sent_again_by_the_office(hub: HubTills) -> None:
    b = hub.joins("b")
    c = hub.joins("c", role="till")
    b.sells("MUG-BLU")
    hub.meet()
    hub.hub.restore({})
    del hub.kits["b"]
    b.close()
    assert hub.round(c).pushed == len(hub.hub.entries[c.shop.till.life.origin])  # a till sends only its own
    assert set(hub.hub.entries) == {c.shop.till.life.origin}
    hub.round(hub.a)
    assert len(hub.hub.entries) == 3


def test_a_till_put_back_to_an_old_image_goes_on_as_another_life(hub: HubTills) -> None:
    b = hub.joins("b")
    hub.meet()
    image = hub.image_of(b)
    b.sells("MUG-BLU")
    hub.round(b)
    hub.put_back(b, image)
    assert b.shop.till.life.letter == "B"
    done = hub.round(b)
    assert (done.state, done.pulled) == ("new_life", 1)
    assert b.shop.till.life.letter == "B2"
    assert b.sells("MUG-BLU").number == "B2-000001"


def test_two_computers_that_wrote_as_one_keep_every_sale_of_both(hub: HubTills) -> None:
    b = hub.joins("b")
    hub.meet()
    image = hub.image_of(b)
    b.sells("MUG-BLU")
    hub.round(b)
    sent = hub.hub.snapshot()
    hub.put_back(b, image)
    hub.now()
    mine = b.sells("MUG-BLU", "MUG-BLU")
    assert mine.number == "B-000001"  # the number that the other computer gave too
    printed = b.shop.orders.order(mine.id).seal
    done = hub.round(b)
    assert (done.state, done.confirmed, done.confirmed_total) == ("new_life", 1, 3600)
    assert b.shop.till.life.letter == "B2"
    assert hub.hub.entries[b.shop.till.life.origin][1].event_id.hex() in {
        row[0].hex() for row in b.shop.till.database.reader().execute(PLACED)
    }
    hub.meet()
    assert all(hub.hub.entries[life][: len(kept)] == kept for life, kept in sent.items())
    assert hub.a.in_stock("MUG-BLU") == 97
    kinds = {one.kind for one in hub.a.shop.exceptions.all()}
    assert {"same_number", "forked"} <= kinds
    assert hub.a.shop.exceptions.all() == b.shop.exceptions.all()
    assert hub.a.shop.orders.order(mine.id).seal == b.shop.orders.order(mine.id).seal == printed
    told = [
        {one.letter: (one.sales, one.total.minor) for one in kit.shop.sync.tills.all("EUR")}
        for kit in (hub.a, b)
    ]
    assert told[0] == told[1] == {"A": (0, 0), "B": (1, 1800), "B2": (1, 3600)}


def test_why_it_is_asked_is_told_alike_whichever_copy_of_a_sale_came_here(hub: HubTills) -> None:
    b = hub.joins("b")
    hub.meet()
    image = hub.image_of(b)
    b.sells("MUG-BLU")
    hub.round(b)
    hub.put_back(b, image)
    hub.now()
    b.sells(("MUG-BLU", "100"))  # more than there are; the next life writes it again
    hub.round(b)
    hub.meet()
    here, there = ([one for one in kit.shop.exceptions.all() if one.kind == "oversold"] for kit in (hub.a, b))
    assert here == there
    assert [cause["till"] for cause in here[0].details["causes"]] == ["B"]


def test_of_two_orders_with_one_number_each_is_named_by_its_id(hub: HubTills) -> None:
    b = hub.joins("b")
    hub.meet()
    first, second = hub.doubled(b)
    for kit in (hub.a, b):
        orders = kit.shop.orders
        with pytest.raises(SeveralOrders) as refused:
            orders.called("B-000001")
        assert set(refused.value.ids.split(", ")) == {first.id, second.id}
        for order, total in ((first, 1800), (second, 3600)):
            assert orders.called(order.id.upper()) == order.id
            assert orders.order(orders.called(order.id)).row.total.minor == total
            assert kit.shop.documents.receipt(order.id).document.number == order.number
    hub.a.shop.order_changes.note(second.id, "the second")
    hub.a.shop.order_changes.cancel(second.id)
    hub.meet()
    assert [b.shop.orders.order(one.id).row.credited.minor for one in (first, second)] == [0, 3600]


def test_a_hub_of_another_shop_gets_nothing(hub: HubTills) -> None:
    from pos.domain.sync.errors import HubOfAnotherShop

    hub.a.sells("MUG-BLU")
    ours, hub.hub.shop = hub.hub.shop, "f" * 32
    with pytest.raises(HubOfAnotherShop):
        hub.round(hub.a)
    assert hub.hub.entries == {}
    state = hub.a.shop.sync.state()
    assert state is not None
    assert (state.standing, state.retry_at) == (Standing.REFUSED, "")
    hub.hub.shop = ours


def test_what_only_others_hold_of_a_life_that_wrote_anew_is_written_again_by_the_office(
    hub: HubTills,
) -> None:
    b = hub.joins("b")
    hub.meet()
    image = hub.image_of(b)
    given = b.sells("MUG-BLU")
    stick = hub.folder / "stick"
    b.shop.sync.bundles.write(stick)
    hub.a.shop.sync.bundles.read(stick)
    hub.put_back(b, image)
    hub.now()
    b.sells("MUG-BLU", "MUG-BLU")
    assert hub.round(b).state == "ok", "nobody told the hub of the other branch"
    done = hub.round(hub.a)
    assert (done.state, done.unsent) == ("ok", 0)
    hub.round(b)
    uids = b.shop.till.database.reader().execute("SELECT lower(hex(uid)) FROM orders").fetchall()
    assert (given.id,) in uids
    assert b.in_stock("MUG-BLU") == hub.a.in_stock("MUG-BLU") == 97
    assert hub.round(hub.a).pushed == 0, "it is written again once"


def test_a_till_that_was_closed_out_keeps_what_it_sold_and_is_told(hub: HubTills) -> None:
    b = hub.joins("b", role="till")
    b.sells("MUG-BLU")
    hub.meet()
    hub.a.shop.sync.pairing.fence("B")
    hub.round(hub.a)
    b.sells("MUG-BLU")
    b.shop.customers.add(Customer(id="", name="Lucie Martin"))
    with pytest.raises(TillRemoved):
        hub.round(b)
    state = b.shop.sync.state()
    assert state is not None
    assert (state.standing, type(state.why)) == (Standing.REFUSED, TillRemoved)
    assert b.in_stock("MUG-BLU") == 98
    hub.round(hub.a)
    asked = [one for one in hub.a.shop.exceptions.all() if one.kind == "fenced_entries"]
    assert (len(asked), hub.a.in_stock("MUG-BLU"), hub.a.shop.customers.find("lucie")) == (2, 99, ())
    for one in asked:
        hub.a.shop.exceptions.resolve(one.id, "accept")
    assert hub.a.in_stock("MUG-BLU") == 98
    assert len(hub.a.shop.customers.find("lucie")) == 1, "what was let in is found"
    del hub.kits["b"]
    b.close()


def test_what_a_removed_till_wrote_beside_its_log_is_carried_when_it_is_let_in(hub: HubTills) -> None:
    b, c = hub.joins("b"), hub.joins("c")
    hub.meet()
    image = hub.image_of(b)
    b.sells("MUG-BLU")
    hub.meet()
    hub.a.shop.sync.pairing.fence("B")
    hub.round(hub.a)
    hub.round(c)
    hub.put_back(b, image)
    hub.now()
    for _time in range(2):
        b.sells("MUG-BLU", "MUG-BLU")
    stick = hub.folder / "stick"
    b.shop.sync.bundles.write(stick)
    c.shop.sync.bundles.read(stick)
    before = c.in_stock("MUG-BLU")
    hub.round(c)
    hub.round(hub.a)
    assert hub.a.in_stock("MUG-BLU") == before, "what is behind the fence came in another log"
    assert before == 99, "what stands before the fence is not what the office knew there"
    asked = [one for one in c.shop.exceptions.all() if one.kind == "fenced_entries"]
    assert len(asked) == 2
    for left, one in enumerate(asked, 1):
        c.shop.exceptions.resolve(one.id, "accept")
        hub.round(c)
        hub.round(hub.a)
        assert hub.a.in_stock("MUG-BLU") == c.in_stock("MUG-BLU") == before - 2 * left
    del hub.kits["b"]
    b.close()


def test_what_a_fence_takes_back_leaves_all_else_to_be_found(hub: HubTills) -> None:
    b, c = hub.joins("b"), hub.joins("c")
    hub.meet()
    hub.a.shop.customers.add(Customer(id="", name="Jules Verne"))
    b.shop.customers.add(Customer(id="", name="Lucie Martin"))
    stick = hub.folder / "stick"
    b.shop.sync.bundles.write(stick)
    c.shop.sync.bundles.read(stick)
    assert len(c.shop.customers.find("lucie")) == 1
    hub.a.shop.sync.pairing.fence("B")
    hub.round(hub.a)
    hub.round(c)
    assert c.shop.customers.find("lucie") == ()
    assert len(c.shop.customers.find("jules")) == 1
    assert c.hit("MUG-BLU").sku == "MUG-BLU"
    assert [hit.sku for hit in c.shop.search.find("mug").hits] == ["MUG-BLU"]
    del hub.kits["b"]
    b.close()


def test_a_hub_that_asks_for_a_newer_program_takes_and_gives_nothing(hub: HubTills) -> None:
    b = hub.joins("b")
    b.sells("MUG-BLU")
    hub.round(b)
    hub.hub.oldest = 2
    hub.a.sells("MUG-BLU")
    with pytest.raises(FormatTooOld):
        hub.round(hub.a)
    assert hub.a.shop.till.life.origin in hub.hub.entries
    assert hub.a.in_stock("MUG-BLU") == 99
    hub.hub.oldest = 1
    hub.round(hub.a)
    assert hub.a.in_stock("MUG-BLU") == 98


def test_an_entry_that_the_hub_refuses_stops_what_is_behind_it_and_nothing_else(hub: HubTills) -> None:
    b = hub.joins("b")
    hub.meet()
    b.sells("MUG-BLU")
    hub.round(b)
    for _sale in range(5):
        hub.now()
        hub.a.sells("MUG-BLU")
    life = hub.a.shop.till.life.origin
    bad = len(hub.hub.entries[life]) + 3
    hub.hub.faults.refuses = lambda entry: (entry.origin, entry.seq) == (life, bad)
    with pytest.raises(EntryNotTaken) as refused:
        hub.round(hub.a)
    assert vars(refused.value)["entry"] == f"{life.hex()[:8]}:{bad}"
    assert len(hub.hub.entries[life]) == bad - 1
    assert hub.a.in_stock("MUG-BLU") == 94, "what others wrote came in all the same"
    hub.hub.faults.refuses = lambda _entry: False
    hub.a.shop.sync.rounds.once()


def test_one_wrong_entry_on_the_hub_stops_no_other_life(hub: HubTills) -> None:
    b, c = hub.joins("b"), hub.joins("c")
    hub.meet()
    for kit in (b, c):
        kit.sells("MUG-BLU")
        hub.round(kit)
    wrong = b.shop.till.life.origin
    hub.hub.faults.changes = lambda entry: (
        replace(entry, body=entry.body + b" ") if entry.origin == wrong else entry
    )
    assert hub.round(hub.a).pulled == 1
    assert hub.a.in_stock("MUG-BLU") == 99
    hub.hub.faults.changes = lambda entry: entry
    assert hub.round(hub.a).pulled == 1


def test_a_round_is_ended_between_two_pages_and_goes_on_there(hub: HubTills) -> None:
    for _sale in range(3):
        hub.a.sells("MUG-BLU")
    rounds = hub.a.shop.sync.rounds

    def stops(call: str) -> None:
        if call == "append":
            rounds.stop()

    hub.hub.faults.after = stops
    with pytest.raises(RoundStopped):
        rounds.once()
    hub.hub.faults.after = lambda _call: None
    state = hub.a.shop.sync.state()
    assert state is not None
    assert state.standing is not Standing.RUNNING
    assert hub.round(hub.a).pushed == 0, "the page was sent, and counted"


def test_a_round_that_another_thread_asks_for_begins_after_the_one_that_goes_on(hub: HubTills) -> None:
    found: list[RoundDone] = []
    second = threading.Thread(target=lambda: found.append(hub.round(hub.a)))

    def meanwhile(call: str) -> None:
        if call == "hello" and not found and not second.ident:
            second.start()
            second.join(0.1)
            assert hub.hub.calls.count("connect") == 1

    hub.hub.faults.before = meanwhile
    hub.a.sells("MUG-BLU")
    first = hub.round(hub.a)
    second.join()
    assert first.pushed > 0
    assert [one.pushed for one in found] == [0]
