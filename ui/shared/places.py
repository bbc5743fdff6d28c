"""Where a shop can be and what is paid there: countries, provinces and currencies, by their names."""

from __future__ import annotations

from functools import cache

from pos.domain.money.amounts import CURRENCIES
from pos.domain.shop.rates import PROVINCES
from pos.domain.words.text import fold
from pos.text import Speech, _

_NOT_PLACES = frozenset(["EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AQ", "BV", "HM", "TF"])


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
    """Return (code, name) of the parts of a country that have taxes of their own."""
    if country != "CA":
        return ()
    names = {
        "AB": "Alberta",
        "BC": _("British Columbia"),
        "MB": "Manitoba",
        "NB": _("New Brunswick"),
        "NL": _("Newfoundland and Labrador"),
        "NS": _("Nova Scotia"),
        "NT": _("Northwest Territories"),
        "NU": "Nunavut",
        "ON": "Ontario",
        "PE": _("Prince Edward Island"),
        "QC": _("Quebec"),
        "SK": "Saskatchewan",
        "YT": "Yukon",
    }
    return tuple((code, names.get(code, code)) for code in PROVINCES)
