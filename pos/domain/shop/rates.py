"""Rates proposed to a new shop by country, from one dated table with its sources named.

The table holds the law as of `AS_OF`; a shop checks what is proposed and can change every part of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from pos.domain.money.tax import TaxList

AS_OF = "2026-01-01"
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
    "zero": "Zero rate",
}
"""The names of the classes in English, which are also what translations go by."""


@dataclass(frozen=True, slots=True)
class TaxClass:
    """A kind of goods as the tax law sees it, with the rates on it."""

    key: str
    name: str
    rates: TaxList


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a shop of a country starts from; without classes where the rates are to be typed in."""

    currency: str
    prices_include_tax: bool
    classes: tuple[TaxClass, ...]
    label: str = "VAT"
    source: str = ""


# Country: currency, what receipts call the tax, standard rate first, then the reduced ones downwards.
_EU = {
    "AT": ("EUR", "USt.", "20 13 10"),
    "BE": ("EUR", "BTW/TVA", "21 12 6"),
    "BG": ("EUR", "ДДС", "20 9"),
    "CY": ("EUR", "ΦΠΑ", "19 9 5 3"),
    "CZ": ("CZK", "DPH", "21 12"),
    "DE": ("EUR", "MwSt.", "19 7"),
    "DK": ("DKK", "Moms", "25"),
    "EE": ("EUR", "KM", "24 13 9"),
    "ES": ("EUR", "IVA", "21 10 4"),
    "FI": ("EUR", "ALV", "25.5 13.5 10"),
    "FR": ("EUR", "TVA", "20 10 5.5 2.1"),
    "GR": ("EUR", "ΦΠΑ", "24 13 6"),
    "HR": ("EUR", "PDV", "25 13 5"),
    "HU": ("HUF", "ÁFA", "27 18 5"),
    "IE": ("EUR", "VAT", "23 13.5 9 4.8"),
    "IT": ("EUR", "IVA", "22 10 5 4"),
    "LT": ("EUR", "PVM", "21 12 5"),
    "LU": ("EUR", "TVA", "17 14 8 3"),
    "LV": ("EUR", "PVN", "21 12 5"),
    "MT": ("EUR", "VAT", "18 12 7 5"),
    "NL": ("EUR", "BTW", "21 9"),
    "PL": ("PLN", "VAT", "23 8 5"),
    "PT": ("EUR", "IVA", "23 13 6"),
    "RO": ("RON", "TVA", "21 11"),
    "SE": ("SEK", "Moms", "25 12 6"),
    "SI": ("EUR", "DDV", "22 9.5 5"),
    "SK": ("EUR", "DPH", "23 19 5"),
}

_OTHERS = {
    "GB": ("GBP", "VAT", "20 5"),
    "CH": ("CHF", "MWST", "8.1 3.8 2.6"),
    "NO": ("NOK", "MVA", "25 15 12"),
    "AU": ("AUD", "GST", "10"),
    "NZ": ("NZD", "GST", "15"),
    "JP": ("JPY", "消費税", "10 8"),
}

# Province: what receipts call the taxes, and the taxes, each of the net.
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

# Where rates are typed in, at least the currency is known.
_CURRENCIES = {
    "US": "USD", "IS": "ISK", "LI": "CHF", "AD": "EUR", "SM": "EUR", "VA": "EUR", "ME": "EUR", "XK": "EUR",
    "AE": "AED", "AL": "ALL", "AR": "ARS", "BA": "BAM", "BR": "BRL", "CL": "CLP", "CN": "CNY", "CO": "COP",
    "DZ": "DZD", "EG": "EGP", "GE": "GEL", "HK": "HKD", "ID": "IDR", "IL": "ILS", "IN": "INR", "KE": "KES",
    "KR": "KRW", "KW": "KWD", "MA": "MAD", "MD": "MDL", "MK": "MKD", "MX": "MXN", "MY": "MYR", "NG": "NGN",
    "PE": "PEN", "PH": "PHP", "RS": "RSD", "SA": "SAR", "SG": "SGD", "SN": "XOF", "TH": "THB", "TN": "TND",
    "TR": "TRY", "TW": "TWD", "UA": "UAH", "VN": "VND", "ZA": "ZAR",
}  # fmt: skip

_SAME_AS = {"UK": "GB", "EL": "GR", "MC": "FR", "IM": "GB"}

EU = frozenset(_EU)
"""The member states of the European Union."""

COUNTRIES = tuple(sorted({*_EU, *_OTHERS, "CA"}))
"""The countries whose rates are proposed."""

PROVINCES = tuple(_CANADA)
"""The provinces and territories of Canada, by their two letters."""


def propose(country: str, region: str = "") -> Proposal:
    """The proposal for a country (two letters) and, in Canada, a province.

    Where no rates are known, as in the United States, there are no classes; unknown countries get euros.
    """
    code = country.strip().upper()
    code = _SAME_AS.get(code, code)
    if code == "CA":
        return _canada(region.strip().upper())
    known = _EU.get(code) or _OTHERS.get(code)
    if known is None:
        label = "Sales tax" if code == "US" else "VAT"
        return Proposal(_CURRENCIES.get(code, "EUR"), code != "US", (), label)
    currency, label, rates = known
    return Proposal(currency, True, _classes(rates.split()), label, SOURCES["EU" if code in _EU else code])


def _classes(rates: list[str]) -> tuple[TaxClass, ...]:
    keys = ("standard", "reduced", "reduced2", "reduced3")
    known = [TaxClass(key, NAMES[key], (rate,)) for key, rate in zip(keys, rates, strict=False)]
    return (*known, TaxClass("zero", NAMES["zero"], ()))


def _canada(region: str) -> Proposal:
    """Federal and provincial tax; books and the like bear the federal one alone where there are two."""
    label, written = _CANADA.get(region, ("GST/HST", "5"))
    rates = tuple(written.split())
    classes = [TaxClass("standard", NAMES["standard"], rates)]
    if len(rates) > 1:
        classes.append(TaxClass("federal", NAMES["federal"], rates[:1]))
    classes.append(TaxClass("zero", NAMES["zero"], ()))
    return Proposal("CAD", False, tuple(classes), label, SOURCES["CA"])
