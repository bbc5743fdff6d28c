"""A shop writes money and dates as its country does."""

from __future__ import annotations

import pytest

from pos.text.locales import locale_of


@pytest.mark.parametrize(
    ("country", "language", "locale"),
    [
        ("FR", "en", "fr_FR"),
        ("GB", "en", "en_GB"),
        ("US", "en", "en_US"),
        ("JP", "en", "ja_JP"),
        ("BE", "fr", "fr_BE"),
        ("CH", "fr", "fr_CH"),
    ],
)
def test_a_country_writes_in_its_own_way(country: str, language: str, locale: str) -> None:
    assert locale_of(country, language) == locale
