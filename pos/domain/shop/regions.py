"""The parts of a country that have taxes of their own, by the letters of ISO 3166-2 where it has some.

Each names what is charged there, or says what to do where that is not known here. Where a part lies outside
the VAT area of the Union, goods that go there are exports.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType

_GREEK = (
    "AADE (Greece), Circular E.2113/2025: rates less 30 % since 1 January 2026, article 26 of the VAT Code"
)
_AZORES = "Tax Authority of Portugal, Ofício Circulado 25045/2024; Decreto Legislativo Regional 15-A/2021/A"
_MADEIRA = (
    "Tax Authority of Portugal, Ofício Circulado 25045/2024; Madeira's reduced rate since 1 October 2024"
)
_OVERSEAS = "Direction générale des finances publiques, BOI-TVA-GEO-20-10; article 296 of the CGI"
_CANARY = "Agencia Tributaria Canaria; Ley 4/2012, articles 51 to 57"
_AREA = "European Commission, Territorial status of EU countries and certain territories"


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a country.

    `own` are its rates, the standard one first, `increased` those above it; None are those of its country, an
    empty list is to be typed in. `note` says what a shop there has to know.
    """

    key: str
    name: str
    own: tuple[str, ...] | None = None
    increased: tuple[str, ...] = ()
    label: str = ""
    source: str = ""
    sentence: str = ""
    note: str = ""
    outside: bool = False
    """Whether it lies outside the VAT area of the Union though its country is a member."""
    postcodes: tuple[str, ...] = ()
    """How the postcodes of a place outside begin."""


_TYPED = "This place is outside the country's VAT. Write the rates of the local tax, or charge none."
_NO_VAT = "No VAT is charged here; the sentence that says so is printed instead."
_EXPORT = "For VAT this place is outside the Union: goods sent to and from it are exports and imports."

_OVERSEAS_SENTENCE = "TVA non applicable, article 294, 1 du CGI"


def _french_overseas(key: str, name: str, postcode: str, *, taxed: bool) -> Region:
    made = Region(key, name, (), source=_OVERSEAS, outside=True, postcodes=(postcode,))
    if taxed:
        return replace(made, own=("8.5", "2.1"), note=_EXPORT)
    return replace(made, sentence=_OVERSEAS_SENTENCE, note=_NO_VAT)


def _outside(key: str, name: str, *postcodes: str, label: str = "") -> Region:
    return Region(key, name, (), label=label, source=_AREA, note=_TYPED, outside=True, postcodes=postcodes)


_REGIONS = {
    "AT": (
        Region("", "Everywhere else in Austria"),
        Region("JM", "Jungholz and Mittelberg", ("19", "13", "10", "4.9")),
    ),
    "CA": (
        Region("AB", "Alberta"),
        Region("BC", "British Columbia"),
        Region("MB", "Manitoba"),
        Region("NB", "New Brunswick"),
        Region("NL", "Newfoundland and Labrador"),
        Region("NS", "Nova Scotia"),
        Region("NT", "Northwest Territories"),
        Region("NU", "Nunavut"),
        Region("ON", "Ontario"),
        Region("PE", "Prince Edward Island"),
        Region("QC", "Quebec"),
        Region("SK", "Saskatchewan"),
        Region("YT", "Yukon"),
    ),
    "CH": (
        Region("", "Everywhere else in Switzerland"),
        Region("SAMNAUN", "Samnaun and Sampuoir", note=
               "In Samnaun and Sampuoir goods bear no VAT, services do: give goods the zero rate."),
    ),
    "DE": (
        Region("", "Everywhere else in Germany"),
        _outside("BUESINGEN", "Büsingen", "78266"),
        _outside("HELGOLAND", "Heligoland", "27498"),
    ),
    "ES": (
        Region("", "Mainland and Balearic Islands"),
        Region("CN", "Canary Islands", ("7", "3"), ("9.5", "15"), "IGIC", _CANARY, note=_EXPORT,
               outside=True, postcodes=("35", "38")),
        _outside("CE", "Ceuta", "51", label="IPSI"),
        _outside("ML", "Melilla", "52", label="IPSI"),
    ),
    "FI": (
        Region("", "Mainland"),
        Region("AX", "Åland", source=_AREA, note=_EXPORT, outside=True, postcodes=("22",)),
    ),
    "FR": (
        Region("", "Mainland"),
        Region("COR", "Corsica", note=
               "In Corsica most goods of 5.5 % bear 2.1 %, some goods and services 0.9, 10 or 13 %."),
        _french_overseas("GP", "Guadeloupe", "971", taxed=True),
        _french_overseas("MQ", "Martinique", "972", taxed=True),
        _french_overseas("RE", "Réunion", "974", taxed=True),
        _french_overseas("GF", "French Guiana", "973", taxed=False),
        _french_overseas("YT", "Mayotte", "976", taxed=False),
    ),
    "GB": (
        Region("", "England, Scotland and Wales"),
        Region("NIR", "Northern Ireland", note=
               "For goods the VAT rules of the Union hold here: write the VAT number with XI in front."),
    ),
    "GR": (
        Region("", "Mainland and other islands"),
        Region("AEGEAN", "Lesbos, Chios, Samos, Kos and small islands of the Aegean", ("17", "9", "4"),
               source=_GREEK, note="Tobacco and vehicles bear the rates of the mainland."),
        _outside("69", "Mount Athos", "63086", "63087"),
    ),
    "IT": (
        Region("", "Everywhere else in Italy"),
        _outside("LIVIGNO", "Livigno", "23041"),
        _outside("CAMPIONE", "Campione d'Italia", "22061"),
    ),
    "NO": (
        Region("", "Mainland"),
        _outside("SJ", "Svalbard and Jan Mayen"),
    ),
    "PT": (
        Region("", "Mainland"),
        Region("20", "Azores", ("16", "9", "4"), source=_AZORES),
        Region("30", "Madeira", ("22", "12", "4"), source=_MADEIRA),
    ),
}  # fmt: skip

REGIONS = MappingProxyType(_REGIONS)
"""The regions of each country that has some; one without a key is the rest of the country."""

SAME_AS = MappingProxyType(
    {
        "UK": ("GB", ""), "IM": ("GB", ""), "XI": ("GB", "NIR"),
        "EL": ("GR", ""),
        "MC": ("FR", ""), "GP": ("FR", "GP"), "MQ": ("FR", "MQ"), "RE": ("FR", "RE"),
        "GF": ("FR", "GF"), "YT": ("FR", "YT"),
        "AX": ("FI", "AX"),
        "SJ": ("NO", "SJ"),
        "LI": ("CH", ""),
    }
)  # fmt: skip
"""Places with letters of their own that are taxed as a country, or as a region of one."""


def regions_of(country: str) -> tuple[Region, ...]:
    """The regions of a country; none of a place that is a region of another itself."""
    code, own = SAME_AS.get(country.strip().upper(), (country.strip().upper(), ""))
    return () if own else REGIONS.get(code, ())


def region_of(country: str, region: str) -> Region | None:
    """The region of those letters; None where the country has none of them."""
    return next((one for one in REGIONS.get(country, ()) if one.key == region.strip().upper()), None)


def is_outside_vat_area(country: str, region: str = "", postcode: str = "") -> bool:
    """Whether a place of a member state lies outside the VAT area of the Union, by its region or postcode."""
    digits = "".join(filter(str.isdigit, postcode))
    return any(
        one.outside and (one.key == region.strip().upper() or digits.startswith(one.postcodes or (" ",)))
        for one in REGIONS.get(country, ())
    )
