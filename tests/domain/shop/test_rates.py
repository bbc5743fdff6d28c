"""The proposed rates: every country named, each rate one that can be written on a line."""

from __future__ import annotations

import pytest

from pos.domain.money.amounts import CURRENCIES
from pos.domain.money.tax import parse_rates
from pos.domain.shop.rates import _CURRENCIES, AS_OF, COUNTRIES, PROVINCES, SOURCES, propose

EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905


def test_the_table_holds_the_countries_it_promises() -> None:
    assert len(EU) == 27
    assert set(COUNTRIES) == {*EU, "GB", "CH", "NO", "CA", "AU", "NZ", "JP"}
    assert len(PROVINCES) == 13
    assert AS_OF.startswith("20")
    assert all(SOURCES.values())


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_country_proposes_rates_its_shops_can_use(country: str) -> None:
    proposal = propose(country)

    keys = [one.key for one in proposal.classes]
    assert (keys[0], keys[-1], len(set(keys))) == ("standard", "zero", len(keys))
    assert all(one.name and parse_rates(one.rates) == one.rates for one in proposal.classes)
    assert proposal.classes[-1].rates == ()
    assert proposal.currency in CURRENCIES
    assert proposal.label
    assert proposal.source


@pytest.mark.parametrize(
    ("country", "currency", "label", "rates"),
    [
        ("FR", "EUR", "TVA", ["20", "10", "5.5", "2.1"]),
        ("DE", "EUR", "MwSt.", ["19", "7"]),
        ("dk", "DKK", "Moms", ["25"]),
        ("FI", "EUR", "ALV", ["25.5", "13.5", "10"]),
        ("GB", "GBP", "VAT", ["20", "5"]),
        ("UK", "GBP", "VAT", ["20", "5"]),
        ("EL", "EUR", "ΦΠΑ", ["24", "13", "6"]),
        ("CH", "CHF", "MWST", ["8.1", "3.8", "2.6"]),
        ("JP", "JPY", "消費税", ["10", "8"]),
        ("NZ", "NZD", "GST", ["15"]),
    ],
)
def test_worked_rates(country: str, currency: str, label: str, rates: list[str]) -> None:
    proposal = propose(country)

    assert (proposal.currency, proposal.label, proposal.prices_include_tax) == (currency, label, True)
    assert [one.rates for one in proposal.classes] == [*((rate,) for rate in rates), ()]


@pytest.mark.parametrize(
    ("province", "label", "rates"),
    [
        ("QC", "TPS/TVQ", [("5", "9.975"), ("5",), ()]),
        ("on", "HST", [("13",), ()]),
        ("AB", "GST", [("5",), ()]),
        ("BC", "GST/PST", [("5", "7"), ("5",), ()]),
        ("", "GST/HST", [("5",), ()]),
    ],
)
def test_canada_is_taxed_by_province_and_without_tax_in_its_prices(
    province: str, label: str, rates: list[tuple[str, ...]]
) -> None:
    proposal = propose("CA", province)

    assert (proposal.currency, proposal.label, proposal.prices_include_tax) == ("CAD", label, False)
    assert [one.rates for one in proposal.classes] == rates


def test_the_united_states_propose_no_rates_and_prices_without_tax() -> None:
    proposal = propose("US")

    assert (proposal.currency, proposal.prices_include_tax, proposal.classes) == ("USD", False, ())


@pytest.mark.parametrize(
    ("country", "currency"), [("IS", "ISK"), ("SN", "XOF"), ("MC", "EUR"), ("QQ", "EUR"), ("", "EUR")]
)
def test_elsewhere_at_least_a_currency_is_proposed(country: str, currency: str) -> None:
    assert propose(country).currency == currency


def test_every_currency_of_the_table_exists() -> None:
    assert set(_CURRENCIES.values()) <= CURRENCIES
