"""A shop writes money and dates as its country does, and is paid in its money."""

from __future__ import annotations

from datetime import date

import pytest
from babel.core import get_global
from babel.numbers import get_territory_currencies

from pos.domain.money.amounts import CURRENCIES, decimals
from pos.domain.shop.rates import AS_OF
from pos.text.locales import currency_of, locale_of, paper_language, paper_speech


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
        ("IT", "fr", "it"), ("NL", "en", "nl"), ("FR", "en", "en"), ("BE", "", "fr"), ("CH", "en", "en"),
        ("CH", "", "fr"),
        ("BE", "nl", "nl"), ("CH", "it", "it"), ("LU", "", "fr"), ("CA", "", "en"), ("CA", "fr", "fr"),
        ("PL", "", "en"), ("PL", "fr", "fr"), ("PL", "tlh", "en"), ("GB", "fr", "fr"),
        ("DE", "fr", "de"), ("ZZ", "", "en"),
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


@pytest.mark.parametrize(
    ("country", "currency"),
    [
        ("FR", "EUR"), ("dk", "DKK"), ("GB", "GBP"), ("UK", "GBP"), ("EL", "EUR"), ("CH", "CHF"),
        ("LI", "CHF"), ("CA", "CAD"), ("US", "USD"), ("JP", "JPY"), ("NZ", "NZD"), ("IS", "ISK"),
        ("SN", "XOF"), ("MC", "EUR"), ("JE", "GBP"), ("GG", "GBP"), ("IM", "GBP"), ("GL", "DKK"),
        ("FO", "DKK"), ("PK", "PKR"), ("BD", "BDT"), ("JO", "JOD"), ("BH", "BHD"), ("OM", "OMR"),
        ("QA", "QAR"), ("KZ", "KZT"), ("GI", "GIP"), ("XK", "EUR"),
        ("BG", "EUR"),  # since 1 January 2026, which CLDR 48 does not know yet
        ("QQ", "EUR"), ("", "EUR"), ("001", "EUR"), ("AQ", "EUR"),
    ],
)  # fmt: skip
def test_the_currency_of_a_country(country: str, currency: str) -> None:
    assert currency_of(country) == currency


def test_every_territory_has_the_currency_of_cldr() -> None:
    """All but those without any, and Bulgaria."""
    day = date.fromisoformat(AS_OF)
    places = [code for code in get_global("territory_currencies") if len(code) == 2]
    paid = {code: get_territory_currencies(code, day) for code in places}
    assert len(places) > 250
    for code, currencies in paid.items():
        if currencies and code != "BG":
            assert currency_of(code) == currencies[0] in CURRENCIES


def test_decimals_are_those_of_iso_4217_where_cldr_rounds_them_away() -> None:
    """CLDR knows no cents where nobody uses them any more; the law counts in them, and so do sums."""
    fractions = get_global("currency_fractions")
    differ = {code for code in CURRENCIES if fractions.get(code, (2,))[0] != decimals(code)}
    assert differ == set("AFN ALL IQD IRR KPW LAK LBP MGA MMK RSD SOS SYP YER".split())  # noqa: SIM905
