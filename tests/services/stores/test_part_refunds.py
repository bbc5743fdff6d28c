"""A part of an order's money goes back in the web shop: here too, or a person is asked and may do it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pos.domain.decisions.about_store import PartBack, PartUnsaid
from pos.domain.decisions.exceptions import ShopException
from pos.domain.orders.orders import OrderRow
from pos.domain.words.phrases import Phrase, UnitPrice
from tests.services.stores.both_ways import Shops, shops_at
from tests.services.stores.invariants import prove
from tests.services.stores.test_woo_rounds import Shops as WooShops
from tests.shop_kit import ShopKit
from tests.stores.stand_in import running


@pytest.fixture
def shops(ram: Path) -> Iterator[Shops]:
    with shops_at(ram, orders=0) as both:
        yield both


def asked(kit: ShopKit) -> list[ShopException]:
    return [one for one in kit.shop.exceptions.all() if one.kind not in ("clock", "sum_open")]


def row(kit: ShopKit, number: str) -> OrderRow:
    return kit.shop.orders.order(number).row


def gives_back(shops: Shops, order: dict[str, Any], amount: str) -> None:
    """The seller gives a part back in the web shop's own admin."""
    order["refundedAmount"] = float(amount)
    shops.web_sets(order, paymentStatus="PARTIALLY_REFUNDED", privateAdminNotes=f"{amount} back")


def test_a_part_of_a_web_order_goes_back_here_too(shops: Shops) -> None:
    kit = shops.kit
    made = shops.web_sells(shops.counted()[0]["sku"], 3)
    shops.until_settled()
    ((number,),) = kit.rows("SELECT number FROM orders WHERE channel = 'web'")
    order = shops.web.shop.find_order(str(made["internalId"]))
    for so_far in ("5.00", "7.50"):
        gives_back(shops, order, so_far)
        shops.until_settled()
        now = row(kit, str(number))
        assert (now.payment_status, now.refunded.major) == ("Partially refunded", Decimal(so_far))
    assert asked(kit) == []
    assert not [one for one in shops.writes if one["path"].startswith("/orders/")]
    prove(shops)


@pytest.mark.parametrize("choice", ["theirs", pytest.param("ours", marks=pytest.mark.full)])
def test_a_part_of_our_order_is_asked_and_theirs_does_it(shops: Shops, choice: str) -> None:
    kit, sku = shops.kit, str(shops.counted()[0]["sku"])
    number = shops.sells(sku, 2)
    shops.until_settled()
    gives_back(shops, shops.ours[0], "5.00")
    shops.until_settled()
    (one,) = asked(kit)
    assert (one.kind, one.choices) == ("status_conflict", ("ours", "theirs"))
    assert one.sentence == PartBack(number, Phrase("Paid"), UnitPrice(Decimal(5), "EUR"))
    kit.shop.exceptions.resolve(one.id, choice)
    shops.until_settled()
    assert asked(kit) == []
    back = row(kit, number).refunded.major
    assert back == (Decimal("5.00") if choice == "theirs" else 0)
    paid = "PARTIALLY_REFUNDED" if choice == "theirs" else "PAID"
    assert shops.ours[0]["paymentStatus"] == paid
    assert kit.rows("SELECT count(*) FROM mail") == [(0,)]
    prove(shops)


def test_what_the_web_shop_does_not_say_is_said_to_be_done_here(shops: Shops) -> None:
    kit, sku = shops.kit, str(shops.counted()[0]["sku"])
    number = shops.sells(sku, 2)
    shops.until_settled()
    shops.web_sets(shops.ours[0], paymentStatus="PARTIALLY_REFUNDED")
    shops.until_settled()
    (one,) = asked(kit)
    assert one.sentence == PartUnsaid(number, Phrase("Paid"))


@pytest.mark.parametrize("choice", ["theirs", pytest.param("ours", marks=pytest.mark.full)])
def test_refunds_of_woocommerce_come_too(ram: Path, choice: str) -> None:
    with running("woo", products=6, orders=0, customers=1) as web:
        kit = ShopKit.create(ram / "shop")
        try:
            shops = WooShops(kit, web)
            mug = shops.mugs[0]
            made = web.web_order(line_items=[{"product_id": mug["id"], "quantity": 3}])
            ours = kit.pays(kit.cart((mug["sku"], "2"))).number
            shops.until_settled()
            for there in (web.shop.orders[made["id"]], shops.ours[0]):
                there["refunds"].append({"id": there["id"] + 1000, "total": "-4.00"})
                there["modified"] = int(web.shop.now())
            shops.until_settled()
            ((theirs,),) = kit.rows("SELECT number FROM orders WHERE channel = 'web'")
            assert row(kit, str(theirs)).refunded.major == 4
            (one,) = asked(kit)
            kit.shop.exceptions.resolve(one.id, choice)
            shops.until_settled()
            assert row(kit, ours).refunded.major == (4 if choice == "theirs" else 0)
            assert asked(kit) == []
            assert [len(one["refunds"]) for one in web.shop.orders.values()] == [1, 1]
            shops.equal()
        finally:
            kit.close()
