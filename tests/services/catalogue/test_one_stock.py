"""Kinds that share their stock: one figure, whichever of them is sold, counted, imported or merged."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pos.domain.catalogue.errors import NotEnoughStock
from pos.journal.kinds.products import ProductSet, ProductsSet, VariantFields, VariantSet
from pos.journal.records import seen
from tests.shop_kit import ShopKit
from tests.two_tills import PairedTills

BLUE, GREEN, RED = "BOWL-B", "BOWL-G", "BOWL-R"


def bowls(kit: ShopKit, *counted: str) -> list[str]:
    """A bowl in three colours with so many of each; the ids of its kinds."""
    path = kit.folder / "bowls.csv"
    rows = [
        f"bowl,Bowl,{sku},24.00,{stock},{sku[-1]}"
        for sku, stock in zip((BLUE, GREEN, RED), counted, strict=True)
    ]
    path.write_text("handle,name,sku,price,stock,option1 value\n" + "\n".join(rows) + "\n")
    kit.shop.imports.apply(kit.shop.imports.preview(path), count_stock=True)
    return [kit.hit(sku).variant_id for sku in (BLUE, GREEN, RED)]


def share(kit: ShopKit, kinds: list[str], of: str) -> None:
    """These kinds have one stock from now on; "" each its own."""
    ((product,),) = kit.rows("SELECT lower(hex(uid)) FROM product WHERE name = 'Bowl'")
    clocks = dict(kit.rows("SELECT lower(hex(uid)), clocks FROM variant"))
    variants = tuple(
        VariantSet(uid, VariantFields(shares=of), seen(str(clocks[uid]), ("shares",))) for uid in kinds
    )
    with kit.shop.till.transaction() as tx:
        tx.record(ProductsSet((ProductSet(str(product), variants=variants),)))


def figures(kit: ShopKit) -> list[int]:
    return [int(kit.in_stock(sku) or 0) for sku in (BLUE, GREEN, RED)]


def test_one_figure_whichever_is_sold_moved_or_counted(shop: ShopKit) -> None:
    blue, green, red = bowls(shop, "5", "3", "2")
    share(shop, [blue, green], blue)
    assert figures(shop) == [8, 8, 2]
    sold = shop.sells((BLUE, "2"), GREEN)
    assert figures(shop) == [5, 5, 2]
    shop.shop.stock.move(green, Decimal(4), "receipt")
    assert shop.shop.stock.count(blue, Decimal(7)) == -2
    assert figures(shop) == [7, 7, 2]
    assert sum(one.quantity for one in shop.shop.stock.level(GREEN).moves) == 7, "all that moved it is shown"
    shop.shop.order_changes.cancel(sold.number, repay=True)
    assert figures(shop) == [10, 10, 2]
    found = shop.shop.catalogue.by_sku(GREEN)
    assert [one.on_hand for one in found.variants] == [10, 10, 2]
    share(shop, [red], blue)
    assert figures(shop) == [12, 12, 12]
    share(shop, [green], "")
    assert figures(shop)[0] == figures(shop)[2] == 12 - figures(shop)[1]
    assert shop.shop.auditor.verify(rebuild=True).ok


def test_more_than_there_is_of_all_together_is_told_once(shop: ShopKit) -> None:
    blue, green, _red = bowls(shop, "5", "0", "0")
    share(shop, [blue, green], blue)
    cart = shop.cart((BLUE, "3"), (GREEN, "3"))
    (notice,) = shop.shop.checkout.check_stock(cart)
    assert (notice.on_hand, notice.wanted) == (5, 6)
    shop.shop.catalogue.change_variant(green, oversell="block")
    with pytest.raises(NotEnoughStock):
        shop.pays(cart)
    shop.pays(shop.cart((BLUE, "3"), (GREEN, "2")))
    assert figures(shop)[:2] == [0, 0]


def test_a_file_counts_them_once_and_merging_keeps_what_is_there(shop: ShopKit) -> None:
    blue, green, _red = bowls(shop, "5", "3", "2")
    share(shop, [blue, green], blue)
    assert bowls(shop, "6", "6", "2")
    assert figures(shop) == [6, 6, 2]
    shop.shop.product_merging.merge_variants(green, shop.hit(RED).variant_id)
    assert figures(shop)[0] + figures(shop)[2] == 8
    assert shop.shop.auditor.verify(rebuild=True).ok


def test_two_tills_that_sell_the_last_ones_are_asked_once_and_know_the_same(pair: PairedTills) -> None:
    blue, green, _red = bowls(pair.a, "2", "0", "0")
    share(pair.a, [blue, green], blue)
    assert pair.b
    pair.meet()
    pair.a.sells((BLUE, "2"))
    pair.now()
    pair.b.sells((GREEN, "1"))
    share(pair.b, [shared := pair.b.hit(RED).variant_id], blue)
    assert shared
    pair.meet()
    assert figures(pair.a) == figures(pair.b) == [-1, -1, -1]
    assert pair.digest(pair.a) == pair.digest(pair.b)
    for kit in (pair.a, pair.b):
        asked = [one for one in kit.shop.exceptions.all() if one.kind == "oversold"]
        assert len(asked) == 1
        assert kit.shop.auditor.verify(rebuild=True).ok
    pair.a.shop.exceptions.resolve(asked[0].id, "count", "4")
    pair.meet()
    assert figures(pair.a) == figures(pair.b) == [4, 4, 4]
    assert pair.digest(pair.a) == pair.digest(pair.b)


def test_a_count_that_did_not_know_of_a_sale_of_another_kind_is_asked(pair: PairedTills) -> None:
    blue, green, _red = bowls(pair.a, "9", "0", "0")
    share(pair.a, [blue, green], blue)
    assert pair.b
    pair.meet()
    pair.b.sells((GREEN, "2"))
    pair.now()
    pair.a.shop.stock.count(blue, Decimal(7))
    pair.meet()
    (asked,) = [one for one in pair.a.shop.exceptions.all() if one.kind == "late_count"]
    assert [one.id for one in pair.b.shop.exceptions.all() if one.kind == "late_count"] == [asked.id]
