"""One till talks to the web shop: another one is refused by the holder's name until a person takes over."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pos.domain.shop.errors import OfficeOnly
from pos.domain.stores.connection import StoreWish
from pos.domain.stores.errors import StoreHeld, StoreToken
from pos.stores.pace import RequestLog
from tests.hub_tills import HubTills, hub
from tests.services.stores.connected import Connected
from tests.stores.stand_in import running
from tests.two_tills import TwoTills

__all__ = ["hub"]


def test_a_till_that_only_sells_connects_nothing_and_keeps_no_token(hub: HubTills) -> None:
    connecting = hub.joins("b", role="till").shop.stores.connecting
    with running(products=1, orders=0) as store:
        wish = StoreWish("ecwid", "4711", f"{store.url}/api/v3")
        tested = connecting.test(wish, "secret_full")
        with pytest.raises(OfficeOnly):
            connecting.start(wish, "secret_full", tested)
    assert connecting.current() is None
    assert connecting._secret("ecwid:4711").read() == ""


def test_a_copied_folder_does_not_talk_until_a_person_connects_it(tills: TwoTills) -> None:
    with running() as store:
        connected = Connected(tills.a, store)
        copy = tills.b.shop.stores.connecting
        held = copy.required()
        with pytest.raises(StoreHeld, match="till A"):
            copy.line(held, RequestLog())
        wish = StoreWish("ecwid", "4711", f"{store.url}/api/v3")
        copy.start(wish, "secret_full", copy.test(wish, "secret_full"))
        copy.line(copy.required(), RequestLog()).close()
        tills.meet()
        with pytest.raises(StoreHeld, match="till A2"):
            tills.a.shop.stores.connecting.line(tills.a.shop.stores.connecting.required(), RequestLog())
        assert tills.digest(tills.a) == tills.digest(tills.b)
        del connected


def test_another_till_is_refused_by_the_holders_name(pair: TwoTills) -> None:
    with running() as store:
        Connected(pair.a, store)
        pair.meet()
        other = pair.b.shop.stores.connecting
        wish = StoreWish("ecwid", "4711", f"{store.url}/api/v3")
        before = len(store.calls)
        with pytest.raises(StoreHeld, match="till A"):
            other.test(wish, "secret_full")
        with pytest.raises(StoreHeld, match="till A"):
            other.pause()
        assert len(store.calls) == before
        with pytest.raises(StoreToken):  # the token stays where it was typed
            other.take_over()
        taken = other.take_over("secret_full")
        assert other.is_mine(taken)
        other.line(taken, RequestLog()).close()
        pair.meet()
        with pytest.raises(StoreHeld, match="till B"):
            pair.a.shop.stores.connecting.line(pair.a.shop.stores.connecting.required(), RequestLog())


def test_what_the_web_shop_asks_is_answered_on_either_till(pair: TwoTills) -> None:
    with running(products=9, orders=0) as store:
        store.shop.profile["taxes"][1].update(name="TVA 2,15%", defaultTax=2.15)
        first = Connected(pair.a, store)
        first.pull()
        pair.meet()
        asked = [one for one in pair.a.shop.exceptions.all() if one.kind == "tax_unmatched"]
        assert [one.id for one in asked] == [
            one.id for one in pair.b.shop.exceptions.all() if one.kind == "tax_unmatched"
        ]
        pair.b.shop.exceptions.resolve(asked[0].id, "create")
        pair.meet()
        first.shop.shop.stores.catalogue.answered(first.line, first.connection, first.profile, first.marks)
        pair.meet()
        for till in (pair.a, pair.b):
            assert not [one for one in till.shop.exceptions.all() if one.kind == "tax_unmatched"]
            assert ("2.15",) in {one.rates for one in till.shop.settings.current().tax_classes}
        assert pair.digest(pair.a) == pair.digest(pair.b)


def test_who_talks_to_it_next_replaces_nothing_that_a_person_typed_here(pair: TwoTills) -> None:
    with running(products=6, orders=0) as store:
        Connected(pair.a, store).pull()
        pair.meet()
        first, second = (
            one for one in store.shop.products.live.values() if one["id"] in (700000007, 700000028)
        )
        catalogue = pair.a.shop.catalogue
        product = catalogue.by_sku(first["sku"])
        catalogue.change_variant(product.variants[0].id, price=Decimal("77"))
        pair.a.shop.stores.connecting.disconnect()
        pair.meet()
        store.web_edit(product=second["id"], set={"name": "Renamed there"})
        Connected(pair.b, store).pull()
        here = pair.b.shop.catalogue
        assert here.by_sku(first["sku"]).variants[0].price == Decimal("77")
        assert here.by_sku(second["sku"]).name == "Renamed there"
        assert pair.b.shop.exceptions.all() == ()
        Connected(pair.b, store).pull()
        assert here.by_sku(first["sku"]).variants[0].price == Decimal("77")
