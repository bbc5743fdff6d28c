"""VAT numbers: form, check digit, and when the buyer owes the tax."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.contacts.vat import country_of, is_of_another_state, read_vat
from pos.domain.words.errors import CashierError, TaxIdWrong
from pos.text import sentence

WORKED = [
    # typed, country, kept, country it belongs to
    ("FR 40 303 265 045", "", "FR40303265045", "FR"),
    ("fr40303265045", "DE", "FR40303265045", "FR"),
    ("40303265045", "FR", "FR40303265045", "FR"),
    ("EL 094259216", "", "EL094259216", "GR"),
    ("GR094259216", "", "EL094259216", "GR"),
    ("094259216", "GR", "EL094259216", "GR"),
    ("GB 980 7806 84", "", "GB980780684", "GB"),
    ("XI 980780684", "", "XI980780684", "GB"),
    ("CHE-107.787.577 MWST", "", "CHE107787577MWST", "CH"),
    ("CHE-107.787.577", "", "CHE107787577", "CH"),
    ("NO 995 525 828 MVA", "", "NO995525828MVA", "NO"),
    ("995525828", "NO", "NO995525828MVA", "NO"),
    ("DE 136,695 976", "", "DE136695976", "DE"),
    ("ATU13585627", "", "ATU13585627", "AT"),
    ("NL004495445B01", "", "NL004495445B01", "NL"),
    ("BE 0428.759.497", "", "BE0428759497", "BE"),
    ("ESB58378431", "", "ESB58378431", "ES"),
    ("IE6433435F", "", "IE6433435F", "IE"),
    ("IT00743110157", "", "IT00743110157", "IT"),
    ("12-3456789", "US", "12-3456789", ""),
    ("", "FR", "", ""),
]


@pytest.mark.parametrize(("typed", "country", "kept", "belongs"), WORKED)
def test_a_number_has_one_form(typed: str, country: str, kept: str, belongs: str) -> None:
    found = read_vat(typed, country)
    assert (found, country_of(found)) == (kept, belongs)


@pytest.mark.parametrize(
    "typed",
    ["FR00303265045", "FR40303265046", "FR", "GB", "XI", "EL", "GB123456789", "DE136695977",
     "CHE-107.787.578 MWST", "NO995525829MVA", "FR" + "4" * 300, "ATU1358562", "DE①36695976x"],
)  # fmt: skip
def test_a_wrong_number_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(TaxIdWrong) as refused:
        read_vat(typed, "FR")
    assert len(sentence(refused.value)) < 200


@pytest.mark.parametrize(
    ("seller", "buyer", "applies"),
    [
        ("FR", "DE136695976", True),
        ("DE", "FR40303265045", True),
        ("FR", "FR40303265045", False),
        ("FR", "XI980780684", True),
        ("FR", "GB980780684", False),
        ("GB", "FR40303265045", False),
        ("FR", "CHE107787577MWST", False),
        ("GR", "EL094259216", False),
        ("FR", "EL094259216", True),
        ("FR", "DE136695977", False),
        ("FR", "", False),
        ("US", "DE136695976", False),
    ],
)
def test_the_buyer_owes_the_tax_between_two_countries_of_the_eu(
    seller: str, buyer: str, applies: bool
) -> None:
    assert is_of_another_state(seller, buyer) is applies


@given(st.text(max_size=50), st.sampled_from(["FR", "GR", "CH", "NO", "GB", "US", ""]))
def test_any_text_is_a_number_or_a_sentence(text: str, country: str) -> None:
    try:
        kept = read_vat(text, country)
    except CashierError as error:
        said = sentence(error)
    else:
        said = kept or "nothing"
        assert read_vat(kept, country) == kept
    assert said
