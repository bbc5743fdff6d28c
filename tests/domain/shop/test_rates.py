"""The proposed rates: every country named, each rate one that can be written on a line."""

from __future__ import annotations

import pytest

from pos.domain.money.tax import parse_rates
from pos.domain.shop.rates import AS_OF, COUNTRIES, EU, SOURCES, propose, tax_word
from pos.domain.shop.regions import REGIONS, SAME_AS, is_outside_vat_area, regions_of

MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905


def test_the_table_holds_the_countries_it_promises() -> None:
    assert set(MEMBERS) == EU
    assert len(EU) == 27
    assert set(COUNTRIES) == {*EU, "GB", "CH", "NO", "CA", "AU", "NZ", "JP"}
    assert len(regions_of("CA")) == 13
    assert AS_OF == "2026-11-01"
    assert all(SOURCES.values())


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_country_proposes_rates_its_shops_can_use(country: str) -> None:
    proposal = propose(country)

    keys = [one.key for one in proposal.classes]
    assert (keys[0], keys[-1], len(set(keys))) == ("standard", "zero", len(keys))
    assert all(one.name and parse_rates(one.rates) == one.rates for one in proposal.classes)
    assert proposal.classes[-1].rates == ()
    assert proposal.label
    assert proposal.source


@pytest.mark.parametrize(
    ("country", "label", "rates"),
    [
        ("FR", "TVA", ["20", "10", "5.5", "2.1"]),
        ("DE", "MwSt.", ["19", "7"]),
        ("AT", "USt.", ["20", "13", "10", "4.9"]),  # since 1 July 2026
        ("LT", "PVM", ["21", "12", "5"]),  # since 1 January 2026
        ("LI", "MWST", ["8.1", "3.8", "2.6"]),  # one VAT area with Switzerland
        ("dk", "Moms", ["25"]),
        ("FI", "ALV", ["25.5", "13.5", "10"]),
        ("GB", "VAT", ["20", "5"]),
        ("UK", "VAT", ["20", "5"]),
        ("EL", "ΦΠΑ", ["24", "13", "6"]),
        ("CH", "MWST", ["8.1", "3.8", "2.6"]),
        ("JP", "消費税", ["10", "8"]),
        ("NZ", "GST", ["15"]),
    ],
)
def test_worked_rates(country: str, label: str, rates: list[str]) -> None:
    proposal = propose(country)

    assert (proposal.label, proposal.prices_include_tax) == (label, True)
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

    assert (proposal.label, proposal.prices_include_tax) == (label, False)
    assert [one.rates for one in proposal.classes] == rates


def test_the_united_states_propose_no_rates_and_prices_without_tax() -> None:
    proposal = propose("US")

    assert (proposal.prices_include_tax, proposal.classes) == (False, ())


@pytest.mark.parametrize(
    ("country", "region", "language", "labels"),
    [
        ("CA", "QC", "fr", ("TPS", "TVQ")),
        ("CA", "QC", "en", ("TPS", "TVQ")),  # French is the language of its papers
        ("CA", "BC", "en", ("GST", "PST")),
        ("CA", "MB", "en", ("GST", "RST")),
        ("CA", "MB", "fr", ("TPS", "TVD")),
        ("CA", "SK", "en", ("GST", "PST")),
        ("CA", "ON", "en", ()),
        ("FR", "", "fr", ()),
    ],
)
def test_each_tax_of_a_province_has_its_own_label(
    country: str, region: str, language: str, labels: tuple[str, ...]
) -> None:
    assert propose(country, region, language).classes[0].labels == labels


@pytest.mark.parametrize(
    ("country", "language", "label"),
    [
        ("CH", "de", "MWST"),
        ("CH", "fr", "TVA"),
        ("CH", "it", "IVA"),
        ("LI", "de", "MWST"),
        ("BE", "nl", "btw"),
        ("BE", "fr", "TVA"),
        ("BE", "de", "MwSt."),
        ("FI", "sv", "moms"),
        ("DE", "fr", "MwSt."),  # a shop in Germany, whatever its window speaks
        ("CA", "fr", "TPS/TVH"),
    ],
)
def test_the_tax_is_called_as_the_language_of_the_country_calls_it(
    country: str, language: str, label: str
) -> None:
    assert propose(country, "", language).label == label


