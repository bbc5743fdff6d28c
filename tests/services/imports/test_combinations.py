"""Files that say by how much a variant is dearer than its product, which came in with another file."""

from __future__ import annotations

from pathlib import Path

from tests.services.imports.conftest import taken_in
from tests.shop_kit import ShopKit

PRODUCTS = """\
Product ID;Active (0/1);Name *;Categories (x,y,z...);Price tax excluded;Reference #;EAN13;Weight;Quantity
1;1;Tee;Home,Clothes;23.90;T;;0.3;900
2;1;Mug;Home;11.90;MUG;;0.4;300
"""
COMBINATIONS = """\
Product ID*;Attribute (Name:Type:Position)*;Value (Value:Position)*;Reference;EAN13;Impact on price;Quantity
1;Size:select:0;S:0;T-S;9501101600027;0;300
1;Size:select:0;M:1;T-M;;2.50;200
"""
SOLD = """SELECT p.name, v.options, v.sku, v.price, v.weight
          FROM variant v JOIN product p ON p.id = v.product_id
          WHERE v.archived = 0 AND p.archived = 0 ORDER BY p.name, v.sku"""
AFTER = [
    ("Mug", "", "MUG", 11_900_000, 400),
    ("Tee", "M", "T-M", 26_400_000, 0),
    ("Tee", "S", "T-S", 23_900_000, 0),
]


def files(ram: Path) -> tuple[Path, Path]:
    products, combinations = ram / "products.csv", ram / "combinations.csv"
    products.write_text(PRODUCTS)
    combinations.write_text(COMBINATIONS)
    return products, combinations


def test_combinations_come_in_after_their_products(shop: ShopKit, ram: Path) -> None:
    products, combinations = files(ram)
    taken_in(shop, products)

    first = taken_in(shop, combinations)

    assert (first.created, first.updated, first.skipped) == (0, 1, 0)
    assert shop.rows(SOLD) == AFTER
    for again in (products, combinations, products):
        result = taken_in(shop, again)
        assert (result.created, result.updated, result.skipped) == (0, 0, 0)
    assert shop.rows(SOLD) == AFTER
    assert shop.audit() == []


def test_a_dearer_product_makes_its_combinations_dearer(shop: ShopKit, ram: Path) -> None:
    products, combinations = files(ram)
    taken_in(shop, products)
    taken_in(shop, combinations)
    products.write_text(PRODUCTS.replace("23.90", "30.00"))
    taken_in(shop, products)

    taken_in(shop, combinations)

    assert [row[3] for row in shop.rows(SOLD)] == [11_900_000, 32_500_000, 30_000_000]


def test_taking_combinations_back_sells_the_product_again(shop: ShopKit, ram: Path) -> None:
    products, combinations = files(ram)
    taken_in(shop, products)
    before = shop.rows(SOLD)

    shop.shop.imports.undo(taken_in(shop, combinations).id)

    assert shop.rows(SOLD) == before


def test_combinations_of_nothing_are_refused_with_a_reason(shop: ShopKit, ram: Path) -> None:
    _products, combinations = files(ram)

    result = taken_in(shop, combinations)

    assert result.created == 0
    assert {str(one) for one in result.mistakes if one.row > 1} == {
        "The row is a kind of the product “1”, which the shop has not. Import the products first."
    }
