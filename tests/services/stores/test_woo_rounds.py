"""WooCommerce through the same scenes: no key, one status, absolute figures, taxes and refunds of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pos.domain.customers.customers import Buyer
from pos.domain.money.pricing import Charge, ChargeKind, Discount
from pos.domain.orders.amendment import Piece, Request
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.stores.connection import StoreConnection, StoreWish
from pos.domain.stores.rounds import RoundReport
from pos.services.stores.connecting import Connecting
from pos.stores import woo
from pos.stores.connector import Connector
from pos.stores.pace import RequestLog
from tests.sample import sample
from tests.shop_kit import ShopKit
from tests.stores.stand_in import StandIn, running

KEYS, QUICKLY = "ck_full:cs_full", 1000.0


class Quick(Connecting):
    """The same, at a pace that no test waits for."""

    def line(self, store: StoreConnection, log: RequestLog, rest: float = 0) -> Connector:
        return woo.connected(store.number, KEYS, log, url=store.url, settle=2, per_second=QUICKLY)


class Shops:
    """A shop connected to a WooCommerce shop."""

    def __init__(self, kit: ShopKit, web: StandIn) -> None:
        self.kit, self.web = kit, web
        stores = kit.shop.stores
        stores.__dict__["connecting"] = Quick(kit.shop.till, kit.shop.settings, stores.catalogue)
        wish = StoreWish(
            "woo", "shop.example", f"{web.url}/wp-json/wc/v3", settle=2, email="pos@shop.example"
        )
        line = woo.connected("shop.example", KEYS, RequestLog(), url=wish.url, per_second=QUICKLY)
        tested = stores.connecting._tested(line, wish)
        line.close()
        stores.connecting.start(wish, KEYS, tested)
        kit.clock.advance(seconds=5)
        self.round()

    def round(self) -> RoundReport:
        report = self.kit.shop.stores.rounds.run(wait=self.wait)
        self.wait(5)
        return report

    def wait(self, seconds: float) -> None:
        """Time passes in both shops."""
        self.web.clock(advance=seconds)
        self.kit.clock.advance(seconds=seconds)

    def until_settled(self) -> RoundReport:
        for n in range(10):
            report = self.round()
            if report.standing.is_settled and report.stopped is None and n > 1:
                return report
        raise AssertionError(f"not settled: {report}")

    @property
    def mugs(self) -> list[dict[str, Any]]:
        return [one for one in self.web.shop.products.values() if one["manage_stock"] and one["sku"]]

    @property
    def ours(self) -> list[dict[str, Any]]:
        found = [one for one in self.web.shop.orders.values() if one["created_via"] == "pos"]
        assert len({one["transaction_id"] for one in found}) == len(found), "an order is there twice"
        return found

    def equal(self) -> None:
        """Figures are the same on both sides."""
        for one in self.mugs:
            assert self.kit.in_stock(one["sku"]) == one["stock_quantity"], one["sku"]
        assert self.kit.audit() == []


@pytest.fixture
def shops(ram: Path) -> Iterator[Shops]:
    with running("woo", products=6, orders=0, customers=1) as web:
        product = next(iter(web.shop.products.values()))
        product["weight"] = "0.4"
        kit = ShopKit.create(ram / "shop")
        try:
            yield Shops(kit, web)
        finally:
            kit.close()


@pytest.mark.full
def test_a_fair_day_a_refund_and_web_sales_leave_both_shops_equal(shops: Shops) -> None:
    kit, (mug, bowl) = shops.kit, shops.mugs[:2]
    assert kit.rows("SELECT weight FROM variant WHERE sku = ?", mug["sku"]) == [(400,)]
    assert kit.rows("SELECT DISTINCT source FROM product") == [("woocommerce",)], "as its files are called"
    first = kit.pays(kit.cart((mug["sku"], "2"), bowl["sku"]).add(kit.custom("Engraving", "6.00")))
    lucie = replace(kit.cart(bowl["sku"]), buyer=Buyer(name="Lucie", email="lucie@example.com"))
    phone = kit.shop.checkout.place_order(lucie, unpaid=True)
    kit.shop.stock.move(kit.hit(mug["sku"]).variant_id, Decimal(5), "receipt")
    shops.web.web_order(line_items=[{"product_id": mug["id"], "quantity": 1}])
    shops.until_settled()
    shops.equal()
    there = {one["meta_data"][1]["value"]: one for one in shops.ours}
    assert {number: (one["status"], one["total"]) for number, one in there.items()} == {
        first.number: ("completed", str(first.total.major)),
        phone.number: ("pending", str(phone.total.major)),
    }  # fmt: skip
    assert {one["billing"]["email"] for one in shops.ours} == {"pos@shop.example"}, "no customer gets a mail"
    goods = next(one for one in kit.shop.orders.order(first.number).lines if one.sku == mug["sku"])
    kit.shop.after_sale.returns.refund(first.number, Request((Piece(goods.n, 1_000_000),)))
    kit.shop.order_changes.pay(phone.number, [kit.cash(str(phone.total.major))])
    shops.until_settled()
    shops.equal()
    assert there[first.number]["refunds"][0]["total"] == f"-{goods.unit_price:.2f}"
    assert len(there[first.number]["refunds"]) == 1
    kit.shop.order_changes.cancel(phone.number, repay=True)
    shops.until_settled()
    shops.equal()
    calls = len(shops.web.calls)
    shops.round()
    assert {one["method"] for one in shops.web.calls[calls:]} == {"GET"}, "an idle round writes nothing"
    assert not [one for one in kit.shop.exceptions.all() if one.kind not in ("sum_open", "clock")]


@pytest.mark.full
def test_a_shipped_order_stays_shipped_although_the_web_shop_has_one_word(shops: Shops) -> None:
    kit, sku = shops.kit, shops.mugs[0]["sku"]
    phone = kit.shop.checkout.place_order(kit.cart(sku), unpaid=True)
    shops.until_settled()
    kit.shop.order_changes.pay(phone.number, [kit.cash(str(phone.total.major))])
    kit.shop.order_changes.set_fulfilment(phone.number, FulfilmentStatus.SHIPPED, "6A1")
    shops.until_settled()
    assert shops.ours[0]["status"] == "completed"
    assert kit.shop.orders.order(phone.number).row.fulfilment_status == "Shipped"
    shops.equal()


def test_its_one_word_changed_there_and_an_order_shipped_here_are_asked(shops: Shops) -> None:
    kit = shops.kit
    made = shops.web.web_order(line_items=[{"product_id": shops.mugs[0]["id"], "quantity": 1}])
    shops.round()
    there = shops.web.shop.orders[made["id"]]
    ((number,),) = kit.rows("SELECT number FROM orders WHERE channel = 'web'")
    shops.web.shop.set_status(there, "on-hold")
    kit.shop.order_changes.set_fulfilment(str(number), FulfilmentStatus.SHIPPED, "6A1")
    shops.round()
    assert there["status"] == "on-hold", "nothing is said over what was said there"
    (asked,) = [one for one in kit.shop.exceptions.all() if one.kind == "status_conflict"]
    kit.shop.exceptions.resolve(asked.id, "ours")
    shops.until_settled()
    assert there["status"] == "completed"
    assert kit.shop.orders.order(str(number)).row.fulfilment_status == "Shipped"


def test_its_own_tax_is_told_and_what_was_deleted_is_found_by_night(shops: Shops) -> None:
    kit, (mug, bowl) = shops.kit, shops.mugs[:2]
    shops.web.switches(tax_rate=10.0)
    sold = kit.sells(mug["sku"])
    shops.until_settled()
    (differs,) = [one for one in kit.shop.exceptions.all() if one.kind == "money_differs"]
    assert (differs.details["order"], differs.choices) == (sold.number, ("seen", "note"))
    del shops.web.shop.orders[shops.ours[0]["id"]]
    del shops.web.shop.products[bowl["id"]]
    kit.clock.advance(seconds=25 * 3600)
    shops.web.clock(advance=25 * 3600)
    shops.until_settled()
    assert "order_gone" in {one.kind for one in kit.shop.exceptions.all()}
    assert kit.shop.stores.there.stock(kit.hit(bowl["sku"]).variant_id) is None
    shops.equal()


@pytest.mark.parametrize("web_orders", [True, pytest.param(False, marks=pytest.mark.full)])
def test_an_idle_round_is_three_requests_and_what_a_variation_sold_is_seen(
    shops: Shops, web_orders: bool
) -> None:
    kit, web = shops.kit, shops.web
    if not web_orders:
        connecting = kit.shop.stores.connecting
        store = connecting.required()
        connecting._record(replace(store, syncs=store.syncs - {"web_orders"}))
    shops.until_settled()
    web.clock(advance=100)
    shops.round()
    entries, calls = kit.rows("SELECT count(*) FROM entry"), len(web.calls)
    assert shops.round().calls <= 3
    assert {one["method"] for one in web.calls[calls:]} == {"GET"}
    assert kit.rows("SELECT count(*) FROM entry") == entries
    (product, kind), variation = next(iter(web.shop.variations.items()))
    web.web_order(line_items=[{"product_id": product, "variation_id": kind, "quantity": 2}])
    shops.until_settled()
    assert kit.in_stock(variation["sku"]) == variation["stock_quantity"], "no list of products says so"
    web.shop.customers[7] = {**next(iter(web.shop.customers.values())), "id": 7, "email": "new@shop.example"}
    known = "SELECT count(*) FROM customer WHERE email = 'new@shop.example'"
    shops.round()
    assert kit.rows(known) == [(0,)], "customers have no list of changes"
    kit.clock.advance(seconds=25 * 3600)
    web.clock(advance=25 * 3600)
    shops.round()
    assert kit.rows(known) == [(1,)]
    assert kit.audit() == []


class OfItsProduct(dict[str, Any]):
    """A variation whose stock is its product's, as WooCommerce has it; the stand-in knows only its own."""

    def __init__(self, variation: dict[str, Any], product: dict[str, Any]) -> None:
        super().__init__(variation, manage_stock="parent", stock_quantity=None)
        self._product = product

    def __getitem__(self, name: str) -> Any:
        if name == "manage_stock":
            return True
        return self._product[name] if name == "stock_quantity" else super().__getitem__(name)

    def __setitem__(self, name: str, value: Any) -> None:
        if name in ("stock_quantity", "modified"):
            self._product[name] = value
        else:
            super().__setitem__(name, value)


