"""Orders no longer go up: what is on its way is settled, nobody is asked in vain, and goods are still told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.services.stores.both_ways import Shops, shops_at


def lets(shops: Shops, *, orders: bool) -> None:
    """Orders go up, or no more."""
    connecting = shops.kit.shop.stores.connecting
    store = connecting.required()
    syncs = store.syncs | {"orders"} if orders else store.syncs - {"orders"}
    connecting._record(replace(store, syncs=syncs))


def kinds(shops: Shops) -> set[str]:
    return {one.kind for one in shops.kit.shop.exceptions.all()}


def test_what_was_begun_is_settled_and_what_was_refused_is_asked_once_orders_go_again(ram: Path) -> None:
    with shops_at(ram) as shops:
        mug, bowl, cup = (str(one["sku"]) for one in shops.counted()[:3])
        refused = shops.sells(mug, 2)
        on = {"method": "POST", "path": "^/orders$", "inner": True, "body": refused}
        shops.web.faults(rules=[{"on": on, "do": "400_before"}])
        shops.round()
        assert "order_refused" in kinds(shops)
        begun = shops.sells(bowl)
        shops.web.fault("drop_after", "POST", "^/batch$", times=4)
        shops.round()
        shops.web.faults(clear=True)
        lets(shops, orders=False)
        assert "order_refused" not in kinds(shops), "no answer would send it"
        shops.sells(cup, 3)
        shops.web_makes(name="Late", sku="LATE", price=5, quantity=9)
        shops.kit.stocks("Late", sku="LATE", price="5.00", quantity="4")
        shops.sells("LATE", 1)
        shops.until_settled()
        assert [one["externalOrderId"] for one in shops.ours] == [begun], "it was on its way, and is there once"
        for sku in (mug, bowl, cup, "LATE"):
            assert shops.there(sku) == shops.kit.in_stock(sku), sku
        assert shops.there("LATE") == 8, "what was sold here and is no order there is told as a difference"
        lets(shops, orders=True)
        assert "order_refused" in kinds(shops)
        assert shops.kit.audit() == []
