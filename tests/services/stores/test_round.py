"""Whole rounds with the web shop: afterwards both shops say the same, whatever went wrong meanwhile."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pos.domain.orders.amendment import Piece, Request
from pos.domain.stores.connection import StoreWish
from pos.domain.stores.rounds import RoundReport
from tests.shop_kit import ShopKit
from tests.stores.stand_in import StandIn, running

SETTLE = 20


class Shops:
    """A shop connected to a web shop, with all it sells taken in."""

    def __init__(self, kit: ShopKit, web: StandIn) -> None:
        self.kit, self.web = kit, web
        self.sold: list[str] = []
        connecting = kit.shop.stores.connecting
        wish = StoreWish("ecwid", "4711", f"{web.url}/api/v3", settle=SETTLE, email="pos@shop.example")
        connecting.start(wish, "secret_full", connecting.test(wish, "secret_full"))
        kit.clock.advance(seconds=5)
        self.round()

    def round(self) -> RoundReport:
        return self.kit.shop.stores.rounds.run(wait=lambda _seconds: None)

    def later(self, seconds: float = 2 * SETTLE) -> None:
        """Time passes in both shops."""
        self.web.clock(advance=seconds)
        self.kit.clock.advance(seconds=seconds)

    def until_settled(self, most: int = 14) -> RoundReport:
        """Rounds until nothing waits, and one more for what web customers did last."""
        for _round in range(most):
            report = self.round()
            self.later()
            if report.standing.is_settled and report.stopped is None and _round > 1:
                return report
        raise AssertionError(f"not settled: {report}")

    def counted(self) -> list[dict[str, Any]]:
        """Products there that have one figure, and are here under their SKU."""
        return [
            one for one in self.web.shop.products.live.values()
            if "quantity" in one and not one["combinations"] and one.get("sku")
            and not one.get("isSampleProduct")
        ]  # fmt: skip

    @property
    def ours(self) -> list[dict[str, Any]]:
        orders = self.web.shop.orders.live.values()
        return [one for one in orders if one.get("externalTransactionId", "").startswith("pos-")]

    def prove(self) -> None:
        """The invariants, from the web shop's true state: orders once, money and figures equal."""
        rows = {one.number: one for one in self.kit.shop.orders.of_numbers(self.sold)}
        there = {one["externalOrderId"]: one for one in self.ours}
        assert len(there) == len(self.ours), "an order is there twice"
        due = {number for number in rows if rows[number].payment_status != "Cancelled"}
        assert due <= there.keys() <= rows.keys()
        for number, one in there.items():
            assert Decimal(str(one["total"])) == rows[number].total.major
            said = rows[number].payment_status.upper().replace(" ", "_")
            assert one["paymentStatus"] == {"PART_PAID": "AWAITING_PAYMENT"}.get(said, said)
            assert one["disableAllCustomerNotifications"]
            assert not one["acceptMarketing"]
        for one in self.counted():
            assert self.kit.in_stock(one["sku"]) == one["quantity"], one["sku"]
        assert not [one for one in self.web.calls if one["method"] == "DELETE" or one.get("early")]
        assert not [one for one in self.web.calls if "quantity" in (one.get("body") or ())]
        assert self.kit.audit() == []


@pytest.fixture
def shops(ram: Path) -> Iterator[Shops]:
    with running(products=12) as web:
        kit = ShopKit.create(ram / "shop")
        try:
            yield Shops(kit, web)
        finally:
            kit.close()


def test_a_fair_day_then_a_refund_and_web_sales_leave_both_shops_equal(shops: Shops) -> None:
    kit = shops.kit
    mug, bowl = (one["sku"] for one in shops.counted()[:2])
    first = kit.sells((mug, "2"), bowl)
    phone = kit.shop.checkout.place_order(kit.cart(bowl), unpaid=True)
    shops.sold += [first.number, phone.number]
    kit.shop.stock.move(kit.hit(mug).variant_id, Decimal(5), "receipt")
    shops.web.web_order(lines=[{"sku": mug, "quantity": 1}])
    shops.until_settled()
    shops.prove()
    (goods,) = [one for one in kit.shop.orders.order(first.number).lines if one.sku == mug]
    kit.shop.after_sale.returns.refund(first.number, Request((Piece(goods.n, 1_000_000),)))
    kit.shop.order_changes.pay(phone.number, [kit.cash(str(phone.total.major))])
    shops.until_settled()
    shops.prove()
    before = len(shops.web.calls)
    report = shops.round()
    assert (report.calls, len(shops.web.calls) - before) == (2, 2), "an idle round asks twice"
    assert {one["method"] for one in shops.web.calls[before:]} == {"GET"}


