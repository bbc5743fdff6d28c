"""Goods that the web shop did not count when they came and counts later, or no longer: so it is here too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.services.stores.both_ways import Shops, quickly, shops_at
from tests.services.stores.invariants import prove
from tests.shop_kit import ShopKit
from tests.stores.stand_in import StandIn, running

SKU = "CLAY-1"


def uncounted(web: StandIn) -> None:
    """One of its products has no figure before the shops meet."""
    one = next(p for p in web.shop.products.live.values() if "quantity" in p and not p["combinations"])
    one.update(sku=SKU, unlimited=True)
    del one["quantity"]
    web.shop.touch_product(one)


def product(shops: Shops) -> dict[str, Any]:
    return next(one for one in shops.web.shop.products.live.values() if one["sku"] == SKU)


def counts(shops: Shops, pieces: int) -> None:
    """The seller types a figure in the web shop."""
    shops.web.web_edit(product=product(shops)["id"], set={"unlimited": False, "quantity": pieces})
    shops.later()


def sells(shops: Shops, pieces: int = 1) -> None:
    shops.sells(SKU, pieces)
    shops.until_settled()


def equal(shops: Shops, pieces: int) -> None:
    shops.until_settled()
    assert (shops.there(SKU), shops.kit.in_stock(SKU)) == (pieces, pieces)


@pytest.mark.parametrize("stock", ["till", pytest.param("store", marks=pytest.mark.full)])
def test_what_is_counted_there_later_is_counted_here(ram: Path, stock: str) -> None:
    with shops_at(ram, stock, uncounted, orders=0) as shops:
        assert shops.kit.in_stock(SKU) is None
        sells(shops, 2)
        assert shops.round().calls <= 3
        counts(shops, 10)
        equal(shops, 10)
        shops.start[SKU], shops.causes[SKU] = 10, 0
        shops.sells(SKU, 3)
        shops.web_sells(SKU)
        shops.receives(SKU, 5)
        equal(shops, 11)
        shops.cancels(shops.sold[-1])
        equal(shops, 14)
        prove(shops)


def test_a_figure_that_goes_goes_here_and_what_is_typed_then_stands(ram: Path) -> None:
    with shops_at(ram, "store", uncounted, orders=0) as shops:
        counts(shops, 10)
        equal(shops, 10)
        sells(shops, 2)
        shops.receives(SKU, 7)  # is not told before the figure goes
        shops.web.web_edit(product=product(shops)["id"], set={"unlimited": True})
        shops.later()
        shops.until_settled()
        assert shops.kit.in_stock(SKU) is None
        sells(shops, 2)
        assert shops.round().calls <= 3
        counts(shops, 30)
        equal(shops, 30)
        shops.start[SKU], shops.causes[SKU] = (
            10 + 15,
            5,
        )  # what was typed there; what moved while it was counted
        shops.sells(SKU)
        equal(shops, 29)
        prove(shops)


@pytest.mark.parametrize("ends", ["deleted", pytest.param("uncounted", marks=pytest.mark.full)])
def test_a_difference_on_its_way_ends_with_the_figure_it_was_for(ram: Path, ends: str) -> None:
    with shops_at(ram, orders=0) as shops:
        one = shops.counted()[0]
        shops.until_settled()
        shops.receives(one["sku"], 2)
        lost = {"on": {"method": "PUT", "path": "/inventory$", "inner": True}, "do": "500_after"}
        shops.web.faults(rules=[lost])
        shops.round()
        assert shops.kit.shop.stores.rounds.standing().doubt == 1
        if ends == "deleted":
            shops.web.web_delete(product=one["id"])
        else:
            shops.web.web_edit(product=one["id"], set={"unlimited": True})
        shops.later()
        shops.until_settled()
        assert shops.round().calls <= 3


@pytest.mark.full
def test_what_is_counted_here_alone_is_not_asked_for_each_time_and_begins_with_ours(ram: Path) -> None:
    with quickly(), running(products=12, orders=0) as web:
        web.switches(rate=0)
        uncounted(web)
        kit = ShopKit.create(ram / "shop")
        try:
            kit.stocks("Clay", sku=SKU, price="5.00", quantity="7")
            shops = Shops(kit, web, "till")
            shops.until_settled()
            assert kit.in_stock(SKU) == 7
            assert shops.round().calls == 2
            counts(shops, 10)
            equal(shops, 7)
            sells(shops, 2)
            equal(shops, 5)
            shops.web.web_edit(product=product(shops)["id"], set={"unlimited": True})
            shops.later()
            sells(shops, 1)
            assert kit.in_stock(SKU) == 4, "what a person counts here is counted on"
            assert shops.round().calls == 2
        finally:
            kit.close()
