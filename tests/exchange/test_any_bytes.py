"""Whatever bytes a file holds, reading ends with products and mistakes, or with a sentence."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as some

from pos.domain.imports.read_file import Effect, Home, ReadFile
from pos.domain.words.errors import CashierError
from pos.exchange import look, read_catalogue
from tests.shared import shared

HEADERS = (
    b"sku,name,price,stock,barcode,description\n",
    b"Handle,Title,Variant Price,Variant SKU,Option1 Name,Option1 Value\n",
    b"ID;Type;SKU;Name;Regular price;Stock;Parent\n",
    b"type;product_internal_id;product_sku;product_name;product_price\n",
    b"TITLE,PRICE,QUANTITY,CURRENCY_CODE,TAGS,MATERIALS,VARIATION 1 NAME,VARIATION 1 VALUES,SKU\n",
    b"handleId,fieldType,name,price,surcharge,inventory,productOptionName1,productOptionDescription1\n",
    b"Item Type,Product Name,Product Code/SKU,Price,Options,Weight\n",
    b"sku,product_type,additional_attributes,name,price,configurable_variations\n",
    b"Product ID*;Attribute (Name:Type:Position)*;Value (Value:Position)*;Impact on price;Weight\n",
    b"",
)
PIECES = some.sampled_from(
    b"\" , ; \n \r \t \0 ' = \xe9 \xc3\xa9 \xff <p> &amp; 1.50 1,50 1.234 product variable variation id:1 A1"
    b" 4006381333931 4.00638E+12 configurable sku=A1,size=S|sku=B Variant SKU [S]Size=S S;M S,M S:0 [ADD]2"
    b" Name=A|Value=B 2kg 1.250".split(b" ")
)


HOMES = (
    Home(),
    Home("CL", "CLP", "."),
    Home("JP", "JPY", ","),
    Home("PL", "PLN", "\u00a0"),
    Home("KW", "KWD", ","),
)


def read(content: bytes, home: Home = HOMES[0]) -> ReadFile | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        path.write_bytes(content)
        try:
            look(path, home=home)
            return read_catalogue(path, home=home)
        except CashierError:
            return None


def check(found: ReadFile) -> None:
    assert all(str(each) for each in found.mistakes)
    left_out = {each.row for each in found.mistakes if each.effect is Effect.ROW}
    rows = [(one.row, one.options) for product in found.products for one in product.variants]
    assert len(rows) == len(set(rows))
    assert not left_out & {row for row, _options in rows}
    assert all(product.variants for product in found.products)


@settings(deadline=None)
@given(some.sampled_from(HEADERS), some.lists(PIECES | some.binary(max_size=4), max_size=60))
def test_any_pieces_below_any_header(header: bytes, pieces: list[bytes]) -> None:
    found = read(header + b"".join(pieces))

    if found is not None:
        check(found)


@settings(deadline=2000)
@given(some.sampled_from(HEADERS), some.binary(max_size=400), some.sampled_from(HOMES))
def test_any_bytes_in_any_country_in_bounded_time(header: bytes, content: bytes, home: Home) -> None:
    found = read(header + content, home)

    if found is not None:
        check(found)


@settings(deadline=2000)
@given(
    some.sampled_from(("cp1250", "cp1251", "cp932", "gb18030", "utf-16", "koi8_r", "cp1256")),
    some.text(max_size=80),
    some.sampled_from(HOMES),
)
def test_any_letters_of_any_page(page: str, text: str, home: Home) -> None:
    found = read(f"sku,name,price\nA1,{text},97.000\n".encode(page, "ignore"), home)

    if found is not None:
        check(found)


@settings(deadline=None, max_examples=50)
@given(some.data())
def test_a_catalogue_with_bytes_changed(data: some.DataObject) -> None:
    names = ("ecwid/ecwid-new-format.csv", "woocommerce/importer_sample.csv", "shopify/jewelery.csv")
    content = bytearray(shared(f"catalogues/{data.draw(some.sampled_from(names))}").read_bytes())
    for _ in range(data.draw(some.integers(1, 20))):
        at = data.draw(some.integers(0, len(content) - 1))
        content[at] = data.draw(some.integers(0, 255))

    found = read(bytes(content))

    if found is not None:
        check(found)


TEXTS = some.text(
    some.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30
)


@settings(deadline=None)
@given(some.lists(TEXTS, min_size=1, max_size=10), some.sampled_from(",;\t|"))
def test_names_come_through_any_delimiter(names: list[str], delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(["sku", "name", "price"])
    writer.writerows([f"A{n}", f"Tea {name}", "1.50"] for n, name in enumerate(names))

    found = read(out.getvalue().encode())

    assert found is not None
    assert len(found.products) == len(names)
    assert {str(product.variants[0].price) for product in found.products} == {"1.50"}
