"""Files that are not as they should be: each gets its sentence, and no good row is lost."""

from __future__ import annotations

import pytest

from pos.domain.imports.read_file import ReadFile
from pos.domain.words.errors import CashierError
from pos.exchange import read_catalogue
from tests.shared import shared

QUOTE = "A quote is not closed as it should be. The row is left out, reading goes on in the next line."
KEPT = "looks like a formula of a spreadsheet. It goes in as text and is never run."

SENTENCES: dict[str, list[tuple[int, str, str]]] = {
    "header_only": [(1, "", "The file has a header and no products below it.")],
    "ragged": [
        (3, "price", "The row has 2 cells, the header has 3. The row is left out."),
        (4, "", "The row has 5 cells, the header has 3. The row is left out."),
    ],
    "unclosed_quote": [(2, "name", QUOTE)],
    "utf16le_tab": [],
    "sep_line": [],
    "duplicate_header": [(1, "price", "Two columns are called “price”. The first one is used.")],
    "mixed_encoding": [
        (3, "name", "“Cr\ufffdme” is in another encoding than the rest of the file. The row is left out."),
    ],
    "formula_cells": [
        (2, "name", f'“=HYPERLINK("http://example.com","x")” {KEPT}'),
        (3, "name", f"“@SUM(A1)” {KEPT}"),
        (4, "name", f"“+Plus” {KEPT}"),
        (4, "sku", f"“-A3” {KEPT}"),
    ],
}

PRODUCTS = {
    "header_only": [],
    "ragged": [("A1", "Apple", "1.00"), ("A4", "Fig", "2.00")],
    "unclosed_quote": [("A2", "Pear", "2.00"), ("A3", "Plum", "3.00")],
    "utf16le_tab": [("Ä1", "Äpfel", "1.00"), ("Ö2", "Öl", "2.50")],
    "sep_line": [("A1", "Apfel", "1.00")],
    "duplicate_header": [("A1", "Apple", "1.00")],
    "mixed_encoding": [("A1", "Café", "None")],
    "formula_cells": [
        ("A1", '=HYPERLINK("http://example.com","x")', "1.00"),
        ("A2", "@SUM(A1)", "2.00"),
        ("-A3", "+Plus", "3.00"),
    ],
}

REFUSED = {
    "empty": "empty.csv is empty. Nothing was changed. Export the catalogue again.",
    "not_a_csv": (
        "not_a_csv.csv is a picture, not a CSV file. Nothing was changed. Choose the catalogue itself."
    ),
}


def sold(found: ReadFile) -> list[tuple[str | None, str | None, str]]:
    return [
        (variant.sku, product.name, str(variant.price))
        for product in found.products
        for variant in product.variants
    ]


@pytest.mark.parametrize("name", SENTENCES)
def test_its_sentences_and_its_good_rows(name: str) -> None:
    found = read_catalogue(shared(f"malformed/{name}.csv"))

    assert [(each.row, each.column, str(each)) for each in found.mistakes] == SENTENCES[name]
    assert sold(found) == PRODUCTS[name]


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_refused(name: str) -> None:
    with pytest.raises(CashierError) as caught:
        read_catalogue(shared(f"malformed/{name}.csv"))

    assert str(caught.value) == REFUSED[name]


def test_no_file_of_the_set_is_forgotten() -> None:
    names = {path.stem for path in shared("malformed").glob("*.csv")}

    assert names == SENTENCES.keys() | REFUSED.keys()
