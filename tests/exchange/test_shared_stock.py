"""What only a product's row says of stock, words in place of numbers, variants that nobody names."""

# ruff: noqa: E501 # the lines are those of files

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pos.domain.imports.read_file import ImportedProduct, ReadFile
from tests.exchange.test_other_shops import read

BIGCOMMERCE = """\
Item,ID,Name,Type,SKU,Options,Inventory Tracking,Current Stock,Price
Product,1,Tee,physical,TEE,,product,7,20
Variant,2,,,TEE-S,Type=Rectangle|Name=Size|Value=S,,,
Variant,3,,,TEE-M,Type=Rectangle|Name=Size|Value=M,,0,
Product,4,Hat,physical,HAT,,product,9,20
Variant,5,,,HAT-S,Type=Rectangle|Name=Size|Value=S,,0,
"""
WIX = """\
handleId,fieldType,name,sku,price,surcharge,visible,inventory,productOptionName1,productOptionDescription1
1,Product,Tee,,20,,true,7,Size,S;M
1,Variant,,TEE-S,,0,true,,,S
1,Variant,,TEE-M,,0,true,,,M
2,Product,Hat,,20,,true,9,Size,S
2,Variant,,HAT-S,,0,true,,,S
"""
WOOCOMMERCE = """\
ID,Type,SKU,Name,Published,Stock,Regular price,Parent,Attribute 1 name,Attribute 1 value(s)
10,variable,TEE,Tee,1,7,,,Size,"S, M"
11,variation,TEE-S,Tee - S,1,parent,20,id:10,Size,S
12,variation,TEE-M,Tee - M,1,parent,20,TEE,Size,M
20,variable,HAT,Hat,1,9,,,Size,S
21,variation,HAT-S,Hat - S,1,parent,20,id:20,Size,S
"""
ECWID = """\
type,product_internal_id,product_sku,product_variation_sku,product_name,product_price,product_is_inventory_tracked,product_quantity,product_variation_option_Size
product,1,TEE,,Tee,20,true,7,
product_variation,1,,TEE-S,,,,,S
product_variation,1,,TEE-M,,,,,M
product,2,HAT,,Hat,20,true,9,
product_variation,2,,HAT-S,,,,,S
"""
ETSY = """\
title,price,quantity,currency_code,tags,materials,variation 1 type,variation 1 name,variation 1 values,sku
Tee,20,7,EUR,,,X,Size,"S,M","TEE-S,TEE-M"
Hat,20,9,EUR,,,X,Size,S,HAT-S
"""


def stocks(file: ReadFile) -> dict[str | None, Decimal | None]:
    return {one.sku: one.stock for product in file.products for one in product.variants}


@pytest.mark.parametrize("text", [BIGCOMMERCE, WIX, WOOCOMMERCE, ECWID, ETSY])
def test_the_stock_of_a_product_is_that_of_its_only_variant_and_told_once_of_several(
    tmp_path: Path, text: str
) -> None:
    found = read(tmp_path, text)

    assert stocks(found) == {"TEE-S": None, "TEE-M": None, "HAT-S": 9}
    told = [str(one) for one in found.mistakes if one.row > 1]
    assert told == ["“7” is the stock of all variants together. They go in without it; count them."]


@pytest.mark.parametrize("text", [WIX, ETSY])
@pytest.mark.parametrize(("word", "stock"), [("OutOfStock", 0), ("InStock", None)])
def test_a_word_on_stock_holds_for_each_variant(
    tmp_path: Path, text: str, word: str, stock: int | None
) -> None:
    found = read(tmp_path, text.replace(",7,", f",{word},"))

    assert stocks(found) == {"TEE-S": stock, "TEE-M": stock, "HAT-S": 9}
    assert [one for one in found.mistakes if one.row > 1] == []


@pytest.mark.parametrize(
    ("word", "stock"),
    [
        ("Out of stock", 0),
        ("rupture de stock", 0),
        ("ÉPUISÉ", 0),
        ("nicht auf Lager", 0),
        ("Agotado", 0),
        ("esaurito", 0),
        ("uitverkocht", 0),
        ("brak w magazynie", 0),
        ("нет в наличии", 0),
        ("stokta yok", 0),
        ("売り切れ", 0),
        ("in_stock", None),
        ("En stock", None),
        ("Vorrätig", None),
        ("в наличии", None),
        ("在庫あり", None),
    ],
)
@pytest.mark.parametrize(
    "head", ["name,sku,price,stock", "Handle,Variant SKU,Variant Price,Variant Inventory Qty"]
)
def test_words_in_place_of_a_number(tmp_path: Path, word: str, stock: int | None, head: str) -> None:
    title = ",Title,Option1 Value" if head.startswith("Handle") else ""
    found = read(tmp_path, f"{head}{title}\nMug,MUG,2,{word}{',Mug,Blue' if title else ''}\n")

    assert stocks(found) == {"MUG": stock}
    assert found.mistakes == ()


