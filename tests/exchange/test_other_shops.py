"""Files of other web shops: which rows are one product, what their variants cost, weigh and have in stock."""

# ruff: noqa: E501 # the lines are those of files

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from pos.domain.imports.mistakes import PricesAbroad
from pos.domain.imports.read_file import Home, ImportedProduct, ImportedVariant, ReadFile
from pos.exchange import read_catalogue
from tests.shared import shared

FRANCE = Home("FR", "EUR", "\u202f")

BIGCOMMERCE = """\
Item Type,Product ID,Product Name,Product Type,Product Code/SKU,Option Set,Price,Cost Price,Retail Price,Sale Price,Product Weight,Product Visible?,Track Inventory,Current Stock Level,Category,Product Image File - 1,Product UPC/EAN,Product Tax Class
Product,55,Blue Tee,P,TEE,Tees,20.00,8,25.00,18.00,0.2,Y,by option,0,Clothing/Tees;Sale,https://x.example/a.jpg,,Default Tax Class
SKU,,"[S]Size=S,[CS]Color=Red:#FF0000",,TEE-S,,,,,,,,,5,,,4006381333931,
SKU,,"[S]Size=M,[CS]Color=Red:#FF0000",,TEE-M,,,,,,,,,3,,,,
Rule,,[S]Size=M,,TEE-M,,[ADD]2,,,,,,,,,,,
Product,56,Mug,P,MUG,,9.50,,,,0.4,N,by product,7,Kitchen,,,
"""
BIGCOMMERCE_NEWER = """\
Item,ID,Name,Type,SKU,Options,Inventory Tracking,Current Stock,Price,Categories,UPC/EAN,Weight,Is Visible,Tax Class,Image URL (Import)
Product,112,Blue Tee,physical,SH-101,,variant,0,20,12;13,,0.2,TRUE,0,
Variant,77,,,TEE-S,Type=Rectangle|Name=Size|Value=SType=Swatch|Name=Color|Value=Red[#ff0000],,5,,,4006381333931,,,,
Variant,78,,,TEE-M,Type=Rectangle|Name=Size|Value=M|Type=Swatch|Name=Color|Value=Red,,3,22,,,,,,
Image,1,,,,,,,,,,,,,https://x.example/a.jpg
Product,113,Mug,physical,MUG,,product,7,9.50,Kitchen,,0.4,FALSE,0,
"""
MAGENTO = """\
sku,store_view_code,attribute_set_code,product_type,categories,product_websites,name,weight,product_online,tax_class_name,visibility,price,special_price,additional_attributes,qty,manage_stock,use_config_manage_stock,configurable_variations,configurable_variation_labels
TEE-S,,Default,simple,"Default Category/Men,Default Category/Men/Tees",base,Tee-S-Red,0.2,1,Taxable Goods,Not Visible Individually,20,,"color=Red,size=S",5,1,1,,
TEE-M,,Default,simple,Default Category/Men/Tees,base,Tee-M-Red,0.2,1,Taxable Goods,Not Visible Individually,22,,"color=Red,size=M",3,1,1,,
TEE,,Default,configurable,"Default Category/Men,Default Category/Men/Tees",base,Blue Tee,,1,Taxable Goods,"Catalog, Search",20,,,0,1,1,"sku=TEE-S,size=S,color=Red|sku=TEE-M,size=M,color=Red","size=Size,color=Color"
MUG,,Default,simple,Default Category/Kitchen,base,Mug,0.4,2,Taxable Goods,"Catalog, Search",9.50,,,7,1,1,,
"""
WIX = """\
handleId,fieldType,name,productImageUrl,collection,sku,price,surcharge,visible,discountMode,discountValue,inventory,weight,productOptionName1,productOptionType1,productOptionDescription1,productOptionName2,productOptionType2,productOptionDescription2
P1,Product,Blue Tee,22e5_a~mv2.jpg,Tees;Sale,TEE,20,,true,PERCENT,0,InStock,0.2,Size,DROP_DOWN,S;M,Color,COLOR,#ff0000:Red
P1,Variant,,,,TEE-S,,0,true,,,5,,,,S,,,#ff0000:Red
P1,Variant,,,,TEE-M,,2,true,,,3,,,,M,,,#ff0000:Red
P2,Product,Mug,,Kitchen,MUG,9.50,,false,AMOUNT,0,7,0.4,,,,,,
"""
WIX_NEWER = """\
handle,fieldType,name,visible,plainDescription,media,price,inventory,sku,barcode,weight,productOptionName1,productOptionType1,productOptionChoices1,productOptionName2,productOptionType2,productOptionChoices2
tee,PRODUCT,Blue Tee,TRUE,,https://x.example/a.jpg,20,,,,0.2,Size,TEXT_CHOICES,S;M,Color,SWATCH_CHOICES,Red:#ff0000
tee,VARIANT,,,,,20,5,TEE-S,4006381333931,0.2,Size,TEXT_CHOICES,S,Color,SWATCH_CHOICES,Red:#ff0000
tee,VARIANT,,,,,22,3,TEE-M,,0.2,Size,TEXT_CHOICES,M,Color,SWATCH_CHOICES,Red:#ff0000
mug,PRODUCT,Mug,FALSE,,,9.50,7,MUG,,0.4,,,,,,
"""
SQUARE = """\
Reference Handle,Token,Item Name,Variation Name,SKU,Categories,GTIN,Item Type,Weight (kg),Price,Online Sale Price,Archived,Sellable,Option Name 1,Option Value 1,Option Name 2,Option Value 2,Current Quantity Main St,Current Quantity Back Room
tee,A,Blue Tee,"S, Red",TEE-S,Tees,4006381333931,Physical good,0.2,20,15,N,Y,Size,S,Color,Red,3,2
tee,B,Blue Tee,"M, Red",TEE-M,,,Physical good,0.2,22,,N,Y,Size,M,Color,Red,3,
mug,C,Mug,Regular,MUG,Kitchen,,Physical good,0.4,9.50,,Y,Y,,,,,7,
"""
LIGHTSPEED = """\
id,handle,sku,name,product_category,variant_option_one_name,variant_option_one_value,variant_option_two_name,variant_option_two_value,supply_price,retail_price,active,track_inventory,inventory_Main_Outlet,reorder_point_Main_Outlet,inventory_Second,weight_kg
1,tee,TEE-S,Blue Tee,Tees,Size,S,Color,Red,8,20,1,1,4,9,1,0.2
2,tee,TEE-M,Blue Tee,Tees,Size,M,Color,Red,8,22,1,1,3,9,,0.2
3,mug,MUG,Mug,Kitchen,,,,,3,9.50,0,1,7,0,,0.4
"""
SHOPIFY = """\
Handle,Title,Type,Published,Option1 Name,Option1 Value,Option1 Linked To,Option2 Name,Option2 Value,Option2 Linked To,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Price,Variant Barcode,Image Src,Fabric (product.metafields.custom.fabric),Variant Weight Unit,Status
tee,Blue Tee,Tees,true,Size,S,product.metafields.shopify.size,Color,Red,,TEE-S,200,shopify,5,20,'4006381333931,https://x.example/a.jpg,cotton,kg,active
tee,,,,,M,,,Red,,TEE-M,200,shopify,3,22,,,,kg,
mug,Mug,Kitchen,true,Title,Default Title,,,,,MUG,400,shopify,7,9.50,,,,g,archived
"""
WOOCOMMERCE = """\
ID,Type,SKU,Name,Published,Stock,Weight (kg),Regular price,Categories,Images,Parent,Attribute 1 name,Attribute 1 value(s),Attribute 2 name,Attribute 2 value(s)
10,variable,TEE,Blue Tee,1,,0.2,,Tees,https://x.example/a.jpg,,Size,"S, M",Color,Red
11,variation,TEE-S,Blue Tee - S,1,5,,20,,,id:10,Size,S,Color,Red
12,variation,TEE-M,Blue Tee - M,1,3,0.2,22,,,TEE,Size,M,Color,Red
13,simple,MUG,Mug,-1,7,0.4,9.50,Kitchen,,,,,,
"""
ECWID = """\
type,product_internal_id,product_sku,product_variation_sku,product_name,product_is_available,product_price,product_is_inventory_tracked,product_quantity,product_weight,product_category_1,product_variation_option_Size,product_variation_option_Color
product,1,TEE,,Blue Tee,true,20,true,,0.2,Tees,,
product_variation,1,,TEE-S,,,,true,5,,,S,Red
product_variation,1,,TEE-M,,,22,true,3,0.2,,M,Red
product,2,MUG,,Mug,false,9.50,true,7,0.4,Kitchen,,
"""
SQUARESPACE = """\
Product ID [Non Editable],Variant ID [Non Editable],Product Type [Non Editable],Product Page,Product URL,Title,SKU,Option Name 1,Option Value 1,Option Name 2,Option Value 2,Price,Sale Price,On Sale,Stock,Categories,Weight,Visible,Hosted Image URLs
p1,v1,PHYSICAL,store,tee,Blue Tee,TEE-S,Size,S,Color,Red,20,0,No,5,Tees,0.2,Yes,https://x.example/a.jpg
,v2,,,,,TEE-M,,M,,Red,22,0,No,3,,0.2,,
p2,v3,PHYSICAL,store,mug,Mug,MUG,,,,,9.50,0,No,7,Kitchen,0.4,No,
"""
FILES = {
    "bigcommerce": BIGCOMMERCE,
    "bigcommerce newer": BIGCOMMERCE_NEWER,
    "magento": MAGENTO,
    "wix": WIX,
    "wix newer": WIX_NEWER,
    "square": SQUARE,
    "lightspeed": LIGHTSPEED,
    "shopify": SHOPIFY,
    "woocommerce": WOOCOMMERCE,
    "ecwid": ECWID,
    "squarespace": SQUARESPACE,
}


