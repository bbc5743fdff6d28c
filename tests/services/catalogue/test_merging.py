"""Two products become one: stock, sales and codes of the first count for the second."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pos.domain.catalogue.errors import BothInWebShop, SameProduct
from pos.journal.kinds.stores.connecting import StoreLink, StoreLinked
from pos.text import in_words
from tests.shop_kit import ShopKit


def test_two_products_become_one(shop: ShopKit) -> None:
    gone = shop.stocks("Mug blue", sku="MUG-BLUE", quantity="3", barcode="111")
    into = shop.stocks(quantity="5", barcode="222")
    shop.sells("MUG-BLUE")
    plan = shop.shop.product_merging.plan(gone.product_id, into.product_id)
    assert [(one.sku, other.sku) for one, other in plan.same] == [("MUG-BLUE", "MUG-BLU")]
    assert (plan.moved, shop.in_stock("MUG-BLU")) == ((), 5), "showing it changes nothing"
    after = shop.shop.product_merging.merge(gone.product_id, into.product_id)
    assert [(one.on_hand, one.barcodes) for one in after.variants] == [(Decimal(7), ("222", "111"))]
    assert [hit.sku for hit in shop.shop.search.by_code("111", scanned=True)] == ["MUG-BLU"]
    assert shop.shop.search.by_code("MUG-BLUE", scanned=False) == ()
    reasons = [one.reason for one in shop.shop.stock.level("MUG-BLU").moves]
    assert sorted(reasons) == ["opening", "opening", "sale"]
    shop.shop.order_changes.void("A-000001")
    assert shop.in_stock("MUG-BLU") == 8, "what comes back later, too"
    assert shop.shop.auditor.verify(rebuild=True).ok


def test_variants_that_the_other_lacks_move_to_it(shop: ShopKit, ram: Path) -> None:
    path = ram / "goods.csv"
    rows = ["cup,Cup,C-S,1,1,S", "cup,Cup,C-L,2,2,L", "mug,Mug,M-S,3,4,S", "mug,Mug,M-M,3,0,M"]
    path.write_text("handle,name,sku,price,stock,option1 value\n" + "\n".join(rows) + "\n")
    shop.shop.imports.apply(shop.shop.imports.preview(path))
    cup, mug = shop.hit("C-S").product_id, shop.hit("M-S").product_id
    after = shop.shop.product_merging.merge(cup, mug)
    assert sorted((one.sku, one.on_hand) for one in after.variants) == [
        ("C-L", 2),
        ("M-M", 0),
        ("M-S", 5),
    ]
    assert shop.shop.auditor.verify(rebuild=True).ok


def test_a_product_is_not_merged_with_itself(shop: ShopKit) -> None:
    mug = shop.stocks()
    with pytest.raises(SameProduct):
        shop.shop.product_merging.merge(mug.product_id, mug.product_id)


def test_what_one_is_in_a_web_shop_the_other_becomes_but_two_there_stay_two(shop: ShopKit) -> None:
    gone, into, third = (shop.stocks(sku, sku=sku, quantity="3") for sku in ("MUG", "CUP", "BOWL"))
    links = [
        StoreLink(noun, uid, theirs)
        for one, theirs in ((gone, "7"), (third, "8"))
        for noun, uid in (("variant", one.variant_id), ("product", one.product_id))
    ]
    with shop.shop.till.transaction() as tx:
        tx.record(StoreLinked("ecwid:4711", tuple(links)))
    with pytest.raises(BothInWebShop):
        shop.shop.product_merging.merge(gone.product_id, third.product_id)
    assert shop.in_stock("BOWL") == 3
    shop.shop.product_merging.merge(gone.product_id, into.product_id)
    held = "SELECT noun, lower(hex(ours)) FROM store_link WHERE theirs = '7' ORDER BY noun"
    assert shop.rows(held) == [("product", into.product_id), ("variant", into.variant_id)]
    assert shop.shop.auditor.verify(rebuild=True).ok


def test_what_two_products_say_differently_is_chosen_field_by_field(shop: ShopKit) -> None:
    gone = shop.stocks("Mug, azure", sku="MUG-AZ", price="1219.50", quantity="3")
    into = shop.stocks("Mug, blue", sku="MUG-BLU", price="18.00", quantity="5")
    catalogue, merging = shop.shop.catalogue, shop.shop.product_merging
    catalogue.change_product(gone.product_id, description="By hand", tax_class="reduced")
    catalogue.change_variant(gone.variant_id, cost=Decimal(7))
    plan = merging.plan(gone.product_id, into.product_id)
    said = {one.field: (one.fills, in_words(one.kept), in_words(one.other)) for one in plan.differs}
    assert said == {
        "name": (False, "Mug, blue", "Mug, azure"),
        "description": (True, "empty", "By hand"),
        "tax_class": (False, "Standard rate", "Reduced"),
        "sku": (False, "MUG-BLU", "MUG-AZ"),
        "price": (False, "18.00", "1,219.50"),
        "cost": (True, "empty", "7.00"),
    }
    assert plan.differs == merging.plan_variants(gone.variant_id, into.variant_id)
    wanted = {(gone.product_id, "description"), *((gone.variant_id, name) for name in ("sku", "price"))}
    after = merging.merge(gone.product_id, into.product_id, wanted)
    (variant,) = after.variants
    assert (after.name, after.description, variant.sku, variant.price) == (
        "Mug, blue", "By hand", "MUG-AZ", Decimal("1219.50"),
    )  # fmt: skip
    assert variant.on_hand == 8
    assert [hit.name for hit in shop.shop.search.by_code("MUG-AZ", scanned=False)] == ["Mug, blue"]
    assert shop.shop.auditor.verify(rebuild=True).ok


def test_of_one_variant_of_several_only_its_own_fields_are_chosen(shop: ShopKit, ram: Path) -> None:
    path = ram / "goods.csv"
    rows = ["cup,Cup,C-S,1,1,S", "cup,Cup,C-L,2,2,L", "mug,Mug,M-S,3,4,S"]
    path.write_text("handle,name,sku,price,stock,option1 value\n" + "\n".join(rows) + "\n")
    shop.shop.imports.apply(shop.shop.imports.preview(path))
    gone, into = shop.hit("C-L"), shop.hit("M-S")
    merging = shop.shop.product_merging
    differs = merging.plan_variants(gone.variant_id, into.variant_id)
    assert [one.field for one in differs] == ["sku", "price"]
    merging.merge_variants(gone.variant_id, into.variant_id, {(gone.variant_id, "price")})
    assert shop.hit("M-S").price == 2
    assert shop.in_stock("M-S") == 6
    assert shop.hit("C-S").name == "Cup"
    assert shop.shop.auditor.verify(rebuild=True).ok
