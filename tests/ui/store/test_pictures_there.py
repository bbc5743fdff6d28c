"""Pictures of the web shop's products come behind a round, and one that is broken is no trouble of it."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from pos.services.catalogue.pictures import Pictures
from tests.services.catalogue.site import picture, running_site
from tests.shop_kit import ram
from tests.ui.store.web_window import web_window

__all__ = ["ram"]


def test_pictures_come_behind_a_round(qtbot: QtBot, ram: Path) -> None:
    with running_site() as site, web_window(qtbot, ram, products=5, orders=0, customers=0) as made:
        shop = made.shop
        shop.pictures = Pictures(shop.till, shop.folder, shop.catalogue, shop.settings, site.fetcher)
        site.pages["/mug.png"] = picture()
        plain = [one for one in made.web.shop.products.live.values() if not one["combinations"]]
        first, second = [one for one in plain if not one.get("isSampleProduct")][:2]
        for one, path in ((first, "mug"), (second, "gone")):
            made.web.web_edit(product=one["id"], set={"imageUrl": f"https://shop.example/{path}.png"})
        made.begin()
        made.connect()
        made.round()
        qtbot.waitUntil(lambda: bool(shop.catalogue.by_sku(first["sku"]).picture), timeout=5_000)
        lane = made.web_shop.pictures.lane
        qtbot.waitUntil(lambda: not lane.busy, timeout=5_000)
        assert sorted(site.asked) == ["/gone.png", "/mug.png"]
        assert not shop.catalogue.by_sku(second["sku"]).picture
        assert made.said().startswith("Web shop: all there · ")
        made.round()
        qtbot.waitUntil(lambda: not lane.busy, timeout=5_000)
        assert len(site.asked) == 2