def read(folder: Path, text: str, home: Home = FRANCE) -> ReadFile:
    path = folder / "shop.csv"
    path.write_text(text, "utf-8")
    return read_catalogue(path, home=home)


def kinds(product: ImportedProduct) -> list[tuple[object, ...]]:
    return [(one.options, one.sku, str(one.price), one.stock, one.weight) for one in product.variants]


@pytest.mark.parametrize("shop", FILES)
def test_the_same_two_products_from_every_shop(tmp_path: Path, shop: str) -> None:
    found = read(tmp_path, FILES[shop])

    tee, mug = sorted(found.products, key=lambda one: one.name or "")
    dearer = ("18.00", "20.00") if shop == "bigcommerce" else ("20", "22")
    assert (tee.name, mug.name, found.skipped) == ("Blue Tee", "Mug", 0)
    assert tee.option_names == ("Size", "Color")
    assert kinds(tee) == [("S / Red", "TEE-S", dearer[0], 5, 200), ("M / Red", "TEE-M", dearer[1], 3, 200)]
    assert kinds(mug) == [("", "MUG", "9.50", 7, 400)]
    assert {one.hidden for one in tee.variants} <= {False, None}
    assert [one.hidden for one in mug.variants] == [True]
    assert mug.category == (None if shop == "wix newer" else "Kitchen")
    assert tee.tax is None