def test_variations_whose_stock_is_their_products_have_one_here(ram: Path) -> None:
    with running("woo", products=6, orders=0, customers=0) as web:
        (product, kind), *_others = list(web.shop.variations)
        parent = web.shop.products[product]
        parent |= {"manage_stock": True, "stock_quantity": 20}
        for key in list(web.shop.variations):
            web.shop.variations[key] = OfItsProduct(web.shop.variations[key], parent)
        kit = ShopKit.create(ram / "shop")
        shops = Shops(kit, web)
        skus = [one["sku"] for one in web.shop.variations.values()]
        assert [kit.in_stock(sku) for sku in skus] == [20, 20, 20]
        kit.sells((skus[0], "2"), (skus[1], "1"))
        kit.shop.stock.move(kit.hit(skus[2]).variant_id, Decimal(4), "receipt")
        web.web_order(line_items=[{"product_id": product, "variation_id": kind, "quantity": 1}])
        shops.until_settled()
        assert parent["stock_quantity"] == 20
        assert [kit.in_stock(sku) for sku in skus] == [20, 20, 20]
        assert kit.audit() == []
        kit.close()


@pytest.mark.parametrize("fault", sample(["drop_before", "drop_after"], 1))
def test_what_went_back_is_told_once_however_often_its_line_is_cut(shops: Shops, fault: str) -> None:
    kit, mug = shops.kit, shops.mugs[0]
    sold = kit.pays(kit.cart((mug["sku"], "2")))
    shops.until_settled()
    (goods,) = kit.shop.orders.order(sold.number).lines
    kit.shop.after_sale.returns.refund(sold.number, Request((Piece(goods.n, 1_000_000),)))
    shops.web.fault(fault, "POST", "/refunds$", times=9)
    shops.round()
    shops.web.faults(clear=True)
    shops.until_settled()
    (there,) = shops.ours
    assert [one["total"] for one in there["refunds"]] == [f"-{goods.unit_price:.2f}"]
    shops.equal()


