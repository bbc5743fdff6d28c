"""Catalogues as shops have them give what `expected.json` says is in them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from pos.domain.imports import mistakes
from pos.domain.imports.mistakes import SkuTwice
from pos.domain.imports.read_file import Home, ImportedVariant, Mistake, ReadFile
from pos.exchange import look, read_catalogue
from tests.shared import shared

LOSSES = (
    mistakes.ChoicesNotUsed,
    mistakes.TaxesNotUsed,
    mistakes.PricesNotUsed,
    mistakes.StocksNotUsed,
    mistakes.ColumnsNotUsed,
)
SHOPIFY = ["apparel", "home-and-garden", "jewelery", "product_template_saved_by_excel"]


def expected(name: str) -> dict[str, Any]:
    files = json.loads(shared("catalogues/expected.json").read_text("utf-8"))["files"]
    found: dict[str, Any] = files[f"catalogues/{name}"]
    return found


def read(name: str) -> ReadFile:
    return read_catalogue(shared(f"catalogues/{name}"))


def variants(found: ReadFile) -> list[ImportedVariant]:
    return [variant for product in found.products for variant in product.variants]


def price_sum(found: ReadFile) -> Decimal:
    return sum((each.price or Decimal(0) for each in variants(found)), Decimal(0))


def stock_sum(found: ReadFile) -> Decimal:
    return sum((each.stock or Decimal(0) for each in variants(found)), Decimal(0))


def faults(found: ReadFile) -> list[Mistake]:
    """What is wrong in a file, without what it says beyond what a till keeps (`test_losses.py`)."""
    return [each for each in found.mistakes if not isinstance(each, LOSSES)]


def said(found: ReadFile) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, str(each)) for each in faults(found)]


@pytest.mark.parametrize("name", SHOPIFY)
def test_shopify_counts_and_sums(name: str) -> None:
    file = f"shopify/{name}.csv"
    stated, found = expected(file), read(file)

    assert found.format == "shopify"
    assert found.rows == stated["records"]
    assert len(found.products) == stated["products"]
    assert found.variants == stated["variants"]
    assert price_sum(found) == Decimal(stated["price_sum"])
    assert stock_sum(found) == stated["quantity_sum"]
    assert sum(each.sku is None for each in variants(found)) == stated["variants_without_sku"]
    destroyed = [each for each in found.mistakes if each.column == "Variant Barcode"]
    with_barcode = sum(each.barcodes is not None for each in variants(found))
    assert with_barcode + len(destroyed) == stated["variants_with_barcode"]
    assert found.skipped == 0


def test_a_barcode_that_a_spreadsheet_rounded_is_named_and_not_taken() -> None:
    found = read("shopify/product_template_saved_by_excel.csv")

    sentence = (
        "“3.65275E+11” is a barcode that a spreadsheet rounded. The row goes in without it. Export again."
    )
    assert said(found)[0] == (2, "Variant Barcode", sentence)
    assert all(each.barcodes is None for each in variants(found))


def test_a_shopify_shirt_with_its_options_and_pictures() -> None:
    shirt = read("shopify/product_template_saved_by_excel.csv").products[0]

    assert shirt.handle == "example-shirt"
    assert shirt.option_names == ("Color", "Size")
    assert shirt.variants[0].options == "Green / S"
    assert shirt.category == "Shirts"
    assert shirt.picture_urls[0] == "https://burst.shopifycdn.com/photos/tshirts.jpg?width=1500"


@pytest.mark.parametrize("name", ["sample_products", "importer_sample"])
def test_woocommerce_counts_and_sums(name: str) -> None:
    file = f"woocommerce/{name}.csv"
    stated, found = expected(file), read(file)
    kinds = stated["by_type"]

    assert found.format == "woocommerce"
    assert found.rows == stated["records"]
    assert len(found.products) == sum(kinds.values()) - kinds["variation"] - kinds["grouped"]
    assert found.variants == stated["with_regular_price"]
    usual = sum((each.before or each.price or Decimal(0) for each in variants(found)), Decimal(0))
    assert usual == Decimal(stated["regular_price_sum"])
    assert sum(bool(each.before) for each in variants(found)) == stated["with_sale_price"]
    assert [type(each).__name__ for each in faults(found)] == ["GroupLeftOut"]


def test_woocommerce_variations_stand_below_their_parent() -> None:
    shirt = read("woocommerce/sample_products.csv").products[0]

    assert (shirt.name, shirt.handle, shirt.category) == ("T-Shirt", "741", "Clothing / Tshirts")
    assert [each.options for each in shirt.variants] == ["Blue", "Green", "Red"]
    assert shirt.variants[0].sku == "cc-t-shirt-blue"
    assert shirt.variants[0].tracked is False


@pytest.mark.parametrize(
    "file",
    [
        "ecwid/ecwid-new-format.csv",
        "ecwid/ecwid-legacy-format.csv",
        "square/square-item-library.csv",
        "odoo/odoo-product-import.csv",
        "ospos/ospos-items-import.csv",
    ],
)
def test_every_product_and_variant_that_is_written_down(file: str) -> None:
    stated, found = expected(file), read(file)

    assert found.rows == stated["csv_records_without_header"]
    again = {each.row for each in found.mistakes if isinstance(each, SkuTwice)}  # not in the list
    products = [each for each in found.products if each.row not in again]
    assert len(products) == stated["products"]
    assert sum(len(each.variants) for each in products) == stated["variants"]
    for item, product in zip(stated["items"], products, strict=True):
        assert product.name == item["name"]
        assert (product.category or "") == item["category"].replace(" > ", " / ")
        for wanted, variant in zip(item["variants"], product.variants, strict=True):
            assert_variant(wanted, variant)


def assert_variant(wanted: dict[str, Any], variant: ImportedVariant) -> None:
    assert variant.sku == wanted.get("sku")
    assert variant.price == (Decimal(wanted["price"]) if "price" in wanted else None)
    assert variant.before in (None, Decimal(wanted.get("compare_at", 0)))
    assert variant.cost == (Decimal(wanted["cost"]) if "cost" in wanted else None)
    assert variant.stock == (Decimal(wanted["quantity"]) if "quantity" in wanted else None)
    assert variant.barcodes == ((wanted["barcode"],) if "barcode" in wanted else None)
    assert variant.options == " / ".join(wanted.get("options", {}).values())


def test_the_irregularities_of_ecwid_are_named() -> None:
    assert said(read("ecwid/ecwid-new-format.csv")) == [
        (26, "product_sku", "The SKU KAF-1000 stands in row 8 too. Both go in; the till will ask which one."),
        (27, "product_price", "The row has no price. It is left out."),
    ]
    assert said(read("ecwid/ecwid-legacy-format.csv")) == [
        (8, "sku", "The SKU nh8 stands in row 7 too. Both go in; the till will ask which one."),
    ]


def test_ecwid_stock_can_be_unlimited_or_gone() -> None:
    shirt = read("ecwid/ecwid-new-format.csv").products[2]
    poster, fork = (read("ecwid/ecwid-legacy-format.csv").products[at].variants[0] for at in (1, 4))

    assert [(each.stock, each.tracked) for each in shirt.variants] == [
        (5, True),
        (0, True),
        (3, True),
        (None, False),
    ]
    assert (poster.stock, poster.tracked) == (None, False)
    assert (fork.stock, fork.tracked) == (0, True)


def test_descriptions_become_plain_text() -> None:
    cheese = read("ecwid/ecwid-new-format.csv").products[1]

    assert cheese.description == (
        "Spécialité de Savoie.\nConserver à 4\xa0°C.\n– Poids net\xa0: 250\xa0g\n– Lait cru"
    )


def test_a_price_asked_at_the_till_and_goods_by_weight() -> None:
    tea, custom = read("square/square-item-library.csv").products[-2:]

    assert tea.variants[0].unit == "g"
    assert custom.variants[0].asks_price


def test_two_taxes_and_two_places_of_one_item() -> None:
    bulb = read("ospos/ospos-items-import.csv").products[1]

    assert bulb.tax == "9 + 9"
    assert bulb.variants[0].stock == 40


def test_a_supplier_price_list_with_lines_around_the_table() -> None:
    file = "supplier/tarif-fournisseur-cp1252.csv"
    stated, found = expected(file), read(file)

    assert (found.encoding, found.delimiter, found.net_prices) == ("cp1252", ";", True)
    assert look(shared(f"catalogues/{file}")).header_row == stated["header_line"]
    for item, product in zip(stated["items"], found.products, strict=True):
        (variant,) = product.variants
        assert (product.name, product.tax) == (item["name"], item["vat"])
        assert (variant.sku or "", variant.price) == (item["sku"], Decimal(item["net_price"]))
        assert variant.barcodes == ((item["barcode"],) if item["barcode"] else None)
    assert found.products[2].variants[0].stock == 1200
    assert said(found) == [
        (9, "Code EAN", "The check digit of 3700000000001 does not fit. It goes in as it is."),
        (11, "PU HT", "The row has no price. It is left out."),
    ]


def test_loyverse_by_its_columns() -> None:
    stated, found = expected("loyverse/export_items.csv"), read("loyverse/export_items.csv")

    assert (found.rows, len(found.products)) == (stated["records"], stated["handles"])
    assert found.variants == stated["records"]
    assert price_sum(found) == Decimal(stated["price_sum"])
    assert sum(each.asks_price for each in variants(found)) == stated["price_kinds"]["variable"]
    assert sum(each.barcodes is not None for each in variants(found)) == stated["with_barcode"]
    assert sum((each.stock or 0) < 0 for each in variants(found)) == stated["negative_stock"]
    assert sum(each.unit == "kg" for each in variants(found)) == stated["sold_by_weight"]
    twice = {each.barcode for each in found.mistakes if type(each).__name__ == "BarcodeTwice"}  # type: ignore[attr-defined]
    assert len(twice) == stated["duplicate_barcodes"]


def test_etsy_by_its_columns() -> None:
    stated, found = expected("etsy/EtsyListingsDownload.csv"), read("etsy/EtsyListingsDownload.csv")

    assert len(found.products) == stated["records"]
    assert sum(each.variants[0].price or 0 for each in found.products) == Decimal(stated["price_sum"])
    assert {one.price for each in found.products for one in each.variants[1:]} <= {
        each.variants[0].price for each in found.products
    }
    shared_out = [each for each in found.mistakes if isinstance(each, mistakes.StockShared)]
    assert stock_sum(found) + sum(int(each.cell) for each in shared_out) == stated["quantity_sum"]


def test_spree_prices_in_two_currencies() -> None:
    """The second currency repeats each SKU, so every second price is left out and named."""
    stated, found = expected("spree/products.csv"), read("spree/products.csv")

    assert len(found.products) == stated["products"]
    assert found.variants + found.skipped == stated["records_with_a_price_above_0"]
    assert {type(each).__name__ for each in faults(found)} == {"OtherCurrency"}


def test_the_price_in_the_currency_of_the_shop_is_taken() -> None:
    path = shared("catalogues/spree/products.csv")
    dollars, euros = (read_catalogue(path, home=Home(currency=currency)) for currency in ("", "EUR"))

    assert [each.options for each in variants(dollars)] == [each.options for each in variants(euros)]
    assert price_sum(dollars) + price_sum(euros) == Decimal(expected("spree/products.csv")["price_sum"])


@pytest.mark.parametrize(
    ("file", "products", "total"),
    [
        ("prestashop/thirtybees_products_import.csv", 7, "3200"),
        ("prestashop/prestashop14_products_import.csv", 2, "115.05"),
        ("spree/products_import.csv", 2, "744.85"),
    ],
)
def test_other_web_shops_by_their_columns(file: str, products: int, total: str) -> None:
    found = read(file)

    assert (len(found.products), price_sum(found)) == (products, Decimal(total))
    assert found.skipped == 0


def test_a_table_of_something_else_says_what_is_missing() -> None:
    found = read("woocommerce/sample_tax_rates.csv")

    assert found.products == ()
    assert said(found) == [
        (1, "", "No column is recognised as a name or an SKU. Say what the columns mean."),
    ]