@pytest.mark.parametrize("shop", ["magento", "wix", "wix newer", "shopify", "woocommerce", "ecwid", "square"])
@settings(deadline=None, max_examples=12)
@given(seed=some.randoms(use_true_random=False))
def test_rows_in_any_order_are_the_same_products(
    tmp_path_factory: pytest.TempPathFactory, shop: str, seed: random.Random
) -> None:
    head, *rows = FILES[shop].splitlines()
    if shop == "shopify":
        rows[1] = rows[1].replace("tee,,", "tee,Blue Tee,", 1)
    folder = tmp_path_factory.getbasetemp()
    wanted = read(folder, "\n".join((head, *rows)))
    seed.shuffle(rows)

    found = read(folder, "\n".join((head, *rows)))

    def plain(file: ReadFile) -> set[tuple[object, ...]]:
        return {(one.name, one.category, frozenset(kinds(one))) for one in file.products}

    assert plain(found) == plain(wanted)
    assert found.skipped == 0


def test_each_family_of_bigcommerce_is_whole_in_any_order(tmp_path: Path) -> None:
    head, *rows = BIGCOMMERCE.splitlines()
    found = read(tmp_path, "\n".join((head, *rows[4:], *rows[:4])))
    assert [len(one.variants) for one in found.products] == [1, 2]


