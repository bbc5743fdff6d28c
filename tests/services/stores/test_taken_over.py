"""Another till takes the web shop over: with a hub it knows all that was told before, and asks nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pos.founding import restore_shop
from tests.services.stores.both_ways import TOKEN, Shops, quickly, wish_for
from tests.services.stores.invariants import prove
from tests.services.stores.test_lease import HubShops, shops
from tests.stores.stand_in import running
from tests.two_tills import PairedTills

__all__ = ["shops"]


def counts(shops: HubShops) -> list[str]:
    return [one.subject for one in shops.kit.shop.exceptions.all() if one.kind == "count"]


def busy(shops: HubShops) -> list[str]:
    """What the holder moved and never told, and what the web shop did to the same figures meanwhile."""
    told, broken, found, typed, both = skus = [str(one["sku"]) for one in shops.counted()[:5]]
    shops.receives(told, 5)
    shops.until_settled()
    shops.receives(broken, -1)
    shops.receives(found, 2)
    shops.receives(typed, 3)
    shops.receives(both, 2)
    shops.receives(both, -2)
    shops.receives(told, -1)
    shops.tills.round(shops.kit)
    for sku in (told, broken, found):
        shops.web_sells(sku)
    with shops.web_does():
        (row,) = [one for one in shops.counted() if one["sku"] == typed]
        shops.web.web_edit(product=row["id"], set={"quantity": row["quantity"] + 3})
    shops.later(5)
    return skus


def test_what_fits_both_ways_is_known_by_the_hub_and_asked_of_nobody(shops: HubShops) -> None:
    busy(shops)
    shops.takes_over()
    shops.round()
    shops.later(91)
    shops.until_settled()
    assert not counts(shops)
    shops.tills.meet()
    prove(shops)


def test_who_is_restored_from_an_old_backup_hears_from_the_hub_what_it_told(shops: HubShops) -> None:
    kit = shops.kit
    kit.shop.backups.make(copy := kit.folder.parent / "copy.comptoir")
    busy(shops)
    kit.close()
    kit.shop, _aside = restore_shop(kit.folder, copy, instead=True, clock=kit.clock)
    kit.reopen()
    shops.tills.round(kit)
    shops.connects_anew()
    shops.until_settled()
    assert not counts(shops)
    shops.tills.meet()
    prove(shops)


@pytest.mark.parametrize("ahead", [3600, pytest.param(0, marks=pytest.mark.full)])
def test_without_a_hub_what_the_other_may_have_told_is_looked_for_whatever_its_clock_says(
    pair: PairedTills, ahead: int
) -> None:
    with quickly(), running(products=12) as web:
        web.switches(rate=0)
        shops = Shops(pair.a, web)
        sku = str(shops.counted()[0]["sku"])
        shops.kit.clock.advance(seconds=ahead)
        shops.receives(sku, 5)
        pair.meet()
        other = pair.b
        other.clock.now = shops.kit.clock.now - timedelta(seconds=ahead)
        shops.until_settled()  # is told, and no stick brings that to the other one
        other.clock.now = shops.kit.clock.now - timedelta(seconds=ahead)
        shops.kit = other
        connecting = other.shop.stores.connecting
        connecting.take_over(TOKEN)
        connecting.start(wish_for(web.url), TOKEN, connecting.test(wish_for(web.url), TOKEN))
        shops.until_settled()
        assert (shops.there(sku), other.in_stock(sku)) == (shops.start[sku] + 5,) * 2