@pytest.mark.parametrize("column", ["availability", "stock_status", "Disponibilité"])
def test_a_column_of_such_words_alone_is_the_stock(tmp_path: Path, column: str) -> None:
    found = read(tmp_path, f"name;sku;price;{column}\nMug;M;2;in stock\nCup;C;2;out of stock\n")

    assert (found.mapping[column], stocks(found)) == ("stock", {"M": None, "C": 0})


MAGENTO = """\
sku,attribute_set_code,product_type,name,visibility,price,additional_attributes,qty
TEE-S,Default,simple,Tee-S-Red,Not Visible Individually,20,"color=Red,size=S",5
TEEN,Default,simple,Teen thing,Not Visible Individually,9,,1
TEE,Default,configurable,Tee,"Catalog, Search",20,,0
X9,Default,simple,Tee XL,Not Visible Individually,22,"color=Red,size=XL",3
TEE-LONG,Default,configurable,Long tee,"Catalog, Search",25,,0
TEE-LONG-M,Default,virtual,Long tee-M,1,25,,2
TEE-LONG-L,Default,virtual,Long tee-L,1,25,,2
MUG,Default,simple,Mug,"Catalog, Search",9.50,color=Red,7
"""


def options(product: ImportedProduct) -> dict[str | None, str]:
    return {one.sku: one.options for one in product.variants}


def test_hidden_rows_are_variants_of_the_product_they_are_called_after(tmp_path: Path) -> None:
    found = read(tmp_path, MAGENTO)

    assert {one.name: options(one) for one in found.products} == {
        "Tee": {"TEE-S": "S", "X9": "XL"},
        "Teen thing": {"TEEN": ""},
        "Long tee": {"TEE-LONG-M": "M", "TEE-LONG-L": "L"},
        "Mug": {"MUG": ""},
    }
    assert {one.name: one.option_names for one in found.products}["Tee"] == ("size",)
    assert [(one.row, type(one).__name__) for one in found.mistakes if one.row > 1] == [(3, "PartAlone")]
    assert found.skipped == 0


def test_a_product_that_names_its_variants_adopts_no_others(tmp_path: Path) -> None:
    head, *rows = MAGENTO.splitlines()
    named = (
        [f"{row}," for row in rows[:2]] + [f'{rows[2]},"sku=TEE-S,size=S"'] + [f"{row}," for row in rows[3:]]
    )
    found = read(tmp_path, "\n".join((f"{head},configurable_variations", *named)))

    assert options(next(one for one in found.products if one.name == "Tee")) == {"TEE-S": "S"}
    assert options(next(one for one in found.products if one.name == "Tee XL")) == {"X9": ""}


@pytest.mark.parametrize(
    "head",
    [
        "Product Reference;Attribute (Name:Type:Position)*;Value (Value:Position)*;Reference;Impact on price;Quantity",
        "Référence produit*;Attribut (Nom:Type:Position)*;Valeur (Valeur:Position)*;Référence;Impact sur le prix;Quantité",
        "Referencia del producto;Atributo (Nombre:Tipo:Posición)*;Valor (Valor:Posición)*;Referencia;Impacto en el precio;Cantidad",
        "Produkt-Reference;Attribut (Name:Typ:Position)*;Wert (Wert:Position)*;Artikelnummer;Auswirkung auf Preis;Menge",
    ],
)
def test_combinations_in_other_languages_name_no_prices(tmp_path: Path, head: str) -> None:
    found = read(tmp_path, f"{head}\nTEE;Size:select:0;S:0;T-S;0;3\nTEE;Size:select:0;M:1;T-M;2.50;4\n")
    (tee,) = found.products
    assert (found.format, tee.of, tee.handle, tee.name) == ("prestashop", "TEE", "", None)
    assert [(one.options, one.sku, one.price, str(one.above), one.stock) for one in tee.variants] == [
        ("S", "T-S", None, "0", 3),
        ("M", "T-M", None, "2.50", 4),
    ]


def test_products_of_prestashop_in_french(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "ID;Actif (0/1);Nom *;Catégories (x,y,z...);Prix HT;Référence;Quantité\n1;0;Bol;Accueil,Table;9,00;B;2\n",
    )
    (bowl,) = found.products
    assert (found.format, bowl.handle, bowl.category, bowl.variants[0].hidden) == (
        "prestashop",
        "1",
        "Table",
        True,
    )


@pytest.mark.parametrize("column", ["Impact sur le prix", "Auswirkung auf den Preis", "Impacto en el precio"])
def test_by_how_much_a_price_differs_is_no_price(tmp_path: Path, column: str) -> None:
    found = read(tmp_path, f"sku;name;{column}\nA;Mug;2,50\n")
    assert "price" not in found.mapping.values()
