"""Rates proposed to a new shop by country and region, from one dated table with its sources named.

The table holds the law as of `AS_OF`; a shop checks what is proposed and can change every part of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from pos.domain.money.labels import translated
from pos.domain.money.tax import TaxList
from pos.domain.shop.regions import SAME_AS, region_of

AS_OF = "2026-11-01"
"""The day the table was true; temporary rates for single goods are not in it."""

SOURCES = {
    "EU": "European Commission, Taxes in Europe Database (TEDB), VAT rates applied in the Member States",
    "GB": "HM Revenue & Customs, VAT rates on different goods and services; VAT Notice 700",
    "CH": "Federal Tax Administration FTA, Swiss VAT rates valid since 1 January 2024",
    "NO": "Norwegian Tax Administration, Rates for value added tax",
    "CA": "Canada Revenue Agency, GST/HST calculator and rates; Revenu Québec, GST and QST rates",
    "AU": "Australian Taxation Office, How GST works",
    "NZ": "Inland Revenue New Zealand, GST (goods and services tax)",
    "JP": "National Tax Agency of Japan, Consumption tax: the multiple tax rate system",
}
"""Who publishes the rates, by the key of the table they are in."""

NAMES = {
    "standard": "Standard rate",
    "reduced": "Reduced rate",
    "reduced2": "Second reduced rate",
    "reduced3": "Third reduced rate",
    "federal": "GST only",
    "increased": "Increased rate",
    "increased2": "Second increased rate",
    "zero": "Zero rate",
}
"""The names of the classes in English, which are also what translations go by."""


@dataclass(frozen=True, slots=True)
class TaxClass:
    """A kind of goods as the tax law sees it, with the rates on it.

    `labels` says what each of the rates is called, where a shop has several taxes: GST and PST.
    """

    key: str
    name: str
    rates: TaxList
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a shop of a country starts from; without classes where the rates are to be typed in."""

    prices_include_tax: bool
    classes: tuple[TaxClass, ...]
    label: str = "VAT"
    source: str = ""
    sentence: str = ""
    """What is printed instead of tax, where none is charged."""
    note: str = ""
    """What a shop of that region has to know."""


# Country: what receipts call the tax, standard rate first, then the reduced ones downwards.
_EU = {
    "AT": ("USt.", "20 13 10 4.9"),
    "BE": ("BTW/TVA", "21 12 6"),
    "BG": ("ДДС", "20 9"),
    "CY": ("ΦΠΑ", "19 9 5 3"),
    "CZ": ("DPH", "21 12"),
    "DE": ("MwSt.", "19 7"),
    "DK": ("Moms", "25"),
    "EE": ("KM", "24 13 9"),
    "ES": ("IVA", "21 10 4"),
    "FI": ("ALV", "25.5 13.5 10"),
    "FR": ("TVA", "20 10 5.5 2.1"),
    "GR": ("ΦΠΑ", "24 13 6"),
    "HR": ("PDV", "25 13 5"),
    "HU": ("ÁFA", "27 18 5"),
    "IE": ("VAT", "23 13.5 9 4.8"),
    "IT": ("IVA", "22 10 5 4"),
    "LT": ("PVM", "21 12 5"),
    "LU": ("TVA", "17 14 8 3"),
    "LV": ("PVN", "21 12 5"),
    "MT": ("VAT", "18 12 7 5"),
    "NL": ("BTW", "21 9"),
    "PL": ("VAT", "23 8 5"),
    "PT": ("IVA", "23 13 6"),
    "RO": ("TVA", "21 11"),
    "SE": ("Moms", "25 12 6"),
    "SI": ("DDV", "22 9.5 5"),
    "SK": ("DPH", "23 19 5"),
}

_OTHERS = {
    "GB": ("VAT", "20 5"),
    "CH": ("MWST", "8.1 3.8 2.6"),
    "NO": ("MVA", "25 15 12"),
    "AU": ("GST", "10"),
    "NZ": ("GST", "15"),
    "JP": ("消費税", "10 8"),
}

