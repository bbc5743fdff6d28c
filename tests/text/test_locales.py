"""A shop writes money and dates as its country does."""

from __future__ import annotations

import pytest

from pos.text.locales import locale_of, paper_language, paper_speech


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


@pytest.mark.parametrize(
    ("country", "wanted", "language"),
    [
        ("DE", "", "de"), ("AT", "en", "de"), ("LI", "fr", "de"), ("ES", "en", "es"), ("MX", "", "es"),
        ("IT", "fr", "it"), ("NL", "en", "nl"), ("FR", "en", "fr"), ("BE", "", "fr"), ("CH", "en", "fr"),
        ("BE", "nl", "nl"), ("CH", "it", "it"), ("LU", "", "fr"), ("CA", "", "en"), ("CA", "fr", "fr"),
        ("PL", "", "en"), ("PL", "fr", "fr"), ("PL", "tlh", "en"), ("GB", "fr", "en"), ("ZZ", "", "en"),
    ],
)  # fmt: skip
def test_the_papers_of_a_new_shop_speak_as_its_country(country: str, wanted: str, language: str) -> None:
    assert paper_language(country, wanted) == language


@pytest.mark.parametrize(
    ("wanted", "countries", "spoken"),
    [
        ("", ("DE",), ("fr", "fr_FR")),
        ("fr", ("CH",), ("fr", "fr_FR")),  # the shop's own language is written as the shop writes
        ("tlh", ("DE",), ("fr", "fr_FR")),
        ("de", ("DE", "FR"), ("de", "de_DE")),
        ("de", ("AT", "FR"), ("de", "de_AT")),
        ("de", ("", "FR"), ("de", "de_DE")),
        ("de", ("ZZ", "FR"), ("de", "de_DE")),
        ("nl", ("BE", "FR"), ("nl", "nl_BE")),
        ("en", ("US", "FR"), ("en", "en_US")),
        ("it", (), ("it", "it_IT")),
    ],
)  # fmt: skip
def test_a_paper_speaks_and_writes_as_its_reader(
    wanted: str, countries: tuple[str, ...], spoken: tuple[str, str]
) -> None:
    assert paper_speech(wanted, countries, "fr", "fr_FR") == spoken
