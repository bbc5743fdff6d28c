"""Codes that a keyboard, a scanner's settings or a spreadsheet changed on their way."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.catalogue import keyboards
from pos.domain.catalogue.barcode import normal
from pos.domain.catalogue.keyboards import PAIRS, Pair
from pos.domain.catalogue.misread import Cause, number_in, repairs, to_keep
from tests.shared import shared

EAN = "4006381333931"


def test_every_keyboard_has_each_sign_once() -> None:
    for name, (plain, shifted) in keyboards.LAYOUTS.items():
        assert len(plain) == len(shifted) == 47, name
        assert len(set(plain + shifted)) == 94, name


@pytest.mark.parametrize(
    ("typed", "code", "cause"),
    [
        ('\'àà-"_&"""ç"&', EAN, Cause.KEYBOARD),  # a French keyboard
        ('\'àà§"!&"""ç"&', EAN, Cause.KEYBOARD),  # a Belgian one
        ("čééžš", "", Cause.KEYBOARD),
        ("čééžšá+šššíš+", EAN, Cause.KEYBOARD),  # a Czech one
        ("$))^#*!###(#!", EAN, Cause.KEYBOARD),  # a French scanner at an American one
        ("$==&§(!§§§)§!", EAN, Cause.KEYBOARD),  # a German one with CapsLock
        ("12345678905", "012345678905", Cause.ZEROS),
        ("400638133393105", EAN, Cause.FORM),
        ("F4006381333931", EAN, Cause.AROUND),
        ("~4006381333931$", EAN, Cause.AROUND),
        ("4006381-333931", EAN, Cause.FORM),
        ("400638133393", EAN, Cause.CHECK_DIGIT),
        ("01234565", "012345000065", Cause.FORM),
        ("3-16-148410-X", "9783161484100", Cause.FORM),
        ("3161484100", "", Cause.FORM),
    ],
)
def test_what_it_was_is_found(typed: str, code: str, cause: Cause) -> None:
    assert any(one.cause == cause and code in one.forms for one in repairs(typed)) == bool(code)


@pytest.mark.parametrize("text", ["mug blue", "mug", "engraving", "12,50 bowl", "3x", "", "\x1d", " "])
def test_what_a_person_types_costs_nothing(text: str) -> None:
    assert all(one.number == "" for one in repairs(text, scanned=False))


def test_a_number_of_goods_is_told_from_what_came() -> None:
    assert number_in('\'àà-"_&"""ç"&').number == EAN  # type: ignore[union-attr]
    assert number_in(EAN) is None
    assert number_in("99887766") is None


AMERICAN = [pair for pair in PAIRS if pair[1] == keyboards.US]
"""A scanner set up for the United States types every sign of ASCII; others need AltGr for some."""


@given(st.sampled_from(AMERICAN), st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=30))
def test_what_a_scanner_typed_is_what_it_meant(pair: Pair, text: str) -> None:
    assert keyboards.meant(keyboards.typed(text, pair), pair) == text


@given(st.data())
def test_every_real_code_is_found_behind_every_keyboard(data: st.DataObject) -> None:
    codes = json.loads(shared("barcodes/valid-codes.json").read_text("utf-8"))["codes"]
    code = data.draw(st.sampled_from(codes))["code"]
    pair = data.draw(st.sampled_from(PAIRS))
    typed = keyboards.typed(code, pair)
    forms = {form for one in repairs(typed, scanned=False) for form in one.forms}
    assert code in forms | {normal(typed)}


@given(st.text(alphabet=st.characters(exclude_categories=[])), st.booleans())
def test_anything_can_be_tried(code: str, scanned: bool) -> None:
    for one in repairs(code, scanned=scanned):
        assert all(one.forms)


@pytest.mark.parametrize(
    ("came", "kept", "cause"),
    [
        (EAN, EAN, None),
        (f"]E0{EAN}", EAN, None),
        (f"010{EAN}1729013110ABC", EAN, None),
        ("0114006381333938", "14006381333938", None),
        ('\'àà-"_&"""ç"&', EAN, Cause.KEYBOARD),
        (f"~{EAN}", EAN, Cause.AROUND),
        ("4006381333932", "4006381333932", Cause.CHECK_DIGIT),
        ("316148410X", "316148410X", None),  # may be the shop's own
        ("A96385074", "A96385074", None),
        ("*MUG-1*", "MUG-1", None),
        ("99887767", "99887767", Cause.CHECK_DIGIT),
    ],
)
def test_what_a_new_product_is_found_by(came: str, kept: str, cause: Cause | None) -> None:
    assert to_keep(came) == (kept, cause)
