"""A clock is set back, here or there, and no order is lost: what happened there, the clock there tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sample import sample
from tests.services.stores.both_ways import TOKEN, Shops, shops_at, wish_for
from tests.services.stores.invariants import INVARIANTS, prove
from tests.services.stores.test_woo_rounds import Shops as WooShops
from tests.shop_kit import ShopKit
from tests.stores.stand_in import running

YEARS = 5 * 365 * 86_400
CLOSED = {"paymentStatus": "PAID", "fulfillmentStatus": "DELIVERED"}


@pytest.fixture
def shops(ram: Path) -> Iterator[Shops]:
    with shops_at(ram, orders=0) as both:
        yield both


def web_orders(kit: ShopKit) -> int:
    return len(kit.rows("SELECT 1 FROM orders WHERE channel = 'web'"))


@pytest.mark.parametrize("off", sample([-YEARS, YEARS, -7200], 1))
def test_our_clock_is_set_between_connecting_and_the_first_round(shops: Shops, off: int) -> None:
    kit, sku = shops.kit, str(shops.counted()[0]["sku"])
    connecting = kit.shop.stores.connecting
    connecting.disconnect()
    wish = wish_for(shops.web.url)
    connecting.start(wish, TOKEN, connecting.test(wish, TOKEN))
    kit.clock.advance(seconds=off)
    shops.web_sells(sku, **CLOSED)
    shops.until_settled()
    assert web_orders(kit) == 1
    kit.clock.advance(seconds=-off)
    shops.web_sells(sku, **CLOSED)
    shops.until_settled()
    assert web_orders(kit) == 2
    prove(shops)


@pytest.mark.parametrize("back", sample([7200, YEARS, 600], 1))
def test_the_clock_there_is_set_back(shops: Shops, back: int) -> None:
    sku = str(shops.counted()[0]["sku"])
    shops.web_sells(sku, **CLOSED)
    shops.until_settled()
    shops.web.clock(advance=-back)
    for more in range(3):
        shops.web_sells(sku, **CLOSED)
        shops.later(10)
        shops.until_settled()
        assert web_orders(shops.kit) == 2 + more
    for number in sorted(INVARIANTS.keys() - {15}):  # which looks at their stamps
        INVARIANTS[number](shops)


@pytest.mark.parametrize("back", sample([600, 7200, YEARS], 1))
def test_the_clock_of_a_woocommerce_shop_is_set_back(ram: Path, back: int) -> None:
    with running("woo", products=6, orders=0, customers=1) as web:
        kit = ShopKit.create(ram / "shop")
        try:
            shops = WooShops(kit, web)
            mug = shops.mugs[0]

            def sells() -> dict[str, Any]:
                line = {"product_id": mug["id"], "quantity": 1}
                made: dict[str, Any] = web.web_order(line_items=[line], status="completed")
                return made

            sells()
            shops.until_settled()
            web.clock(advance=-back)
            for more in range(2):
                sells()
                shops.until_settled()
                assert web_orders(kit) == 2 + more
            shops.equal()
        finally:
            kit.close()
