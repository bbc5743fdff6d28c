"""Codes in the cells of a file, as scanners, fonts for labels and other scripts wrote them."""

from __future__ import annotations

import pytest

from pos.exchange.cells import barcodes

EAN = "4006381333931"


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        (EAN, (EAN,)),
        (f"]E0{EAN}", (EAN,)),
        ("]E496385074", ("96385074",)),
        ("]A0*MUG-1*", ("MUG-1",)),
        ("*MUG-1*", ("MUG-1",)),
        (f"*{EAN}*; ]C0AB-1", (EAN, "AB-1")),
        ("４００６３８１３３３９３１", (EAN,)),
        ("٤٠٠٦٣٨١٣٣٣٩٣١", (EAN,)),
        (f"010{EAN}1729013110A", (EAN,)),
        (f"(01)0{EAN}(10)A", (EAN,)),
        (f"https://id.gs1.org/01/0{EAN}", (EAN,)),
        ("AB 12", ("AB 12",)),
        ("4 006381 333931", (EAN,)),
        ('="0012"', ("0012",)),
    ],
)
def test_what_a_cell_says(cell: str, codes: tuple[str, ...]) -> None:
    assert barcodes(cell) == codes
