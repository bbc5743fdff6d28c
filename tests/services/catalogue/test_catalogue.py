"""Products by hand: made, changed field by field, listed page by page, and found at once."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest

from pos.domain.catalogue.errors import ProductUnknown, SkuTaken
from pos.domain.catalogue.products import NewProduct
from pos.domain.words.errors import NameMissing
from pos.journal.kinds.products import ProductFields, ProductSet, ProductsSet, VariantFields, VariantSet
from tests.shop_kit import ShopKit


def test_a_product_made_by_hand_is_found_at_once(shop: ShopKit) -> None:
    made = shop.shop.catalogue.add(
        NewProduct(
            " Bowl\x00 ",
            Decimal("24.50"),
            " BOW ",
            ("111", "111", " 222 "),
            "Clay",
            "reduced",
            "",
            Decimal(3),
        )
    )
    (variant,) = made.variants
    assert (made.name, made.category, made.tax_class) == ("Bowl", "Clay", "reduced")
    assert (variant.sku, variant.barcodes, variant.price, variant.on_hand) == (
        "BOW",
        ("111", "222"),
        Decimal("24.5"),
        3,
    )
    (hit,) = shop.shop.search.find("bowl").hits
    assert (hit.price, hit.taxes) == (Decimal("24.5"), ("5.5",))
    assert [hit.sku for hit in shop.shop.search.by_code("222", scanned=True)] == ["BOW"]
    assert shop.shop.catalogue.by_sku("bow") == made


def test_every_product_is_listed_with_its_own_kinds(shop: ShopKit) -> None:
    kinds = {"Cap": ("S", "M", "L"), "Scarf": ("Red", "Blue")}
    with shop.shop.till.transaction() as tx:
        tx.record(
            ProductsSet(
                products=tuple(
                    ProductSet(
                        id=uuid.uuid4().hex,
                        f=ProductFields(name=name),
                        variants=tuple(
                            VariantSet(
                                id=uuid.uuid4().hex, f=VariantFields(options=one, position=n, tracked=False)
                            )
                            for n, one in enumerate(options)
                        ),
                    )
                    for name, options in kinds.items()
                )
            )
        )
    listed = shop.shop.catalogue.list()
    assert {one.name: tuple(variant.options for variant in one.variants) for one in listed} == kinds


def test_a_price_may_be_asked_at_the_till(shop: ShopKit) -> None:
    hit = shop.stocks("Repair", sku="REPAIR", price=None, quantity=None)
    assert hit.price is None
    shop.shop.catalogue.change_variant(hit.variant_id, price=Decimal("12"))
    assert shop.hit("REPAIR").price == 12
    shop.shop.catalogue.change_variant(hit.variant_id, price=None)
    assert shop.hit("REPAIR").price is None


def test_a_change_touches_only_its_fields(shop: ShopKit) -> None:
    hit = shop.stocks(barcode="4006381333931")
    before = shop.shop.catalogue.product(hit.product_id)
    after = shop.shop.catalogue.change_variant(hit.variant_id, barcodes=("111",), cost=Decimal("7.25"))
    assert after._replace(variants=()) == before._replace(variants=())
    assert after.variants[0] == before.variants[0]._replace(barcodes=("111",), cost=Decimal("7.25"))
    assert shop.shop.search.by_code("4006381333931", scanned=True) == ()


def test_favourites_keep_their_places(shop: ShopKit) -> None:
    ids = [shop.stocks(name, sku=name).product_id for name in ("Cup", "Bowl", "Vase")]
    for product in reversed(ids):
        shop.shop.catalogue.change_product(product, favourite=True)
    shop.shop.catalogue.change_product(ids[1], favourite=False)
    assert [hit.name for hit in shop.shop.search.favourites()] == ["Vase", "Cup"]


def test_a_sku_belongs_to_one_product(shop: ShopKit) -> None:
    mug, vase = shop.stocks(), shop.stocks("Vase", sku="VASE")
    with pytest.raises(SkuTaken, match="Mug, blue glaze"):
        shop.stocks("Other", sku="mug-blu")
    with pytest.raises(SkuTaken):
        shop.shop.catalogue.change_variant(vase.variant_id, sku="MUG-BLU")
    shop.shop.catalogue.change_variant(mug.variant_id, sku="mug-blu")
    shop.shop.catalogue.change_product(mug.product_id, archived=True)
    shop.shop.catalogue.change_variant(vase.variant_id, sku="MUG-BLU")


@pytest.mark.parametrize("name", ["", "  ", "\x07"])
def test_a_product_has_a_name(shop: ShopKit, name: str) -> None:
    with pytest.raises(NameMissing):
        shop.shop.catalogue.add(NewProduct(name, Decimal(1)))
    hit = shop.stocks()
    with pytest.raises(NameMissing):
        shop.shop.catalogue.change_product(hit.product_id, name=name)


def test_an_unknown_product_is_said(shop: ShopKit) -> None:
    for attempt in (
        lambda: shop.shop.catalogue.product("0" * 32),
        lambda: shop.shop.catalogue.by_sku("NOTHING"),
        lambda: shop.shop.catalogue.change_variant("0" * 32, price=Decimal(1)),
        lambda: shop.shop.catalogue.change_product("0" * 32, name="x"),
    ):
        with pytest.raises(ProductUnknown):
            attempt()


def test_the_list_goes_on_page_by_page_by_name(shop: ShopKit) -> None:
    names = ["banana", "Apple", "cherry", "apple", "Élan", "date"]
    for place, name in enumerate(names):
        shop.stocks(name, sku=f"S{place}")
    seen: list[str] = []
    after = ("", "")
    while page := shop.shop.catalogue.list(after=after, limit=2):
        seen += [record.name for record in page]
        after = page[-1].cursor
    assert sorted(seen) == sorted(names)
    assert [name.lower() for name in seen[:4]] == ["apple", "apple", "banana", "cherry"]


def test_an_archived_product_is_listed_apart_and_not_found(shop: ShopKit) -> None:
    hit = shop.stocks()
    shop.shop.catalogue.change_product(hit.product_id, archived=True)
    assert shop.shop.catalogue.list() == ()
    assert [record.name for record in shop.shop.catalogue.list(archived=True)] == ["Mug, blue glaze"]
    assert shop.shop.search.find("mug").hits == ()
    shop.shop.catalogue.change_product(hit.product_id, archived=False)
    assert len(shop.shop.search.find("mug").hits) == 1
