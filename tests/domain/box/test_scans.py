"""Which keys that came in one breath are a scanner's, and which a quick person's."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pos.domain.box.reading import can_be_scanned, codes, order_code
from pos.domain.catalogue.keyboards import typed


@pytest.mark.parametrize(
    ("text", "scan"),
    [
        ("4006381333931", True),
        ("99887766", True),
        ("12345", True),  # a code of few digits, else a price
        ("MUG-BLU", True),
        ("#A-000214", True),
        ("]C10104006381333931", True),
        ("(01)04006381333931", True),
        ("https://id.gs1.org/01/04006381333931", True),
        ("3x4006381333931", True),
        ('-\'àà§"!&"""ç"', False),  # begins as a discount, and is no number of goods
        ('\'àà-"_&"""ç"&', True),
        ("-_(éàà\"&'-è(", False),
        ("$))^#*!###(#!", True),
        ("@))^#*!###(#!", False),
        ("engraving on brass", False),
        ("mug blue", False),
        ("12,50", False),
        ("12.50 bowl", False),
        ("3x12,50", False),
        ("€5", False),
        ("1 234,56", False),
        ("@lucie", False),
        ("＠lucie", False),
        ("lucie@example.org", False),
        ("-10%", False),
        ("–10%", False),
        ("—5,50", False),
        ("﹣5", False),
        ("12.-", False),
        ("12,–", False),
        ("3x12.-", False),
        ("4,50x", False),
        ("9783161484100 51299", True),
        ("978'3'16'148410'0", True),
        ("−5", False),
        (">export", False),
        ("#1 Seller", False),
        ("#gold", False),
        ("", False),
        (" ", False),
    ],
)
def test_what_is_typed_fast_is_not_always_a_scan(text: str, scan: bool) -> None:
    assert can_be_scanned(text) is scan


def test_the_separators_of_a_code_stay_in_it() -> None:
    assert codes("3x 01\x1d10") == ((Decimal(1), "3x 01\x1d10"), (Decimal(3), "01\x1d10"))


@pytest.mark.parametrize("pair", [("fr", "us"), ("de", "us"), ("cz", "us"), ("gb", "us")])
def test_the_code_of_a_paper_is_read_behind_a_wrong_keyboard(pair: tuple[str, str]) -> None:
    assert order_code(typed("#A2-000214", pair)) == "#A2-000214"
    assert can_be_scanned(typed("#A2-000214", pair))


@pytest.mark.parametrize("text", ["#214", "#A-214", "A-000214", "mug", "4006381333931", ""])
def test_what_is_no_code_of_a_paper(text: str) -> None:
    assert order_code(text) == ""
