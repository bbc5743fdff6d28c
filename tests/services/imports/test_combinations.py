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


REFERENCES = COMBINATIONS.replace("Product ID*", "Product Reference*").replace("\n1;", "\nt;")
ARCHIVED = "SELECT name FROM product WHERE archived = 1"


def test_combinations_find_their_product_by_its_reference(shop: ShopKit, ram: Path) -> None:
    products, combinations = files(ram)
    taken_in(shop, products)
    combinations.write_text(REFERENCES)

    first = taken_in(shop, combinations)

    assert (first.created, first.updated, first.skipped) == (0, 1, 0)
    assert shop.rows(SOLD) == AFTER
    for again in (combinations, products):
        result = taken_in(shop, again)
        assert (result.created, result.updated, result.skipped) == (0, 0, 0)


def test_combinations_without_references_of_their_own_find_it_too(shop: ShopKit, ram: Path) -> None:
    products, combinations = files(ram)
    taken_in(shop, products)
    head, *rows = REFERENCES.splitlines()
    bare = [row.replace("T-S", "").replace("T-M", "") for row in rows]
    combinations.write_text("\n".join([head.replace(";Reference;", ";Supplier;"), *bare]))

    taken_in(shop, combinations)

    assert {row[:3] for row in shop.rows(SOLD)} == {("Mug", "", "MUG"), ("Tee", "S", ""), ("Tee", "M", "")}
    result = taken_in(shop, combinations)
    assert (result.created, result.updated, result.skipped) == (0, 0, 0)


def test_what_two_products_are_called_is_asked(shop: ShopKit, ram: Path) -> None:
    products, combinations = files(ram)
    products.write_text(PRODUCTS + "3;1;Tee again;Home;23.90;T;;0.3;900\n")
    taken_in(shop, products)
    combinations.write_text(REFERENCES)

    result = taken_in(shop, combinations)

    assert (result.created, result.updated, result.skipped) == (0, 0, 2)
    assert {type(one).__name__ for one in result.mistakes if one.row > 1} == {"SeveralMeant"}


def test_a_product_with_combinations_is_put_away_and_back_with_its_file(shop: ShopKit, ram: Path) -> None:
    products, combinations = files(ram)
    taken_in(shop, products)
    taken_in(shop, combinations)
    products.write_text(PRODUCTS.replace("1;1;Tee", "1;0;Tee"))

    taken_in(shop, products)

    assert shop.rows(ARCHIVED) == [("Tee",)]
    for again in (products, combinations, products):
        result = taken_in(shop, again)
        assert (result.created, result.updated, result.skipped) == (0, 0, 0)
    products.write_text(PRODUCTS)
    taken_in(shop, products)
    assert shop.rows(SOLD) == AFTER


def test_combinations_of_a_product_not_for_sale_wait_with_it(shop: ShopKit, ram: Path) -> None:
    products, combinations = files(ram)
    products.write_text(PRODUCTS.replace("1;1;Tee", "1;0;Tee"))
    taken_in(shop, products)

    for text in (COMBINATIONS, REFERENCES, COMBINATIONS):
        combinations.write_text(text)
        assert taken_in(shop, combinations).skipped == 0

    assert shop.rows(ARCHIVED) == [("Tee",)]
    products.write_text(PRODUCTS)
    taken_in(shop, products)
    assert shop.rows(SOLD) == AFTER
    assert shop.audit() == []