def test_a_variant_above_all_products_belongs_to_none(tmp_path: Path) -> None:
    head, *rows = BIGCOMMERCE.splitlines()
    found = read(tmp_path, "\n".join((head, rows[1], rows[0])))
    assert [type(one).__name__ for one in found.mistakes if one.row == 2] == ["ParentMissing"]


ETSY = "TITLE,PRICE,CURRENCY_CODE,QUANTITY,TAGS,MATERIALS,VARIATION 1 TYPE,VARIATION 1 NAME,VARIATION 1 VALUES,VARIATION 2 TYPE,VARIATION 2 NAME,VARIATION 2 VALUES,SKU"


@pytest.mark.parametrize(
    ("cells", "variants"),
    [
        ('7,,,X,Colour,"Blue,Green",,,,"B,G"', "Blue=B Green=G"),
        ('7,,,X,Colour,"Blue, Green",,Size,"S,L","B,G"', "Blue/S=B Blue/L=B Green/S=G Green/L=G"),
        ('7,,,X,Colour,"Blue,Green",,Size,"S,L","1,2,3,4"', "Blue/S=1 Blue/L=2 Green/S=3 Green/L=4"),
        ('7,,,X,Colour,"Blue,Green",,,,ONE', "Blue=ONE Green=ONE"),
        ('7,,,X,Colour,"Blue,Green",,,,', "Blue=None Green=None"),
        ('7,,,X,Colour,"Blue,Green",,,,"A,B,C"', "Blue=None Green=None"),
        ("7,,,,,,,,,PLAIN", "=PLAIN"),
    ],
)
def test_the_variations_of_a_listing(tmp_path: Path, cells: str, variants: str) -> None:
    found = read(tmp_path, f"{ETSY}\nMug,24.00,EUR,{cells}\n")
    (mug,) = found.products
    told = " ".join(f"{one.options.replace(' / ', '/')}={one.sku}" for one in mug.variants)
    assert told == variants
    assert {one.price for one in mug.variants} == {24}
    alone = len(mug.variants) == 1
    assert {one.stock for one in mug.variants} == ({7} if alone else {None})
    assert [str(one)[:4] for one in found.mistakes if type(one).__name__ == "StockShared"] == (
        [] if alone else ["“7” "]
    )


@pytest.mark.parametrize(
    ("mode", "value", "price", "before"),
    [("PERCENT", "10", "18", "20"), ("AMOUNT", "5", "15", "20"), ("PERCENT", "0", "20", None)],
)
def test_choices_and_reductions_of_wix(
    tmp_path: Path, mode: str, value: str, price: str, before: str | None
) -> None:
    found = read(
        tmp_path,
        "handleId,fieldType,name,sku,price,discountMode,discountValue,inventory,productOptionName1,"
        f"productOptionDescription1\nP1,Product,Ring,RING,20,{mode},{value},OutOfStock,Size,50;52;54\n",
    )
    (ring,) = found.products
    assert [one.options for one in ring.variants] == ["50", "52", "54"]
    assert {(str(one.price), one.before and str(one.before)) for one in ring.variants} == {(price, before)}
    assert {one.stock for one in ring.variants} == {0}