@pytest.mark.parametrize(
    ("label", "country", "language", "word"),
    [
        ("TVA", "CH", "de", "MWST"),
        ("MWST", "CH", "it", "IVA"),
        ("MwSt.", "DE", "fr", ""),  # every language has its own word for VAT
        ("TVA", "FR", "de", ""),
        ("TPS/TVQ", "CA", "en", "GST/QST"),
        ("GST/PST", "CA", "fr", "TPS/TVP"),
        ("GST", "AU", "de", "GST"),  # no value added tax by name
        ("消費税", "JP", "en", "消費税"),
        ("Sales tax", "US", "fr", "Sales tax"),
        ("IGIC", "ES", "de", "IGIC"),
    ],
)
def test_what_papers_in_another_language_call_it(label: str, country: str, language: str, word: str) -> None:
    assert tax_word(label, country, language) == word


@pytest.mark.parametrize(
    ("country", "region", "rates", "label"),
    [
        ("PT", "20", "16 9 4", "IVA"),
        ("PT", "30", "22 12 4", "IVA"),
        ("ES", "CN", "7 3 9.5 15", "IGIC"),
        ("ES", "CE", None, "IPSI"),
        ("ES", "", "21 10 4", "IVA"),
        ("FR", "RE", "8.5 2.1", "TVA"),
        ("RE", "", "8.5 2.1", "TVA"),  # the letters it has of its own
        ("FR", "GF", "", "TVA"),
        ("YT", "", "", "TVA"),
        ("FR", "COR", "20 10 5.5 2.1", "TVA"),
        ("GR", "AEGEAN", "17 9 4", "ΦΠΑ"),
        ("FI", "AX", "25.5 13.5 10", "ALV"),
        ("AX", "", "25.5 13.5 10", "ALV"),
        ("AT", "JM", "19 13 10 4.9", "USt."),
        ("GB", "NIR", "20 5", "VAT"),
        ("IT", "LIVIGNO", None, "IVA"),
        ("DE", "HELGOLAND", None, "MwSt."),
        ("NO", "SJ", None, "MVA"),
    ],
)
def test_a_region_has_the_rates_that_hold_there(
    country: str, region: str, rates: str | None, label: str
) -> None:
    """None is to be typed in; "" is no tax at all."""
    proposal = propose(country, region)

    wanted = [*((rate,) for rate in rates.split()), ()] if rates is not None else []
    assert ([one.rates for one in proposal.classes], proposal.label) == (wanted, label)
    assert bool(proposal.sentence) == (rates == "")


@pytest.mark.parametrize("country", sorted(REGIONS))
def test_every_region_says_what_to_do_or_has_rates(country: str) -> None:
    regions = regions_of(country)
    assert len({one.key for one in regions}) == len({one.name for one in regions}) == len(regions)
    for one in regions:
        proposal = propose(country, one.key)
        assert proposal.classes or proposal.note
        assert not one.outside or proposal.note
        assert not one.sentence or proposal.note


def test_places_with_letters_of_their_own_lead_to_a_country_and_a_region_of_it() -> None:
    for country, region in SAME_AS.values():
        assert country in COUNTRIES
        assert not region or region in {one.key for one in regions_of(country)}


@pytest.mark.parametrize(
    ("country", "region", "postcode", "outside"),
    [
        ("ES", "", "28013", False), ("ES", "CN", "", True), ("ES", "", "35001", True),
        ("ES", "", "51001", True),
        ("FR", "COR", "20000", False), ("FR", "", "67000", False), ("FR", "", "97 410", True),
        ("FI", "", "22100", True), ("FI", "", "00100", False), ("DE", "", "78266", True),
        ("IT", "", "", False),
        ("PT", "20", "9500", False), ("GR", "AEGEAN", "83100", False), ("IT", "LIVIGNO", "23041", True),
    ],
)  # fmt: skip
def test_which_places_lie_outside_the_vat_area(
    country: str, region: str, postcode: str, outside: bool
) -> None:
    assert is_outside_vat_area(country, region, postcode) is outside
