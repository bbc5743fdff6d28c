"""Numbers of registers of companies: French ones are checked, others kept as they are typed."""

from __future__ import annotations

import pytest

from pos.contacts.register import read_register, shown_register
from pos.domain.words.errors import SirenWrong
from pos.text import sentence


@pytest.mark.parametrize(
    ("typed", "country", "kept", "shown"),
    [
        ("732829320", "FR", "732829320", "SIREN 732 829 320"),
        ("SIREN 732 829 320", "fr", "732829320", "SIREN 732 829 320"),
        ("siren : 732.829.320", "FR", "732829320", "SIREN 732 829 320"),
        ("732\u202f829\u202f320", "MC", "732829320", "SIREN 732 829 320"),
        ("732 829 320 00074", "FR", "73282932000074", "SIRET 732 829 320 00074"),
        ("HRB 12345 B", "DE", "HRB 12345 B", "HRB 12345 B"),
        ("01234567", "GB", "01234567", "01234567"),
        ("", "FR", "", ""),
    ],
)
def test_a_number_is_read_and_shown(typed: str, country: str, kept: str, shown: str) -> None:
    assert read_register(typed, country) == kept
    assert shown_register(kept, country) == shown


@pytest.mark.parametrize("typed", ["732829321", "73282932", "SIREN", "732 829 320 00075", "<b>", "٧٣٢٨٢٩٣٢٠"])
def test_a_wrong_french_number_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(SirenWrong) as refused:
        read_register(typed, "FR")
    assert typed in sentence(refused.value)
