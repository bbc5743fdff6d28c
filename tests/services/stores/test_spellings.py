"""Invariant 23: unknown fields, nulls, forms of numbers and both spellings change nothing here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.stores.both_ways import Shops
from tests.services.stores.invariants import prove
from tests.shop_kit import ShopKit
from tests.stores.stand_in import running

READ = (
    "SELECT v.sku, v.price, p.name, p.description, s.on_hand FROM variant v JOIN product p"
    " ON p.id = v.product_id LEFT JOIN stock s ON s.variant_id = v.id ORDER BY v.sku",
    "SELECT number, total, payment_status, fulfilment_status FROM orders ORDER BY placed, total",
    "SELECT name FROM customer ORDER BY name",
)
SPELLINGS = (
    {},
    {"unknown_fields": True, "nulls": True, "numbers": "exp", "orderid_key": "orderid"},
    {"numbers": "float", "nulls": True, "error_style": "old", "wrong_token_status": 401},
)


@pytest.mark.full
def test_whichever_way_it_is_written_the_same_is_read(ram: Path) -> None:
    found = []
    for place, spelling in enumerate(SPELLINGS):
        with running(products=12) as web:
            web.switches(rate=0, **spelling)
            kit = ShopKit.create(ram / f"shop{place}")
            try:
                shops = Shops(kit, web)
                shops.sells(str(shops.counted()[0]["sku"]), 2)
                shops.until_settled()
                prove(shops)
                found.append([kit.rows(sql) for sql in READ])
            finally:
                kit.close()
    assert found[1] == found[0]
    assert found[2] == found[0]
