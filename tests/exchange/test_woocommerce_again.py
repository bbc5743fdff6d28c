"""A WooCommerce export that a spreadsheet in another language saved again."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from pos.domain.imports.read_file import ImportedProduct
from pos.exchange import read_catalogue
from tests.shared import shared

BOOLEANS = {"TRUE": "WAHR", "FALSE": "FALSCH"}


def saved_again(source: Path, target: Path, encoding: str) -> None:
    """As a German spreadsheet does it: semicolons, decimal commas, Windows letters, CRLF."""
    rows = list(csv.reader(io.StringIO(source.read_text("utf-8"), newline="")))
    header = rows[0]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    for row in rows[1:]:
        changed = []
        for column, cell in zip(header, row, strict=True):
            if re.fullmatch(r"\d+", cell) and "price" in column:
                cell = f"{cell},50" if cell == "45" else cell
            changed.append(BOOLEANS.get(cell, re.sub(r"^(\d+)\.(\d+)$", r"\1,\2", cell)))
        writer.writerow(changed)
    target.write_bytes(out.getvalue().encode(encoding, "replace"))


def without_prices(products: tuple[ImportedProduct, ...]) -> list[ImportedProduct]:
    return [
        product._replace(variants=tuple(each._replace(price=None, before=None) for each in product.variants))
        for product in products
    ]


@pytest.mark.parametrize("name", ["sample_products", "importer_sample"])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_it_reads_as_before(tmp_path: Path, name: str, encoding: str) -> None:
    source = shared(f"catalogues/woocommerce/{name}.csv")
    again = tmp_path / "wc-product-export.csv"
    saved_again(source, again, encoding)

    before, after = read_catalogue(source), read_catalogue(again)

    assert (after.format, after.delimiter) == ("woocommerce", ";")
    assert without_prices(after.products) == without_prices(before.products)
    assert [str(each) for each in after.mistakes] == [str(each) for each in before.mistakes]
    for old, new in zip(before.products, after.products, strict=True):
        for one, other in zip(old.variants, new.variants, strict=True):
            again = {"45": "45.50"}
            for amount, now in ((one.price, other.price), (one.before, other.before)):
                assert f"{now}" == again.get(f"{amount}", f"{amount}")


def test_letters_of_windows_and_columns_in_french(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(
        "ID;Type;UGS;Nom;Tarif régulier;Stock;Catégories;Parent;"
        "Nom de l’attribut 1;Valeur(s) de l’attribut 1\r\n"
        "7;variable;T;Théière – « œuf »;;;Cuisine > Thé;;Couleur;Bleu, Vert\r\n"
        "8;variation;T-B;Théière - Bleu;1 249,50;3;;T;Couleur;Bleu\r\n"
        "9;variation;T-V;Théière - Vert;18,9;;;id:7;Couleur;Vert\r\n"
        "10;variation;X;Perdue;1,00;;;id:99;Couleur;Vert\r\n".encode("cp1252")
    )

    found = read_catalogue(path)

    (pot,) = found.products
    assert (found.format, found.encoding) == ("woocommerce", "cp1252")
    assert (pot.name, pot.category, pot.option_names) == ("Théière – « œuf »", "Cuisine / Thé", ("Couleur",))
    assert [(each.options, str(each.price), each.stock) for each in pot.variants] == [
        ("Bleu", "1249.50", 3),
        ("Vert", "18.9", None),
    ]
    assert [(each.row, each.column, str(each)) for each in found.mistakes] == [
        (
            5,
            "Parent",
            "The row belongs to “id:99”, which is not in the file or was left out. The row is left out.",
        )
    ]
