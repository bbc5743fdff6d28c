"""Products come in, are found, counted and moved from the command line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pos.cli.arguments import REASONS
from pos.services.catalogue.stock import BY_HAND
from tests.cli.conftest import CATALOGUE, CommandLine

MUG = {
    "name": "Mug, blue glaze",
    "category": "Mugs",
    "variants": [
        {"sku": "MUG-BLU", "barcodes": ["4006381333931"], "options": "", "price": "18.00", "on_hand": "50"}
    ],
}


def test_a_catalogue_comes_in_once(bare: CommandLine) -> None:
    bare.json("init")
    file = bare.write(CATALOGUE, "c.csv")
    looked = bare.json("import", "products", file, "--dry-run")
    assert looked == {
        "format": "csv", "products": 3, "variants": 3, "created": 3, "updated": 0, "unchanged": 0,
        "skipped": 0, "mistakes": [],
    }  # fmt: skip
    assert bare.json("products") == []
    assert bare.json("import", "products", file) == looked
    again = bare.json("import", "products", file)
    assert (again["created"], again["unchanged"]) == (0, 3)
    assert bare("import", "products", file).out == "csv: 0 are new, 0 changed, 3 unchanged; 0 left out.\n"


def test_bad_rows_are_named_and_left_out(till: CommandLine) -> None:
    file = till.write("name,sku,price\nPlate,PLA,12.00\nCup,CUP,twelve\n", "bad.csv")
    said = till.json("import", "products", file)
    (mistake,) = said["mistakes"]
    assert mistake.keys() == {"row", "column", "message"}
    assert (mistake["row"], mistake["column"]) == (3, "price")
    assert "  row 3  price  " in till("import", "products", file, "--dry-run").out


def test_columns_are_named_by_hand(till: CommandLine) -> None:
    file = till.write("Was,Wieviel\nVase,30.00\n", "map.csv")
    till.json("import", "products", file, "--map", "Was=name", "--map", "Wieviel=price")
    (found,) = till.json("products", "vase")
    assert found["variants"][0]["price"] == "30.00"
    for wrong in ("Was", "=name", "Was="):
        assert till("import", "products", file, "--map", wrong).status == 2


def test_what_columns_mean_is_kept_for_the_next_file_of_that_shape(till: CommandLine) -> None:
    first = till.write("Was,Wieviel,Farbe\nVase,30.00,blue\n", "map.csv")
    till.json("import", "products", first, "--map", "Was=name", "--map", "Wieviel=price")
    second = till.write("Was,Wieviel,Farbe\nKrug,31.00,red\n", "next.csv")
    said = till("import", "products", second, "--dry-run").out
    assert said.count("Farbe") == 1, "a column that is not used is told once"
    assert "No variants are made of “Farbe”" in said
    assert till.json("import", "products", second)["created"] == 1
    other = till.write("Was,Wieviel\nTopf,32.00\n", "other.csv")
    assert till.json("import", "products", other)["created"] == 0


def test_what_is_said_of_one_column_leaves_the_guesses_of_others(till: CommandLine) -> None:
    file = till.write("SKU,Name,Was,Price,Old price\nV,Vase,Green vase,30.00,35.00\n", "map.csv")
    till.json("import", "products", file, "--map", "Was=name", "--map", "Old price=-")
    (found,) = till.json("products", "green")
    (one,) = found["variants"]
    assert (found["name"], one["sku"], one["price"]) == ("Green vase", "V", "30.00")
    assert "price_before" not in one


def test_a_column_of_a_known_shop_can_be_corrected(till: CommandLine) -> None:
    text = "Handle,Title,Vendor,Type,Variant SKU,Variant Price\nmug,Mug,Berg,Cups,MUG,18.00\n"
    file = till.write(text, "shopify.csv")
    assert till.json("import", "products", file, "--map", "Vendor=category")["format"] == "shopify"
    (found,) = till.json("products", "mug")
    assert (found["category"], found["variants"][0]["price"]) == ("Berg", "18.00")
    assert till("import", "products", file, "--map", "Vendor=place").status == 1


def test_later_words_correct_what_was_kept(till: CommandLine) -> None:
    text = "Was,Wieviel,Vorrat\nVase,30.00,4\n"
    first = till.write(text, "map.csv")
    till.json("import", "products", first, "--map", "Was=name", "--map", "Wieviel=price")
    second = till.write(text.replace("Vase", "Krug"), "next.csv")
    till.json("import", "products", second, "--map", "Vorrat=stock")
    (found,) = till.json("products", "krug")
    assert (found["variants"][0]["price"], found["variants"][0]["on_hand"]) == ("30.00", "4")


def test_letters_and_place_are_kept_with_the_columns(till: CommandLine) -> None:
    text = "Ονομα,Price,In stock [Main],In stock [Annex]\n{},3.00,5,2\n"
    first, second = till.write("", "one.csv"), till.write("", "two.csv")
    Path(first).write_bytes(text.format("Κούπα").encode("cp1253"))
    Path(second).write_bytes(text.format("Μέλι").encode("cp1253"))
    said = ("--encoding", "cp1253", "--map", "Ονομα=name", "--place", "Annex")
    till.json("import", "products", first, *said)
    till.json("import", "products", second)
    (found,) = till.json("products", "Μέλι")
    assert (found["name"], found["variants"][0]["on_hand"]) == ("Μέλι", "2")


def test_a_price_before_is_told(till: CommandLine) -> None:
    file = till.write("sku,name,price,sale price\nV,Vase,35.00,30.00\n", "sale.csv")
    till.json("import", "products", file)
    (found,) = till.json("products", "vase")
    assert (found["variants"][0]["price"], found["variants"][0]["price_before"]) == ("30.00", "35.00")


def test_a_dry_run_keeps_nothing(till: CommandLine) -> None:
    file = till.write("Was,Wieviel\nVase,30.00\n", "map.csv")
    till.json("import", "products", file, "--map", "Was=name", "--map", "Wieviel=price", "--dry-run")
    assert till.json("import", "products", file)["created"] == 0


def test_how_letters_are_written_can_be_said(till: CommandLine) -> None:
    file = till.write("", "greek.csv")
    Path(file).write_bytes("name,price\nΚούπα,30.00\n".encode("cp1253"))
    till.json("import", "products", file, "--encoding", "cp1253")
    assert [one["name"] for one in till.json("products", "κούπα")] == ["Κούπα"]
    assert till("import", "products", file, "--encoding", "klingon").status == 1


def test_known_stock_is_left_unless_it_is_counted(till: CommandLine) -> None:
    file = till.write('name,sku,stock\n"Mug, blue glaze",MUG-BLU,7\n', "count.csv")
    till.json("import", "products", file)
    assert till.json("stock", "MUG-BLU")["on_hand"] == "50"
    till.json("import", "products", file, "--count-stock")
    assert till.json("stock", "MUG-BLU")["on_hand"] == "7"


@pytest.mark.skipif(os.name == "nt", reason="pipes in folders")
def test_what_is_no_catalogue_is_refused(steady: CommandLine) -> None:
    fifo = steady.files / "pipe"
    os.mkfifo(fifo)
    for file in (str(fifo), str(steady.files), str(steady.files / "nothing.csv"), "a" * 300):
        assert steady.refused("import", "products", file)
    for data in (b"", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"\xff\xfe", b"\0" * 1000):
        assert steady.refused("import", "products", steady.write(data, "x.csv"))
    assert steady.refused("import", "products", steady.write(CATALOGUE, "c.csv"), "--format", "lotus")
    assert len(steady.json("products")) == 3


def test_products_are_listed_by_name_and_found_as_in_the_box(steady: CommandLine) -> None:
    assert [one["name"] for one in steady.json("products")] == [
        "Bowl, ash wood",
        "Mug, blue glaze",
        "Postcard",
    ]
    assert steady.json("products", "blue", "mug") == [MUG]
    assert steady.json("products", "4006381333931") == [MUG]
    assert steady.json("products", "--limit", "1")[0]["name"] == "Bowl, ash wood"
    assert steady.json("products", "nothing like it") == []
    assert steady("products", "nothing like it").out == "No products.\n"
    for limit in ("0", "-1", "x", "1.5", "9" * 30):
        assert steady("products", "--limit", limit).status == 2


def test_products_stand_in_columns(till: CommandLine) -> None:
    till.json("import", "products", till.write("name,sku,price\n花瓶,VASE,120\n", "v.csv"))
    assert till("products").out.splitlines() == [
        "BOW-ASH  Bowl, ash wood    24.00 EUR  10 in stock",
        "MUG-BLU  Mug, blue glaze   18.00 EUR  50 in stock",
        "CARD     Postcard           1.50 EUR    unlimited",
        "VASE     花瓶             120.00 EUR    unlimited",
    ]


def test_one_product_by_sku_or_barcode(steady: CommandLine) -> None:
    assert steady.json("product", "mug-blu") == steady.json("product", "4006381333931") == MUG
    assert steady.json("product", "CARD")["variants"][0]["on_hand"] is None
    for unknown in ("NOPE", "", "%", "*", "MUG"):
        assert steady.refused("product", unknown) == "ProductUnknown"


def test_stock_and_its_moves(till: CommandLine) -> None:
    till.place({"lines": [{"sku": "MUG-BLU", "quantity": "2"}]})
    moved = till.json("stock", "move", "MUG-BLU", "-3", "--reason", "damage", "--note", "fell")
    assert moved.keys() == {"sku", "on_hand", "moves", "store"}  # and its age where several tills sell
    assert (moved["sku"], moved["on_hand"]) == ("MUG-BLU", "45")
    assert [(one["quantity"], one["reason"], one["order"], one["note"]) for one in moved["moves"]] == [
        ("-3", "damage", "", "fell"), ("-2", "sale", "A-000001", ""), ("50", "opening", "", ""),
    ]  # fmt: skip
    assert till.json("stock", "4006381333931") == moved
    lines = till("stock", "MUG-BLU").out.splitlines()
    assert lines[0] == "MUG-BLU Mug, blue glaze: 45 in stock"
    assert [one[20:].split() for one in lines[1:]] == [
        ["-3", "damage", "fell"], ["-2", "sale", "A-000001"], ["+50", "opening"],
    ]  # fmt: skip


def test_stock_without_limit_is_null(till: CommandLine) -> None:
    assert till.json("stock", "CARD")["on_hand"] is None
    assert till.refused("stock", "move", "CARD", "1", "--reason", "count") == "NotTracked"


def test_a_product_without_sku_is_moved_by_its_barcode(till: CommandLine) -> None:
    till.json("import", "products", till.write("name,barcode,price,stock\nJug,96385074,9,4\n", "j.csv"))
    assert till.json("stock", "move", "96385074", "1", "--reason", "receipt")["on_hand"] == "5"
    assert till.json("stock", "96385074")["on_hand"] == "5"
    assert till.refused("stock", "") == "ProductUnknown"


@pytest.mark.parametrize(
    ("quantity", "refusal"),
    [
        ("0", "NotANumber"), ("-0", "NotANumber"), ("0.00", "NotANumber"), ("", "NotANumber"),
        ("x", "NotANumber"), ("1e3", "NotANumber"), ("−5", "NotANumber"), ("1,5", "NotANumber"),
        ("１２", "NotANumber"), ("1_000", "NotANumber"), ("NaN", "NotANumber"), ("9" * 400, "NotANumber"),
        ("1.5", "QuantityNotWhole"), ("0.0000001", "QuantityTooFine"), ("1000000", "QuantityTooLarge"),
        ("-1000000", "QuantityTooLarge"),
    ],
)  # fmt: skip
def test_a_move_that_cannot_be_changes_nothing(steady: CommandLine, quantity: str, refusal: str) -> None:
    assert steady.refused("stock", "move", "MUG-BLU", quantity, "--reason", "count") == refusal
    assert steady.json("stock", "MUG-BLU")["on_hand"] == "50"


def test_a_move_needs_a_reason_of_its_own(steady: CommandLine) -> None:
    assert set(REASONS) == set(BY_HAND)
    missing = steady("stock", "move", "MUG-BLU", "1")
    assert missing.status == 2
    assert "receipt, count, damage" in missing.err
    for reason in ("sale", "edit", "theft", "COUNT", "'; DROP TABLE stock"):
        assert steady.refused("stock", "move", "MUG-BLU", "1", "--reason", reason) == "ReasonUnknown"
    for words in (
        ("stock",),
        ("stock", "move"),
        ("stock", "move", "X"),
        ("stock", "at"),
        ("stock", "A", "B"),
    ):
        assert steady(*words).status == 2


def test_merging_says_first_what_moves(till: CommandLine) -> None:
    file = till.write("name,sku,price,stock\nBlue mug,MUG-2,17.00,4\n", "more.csv")
    till.json("import", "products", file)
    said = till("product", "merge", "MUG-2", "MUG-BLU").out
    assert "MUG-2 would be MUG-BLU, with its stock" in said
    assert "Nothing was changed" in said
    assert till.json("product", "MUG-2")["variants"][0]["on_hand"] == "4"
    merged = till.json("product", "merge", "MUG-2", "MUG-BLU", "--yes")
    assert merged["variants"] == [{**MUG["variants"][0], "on_hand": "54"}]
    assert till.json("product", "MUG-BLU") == merged
    assert till.refused("product", "MUG-2") == "ProductUnknown"
    assert till.refused("product", "merge", "MUG-BLU", "MUG-BLU") == "SameProduct"
    assert till("product", "merge", "MUG-BLU").status == 2
    assert till.json("verify", "--rebuild")["ok"]


def test_merging_products_keeps_the_fields_that_are_named(till: CommandLine) -> None:
    file = till.write(
        "name,sku,price,stock,option1 name,option1 value\n"
        "Cup,CUP-R,9.00,1,Colour,Red\nCup,CUP-B,10.00,1,Colour,Blue\n"
        "Beaker,BEA-R,11.00,1,Colour,Red\nBeaker,BEA-B,12.00,1,Colour,Blue\n",
        "more.csv",
    )
    till.json("import", "products", file)
    planned = till.json("product", "merge", "BEA-R", "CUP-R", "--keep", "name", "--keep", "red:price")
    assert {one["keep"]: (one["from"], one["kept"]) for one in planned["differs"]} == {
        "name": ("Beaker", True), "Red:sku": ("BEA-R", False), "Red:price": ("11.00", True),
        "Blue:sku": ("BEA-B", False), "Blue:price": ("12.00", False),
    }  # fmt: skip
    said = till("product", "merge", "BEA-R", "CUP-R", "--keep", "Red:price").out
    assert "name: “Cup” stays, “Beaker” goes (--keep “name” keeps that)" in said
    assert "Red:price: “11.00” stays, “9.00” goes\n" in said
    for wrong in ("colour", "Green:price", "category", ""):
        assert (
            till.refused("product", "merge", "BEA-R", "CUP-R", "--keep", wrong, "--yes") == "NothingDiffers"
        )
    assert till("product", "CUP-R", "--keep", "name").status == 2
    assert till.json("product", "CUP-R")["name"] == "Cup"
    merged = till.json("product", "merge", "BEA-R", "CUP-R", "--keep", "name", "--keep", "Red:price", "--yes")
    assert merged["name"] == "Beaker"
    assert {one["sku"]: one["price"] for one in merged["variants"]} == {"CUP-R": "11.00", "CUP-B": "10.00"}
    assert till.json("verify", "--rebuild")["ok"]
