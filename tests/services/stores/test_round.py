"""Whole rounds with the web shop: afterwards both shops say the same, whatever went wrong meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from pos.domain.orders.amendment import Piece, Request
from tests.sample import sample
from tests.services.stores.both_ways import Shops, shops_at
from tests.services.stores.invariants import prove
from tests.services.stores.scenes import scene


@pytest.fixture
def shops(ram: Path) -> Iterator[Shops]:
    with shops_at(ram) as both:
        yield both


def test_a_fair_day_then_a_refund_and_web_sales_leave_both_shops_equal(shops: Shops) -> None:
    kit = shops.kit
    mug, bowl = (one["sku"] for one in shops.counted()[:2])
    first = kit.sells((mug, "2"), bowl)
    shops.sold.append(first.number)
    shops.causes.update({mug: -2, bowl: -1})
    phone = shops.sells(bowl, paid=False)
    shops.receives(mug, 5)
    shops.web_sells(mug)
    shops.until_settled()
    prove(shops)
    (goods,) = [one for one in kit.shop.orders.order(first.number).lines if one.sku == mug]
    kit.shop.after_sale.returns.refund(first.number, Request((Piece(goods.n, 1_000_000),)))
    shops.causes[mug] += 1
    shops.pays(phone)
    shops.until_settled()
    prove(shops)
    before = len(shops.web.calls)
    report = shops.round()
    assert (report.calls, len(shops.web.calls) - before) == (2, 2), "an idle round asks twice"
    assert {one["method"] for one in shops.web.calls[before:]} == {"GET"}


@pytest.mark.parametrize(("lowers", "restocks"), sample(product((True, False), repeat=2), 1))
def test_a_cancelled_sale_is_back_on_both_shelves_once_whichever_way_the_web_shop_does_it(
    shops: Shops, restocks: bool, lowers: bool
) -> None:
    shops.web.switches(cancel_restocks=restocks, refund_restocks=restocks, pay_later_decrements=lowers)
    mug = shops.counted()[0]["sku"]
    sale, phone = shops.sells(mug, 2), shops.sells(mug, paid=False)
    shops.until_settled()
    shops.cancels(sale)
    shops.cancels(phone)
    shops.until_settled()
    prove(shops)


def test_a_refused_order_is_parked_with_its_text_and_stops_nobody(shops: Shops) -> None:
    mug = shops.counted()[0]["sku"]
    for _sale in range(3):
        shops.sells(mug)
    wrong = shops.sold[1]
    on = {"method": "POST", "path": "^/orders$", "inner": True, "body": wrong}
    shops.web.faults(rules=[{"on": on, "do": "400_before"}])
    report = shops.round()
    assert (report.pushed["orders"], report.standing.parked) == (2, 1)
    (asked,) = [one for one in shops.kit.shop.exceptions.all() if one.kind == "order_refused"]
    assert asked.choices == ("leave_out", "again")
    shops.kit.shop.exceptions.resolve(asked.id, "again")
    shops.until_settled()
    prove(shops)
    assert len(shops.ours) == 3


def test_a_product_that_is_gone_goes_along_without_its_link(shops: Shops) -> None:
    mug, bowl = shops.counted()[:2]
    shops.sold.append(shops.kit.sells(mug["sku"], bowl["sku"]).number)
    shops.causes.update({mug["sku"]: -1, bowl["sku"]: -1})
    shops.web.web_delete(product=mug["id"])
    shops.until_settled()
    assert len(shops.ours) == 1
    assert not [one for one in shops.ours[0]["items"] if one.get("productId")]
    assert "product_gone" in {one.kind for one in shops.kit.shop.exceptions.all()}
    prove(shops)


def test_a_dead_token_is_asked_once_and_everything_waits(shops: Shops) -> None:
    mug = shops.counted()[0]["sku"]
    shops.sells(mug)
    shops.web.tokens(revoke=["secret_full"])
    for _round in range(6):
        report = shops.round()
        assert type(report.stopped).__name__ == "StoreToken"
    assert shops.web.state()["dead_calls"] <= 3
    assert report.standing.orders == 1


@pytest.mark.parametrize("seed", [0, *(pytest.param(one, marks=pytest.mark.full) for one in range(1, 300))])
def test_after_any_trouble_both_shops_say_the_same(shops: Shops, seed: int) -> None:
    scene(shops, seed)
    prove(shops)
