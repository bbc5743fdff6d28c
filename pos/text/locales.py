"""How a country writes money and dates, what money it is, and which language its papers have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from pos.domain.money.amounts import CURRENCIES
from pos.domain.shop.rates import AS_OF
from pos.text.speech import HOME_LOCALES, LANGUAGES, PAPER_LANGUAGES

_FRENCH_FIRST = ("BE", "CH")
"""Where French is not the first of the languages; it is changed in the settings."""

_FRENCH_REGIONS = (("CA", "QC"),)
"""Where French is the language of papers, whatever else the country speaks."""

_SINCE = {"BG": "EUR"}
"""Currencies newer than the release of CLDR that Babel brings: Bulgaria has the euro since 1 January 2026."""

_ISO = {"UK": "GB", "EL": "GR", "XI": "GB"}
"""Letters that people write for a country, with its own."""


def currency_of(country: str) -> str:
    """The currency of a country or territory by CLDR, as of the table of rates; euros for what is none."""
    from babel.numbers import get_territory_currencies

    code = country.strip().upper()
    code = _ISO.get(code, code)
    if code in _SINCE:
        return _SINCE[code]
    paid: Sequence[str] = get_territory_currencies(code, date.fromisoformat(AS_OF)) if len(code) == 2 else []
    return next((one for one in paid if one in CURRENCIES), "EUR")


def locale_of(country: str, language: str) -> str:
    """The locale of a shop: its country's way of writing, in this language if it is spoken there."""
    from babel.core import Locale, UnknownLocaleError
    from babel.languages import get_official_languages

    spoken: Sequence[str] = get_official_languages(country, de_facto=True)
    for one in (*(code for code in spoken if code == language), *spoken, language):
        try:
            return str(Locale.parse(f"{one}_{country}"))
        except (UnknownLocaleError, ValueError):
            continue
    return ""


def paper_language(country: str, wanted: str = "", region: str = "") -> str:
    """The language of a new shop's papers: the wanted one if it is spoken there, else the country's own.

    Between the two that the window speaks, whoever makes the shop has chosen.
    """
    from babel.languages import get_official_languages

    if (country, region) in _FRENCH_REGIONS:
        return "fr"
    official: Sequence[str] = get_official_languages(country, de_facto=True)
    spoken = [one for one in official if one in PAPER_LANGUAGES]
    if wanted in spoken or not spoken:
        return wanted if wanted in PAPER_LANGUAGES else "en"
    own = "fr" if country in _FRENCH_FIRST else spoken[0]
    return wanted if wanted in LANGUAGES and own in LANGUAGES else own


def paper_speech(wanted: str, countries: Iterable[str], language: str, locale: str) -> tuple[str, str]:
    """The language and locale of a paper: the customer's, else the shop's `language` and `locale`.

    Another language than the shop's writes figures as in the first of the countries where it is spoken, else
    as at home: a German buyer in Austria reads "1.234,50 €" from a shop in France.
    """
    from babel.core import Locale, UnknownLocaleError

    if wanted not in PAPER_LANGUAGES or wanted == language:
        return language, locale
    if locale.replace("-", "_").partition("_")[0] == wanted:
        return wanted, locale
    for country in filter(None, countries):
        try:
            return wanted, str(Locale.parse(f"{wanted}_{country}"))
        except (UnknownLocaleError, ValueError):
            continue
    return wanted, HOME_LOCALES[wanted]
