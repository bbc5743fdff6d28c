"""Phone numbers as people type them, and what they mean."""

from __future__ import annotations

import json
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.contacts.phone import fragments, indexed_digits, looks_like_phone, read_phone, shown_phone
from pos.domain.words.errors import CashierError, PhoneIncomplete, PhoneUnreadable, SeveralPhones
from pos.text import sentence
from tests.shared import shared

WORKED = [
    # typed, country of the shop, meaning
    ("06 12 34 56 78", "FR", "+33612345678"),
    ("0033 6 12 34 56 78", "FR", "+33612345678"),
    ("+33 (0)6 12.34.56.78", "FR", "+33612345678"),
    ("+33612345678", "DE", "+33612345678"),
    ("０６１２３４５６７８", "FR", "+33612345678"),
    ("٠١٢٣٤٥٦٧٨٩", "FR", "+33123456789"),
    ("011 33 6 12 34 56 78", "US", "+33612345678"),
    ("8 (912) 345-67-89", "RU", "+79123456789"),
    ("06 1234 5678", "IT", "+390612345678"),
    ("06-1-234-5678", "HU", "+3612345678"),
    ("", "FR", ""),
    (" \t", "FR", ""),
]
REFUSED = [
    ("ask for Bob", PhoneUnreadable),
    ("12", PhoneIncomplete),
    ("112", PhoneIncomplete),
    ("06 12 34 56", PhoneIncomplete),
    ("06 12 34 56 78 90 12", PhoneIncomplete),
    ("01 99 00 12 34 / 06 12 34 56 78", SeveralPhones),
    ("01 99 00 12 34 ou 06 12 34 56 78", SeveralPhones),
    ("lucie@example.com", PhoneUnreadable),
    ("+" * 40, PhoneUnreadable),
    ("0" * 20_000, PhoneUnreadable),
]


@pytest.mark.parametrize(("typed", "country", "meaning"), WORKED)
def test_a_number_has_one_form(typed: str, country: str, meaning: str) -> None:
    assert read_phone(typed, country) == meaning


@pytest.mark.parametrize(("typed", "error"), REFUSED)
def test_what_is_no_number_is_refused_with_a_sentence(typed: str, error: type[CashierError]) -> None:
    with pytest.raises(error) as refused:
        read_phone(typed, "FR")
    assert len(sentence(refused.value)) < 250


def test_the_nasty_numbers_mean_what_they_mean() -> None:
    numbers = json.loads(shared("nasty/phones.json").read_text("utf-8"))["numbers"]
    refused = {"two numbers in one field": SeveralPhones, "no number at all": PhoneUnreadable}
    for one in numbers:
        error = refused.get(one["meaning"])
        if error:
            with pytest.raises(error):
                read_phone(one["as_typed"], one["country"] or "FR")
        elif one["country"]:
            meaning = re.sub(r" \(.*", "", one["meaning"])
            assert read_phone(one["as_typed"], one["country"]) == meaning, one
    assert len(numbers) == 12


@pytest.mark.parametrize(
    ("phone", "country", "shown"),
    [
        ("+33612345678", "FR", "06 12 34 56 78"),
        ("+33612345678", "DE", "+33 6 12 34 56 78"),
        ("+390612345678", "IT", "06 1234 5678"),
        ("+15555550123 ext. 45", "US", "(555) 555-0123 ext. 45"),
        ("ask Bob", "FR", "ask Bob"),
        ("", "FR", ""),
    ],
)
def test_a_number_is_shown_as_the_country_writes_it(phone: str, country: str, shown: str) -> None:
    assert shown_phone(phone, country) == shown


@pytest.mark.parametrize(
    "typed", ["0033612", "+33612", "+33 (0)612", "0612", "06 12", "0", "00", "612", "12", "2", "78", "8"]
)
def test_the_trunk_zero_the_plus_and_two_zeros_are_alike(typed: str) -> None:
    indexed = indexed_digits("+33612345678")
    assert any(part in indexed for part in fragments(typed, "FR"))


@pytest.mark.parametrize("typed", ["0034", "+34", "0712", "+612", "99"])
def test_another_number_is_another(typed: str) -> None:
    indexed = indexed_digits("+33612345678")
    assert not any(part in indexed for part in fragments(typed, "FR"))


@given(st.integers(0, 999_999_999), st.sampled_from(["+33", "+1", "+44", "+352", "+7"]), st.data())
def test_any_piece_of_a_number_finds_it(number: int, code: str, data: st.DataObject) -> None:
    digits = f"{code[1:]}{number}"
    start = data.draw(st.integers(0, len(digits) - 1))
    end = data.draw(st.integers(start + 1, len(digits)))
    assert any(part in indexed_digits(code + str(number)) for part in fragments(digits[start:end], "FR"))


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_a_sentence(text: str) -> None:
    try:
        found = read_phone(text, "FR")
    except CashierError as error:
        found, said = "", sentence(error)
        assert said
    assert found == "" or re.fullmatch(r"\+[0-9]{4,17}( ext\. [0-9]+)?", found)
    looks_like_phone(text)
    fragments(text, "FR")


def test_looking_for_digits_loads_no_library() -> None:
    loaded = {name for name in sys.modules if name.startswith("phonenumbers.data")}
    assert indexed_digits("+999123456") == "p999123456 n123456"
    assert {name for name in sys.modules if name.startswith("phonenumbers.data")} == loaded
