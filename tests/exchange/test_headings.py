"""Where the header of a table is, and which of its rows only head others."""

from __future__ import annotations

from pathlib import Path

from pos.exchange import read_catalogue


def write(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_row_of_goods_is_no_header(tmp_path: Path) -> None:
    """A row whose cells read like names of columns stands below the real header."""
    text = "Name,Price,Price Type,SKU,Hidden\nTee,20.00,Fixed,T,No\nMug,9.00,Variable,M,No\n"
    found = read_catalogue(write(tmp_path, text))
    assert (found.format, [each.name for each in found.products]) == ("csv", ["Tee", "Mug"])


def test_goods_that_are_called_by_their_model(tmp_path: Path) -> None:
    text = "product_id;product_model;product_price;product_size\n1;Pull;30.00;S\n1;Pull;31.00;M\n"
    (pull,) = read_catalogue(write(tmp_path, text)).products
    assert (pull.name, [each.options for each in pull.variants]) == ("Pull", ["S", "M"])


def test_a_heading_without_a_price_is_no_row_left_out(tmp_path: Path) -> None:
    text = (
        "Item number,Title,Variation details,Custom label (SKU),Available quantity,Start price\n"
        "111,Tee,,,8,\n111,Tee,Size=S,T-S,5,20.00\n111,Tee,Size=M,T-M,3,22.00\n"
    )
    found = read_catalogue(write(tmp_path, text))
    (tee,) = found.products
    assert [(each.sku, each.stock, each.price) for each in tee.variants] == [("T-S", 5, 20), ("T-M", 3, 22)]
    assert found.skipped == 0
