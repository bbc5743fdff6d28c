"""Whatever bytes a file holds, reading ends with products and mistakes, or with a sentence."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as some

from pos.domain.imports.read_file import Effect, ReadFile
from pos.domain.words.errors import CashierError
from pos.exchange import look, read_catalogue
from tests.shared import shared

HEADERS = (
    b"sku,name,price,stock,barcode,description\n",
    b"Handle,Title,Variant Price,Variant SKU,Option1 Name,Option1 Value\n",
    b"ID;Type;SKU;Name;Regular price;Stock;Parent\n",
    b"type;product_internal_id;product_sku;product_name;product_price\n",
    b"",
)
PIECES = some.sampled_from(
    b"\" , ; \n \r \t \0 ' = \xe9 \xc3\xa9 \xff <p> &amp; 1.50 1,50 1.234 product variable variation id:1 A1"
    b" 4006381333931 4.00638E+12".split(b" ")
)


def read(content: bytes) -> ReadFile | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        path.write_bytes(content)
        try:
            look(path)
            return read_catalogue(path)
        except CashierError:
            return None


def check(found: ReadFile) -> None:
    assert all(str(each) for each in found.mistakes)
    left_out = {each.row for each in found.mistakes if each.effect is Effect.ROW}
    rows = [variant.row for product in found.products for variant in product.variants]
    assert len(rows) == len(set(rows))
    assert not left_out & set(rows)
    assert all(product.variants for product in found.products)


@settings(deadline=None)
@given(some.sampled_from(HEADERS), some.lists(PIECES | some.binary(max_size=4), max_size=60))
def test_any_pieces_below_any_header(header: bytes, pieces: list[bytes]) -> None:
    found = read(header + b"".join(pieces))

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
