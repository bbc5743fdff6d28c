"""Columns are used, or named once with what is lost; what they mean may depend on what is in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pos.domain.imports import errors
from pos.domain.imports.read_file import ImportedVariant, ReadFile
from pos.exchange import look, read_catalogue
from tests.shared import shared

SPECIAL = "price,special_price,special_price_from_date,special_price_to_date"


def read(tmp_path: Path, text: str) -> ReadFile:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    return read_catalogue(path)


def the_one(found: ReadFile) -> ImportedVariant:
    ((one,),) = (each.variants for each in found.products)
    return one


def named(found: ReadFile) -> dict[str, str]:
    return {type(each).__name__: str(each) for each in found.mistakes if each.row == 1}


def test_what_is_not_taken_is_named_once(tmp_path: Path) -> None:
    rows = "".join(f"P{n},1,S|M,20,7,red,\n" for n in range(300))
    text = f"name,price,Variation values,Tax zone,Incoming stock,Ribbon,Empty\n{rows}"
    found = read(tmp_path, text)
    assert {name: sentence.partition("”")[0] for name, sentence in named(found).items()} == {
        "ChoicesNotUsed": "No variants are made of “Variation values",
        "TaxesNotUsed": "No tax is taken from “Tax zone",
        "StocksNotUsed": "The stock in “Incoming stock",
        "ColumnsNotUsed": "Nothing is taken from “Ribbon",
    }
    assert (len(found.mistakes), found.skipped) == (4, 0)


def test_the_variations_of_etsy_are_things_to_sell() -> None:
    found = read_catalogue(shared("catalogues/etsy/EtsyListingsDownload.csv"))
    assert "ChoicesNotUsed" not in named(found)
    assert {(each.option_names, len(each.variants)) for each in found.products} >= {(("Style",), 2), ((), 1)}


def test_prices_of_other_places_are_named_and_stock_is_added_up(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Name,Price [Main],Price [Annex],In stock [Main],In stock [Annex],Available for sale [Main],"
        "Available for sale [Annex]\nPear,1,2,3,4,N,Y\nPlum,1,2,3,,N,N\n",
    )
    variants = [one for each in found.products for one in each.variants]
    assert [(one.stock, one.hidden) for one in variants] == [(7, False), (3, True)]
    assert named(found).keys() == {"PricesNotUsed", "StockAdded"}
    assert "“In stock [Main]”, “In stock [Annex]”" in named(found)["StockAdded"]


@pytest.mark.parametrize(
    ("columns", "cells", "price", "before"),
    [
        ("price,sale price", "20,15", "15", "20"),
        ("Regular price,Sale price", "20,15", "15", "20"),
        ("Sale price", "15", "15", "None"),
        ("Price,Regular price (before sale)", "15,20", "15", "20"),
        (SPECIAL, "20,15,2020-01-01,2020-02-01", "20", "0"),
        (SPECIAL, "20,15,2020-01-01,", "15", "20"),
        ("Price,Sale Price,On Sale", "20,15,No", "20", "0"),
        ("Price,Sale Price,On Sale", "20,15,Yes", "15", "20"),
        ("Price tax excluded,Discount amount,Discount percent", "20,,5.5", "18.9", "20"),
        ("Price tax excluded,Discount amount,Discount percent", "20,5,", "15", "20"),
        ("Preis,Streichpreis", "15,20", "15", "20"),
        ("prix,prix promo", "20,15", "15", "20"),
    ],
)
def test_prices_beside_the_price(tmp_path: Path, columns: str, cells: str, price: str, before: str) -> None:
    one = the_one(read(tmp_path, f"name,{columns}\nPear,{cells}\n"))
    assert (str(one.price), str(one.before)) == (price, before)


@pytest.mark.parametrize(
    ("columns", "cells", "is_hidden"),
    [
        ("Archived", "Y", True),
        ("Archived", "N", False),
        ("Archived,Sellable", "N,N", True),
        ("status", "draft", True),
        ("status", "new", None),
        ("Active (0/1)", "0", True),
        ("Product Visible?", "Y", False),
        ("product_online", "2", True),
        ("Visible", "No", True),
        ("Aktiv", "nein", True),
    ],
)
def test_states_by_their_columns(tmp_path: Path, columns: str, cells: str, is_hidden: bool | None) -> None:
    assert the_one(read(tmp_path, f"name,price,{columns}\nPear,1,{cells}\n")).hidden is is_hidden


@pytest.mark.parametrize(
    ("flags", "tax"),
    [("Y,N", "10.25"), ("Y,Y", "10.25 + Prepared food"), ("N,N", "0"), ("N,Y", "Prepared food")],
)
def test_taxes_that_are_switched_on_and_off(tmp_path: Path, flags: str, tax: str) -> None:
    found = read(tmp_path, f"name,price,Tax - Sales Tax (10.25%),Tax - Prepared food\nPear,1,{flags}\n")
    assert [each.tax for each in found.products] == [tax]
    assert named(found) == {}


def test_sizes_and_colours_tell_goods_of_one_name_apart(tmp_path: Path) -> None:
    text = "sku,name,Size,Colour,price\nA,Tee,S,Red,1\nC,Cap,,,1\nB,Tee,M,Blue,1\n"
    tee, cap = read(tmp_path, text).products
    assert tee.option_names == ("Size", "Colour")
    assert [each.options for each in tee.variants] == ["S / Red", "M / Blue"]
    assert [each.options for each in cap.variants] == [""]
    assert look(tmp_path / "list.csv").mapping["Size"] == "option1"


@pytest.mark.parametrize(
    "text",
    [
        "handleId,fieldType,name,sku,price,visible,inventory,productOptionName1,productOptionDescription1\n"
        "P1,Product,Tee,,20,true,InStock,Size,S;M\nP1,Variant,,T-S,,true,3,,S\nP1,Variant,,T-M,,true,4,,M\n",
        "id,handle,sku,name,variant_option_one_name,variant_option_one_value,supply_price,retail_price\n"
        "a,tee,T-S,Tee,Size,S,5,20\nb,tee,T-M,Tee,Size,M,5,20\n",
        "Item name,Variations,Option set 1,Option 1,Price,SKU\n"
        "Tee,,,,,\n,S,Size,S,20,T-S\n,M,Size,M,20,T-M\n",
        "Title,SKU,Option Name 1,Option Value 1,Price\nTee,T-S,Size,S,20\n,T-M,,M,20\n",
        "Handle,Title,Option1 Name,Option1 Value,SKU,Price,Location,On hand\n"
        "tee,Tee,Size,S,T-S,20,Main,3\ntee,Tee,Size,S,T-S,20,Annex,4\ntee,Tee,Size,M,T-M,20,Main,5\n",
    ],
    ids=["wix", "lightspeed", "sumup", "squarespace", "a row for each place"],
)
def test_the_variants_of_other_shops(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, text)
    (tee,) = found.products
    assert (tee.name, tee.option_names[:1], found.skipped) == ("Tee", ("Size",), 0)
    assert [(one.sku, one.options, one.price) for one in tee.variants] == [("T-S", "S", 20), ("T-M", "M", 20)]
    if "Location" in text:
        assert [one.stock for one in tee.variants] == [7, 5]
        assert "StockAdded" in named(found)


LOYVERSE = (
    "Handle,Name,SKU,Option 1 name,Option 1 value,Available for sale [Main],Price [Main],In stock [Main],"
    "Available for sale [Annex],Price [Annex],In stock [Annex]\n"
    "tee,Tee,T-S,Size,S,Y,20,5,N,21,2\ntee,,T-M,,M,Y,22,3,Y,,4\n"
)
LIGHTSPEED = "handle,sku,name,retail_price,inventory_Main_Outlet,inventory_Annex\ntee,T,Tee,20,5,2\n"
SQUARE = "Item Name,SKU,Price,Current Quantity Main Outlet,Current Quantity Annex\nTee,T,20,5,2\n"
ROWS = "Name,SKU,Price,Location,On hand\nTee,T,20,Main Outlet,5\nMug,M,9,Annex,1\nTee,T,20,Annex,2\n"
GROUPED = (
    "Handle,Title,Option1 Value,SKU,Price,Location,On hand\n"
    "t,Tee,S,T,20,Main Outlet,5\nt,Tee,S,T,20,Annex,2\n"
)
CUSTOMS = "Handle,Title,SKU,HS Code,COO,Main Outlet,Annex\nt,Tee,T,61,US,5,2\nm,Mug,M,62,US,not stocked,1\n"


@pytest.mark.parametrize("text", [LIGHTSPEED, SQUARE, ROWS, GROUPED, CUSTOMS])
@pytest.mark.parametrize(("place", "stock"), [("", 7), ("Main Outlet", 5), ("Annex", 2)])
def test_the_stock_of_all_places_or_of_one(tmp_path: Path, text: str, place: str, stock: int) -> None:
    path = tmp_path / "places.csv"
    path.write_text(text, "utf-8")
    found = read_catalogue(path, place=place)
    (tee,) = (each for each in found.products if each.name == "Tee")
    assert [one.stock for one in tee.variants] == [stock]
    assert (sorted(found.places), found.place) == (["Annex", "Main Outlet"], place)
    assert ("StockAdded" in named(found)) is not bool(place)
    assert found.skipped == 0


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("", [(20, 7, False), (22, 7, False)]),
        ("Main", [(20, 5, False), (22, 3, False)]),
        ("Annex", [(21, 2, True), (22, 4, False)]),
    ],
)
def test_a_place_has_prices_and_states_of_its_own(
    tmp_path: Path, place: str, said: list[tuple[int, int, bool]]
) -> None:
    path = tmp_path / "places.csv"
    path.write_text(LOYVERSE, "utf-8")
    (tee,) = read_catalogue(path, place=place).products
    assert [(one.price, one.stock, one.hidden) for one in tee.variants] == said


def test_one_place_for_everything_is_not_added_up(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,SKU,Price,Location,On hand\nTee,T,20,Shop,5\nMug,M,9,Shop,1\n")
    assert (found.places, named(found)) == ((), {})


def test_a_place_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(SQUARE, "utf-8")
    with pytest.raises(errors.PlaceUnknown, match="Choose one of: Main Outlet, Annex"):
        read_catalogue(path, place="Cellar")
