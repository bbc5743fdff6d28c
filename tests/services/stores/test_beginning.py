"""Whose figures of stock begin: those of the web shop, or what is on hand here; afterwards both are equal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.stores.both_ways import SETTLE, Shops
from tests.shop_kit import ShopKit
from tests.stores.stand_in import running

CATALOGUE = "Handle,Title,Variant SKU,Variant Inventory Qty,Variant Price\nmug,Mug,{sku},9,18.00\n"


@pytest.mark.parametrize("stock", ["store", "till"])
def test_goods_are_equal_on_both_sides_wherever_they_were_known_first(ram: Path, stock: str) -> None:
    with running(products=12, orders=0) as web:
        web.switches(rate=0)
        found = web.shop.products.live.values()
        plain = [one for one in found if "quantity" in one and not one["combinations"]]
        typed, imported, new = [one for one in plain if "isSampleProduct" not in one][:3]
        kit = ShopKit.create(ram / "shop")
        kit.stocks("Mug", sku=typed["sku"], price="1.00", quantity="3")
        file = ram / "shopify.csv"
        file.write_text(CATALOGUE.format(sku=imported["sku"]), encoding="utf-8")
        kit.shop.imports.apply(kit.shop.imports.preview(file))
        theirs = {one["sku"]: one["quantity"] for one in (typed, imported, new)}
        begun = theirs if stock == "store" else {**theirs, typed["sku"]: 3, imported["sku"]: 9}
        try:
            shops = Shops(kit, web, stock)
            shops.until_settled()
            for sku, figure in begun.items():
                assert (shops.there(sku), kit.in_stock(sku)) == (figure, figure), sku
            shops.web_sells(new["sku"])
            shops.sells(imported["sku"], 2)
            shops.later(SETTLE)
            shops.until_settled()
            for sku, figure in begun.items():
                now = figure + shops.causes[sku]
                assert (shops.there(sku), kit.in_stock(sku)) == (now, now), sku
        finally:
            kit.close()
