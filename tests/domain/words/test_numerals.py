"""Numbers are read as people write them, or refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.words.errors import AmbiguousNumber, CashierError, NotANumber, NumberTooFine
from pos.domain.words.numerals import read_number

FRENCH = {"decimals": 2, "decimal_mark": ",", "thousands_mark": "\u202f"}
ENGLISH = {"decimals": 2, "decimal_mark": ".", "thousands_mark": ","}
GERMAN = {"decimals": 2, "decimal_mark": ",", "thousands_mark": "."}
SWISS = {"decimals": 2, "decimal_mark": ".", "thousands_mark": "’"}
YEN = {"decimals": 0, "decimal_mark": ".", "thousands_mark": ","}
DINAR = {"decimals": 3, "decimal_mark": ".", "thousands_mark": ","}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("0", "0"),
        ("-0", "0"),
        ("−5", "-5"),
        ("－5", "-5"),
        ("+5", "5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1,50", "1.50"),
        ("1.50", "1.50"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u202f234,56", "1234.56"),
        ("1’234.50", "1234.50"),
        ("1'234'567.5", "1234567.5"),
        ("1 234", "1234"),
        ("1.234.567", "1234567"),
        ("12,34,567", "1234567"),
        ("１２，５０", "12.50"),
        ("٣٫٥", "3.5"),
        ("5 €", "5"),
        ("$5", "5"),
        ("-$5.20", "-5.20"),
        ("  7  ", "7"),
    ],
)
def test_read_in_any_shop(text: str, number: str) -> None:
    for terms in (FRENCH, ENGLISH, GERMAN, SWISS):
        read = read_number(text, **terms)
        assert (read, str(read)) == (Decimal(number), number)


@pytest.mark.parametrize(
    ("text", "terms", "number"),
    [
        ("1,234", ENGLISH, "1234"),
        ("1.234", GERMAN, "1234"),
        ("1,234", YEN, "1234"),
        ("5.", YEN, "5"),
        ("1,234", DINAR, "1234"),
        ("1.234", DINAR, "1.234"),
        ("0,500", DINAR, "0.500"),
    ],
)
def test_read_by_the_shop_s_marks(text: str, terms: dict[str, object], number: str) -> None:
    assert read_number(text, **terms) == Decimal(number)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "terms", "error"),
    [
        ("1.234", FRENCH, AmbiguousNumber),
        ("1,234", SWISS, AmbiguousNumber),
        ("1,234", FRENCH, NumberTooFine),
        ("0.005", ENGLISH, NumberTooFine),
        ("12,3456", ENGLISH, NumberTooFine),
        ("1,5", YEN, NumberTooFine),
        ("1.234,567", GERMAN, NumberTooFine),
    ],
)
def test_refused_by_the_shop_s_marks(text: str, terms: dict[str, object], error: type[CashierError]) -> None:
    with pytest.raises(error, match=text):
        read_number(text, **terms)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "+", ".", ",", "€", "--5", "0 123", "-+5", "5-", "5 5", "1e3", "1e1000000", "NaN",
        "Infinity", "inf",
        "1_000", "0x10", "⁵", "½", "5 mug", "1,2,3", "12 34,50", "1.2,3", "1,23.456,7", "1.234.56", "1 2345",
        "9" * 400, "4006381333931000", "1\x00", "5 €€€", "1..2", "１e3", "\ud800",
    ],
)  # fmt: skip
def test_no_number(text: str) -> None:
    with pytest.raises(NotANumber):
        read_number(text, **FRENCH)


@given(
    st.text() | st.text("0123456789.,' -+€\u202f’", max_size=12), st.sampled_from([FRENCH, ENGLISH, DINAR])
)
def test_a_number_or_a_sentence(text: str, terms: dict[str, object]) -> None:
    try:
        number = read_number(text, **terms)  # type: ignore[arg-type]
    except (NotANumber, AmbiguousNumber, NumberTooFine):
        return
    exponent = number.as_tuple().exponent
    assert number.is_finite()
    assert isinstance(exponent, int)
    assert -exponent <= int(str(terms["decimals"]))


@given(st.integers(-(10**12), 10**12), st.sampled_from([FRENCH, ENGLISH, GERMAN, SWISS]))
def test_what_a_shop_prints_is_read_again(cents: int, terms: dict[str, object]) -> None:
    number = Decimal(cents).scaleb(-2)
    printed = f"{number:,.2f}".translate(
        {ord(","): str(terms["thousands_mark"]), ord("."): str(terms["decimal_mark"])}
    )
    assert read_number(printed, **terms) == number  # type: ignore[arg-type]