@pytest.mark.parametrize("restocks", [True, False])
@pytest.mark.parametrize("lowers", [True, False])
def test_a_cancelled_sale_is_back_on_both_shelves_once_whichever_way_the_web_shop_does_it(
    shops: Shops, restocks: bool, lowers: bool
) -> None:
    shops.web.switches(cancel_restocks=restocks, refund_restocks=restocks, pay_later_decrements=lowers)
    mug = shops.counted()[0]["sku"]
    sale = shops.kit.sells((mug, "2"))
    phone = shops.kit.shop.checkout.place_order(shops.kit.cart(mug), unpaid=True)
    shops.sold += [sale.number, phone.number]
    shops.until_settled()
    shops.kit.shop.order_changes.cancel(sale.number, repay=True)
    shops.kit.shop.order_changes.cancel(phone.number)
    shops.until_settled()
    shops.prove()


def test_a_refused_order_is_parked_with_its_text_and_stops_nobody(shops: Shops) -> None:
    mug = shops.counted()[0]["sku"]
    shops.sold += [shops.kit.sells(mug).number for _sale in range(3)]
    wrong = shops.sold[1]
    on = {"method": "POST", "path": "^/orders$", "inner": True, "body": wrong}
    shops.web.faults(rules=[{"on": on, "do": "400_before"}])
    report = shops.round()
    assert (report.pushed["orders"], report.standing.parked) == (2, 1)
    (asked,) = [one for one in shops.kit.shop.exceptions.all() if one.kind == "order_refused"]
    assert asked.choices == ("leave_out", "again")
    shops.kit.shop.exceptions.resolve(asked.id, "again")
    shops.until_settled()
    shops.prove()
    assert len(shops.ours) == 3


def test_a_product_that_is_gone_goes_along_without_its_link(shops: Shops) -> None:
    mug, bowl = shops.counted()[:2]
    shops.sold += [shops.kit.sells(mug["sku"], bowl["sku"]).number]
    shops.web.web_delete(product=mug["id"])
    shops.until_settled()
    assert len(shops.ours) == 1
    assert not [one for one in shops.ours[0]["items"] if one.get("productId")]
    assert "product_gone" in {one.kind for one in shops.kit.shop.exceptions.all()}
    shops.prove()


def test_a_dead_token_is_asked_once_and_everything_waits(shops: Shops) -> None:
    mug = shops.counted()[0]["sku"]
    shops.sold += [shops.kit.sells(mug).number]
    shops.web.tokens(revoke=["secret_full"])
    for _round in range(6):
        report = shops.round()
        assert type(report.stopped).__name__ == "StoreToken"
    assert shops.web.state()["dead_calls"] <= 3
    assert report.standing.orders == 1


TROUBLE = (
    "drop_before",
    "drop_after",
    "reset_after",
    "500_after",
    "502_before",
    "html",
    "truncate",
    "408_after",
)


def scene(shops: Shops, seed: int) -> None:
    """Sales here and there under faults at random; then quiet, and both must be equal."""
    chance = random.Random(seed)
    skus = [one["sku"] for one in shops.counted()]
    shops.web.switches(
        index_lag=chance.choice([0.0, 5.0, 15.0]), cancel_restocks=chance.random() < 0.5,
        refund_restocks=chance.random() < 0.5, pay_later_decrements=chance.random() < 0.5,
        batch_allowed=chance.random() < 0.8, orderid_key=chance.choice(["orderId", "orderid"]),
        unknown_fields=chance.random() < 0.5, nulls=chance.random() < 0.5,
        numbers=chance.choice(["plain", "float", "exp"]),
    )  # fmt: skip
    kit = shops.kit
    for _day in range(3):
        shops.web.faults(
            seed=seed,
            rules=[
                {"on": {"method": chance.choice(["POST", "PUT", "GET"]), "inner": chance.random() < 0.2},
                 "do": chance.choice(TROUBLE), "times": chance.randrange(1, 4), "p": 0.4}
                for _rule in range(3)
            ],
        )  # fmt: skip
        for _sale in range(chance.randrange(1, 4)):
            sku = chance.choice(skus)
            if chance.random() < 0.3:
                shops.web.web_order(lines=[{"sku": sku, "quantity": 1}])
            elif chance.random() < 0.25:
                placed = kit.shop.checkout.place_order(kit.cart(sku), unpaid=True)
                shops.sold.append(placed.number)
            else:
                shops.sold.append(kit.sells((sku, str(chance.randrange(1, 3)))).number)
        if shops.sold and chance.random() < 0.4:
            number = chance.choice(shops.sold)
            if kit.shop.orders.order(number).row.payment_status in ("Paid", "Awaiting payment"):
                kit.shop.order_changes.cancel(number, repay=True)
        shops.round()
        shops.later(chance.choice([1, 5, 60, 3700]))
    shops.web.faults(clear=True)
    shops.until_settled(20)


@pytest.mark.parametrize(
    "seed", [*range(4), *(pytest.param(one, marks=pytest.mark.full) for one in range(4, 200))]
)
def test_after_any_trouble_both_shops_say_the_same(shops: Shops, seed: int) -> None:
    scene(shops, seed)
    asked = {one.subject for one in shops.kit.shop.exceptions.all() if one.kind == "count"}
    if not asked:
        shops.prove()