def test_what_magento_says_once_more_or_only_groups(tmp_path: Path) -> None:
    view = "TEE,fr,,,,,T-shirt bleu,,,,,,,,,,,,\n"
    group = "SET,,Default,grouped,Default Category/Kitchen,base,Set,,1,,Catalog,,,,0,1,1,,\n"
    found = read(tmp_path, MAGENTO + view + group)
    assert [one.name for one in found.products] == ["Blue Tee", "Mug"]
    assert {(one.row, type(one).__name__) for one in found.mistakes if one.row > 1} == {
        (6, "OtherView"),
        (7, "GroupLeftOut"),
    }


COMBINATIONS = """\
Product ID*;Attribute (Name:Type:Position)*;Value (Value:Position)*;Reference;EAN13;Impact on price;Quantity;Minimal quantity
1;Size:select:0, Color:color:1;S:0, White:1;T-S;9501101600027;0;300;1
1;Size:select:0, Color:color:1;1,5 L:1, White:1;T-M;;2.50;200;1
"""


def test_combinations_say_how_much_dearer_they_are(tmp_path: Path) -> None:
    found = read(tmp_path, COMBINATIONS)
    (tee,) = found.products
    assert (found.format, tee.handle, tee.name, tee.option_names) == (
        "prestashop",
        "1",
        None,
        ("Size", "Color"),
    )
    assert [(one.options, one.sku, str(one.above), one.price, one.stock) for one in tee.variants] == [
        ("S / White", "T-S", "0", None, 300),
        ("1,5 L / White", "T-M", "2.50", None, 200),
    ]


@pytest.mark.parametrize("name", ["prestashop14_products", "thirtybees_products", "thirtybees_combinations"])
def test_the_samples_of_prestashop_come_in_whole(name: str) -> None:
    found = read_catalogue(shared(f"catalogues/prestashop/{name}_import.csv"))
    assert (found.format, found.skipped) == ("prestashop", 0)
    assert all(one.handle for one in found.products)
    assert sum(len(one.variants) for one in found.products) == found.rows


@pytest.mark.parametrize(
    ("column", "cell", "grams", "country"),
    [
        ("Weight (kg)", "0.25", 250, "FR"),
        ("Weight (lb)", "1", 454, "FR"),
        ("weight", "1", 454, "US"),
        ("weight", "1", 1000, "FR"),
        ("Poids (g)", "1 250", 1250, "FR"),
        ("Poids (g)", "1.250", 1250, "FR"),
        ("Gewicht kg", "1,250", 1250, "DE"),
        ("weight", "500 g", 500, "US"),
        ("weight", "0,5kg", 500, "FR"),
        ("Grams", "12.5", 13, "FR"),
        ("weight", "0", None, "FR"),
        ("weight", "", None, "FR"),
        ("weight_oz", "16", 454, "FR"),
    ],
)
def test_weights_in_grams(tmp_path: Path, column: str, cell: str, grams: int | None, country: str) -> None:
    found = read(tmp_path, f'name;price;{column}\nPear;1;"{cell}"\n', Home(country, "EUR"))
    one: ImportedVariant = found.products[0].variants[0]
    assert one.weight == grams
    assert [type(each).__name__ for each in found.mistakes] == []


def test_a_weight_in_the_unit_of_its_row(tmp_path: Path) -> None:
    text = "name,price,weight,weight_unit\nPear,1,2,lb\nPlum,1,2,kg\nFig,1,heavy,kg\n"
    found = read(tmp_path, text)
    assert [one.variants[0].weight for one in found.products] == [907, 2000, None]
    assert [type(each).__name__ for each in found.mistakes] == ["CellLeftOut"]


@pytest.mark.parametrize(("currency", "said"), [("USD", ["USD"]), ("EUR", []), ("", [])])
def test_prices_in_another_currency_are_told(tmp_path: Path, currency: str, said: list[str]) -> None:
    row = "7,,,X,,,,,,PLAIN"
    found = read(tmp_path, f"{ETSY}\nMug,24.00,{currency},{row}\n")
    assert [one.other for one in found.mistakes if isinstance(one, PricesAbroad)] == said
