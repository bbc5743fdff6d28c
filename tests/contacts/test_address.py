"""Addresses: the form of each country, and the lines the national post wants."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.contacts.address import (
    address_form,
    check_postcode,
    clean_address,
    countries,
    country_name,
    missing_fields,
    printed_lines,
)
from pos.domain.words.address import Address
from pos.domain.words.errors import CountryUnknown, PostcodeWrong
from pos.text import sentence
from tests.shared import shared

QUAI = Address("Lucie Martin", "", ("8 quai des Bateliers",), "67000", "Strasbourg", "", "FR")


def nasty_addresses() -> list[tuple[Address, list[str]]]:
    found = json.loads(shared("nasty/addresses.json").read_text("utf-8"))["addresses"]
    return [(_address(one["address"]), one["formatted_lines"]) for one in found]


def _address(one: dict[str, str]) -> Address:
    return Address(
        name=one["name"],
        company=one.get("company_name", ""),
        street=tuple(one["street_address"].splitlines()),
        postcode=one["postal_code"],
        city=one["city"],
        region=one.get("country_area", ""),
        country=one["country_code"],
        district=one.get("city_area", ""),
    )


def test_the_lines_are_as_the_national_post_wants_them() -> None:
    more = {}
    for address, lines in nasty_addresses():
        printed = printed_lines(address)
        assert printed_lines(clean_address(address)) == printed
        assert [line for line in printed if line in lines] == lines
        more |= {address.country: tuple(line for line in printed if line not in lines)}
        assert missing_fields(address) == ()
    # The library's pattern of Japan has no place for a town; it is printed all the same.
    assert {country: extra for country, extra in more.items() if extra} == {"JP": ("千代田区",)}


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (QUAI, ("Lucie Martin", "8 quai des Bateliers", "67000 STRASBOURG")),
        (replace(QUAI, city=""), ("Lucie Martin", "8 quai des Bateliers", "67000")),
        (replace(QUAI, postcode=""), ("Lucie Martin", "8 quai des Bateliers", "STRASBOURG")),
        (replace(QUAI, country=""), ("Lucie Martin", "8 quai des Bateliers", "67000 Strasbourg")),
        (Address("A", "", (), "8001", "Zürich", "", "CH"), ("A", "CH-8001 Zürich", "SUISSE")),
        (Address("A", "", ("1 Elm",), "", "", "IL", "US"), ("A", "1 Elm", "IL", "ÉTATS-UNIS")),
        (Address("A", "", ("1 Maru",), "100-6701", "", "Tokyo", "JP"),
         ("A", "1 Maru, TOKYO", "100-6701", "JAPON")),
        (Address("A", "", ("1 Maru",), "100-6701", "Chiyoda", "Tokyo", "JP"),
         ("A", "1 Maru, Chiyoda, TOKYO", "100-6701", "JAPON")),
        (Address("山田", "", ("丸の内1-1",), "100-6701", "千代田区", "東京都", "JP"),
         ("〒100-6701", "東京都", "千代田区", "丸の内1-1", "山田", "JAPON")),
        (Address("A", "", ("Tower 1",), "12345", "Al Ain", "Abu Dhabi", "AE"),
         ("A", "Tower 1", "AL AIN", "Abu Dhabi", "12345", "ÉMIRATS ARABES UNIS")),
        (Address("A", "", ("1 Main Street",), "GX11 1AA", "Gibraltar", "", "GI"),
         ("A", "1 Main Street", "GIBRALTAR", "GX11 1AA", "GIBRALTAR")),
        (Address("A", "", ("1 Quay",), "018956", "Singapore", "", "SG"),
         ("A", "1 Quay", "SINGAPORE 018956", "SINGAPOUR")),
        (Address("A", "", ("1 Quay",), "", "Singapore", "", "SG"), ("A", "1 Quay", "SINGAPORE", "SINGAPOUR")),
        (Address("A", "", (), "", "", "", "BR"), ("A", "BRÉSIL")),
        (Address(), ()),
    ],
)  # fmt: skip
def test_what_is_missing_leaves_no_marks_behind(address: Address, lines: tuple[str, ...]) -> None:
    assert printed_lines(address, home="FR", language="fr") == lines


@pytest.mark.parametrize(
    ("country", "fields"),
    [
        ("FR", "company name street postcode,city"),
        ("US", "name company street city,region,postcode"),
        ("GB", "name company street city postcode"),
        ("JP", "postcode region street company name"),
        ("BR", "company name street district city,region postcode"),
    ],
)
def test_the_form_asks_in_the_order_of_the_country(country: str, fields: str) -> None:
    form = address_form(country)
    assert " ".join(",".join(field.name for field in row) for row in form.rows) == fields


def test_the_form_names_what_its_country_names() -> None:
    (region,) = [field for row in address_form("us").rows for field in row if field.name == "region"]
    assert (region.label, region.required) == ("State", True)
    assert ("IL", "Illinois") in region.choices
    assert missing_fields(Address(country="US", city="Springfield")) == ("street", "region", "postcode")


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("67000", "FR", "67000"),
        ("01067", "DE", "01067"),
        ("ll615uj", "GB", "LL61 5UJ"),
        ("01310200", "BR", "01310-200"),
        ("00950", "PL", "00-950"),
        ("1234ab", "NL", "1234 AB"),
        ("d01f5p2", "IE", "D01 F5P2"),
        ("６７０００", "FR", "67000"),
        ("whatever", "AE", "WHATEVER"),
        ("", "FR", ""),
    ],
)
def test_a_postcode_is_written_as_in_its_country(typed: str, country: str, kept: str) -> None:
    assert check_postcode(typed, country) == kept


@pytest.mark.parametrize(
    ("typed", "country"), [("670000", "FR"), ("1067", "DE"), ("ABC", "GB"), ("'67000", "FR")]
)
def test_a_wrong_postcode_is_refused_with_an_example(typed: str, country: str) -> None:
    with pytest.raises(PostcodeWrong) as refused:
        check_postcode(typed, country)
    assert refused.value.example in sentence(refused.value)


@pytest.mark.parametrize("country", ["XX", "ZZ", "FRA", "../..", "\u0000", "İ"])
def test_no_country_is_refused(country: str) -> None:
    with pytest.raises(CountryUnknown):
        address_form(country)


def test_every_country_has_a_form_and_a_name() -> None:
    assert len(countries("fr")) > 240
    for code, name in countries("en"):
        assert name
        assert any(field.name == "street" for row in address_form(code).rows for field in row), code
    assert country_name("DE", "fr") == "Allemagne"
    assert country_name("DE", "xx") == "Germany"


@given(
    st.sampled_from([code for code, _name in countries()] + ["", "XX"]),
    st.sets(st.sampled_from(["name", "company", "street", "district", "city", "region", "postcode"])),
    st.booleans(),
)
def test_what_is_stored_is_printed(country: str, filled: set[str], latin: bool) -> None:
    _every_field_is_printed(country, filled, latin)


@pytest.mark.parametrize("country", [code for code, _name in countries()])
def test_every_field_is_printed_in_every_country(country: str) -> None:
    for latin in (True, False):
        _every_field_is_printed(
            country, {"name", "company", "street", "district", "city", "region", "postcode"}, latin
        )


def _every_field_is_printed(country: str, filled: set[str], latin: bool) -> None:
    said = {name: f"{name}x" if latin else f"{name}丸" for name in filled}
    given = replace(Address(country=country), **{**said, "street": (said.get("street", ""), "floor")})
    lines = "\n".join(printed_lines(given, home=country))
    for value in (*said.values(), "floor"):
        assert lines.casefold().count(value.casefold()) == 1, (country, value, lines)


@given(st.builds(
    Address, name=st.text(max_size=30), company=st.text(max_size=30), street=st.tuples(st.text(max_size=30)),
    postcode=st.text(max_size=10), city=st.text(max_size=30), region=st.text(max_size=10),
    country=st.sampled_from(["FR", "US", "JP", "CN", "BR", "XX", ""]), district=st.text(max_size=10),
))  # fmt: skip
def test_any_address_can_be_printed(address: Address) -> None:
    for line in printed_lines(address):
        assert line == line.strip()
        assert line
