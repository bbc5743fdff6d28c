"""Numbers of goods: check digits and equal forms."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.catalogue.barcode import check_digit, is_damaged, is_valid, kind, normal, variants_of
from tests.shared import shared


def test_real_codes_are_valid() -> None:
    for each in json.loads(shared("barcodes/valid-codes.json").read_text("utf-8"))["codes"]:
        assert kind(each["code"]) == each["type"], each


def test_wrong_codes_are_not() -> None:
    for each in json.loads(shared("barcodes/invalid-codes.json").read_text("utf-8"))["codes"]:
        assert not is_valid(each["code"]), each


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("012345678905", ("012345678905", "0012345678905", "00012345678905")),
        ("0012345678905", ("0012345678905", "012345678905", "00012345678905")),
        ("4006381333931", ("4006381333931", "04006381333931")),
        ("04006381333931", ("04006381333931", "4006381333931")),
        ("96385074", ("96385074", "000096385074", "0000096385074", "00000096385074")),
        ("00012345", ("00012345",)),
        ("12345", ("12345",)),
        ("4006381333932", ("4006381333932",)),
        ("MUG-1", ("MUG-1",)),
        ("4006381 333931\r", ("4006381333931", "04006381333931")),
        ("]C10104006381333931\x1d", ("0104006381333931", "04006381333931", "4006381333931")),
        ("(01)04006381333931(17)290101", ("(01)04006381333931(17)290101", "04006381333931", "4006381333931")),
        ("", ()),
        ("\x1d", ()),
    ],
)
def test_equal_forms(code: str, forms: tuple[str, ...]) -> None:
    assert variants_of(code) == forms


def test_separators_go() -> None:
    assert normal("]d201\x1d 21") == "0121"


@pytest.mark.parametrize("code", ["4.00638E+12", "3,65275E+11", "1.5e10"])
def test_a_spreadsheet_s_damage(code: str) -> None:
    assert is_damaged(code)


def test_sound_codes_are_not_damaged() -> None:
    assert not is_damaged("4006381333931")
    assert not is_damaged("E+12")


@given(st.text("0123456789", min_size=12, max_size=12))
def test_check_digit_makes_it_valid(body: str) -> None:
    code = body + check_digit(body)
    assert kind(code) == "EAN-13"
    assert all(set(variants_of(code)) == set(variants_of(form)) for form in variants_of(code))


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_nothing_scanned_breaks_it(code: str) -> None:
    assert variants_of(code)[:1] in ((), (normal(code),))
