"""Once a night every figure of the web shop is looked at: what no list of changes told is found, by id."""

from __future__ import annotations

from pathlib import Path

import pytest

from pos.services.stores.marks import NIGHT_ENDS, read_marks
from pos.stores import ecwid
from tests.services.stores.both_ways import Shops, shops_at
from tests.services.stores.invariants import KEY, prove
from tests.services.stores.test_woo_rounds import Shops as WooShops
from tests.shop_kit import ShopKit
from tests.stores.stand_in import running

PRODUCTS = 130


def told_nobody(shops: Shops, sku: str, pieces: int) -> None:
    """A figure moves there, and neither its stamp nor that of the web shop does."""
    one = next(one for one in shops.counted() if one["sku"] == sku)
    with shops.web_does():
        one["quantity"] += pieces
        shops.web.shop.products.touch(one["id"])


def until_morning(shops: Shops) -> None:
    """The shop's clock shows the hour at which a night is over."""
    now = shops.kit.clock()
    left = (NIGHT_ENDS - now.hour) % 24 * 3600 - now.minute * 60 - now.second
    shops.wait(left + 60 if left > 0 else left + 24 * 3600 + 60)


def test_a_figure_that_moved_without_a_stamp_is_found_by_night_and_once(ram: Path) -> None:
    with shops_at(ram, products=PRODUCTS) as shops:
        shops.until_settled()
        one, other = (str(each["sku"]) for each in shops.counted()[:2])
        told_nobody(shops, one, -2)
        told_nobody(shops, other, 3)
        shops.wait(60)
        idle = shops.round()
        assert idle.calls <= 3, "what happens by night is on no idle round's bill"
        assert shops.there(one) != shops.kit.in_stock(one)
        until_morning(shops)
        before = len(shops.web.calls)
        night = shops.round()
        asked = shops.web.calls[before:]
        lists = [call for call in asked if call["path"] == "/products"]
        by_id = [call["path"] for call in asked if call["path"].startswith("/products/")]
        assert len(lists) == -(-(len(shops.web.shop.products.live) - 1) // 99)
        assert len(by_id) == 2, "only what differs is read by itself"
        assert night.calls == len(asked) == idle.calls + len(lists) + len(by_id)
        assert {call["method"] for call in asked} == {"GET"}
        assert (shops.there(one), shops.there(other)) == (shops.kit.in_stock(one), shops.kit.in_stock(other))
        assert shops.round().calls <= 3, "once a night"
        prove(shops)


def test_a_first_pull_reads_no_product_by_itself_whose_figure_in_the_list_is_old_enough(
    ram: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ecwid, "PAGE", 10)
    with shops_at(ram, products=60, orders=0) as shops:
        asked = [one["path"] for one in shops.web.calls if one["path"].startswith("/products/")]
        assert set(asked) <= {"/products/deleted"}


def test_a_night_that_is_cut_short_goes_on_where_it_was(ram: Path) -> None:
    with shops_at(ram, products=PRODUCTS) as shops:
        shops.until_settled()
        last = str(shops.counted()[-1]["sku"])
        told_nobody(shops, last, -1)
        until_morning(shops)
        shops.web.faults(rules=[{"on": {"path": "^/products$"}, "do": "drop_before", "skip": 1}])
        assert shops.round().stopped is not None
        assert read_marks(shops.kit.shop.till, KEY).page["figures"] > 0
        before = len(shops.web.calls)
        assert shops.round().stopped is None
        lists = [call for call in shops.web.calls[before:] if call["path"] == "/products"]
        assert len(lists) == 1, "what was looked at is not asked for again"
        assert shops.there(last) == shops.kit.in_stock(last)
        prove(shops)


@pytest.mark.full
def test_a_night_over_nothing_changed_reads_no_product_by_itself(ram: Path) -> None:
    with shops_at(ram, products=PRODUCTS) as shops:
        sku = str(shops.counted()[0]["sku"])
        shops.web.switches(index_lag=15)
        shops.until_settled()
        until_morning(shops)
        shops.sells(sku)
        shops.receives(sku, 5)
        shops.until_settled()
        prove(shops)


@pytest.mark.full
def test_a_variation_that_moved_there_without_a_word_is_found_by_night(ram: Path) -> None:
    """WooCommerce stamps a product when one of its variations is sold by itself, or does not."""
    with running("woo", products=12, orders=0, customers=1) as web:
        kit = ShopKit.create(ram / "shop")
        try:
            shops = WooShops(kit, web)
            shops.wait(2 * 3600)
            shops.mugs[-1]["modified"] = int(web.shop.now())  # since then nothing says that it changed
            shops.until_settled()
            variation = next(one for one in web.shop.variations.values() if one["stock_quantity"] > 3)
            product = next(one for one in shops.mugs)
            for one in (variation, product):
                one["stock_quantity"] -= 2
            shops.round()
            assert kit.in_stock(product["sku"]) != product["stock_quantity"]
            shops.wait(25 * 3600)
            shops.until_settled()
            assert kit.in_stock(variation["sku"]) == variation["stock_quantity"]
            shops.equal()
        finally:
            kit.close()