def test_what_goes_back_in_parts_is_refunded_there_in_the_same_parts(shops: Shops) -> None:
    kit, sku = shops.kit, shops.mugs[0]["sku"]
    sold = kit.sells((sku, "3"))
    shops.until_settled()
    (goods,) = kit.shop.orders.order(sold.number).lines
    for _part in range(3):
        kit.shop.after_sale.returns.refund(sold.number, Request((Piece(goods.n, 1_000_000),)))
        shops.until_settled()
    (there,) = shops.ours
    assert [one["total"] for one in there["refunds"]] == [f"-{goods.unit_price:.2f}"] * 3
    shops.equal()


def test_discounts_and_taxed_charges_come_there_to_the_receipt(shops: Shops) -> None:
    kit, (mug, bowl) = shops.kit, shops.mugs[:2]
    charges = tuple(
        Charge(kind, name, kit.money(amount), None, rates)
        for kind, name, amount, rates in (
            (ChargeKind.HANDLING, "Box", "1.50", ("20",)),
            (ChargeKind.SURCHARGE, "Candle", "2.10", ("20",)),
            (ChargeKind.SURCHARGE, "Tip", "2.00", ()),
        )
    )
    cart = kit.cart((mug["sku"], "2"), bowl["sku"]).add(kit.custom("Engraving", "6.00"))
    sold = kit.pays(cart.with_discount(Discount(percent=Decimal(5))).with_charges(charges))
    shops.until_settled()
    (there,) = shops.ours
    order = kit.shop.orders.order(sold.number)
    assert Decimal(there["total"]) == order.row.total.major
    assert Decimal(there["total_tax"]) == order.tax.major
    assert not [one for one in kit.shop.exceptions.all() if one.kind == "money_differs"]
    nets = [(Decimal(one["subtotal"]), Decimal(one["total"])) for one in there["line_items"]]
    assert all(abs(before * Decimal("0.95") - after) <= Decimal("0.02") for before, after in nets), nets


@pytest.mark.parametrize("is_there", [True, False])
def test_a_part_given_back_before_or_after_a_sale_went_up_is_refunded_there(
    shops: Shops, is_there: bool
) -> None:
    kit, sku = shops.kit, shops.mugs[0]["sku"]
    sold = kit.sells((sku, "3"))
    if is_there:
        shops.until_settled()
    (goods,) = kit.shop.orders.order(sold.number).lines
    kit.shop.after_sale.returns.refund(sold.number, Request((Piece(goods.n, 1_000_000),)))
    shops.until_settled()
    (there,) = shops.ours
    assert [one["total"] for one in there["refunds"]] == [f"-{goods.unit_price:.2f}"]
    held = {one["key"]: one["value"] for one in there["meta_data"]}
    assert held["_pos_order_uuid"] == there["transaction_id"]
    assert held["_pos_note"].startswith("till A, receipt")
    assert f"refunded {goods.unit_price:.2f} of" in held["_pos_note"]
    shops.equal()
