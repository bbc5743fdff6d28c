"""Two tills and one web shop over a real hub: a small scene, and one till takes over from the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("psycopg", reason="the library that talks to a hub is missing")

from pos.domain.stores.connection import StoreWish
from pos.domain.stores.errors import StoreHeld
from pos.domain.sync.roles import Role
from pos.founding import join_shop
from tests.postgres import TestDatabase, cluster, database, server
from tests.services.stores.both_ways import SETTLE, TOKEN, Shops
from tests.services.stores.invariants import INVARIANTS
from tests.shop_kit import ShopKit
from tests.stores.stand_in import StandIn, running

__all__ = ["cluster", "database", "server"]


@pytest.fixture
def web() -> Iterator[StandIn]:
    with running(products=8) as one:
        yield one


@pytest.mark.full
def test_two_tills_at_a_real_hub_leave_both_shops_equal(
    ram: Path, database: TestDatabase, web: StandIn
) -> None:
    a = ShopKit.create(ram / "a")
    a.clock.now = datetime.now(UTC)
    a.shop.sync.hubs.create(database.dsn())
    join_shop(ram / "b", a.shop.sync.pairing.invite("B", Role.OFFICE).code, clock=a.clock)
    b = ShopKit.open(ram / "b", a.clock)
    try:
        shops = Shops(a, web)
        first, second = (str(one["sku"]) for one in shops.counted()[:2])
        a.shop.sync.rounds.once()
        b.shop.sync.rounds.once()
        shops.kit = b
        shops.sells(first, 2)
        b.shop.sync.rounds.once()
        with pytest.raises(StoreHeld, match="till A"):
            shops.round()
        shops.kit = a
        shops.receives(first, 5)
        shops.receives(second, 3)
        shops.web_sells(second)
        shops.web.faults(
            rules=[{"on": {"method": "POST", "path": "^/batch$"}, "do": "drop_after", "times": 9}]
        )
        shops.round()
        meant = a.rows("SELECT count(*) FROM store_upload")
        b.shop.sync.rounds.once()
        assert b.rows("SELECT count(*) FROM store_upload") == meant, "what was meant is on the hub"
        web.faults(clear=True)
        shops.kit = b
        connecting = b.shop.stores.connecting
        connecting.take_over(TOKEN)
        wish = StoreWish("ecwid", "4711", f"{web.url}/api/v3", settle=SETTLE, email="pos@shop.example")
        connecting.start(wish, TOKEN, connecting.test(wish, TOKEN))
        shops.round()
        shops.later(91)
        shops.until_settled()
        for _time in range(2):
            a.shop.sync.rounds.once()
            b.shop.sync.rounds.once()
        for number in sorted(INVARIANTS):
            INVARIANTS[number](shops)
        with pytest.raises(StoreHeld, match="till B"):
            a.shop.stores.rounds.run(wait=shops.wait)
    finally:
        a.close()
        b.close()
