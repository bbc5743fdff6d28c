"""What the web shop sold while no till listened to it comes once one does again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.domain.stores.connection import StoreWish
from tests.services.stores.both_ways import SETTLE, TOKEN, Shops, shops_at
from tests.services.stores.invariants import prove


@pytest.fixture
def shops(ram: Path) -> Iterator[Shops]:
    with shops_at(ram) as both:
        yield both


def again(shops: Shops) -> None:
    connecting = shops.kit.shop.stores.connecting
    wish = StoreWish("ecwid", "4711", f"{shops.web.url}/api/v3", settle=SETTLE, email="pos@shop.example")
    connecting.start(wish, TOKEN, connecting.test(wish, TOKEN))


def test_what_was_sold_and_done_while_it_was_disconnected_comes_when_it_is_connected_again(
    shops: Shops,
) -> None:
    mug, bowl = (str(one["sku"]) for one in shops.counted()[:2])
    shops.sells(mug)
    shops.until_settled()
    shops.kit.shop.stores.connecting.disconnect()
    shops.later(5000)
    shops.web_sells(mug, fulfillmentStatus="DELIVERED")
    given_up = shops.web_sells(bowl)
    shops.web_sets(given_up, paymentStatus="CANCELLED")
    shops.sells(bowl, 2)
    shops.later(5000)
    again(shops)
    shops.until_settled()
    prove(shops)


def test_what_was_deleted_there_meanwhile_is_known_when_it_is_connected_again(shops: Shops) -> None:
    mug, bowl = (str(one["sku"]) for one in shops.counted()[:2])
    shops.sells(mug)
    shops.until_settled()
    kit = shops.kit
    kit.shop.stores.connecting.disconnect()
    shops.later(5000)
    (product,) = [one["id"] for one in shops.counted() if one["sku"] == bowl]
    shops.web.web_delete(product=product)
    with shops.web_does():
        shops.web.web_delete(order=shops.ours[0]["internalId"])
    shops.later(5000)
    again(shops)
    shops.until_settled()
    assert "order_gone" in {one.kind for one in kit.shop.exceptions.all()}
    assert kit.shop.stores.there.stock(kit.hit(bowl).variant_id) is None, "it is no longer linked"
