"""Where a shop can be and what is paid there: countries, provinces and currencies, by their names."""

from __future__ import annotations

from functools import cache

from pos.domain.money.amounts import CURRENCIES
from pos.domain.shop.regions import regions_of
from pos.domain.words.text import fold
from pos.text import Speech, _, mark

_NOT_PLACES = frozenset(["EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AQ", "BV", "HM", "TF"])


_WORDED = (
    mark("Everywhere else in Austria"),
    mark("Jungholz and Mittelberg"),
    mark("British Columbia"),
    mark("New Brunswick"),
    mark("Newfoundland and Labrador"),
    mark("Nova Scotia"),
    mark("Northwest Territories"),
    mark("Prince Edward Island"),
    mark("Quebec"),
    mark("Everywhere else in Switzerland"),
    mark("Samnaun and Sampuoir"),
    mark("Everywhere else in Germany"),
    mark("Mainland and Balearic Islands"),
    mark("Canary Islands"),
    mark("Mainland"),
    mark("Corsica"),
    mark("French Guiana"),
    mark("England, Scotland and Wales"),
    mark("Northern Ireland"),
    mark("Mainland and other islands"),
    mark("Lesbos, Chios, Samos, Kos and small islands of the Aegean"),
    mark("Mount Athos"),
    mark("Everywhere else in Italy"),
    mark("Svalbard and Jan Mayen"),
    mark("Azores"),
    mark("Madeira"),
    mark("In Samnaun and Sampuoir goods bear no VAT, services do: give goods the zero rate."),
    mark("This place is outside the country's VAT. Write the rates of the local tax, or charge none."),
    mark("For VAT this place is outside the Union: goods sent to and from it are exports and imports."),
    mark("In Corsica most goods of 5.5 % bear 2.1 %, some goods and services 0.9, 10 or 13 %."),
    mark("No VAT is charged here; the sentence that says so is printed instead."),
    mark("For goods the VAT rules of the Union hold here: write the VAT number with XI in front."),
    mark("Tobacco and vehicles bear the rates of the mainland."),
)
"""What French calls otherwise of the names of regions, and what a shop there has to know.

Marked here, since the table knows no languages.
"""


@cache
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of all countries in a language, in the order of its alphabet."""
    territories = Speech(language).formats.locale.territories
    known = {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_PLACES
    }
    return tuple(sorted(known.items(), key=lambda one: fold(one[1])))


def currency_words(code: str, language: str) -> str:
    """A currency as it is chosen: "EUR · Euro"."""
    return f"{code} · {Speech(language).formats.locale.currencies.get(code, code)}"


def currencies(language: str, first: str) -> tuple[tuple[str, str], ...]:
    """Return (code, words) of all currencies, the proposed one first."""
    return tuple((code, currency_words(code, language)) for code in (first, *sorted(CURRENCIES - {first})))


def regions(country: str) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of the parts of a country that have taxes of their own, the rest of it first."""
    return tuple((one.key, _(one.name)) for one in regions_of(country))


def region_title(country: str) -> str:
    """What the parts of a country are called, as a message id."""
    return mark("Province") if country == "CA" else mark("Region")