# Province: its taxes, and their rates, each of the net.
_CANADA = {
    "AB": ("GST", "5"),
    "BC": ("GST/PST", "5 7"),
    "MB": ("GST/RST", "5 7"),
    "NB": ("HST", "15"),
    "NL": ("HST", "15"),
    "NS": ("HST", "14"),
    "NT": ("GST", "5"),
    "NU": ("GST", "5"),
    "ON": ("HST", "13"),
    "PE": ("HST", "15"),
    "QC": ("TPS/TVQ", "5 9.975"),
    "SK": ("GST/PST", "5 6"),
    "YT": ("GST", "5"),
}

# Where a country speaks several languages: its tax in each; the word above stands for all others.
_WORDS = {
    "BE": {"nl": "btw", "fr": "TVA", "de": "MwSt."},
    "CH": {"de": "MWST", "fr": "TVA", "it": "IVA"},
    "FI": {"fi": "ALV", "sv": "moms"},
    "LU": {"fr": "TVA", "de": "MwSt."},
}

_KEYS = ("standard", "reduced", "reduced2", "reduced3")
_INCREASED = ("increased", "increased2")

EU = frozenset(_EU)
"""The member states of the European Union."""

COUNTRIES = tuple(sorted({*_EU, *_OTHERS, "CA"}))
"""The countries whose rates are proposed."""


def propose(country: str, region: str = "", language: str = "") -> Proposal:
    """The proposal for a country (two letters), one of its regions, and the language of the shop.

    Where no rates are known, as in the United States, there are no classes.
    """
    code, own = SAME_AS.get(country.strip().upper(), (country.strip().upper(), ""))
    if code == "CA":
        return _canada(region.strip().upper(), language)
    known = _EU.get(code) or _OTHERS.get(code)
    if known is None:
        return Proposal(code != "US", (), "Sales tax" if code == "US" else "VAT")
    label, rates = _WORDS.get(code, {}).get(language, known[0]), tuple(known[1].split())
    source = SOURCES["EU" if code in _EU else code]
    here = region_of(code, own or region)
    if here is None:
        return Proposal(True, _classes(rates), label, source)
    return Proposal(
        True,
        _classes(rates if here.own is None else here.own, here.increased, untaxed=bool(here.sentence)),
        here.label or label,
        here.source or source,
        here.sentence,
        here.note,
    )


def tax_word(label: str, country: str, language: str) -> str:
    """What a shop's papers call its tax in a language that is not the shop's; "" is VAT in that language."""
    return _WORDS.get(country, {}).get(language) or translated(label, language)


def _classes(
    rates: tuple[str, ...], increased: tuple[str, ...] = (), *, untaxed: bool = False
) -> tuple[TaxClass, ...]:
    """The classes of goods, the usual one first and that of 0 % last; none where no rate is known."""
    keys = (*_KEYS[: len(rates)], *_INCREASED[: len(increased)])
    known = [TaxClass(key, NAMES[key], (rate,)) for key, rate in zip(keys, (*rates, *increased), strict=True)]
    return (*known, TaxClass("zero", NAMES["zero"], ())) if known or untaxed else ()


def _canada(region: str, language: str) -> Proposal:
    """Federal and provincial tax; books and the like bear the federal one alone where there are two."""
    label, written = _CANADA.get(region, ("GST/HST", "5"))
    if language == "fr" and region != "QC":
        label = translated(label, "fr")
    rates, labels = tuple(written.split()), tuple(label.split("/")) if region in _CANADA else ()
    classes = [TaxClass("standard", NAMES["standard"], rates, labels if len(rates) > 1 else ())]
    if len(rates) > 1:
        classes.append(TaxClass("federal", NAMES["federal"], rates[:1], labels[:1]))
    classes.append(TaxClass("zero", NAMES["zero"], ()))
    return Proposal(False, tuple(classes), label, SOURCES["CA"])
