"""What the first start proposes and what shop comes of the answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.domain.shop.rates import TaxClass
from pos.text import use
from ui.shared.places import countries, currencies, regions
from ui.welcome import presenter
from ui.welcome.presenter import WelcomePresenter, country_of, locale_of


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """An English window."""
    use("en", "en_GB")
    yield
    use("en", "en_GB")


def named(country: str, **answers: str) -> WelcomePresenter:
    welcome = WelcomePresenter(country, "en")
    welcome.change(name="Atelier Roux", **answers)
    return welcome


def test_everything_is_proposed_from_the_country() -> None:
    shop = named("FR").new_shop()
    assert (shop.currency, shop.prices_include_tax, shop.tax_label) == ("EUR", True, "TVA")
    assert [one.rates for one in shop.tax_classes][:2] == [("20",), ("10",)]


def test_another_country_proposes_anew_and_keeps_what_was_typed() -> None:
    welcome = named("FR", person="Anne")
    welcome.choose_country("CH")
    shop = welcome.new_shop()
    assert (shop.name, shop.person, shop.currency, shop.cash_step) == ("Atelier Roux", "Anne", "CHF", 5)


@pytest.mark.parametrize(("country", "step"), [("SE", 100), ("NO", 100), ("AU", 5), ("FR", 1), ("JP", 1)])
def test_cash_is_rounded_as_the_coins_of_the_country_ask(country: str, step: int) -> None:
    assert named(country).new_shop().cash_step == step


@pytest.mark.parametrize(
    ("country", "words"),
    [
        ("BE", "By law cash is rounded to €0.05 in this country. As of 01/11/2026. Source: Code de droit"),
        ("FI", "By law cash is rounded to €0.05"),
        ("SK", "By law cash is rounded to €0.05"),
        ("EE", "By law cash is rounded to €0.05"),
        ("LT", "By law cash is rounded to €0.05"),
        ("IE", "Cash is usually rounded to €0.05 in this country."),
        ("NL", "Cash is usually rounded to €0.05 in this country."),
        ("IT", "Cash is usually rounded to €0.05 in this country."),
        ("CH", "Cash is rounded to CHF0.05: there are no smaller coins."),
    ],
)
def test_cash_is_rounded_as_the_country_rules_and_says_who_does(country: str, words: str) -> None:
    welcome = named(country)
    assert welcome.new_shop().cash_step == 5
    assert words in welcome.notes_in_words()


def test_cash_of_another_currency_is_rounded_by_its_coins(english: None) -> None:
    welcome = named("BE")
    welcome.change(currency="USD")
    assert (welcome.new_shop().cash_step, welcome.notes_in_words()) == (1, "")


def test_what_is_chosen_by_hand_is_kept() -> None:
    welcome = named("FR")
    welcome.change(currency="USD", prices_include_tax=False)
    shop = welcome.new_shop()
    assert (shop.currency, shop.prices_include_tax) == ("USD", False)


def test_a_province_has_taxes_of_its_own() -> None:
    welcome = named("CA")
    assert welcome.answers.region == "ON"
    welcome.choose_region("QC")
    assert welcome.new_shop().tax_classes[0].rates == ("5", "9.975")
    assert welcome.new_shop().tax_classes[0].labels == ("TPS", "TVQ")
    assert welcome.rates_in_words()[0] == "Standard rate TPS 5% + TVQ 9.975%"
    assert ("QC", "Quebec") in regions("CA")
    assert regions("NL") == ()


def test_a_region_proposes_its_rates_and_says_what_is_special() -> None:
    welcome = named("ES")
    assert welcome.answers.region == ""
    assert regions("ES")[0] == ("", "Mainland and Balearic Islands")
    welcome.choose_region("CN")
    shop = welcome.new_shop()
    assert (shop.region, shop.tax_label, shop.tax_classes[0].rates) == ("CN", "IGIC", ("7",))
    assert "exports" in welcome.proposal.note
    welcome.choose_region("CE")
    assert welcome.asks_rate


def test_where_no_tax_is_charged_the_sentence_comes_with_the_region() -> None:
    welcome = named("FR")
    welcome.choose_region("GF")
    assert not welcome.asks_rate
    assert welcome.new_shop().exempt_sentence == "TVA non applicable, article 294, 1 du CGI"


@pytest.mark.parametrize(
    "country", ["JE", "GG", "GL", "FO", "PK", "BD", "JO", "BH", "OM", "QA", "KZ", "KW", "LI", "TD", "NR"]
)
def test_no_country_is_paid_in_euros_that_has_other_money(country: str) -> None:
    assert named(country).new_shop().currency != "EUR"


@pytest.mark.parametrize(
    ("typed", "rates"), [("8.25", ("8.25",)), ("8,25 %", ("8.25",)), ("", ()), ("0", ("0",))]
)
def test_where_no_rates_are_known_one_is_typed(typed: str, rates: tuple[str, ...]) -> None:
    welcome = named("US", typed_rate=typed)
    assert welcome.asks_rate
    assert welcome.mistakes() == {}
    made = welcome.new_shop().tax_classes
    assert made == (TaxClass("standard", "Standard rate", rates),) or (
        rates == ("0",) and made[0].rates in ((), ("0",))
    )


def test_a_rate_that_is_none_is_said() -> None:
    assert "typed_rate" in named("US", typed_rate="abc").mistakes()
    assert "typed_rate" in named("US", typed_rate="400").mistakes()


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u200b"])
def test_a_shop_needs_a_name_that_can_be_seen(name: str) -> None:
    welcome = WelcomePresenter("FR", "en")
    welcome.change(name=name)
    assert set(welcome.mistakes()) == {"name"}


def test_the_address_has_only_lines_that_were_filled() -> None:
    assert named("FR", city=" 67000 Strasbourg ").new_shop().address == ("67000 Strasbourg",)
    assert named("FR").new_shop().address == ()


@pytest.mark.parametrize(
    ("country", "language", "locale"),
    [("FR", "fr", "fr_FR"), ("FR", "en", "fr_FR"), ("CH", "fr", "fr_CH"), ("CA", "fr", "fr_CA"),
     ("CA", "en", "en_CA"), ("GB", "fr", "en_GB"), ("DE", "en", "de_DE"), ("US", "en", "en_US")],
)  # fmt: skip
def test_money_and_dates_are_written_as_in_the_country(country: str, language: str, locale: str) -> None:
    assert locale_of(country, language) == locale


@pytest.mark.parametrize(
    ("system", "language", "country"),
    [
        ("fr_CH", "fr", "CH"),
        ("en-US", "en", "US"),
        ("C", "en", "GB"),
        ("C", "fr", "FR"),
        ("en_GB.UTF-8", "en", "GB"),
    ],
)
def test_the_first_country_is_the_machine_s(system: str, language: str, country: str) -> None:
    assert country_of(system, language) == country


def test_countries_are_sorted_in_the_language_shown() -> None:
    french = [name for _code, name in countries("fr")]
    assert french.index("Émirats arabes unis") < french.index("France")
    assert len(french) > 200


def test_the_proposed_currency_comes_first() -> None:
    assert currencies("en", "CHF")[0] == ("CHF", "CHF · Swiss Franc")


def test_the_presenter_knows_no_widgets() -> None:
    assert "PySide6" not in Path(presenter.__file__).read_text("utf-8")
