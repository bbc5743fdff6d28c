"""Nobody gets a mail, and nobody has agreed to anything, whether or not names go to the web shop."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pos.domain.customers.customers import Buyer
from pos.domain.stores.connection import USUAL, StoreWish
from pos.domain.words.address import Address
from tests.shop_kit import ShopKit
from tests.stores.stand_in import running

HOME = Address(name="Lucie Martin", street=("8 quai",), postcode="67000", city="Strasbourg", country="FR")


@pytest.mark.parametrize("names", [True, False])
def test_no_mail_and_no_consent_whichever_way_names_go(ram: Path, names: bool) -> None:
    with running(products=3, orders=0, customers=0) as web:
        kit = ShopKit.create(ram / "shop")
        connecting = kit.shop.stores.connecting
        syncs = USUAL | ({"names"} if names else frozenset())
        wish = StoreWish(
            "ecwid", "4711", f"{web.url}/api/v3", settle=1, email="pos@shop.example", syncs=syncs
        )
        connecting.start(wish, "secret_full", connecting.test(wish, "secret_full"))
        kit.clock.advance(seconds=5)
        buyer = Buyer(name="Lucie Martin", phone="+33612345678", email="lucie@example.com")
        cart = kit.cart().add(kit.custom("Engraving", "6.00"))
        cart = replace(cart, buyer=buyer, billing=HOME, customer_note="Ring twice")
        placed = kit.shop.checkout.place_order(cart, unpaid=True)
        run = kit.shop.stores.rounds.run
        run(wait=lambda _seconds: None)
        kit.shop.order_changes.pay(placed.number, [kit.cash("6.00")])
        run(wait=lambda _seconds: None)
        (order,) = web.shop.orders.live.values()
        assert order["paymentStatus"] == "PAID"
        (customer,) = web.shop.customers.live.values()
        assert (customer["email"], customer["acceptMarketing"]) == ("lucie@example.com", False)
        bodies = [one["body"] for one in web.calls if one["method"] in ("POST", "PUT")]
        written = [
            inner["body"] for one in bodies if isinstance(one, list) for inner in one if "body" in inner
        ]
        written += [one for one in bodies if isinstance(one, dict)]
        assert len(written) >= 2
        assert all(one["disableAllCustomerNotifications"] is True for one in written)
        assert all(one.get("acceptMarketing", False) is False for one in written)
        said = str(written)
        assert [word in said for word in ("Lucie Martin", "+33612345678", "8 quai", "Ring twice")] == [
            names
        ] * 4
        kit.close()
