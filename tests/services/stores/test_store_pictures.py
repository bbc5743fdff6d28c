"""Pictures of what a web shop sells: fetched once, again when they are others; a broken one is harmless."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pos.services.catalogue.pictures import Pictures
from pos.services.stores.down.pictures import StorePictures
from pos.services.stores.marks import DAY
from tests.services.catalogue.site import Site, picture, running_site
from tests.services.stores.connected import Connected
from tests.shop_kit import ShopKit
from tests.stores.stand_in import running

AT = "https://shop.example"


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as made:
        yield made


def test_a_picture_follows_the_web_shop_and_a_broken_one_harms_nothing(shop: ShopKit, site: Site) -> None:
    with running(products=5, orders=0, customers=0) as web:
        for at, one in enumerate(web.shop.products.live.values()):
            web.web_edit(product=one["id"], set={"imageUrl": f"{AT}/{at}.png"})
        pulling = Connected(shop, web)
        pulling.pull()
        first, _sample, _kinds, second, _third = web.shop.products.live.values()
        catalogue = shop.shop.catalogue
        site.pages |= {f"/{at}.png": picture(10 + at) for at in range(5)}
        site.pages["/3.png"] = b""
        site.pages["/4.png"] = b"<html>no picture</html>"
        here = shop.shop
        pictures = StorePictures(
            here.till, Pictures(here.till, here.folder, here.catalogue, here.settings, site.fetcher)
        )

        due = len(pictures.due())
        some = pictures.fetch(most=1)
        assert (some.fetched + len(some.missed), len(pictures.due())) == (1, due - 1), "a round takes some"
        found = pictures.fetch()
        assert some.fetched + found.fetched + len(some.missed + found.missed) == len(site.asked) == due
        assert len(some.missed + found.missed) == 2
        was = catalogue.by_sku(first["sku"]).picture
        assert was
        assert not catalogue.by_sku(second["sku"]).picture

        # nothing is asked for twice; what failed is asked for a day later, also by who starts anew
        pictures = StorePictures(
            here.till, Pictures(here.till, here.folder, here.catalogue, here.settings, site.fetcher)
        )
        assert pictures.due() == []
        asked, entries = len(site.asked), pulling.entries
        assert pictures.fetch().fetched == 0
        assert (len(site.asked), pulling.entries) == (asked, entries)
        site.pages["/3.png"] = picture(99)
        shop.clock.advance(seconds=DAY)
        assert pictures.fetch().fetched == 1
        assert catalogue.by_sku(second["sku"]).picture

        # changed there: the old one stays until the new one is here
        pulling.later()
        web.web_edit(product=first["id"], set={"imageUrl": f"{AT}/new.png"})
        pulling.pull()
        shop.clock.advance(seconds=1)
        assert len(pictures.fetch().missed) == 1
        assert catalogue.by_sku(first["sku"]).picture == was
        site.pages["/new.png"] = picture(77)
        shop.clock.advance(seconds=DAY)
        assert pictures.fetch().fetched == 1
        assert catalogue.by_sku(first["sku"]).picture not in ("", was)

        # another address of the same picture is settled too
        pulling.later()
        web.web_edit(product=first["id"], set={"imageUrl": f"{AT}/new.png?v=2"})
        site.pages["/new.png?v=2"] = site.pages["/new.png"]
        pulling.pull()
        assert [pictures.fetch().fetched, pictures.fetch().fetched] == [1, 0]
        assert here.auditor.verify(rebuild=True).ok


def test_pictures_at_the_address_of_a_web_shop_on_this_computer_come_and_no_others(shop: ShopKit) -> None:
    with running(products=3, orders=0, customers=0) as web, running(products=3) as other:
        first, _sample, third = web.shop.products.live.values()
        web.web_edit(product=third["id"], set={"imageUrl": f"{other.url}/_standin/image/1.png"})
        pulling = Connected(shop, web)
        pulling.pull()
        found = shop.shop.stores.pictures.fetch()
        assert [one.address for one, _why in found.missed] == [f"{other.url}/_standin/image/1.png"]
        assert shop.shop.catalogue.by_sku(first["sku"]).picture
        assert not shop.shop.catalogue.by_sku(f"{third['sku']}-S").picture
