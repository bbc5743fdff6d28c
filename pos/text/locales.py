"""How a country writes money and dates."""

from __future__ import annotations

from collections.abc import Sequence


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
