"""A round that comes down: only what changed is read, and nothing that the lists show late is missed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pos.services.stores.pulls import Pulled
from tests.services.stores.connected import Connected
from tests.shop_kit import ShopKit
from tests.stores.stand_in import running


@pytest.fixture
def connected(shop: ShopKit) -> Iterator[Connected]:
    with running(orders=0) as store:
        yield Connected(shop, store)


def pull(connected: Connected) -> Pulled:
    pulls = connected.shop.shop.stores.pulls
    return pulls.pull(connected.line, connected.connection, connected.profile, connected.marks)


def test_an_idle_round_is_one_request_and_no_entry(connected: Connected) -> None:
    assert pull(connected) == Pulled(39, 25, 0)
    connected.later(1000)
    assert pull(connected) == Pulled()  # the stamps are old enough now
    calls, entries = connected.log.calls, connected.entries
    assert pull(connected) == Pulled()
    assert connected.log.calls == calls + 1
    assert connected.entries == entries
    assert all(one.method == "GET" for one in connected.log.lines())


def test_what_lists_show_late_comes_a_round_later(connected: Connected) -> None:
    pull(connected)
    connected.later(1000)
    pull(connected)
    connected.store.switches(index_lag=100)
    connected.store.web_order(lines=[{"productId": 700000007, "quantity": 1}])
    assert pull(connected) == Pulled()  # the stamp moved, the lists have not
    connected.later(150)
    assert pull(connected).orders == 1
    connected.later(100)
    assert pull(connected) == Pulled()
    calls = connected.log.calls
    assert pull(connected) == Pulled()
    assert connected.log.calls == calls + 1


def test_what_is_switched_off_does_not_come(shop: ShopKit) -> None:
    with running(orders=0) as store:
        connected = Connected(shop, store, token="secret_basic")
        assert pull(connected) == Pulled(39, 0, 0)
        assert "/customers" not in {one.path for one in connected.log.lines()}
