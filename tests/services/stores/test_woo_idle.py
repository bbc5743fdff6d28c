"""WooCommerce's lists show a change in two rounds: the second asks no more for it, unless it is another."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.services.stores.test_woo_rounds import Shops
from tests.shop_kit import ShopKit
from tests.stores.stand_in import running


def test_the_round_after_what_happened_is_an_idle_one(ram: Path) -> None:
    with running("woo", products=12, orders=0, customers=1) as web:
        kit = ShopKit.create(ram / "shop")
        try:
            shops = Shops(kit, web)
            shops.wait(600)
            shops.until_settled()
            mug = shops.mugs[0]
            (teapot,) = [one for one in web.shop.products.values() if one["type"] == "variable"]

            def next_calls(gap: float = 50) -> int:
                calls = shops.round().calls
                shops.wait(gap)
                return calls

            def named(name: str) -> None:
                teapot.update(name=name, modified=int(web.shop.now()))

            web.web_order(line_items=[{"product_id": mug["id"], "quantity": 1}])
            kit.pays(kit.cart((mug["sku"], "1")))
            kit.shop.stock.move(kit.hit(mug["sku"]).variant_id, Decimal(5), "receipt")
            named("Teapot, grey")
            assert next_calls() > 3
            assert next_calls() <= 3
            named("Teapot, red")
            next_calls(gap=0)
            named("Teapot, blue")  # perhaps in the second in which it was read
            next_calls()
            assert kit.rows("SELECT 1 FROM product WHERE name = 'Teapot, blue'")
            assert next_calls() <= 3
            shops.until_settled()
            shops.equal()
        finally:
            kit.close()
