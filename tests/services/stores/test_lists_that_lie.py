"""Lists that say less than there is, or call gone what is there: nothing is passed by, no link ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pos.services.stores.marks import forget_marks
from tests.services.stores.both_ways import Shops, shops_at
from tests.services.stores.invariants import KEY, prove
from tests.services.stores.test_woo_rounds import Shops as WooShops
from tests.shop_kit import ShopKit
from tests.stores.spoiling import Spoiler
from tests.stores.stand_in import running


def linked(shops: Shops | WooShops) -> int:
    ((count,),) = shops.kit.rows("SELECT count(*) FROM store_link WHERE noun = 'product' AND theirs <> ''")
    return int(str(count))


@pytest.mark.parametrize("total", [None, pytest.param(5, marks=pytest.mark.full)])
def test_a_list_that_does_not_say_how_long_it_is_is_read_to_its_end(ram: Path, total: int | None) -> None:
    with shops_at(ram, products=130, orders=0) as shops:
        there = linked(shops)
        last = {"id": 1, "sku": "LAST", "name": "Last", "price": 5, "enabled": True, "unlimited": True}
        stamps = {"createTimestamp": 2**31, "updateTimestamp": 1, "combinations": [], "options": []}
        shops.web.shop.products.put(1, last | stamps)
        spoiler = Spoiler(shops.web)
        spoiler.change = lambda path, said: (
            json.dumps({**json.loads(said), "total": total}).encode() if path == "/products" else said
        )
        forget_marks(shops.kit.shop.till, KEY)
        assert shops.round().stopped is None
        assert linked(shops) == there + 1


def test_what_a_list_calls_deleted_is_looked_at_before_its_link_ends(ram: Path) -> None:
    with shops_at(ram) as shops:
        there = linked(shops)
        gone, stays = shops.counted()[:2]
        shops.until_settled()
        shops.web.web_delete(product=gone["id"])
        shops.web.shop.products.deleted.append({**shops.web.shop.products.deleted[-1], "id": stays["id"]})
        shops.until_settled()
        assert linked(shops) == there - 1
        assert shops.kit.shop.stores.there.stock(shops.kit.hit(gone["sku"]).variant_id) is None
        prove(shops)


@pytest.mark.parametrize("lists", ["[]", pytest.param("[{}]", marks=pytest.mark.full)])
def test_a_night_in_which_lists_are_empty_ends_no_link(ram: Path, lists: str) -> None:
    with running("woo", products=12, orders=0, customers=1) as web:
        kit = ShopKit.create(ram / "shop")
        try:
            shops = WooShops(kit, web)
            kit.sells(shops.mugs[0]["sku"])
            shops.until_settled()
            there = linked(shops)
            spoiler = Spoiler(web)
            spoiler.change = lambda path, said: lists.encode() if path in ("/products", "/orders") else said
            shops.wait(25 * 3600)
            shops.round()
            assert linked(shops) == there
            assert not [one for one in kit.shop.exceptions.all() if one.kind == "order_gone"]
            spoiler.change = None
            binned = shops.mugs[1]
            binned["status"] = "trash"
            web.shop.products[binned["id"]] = binned
            spoiler.change = lambda path, said: (
                json.dumps([one for one in json.loads(said) if one.get("status") != "trash"]).encode()
                if path == "/products"
                else said
            )
            shops.wait(25 * 3600)
            shops.until_settled()
            assert linked(shops) == there - 1, "what lies in the bin is gone"
            shops.equal()
        finally:
            kit.close()
