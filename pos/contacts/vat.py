"""VAT numbers: form and check digit for the EU, the United Kingdom, Switzerland and Norway, offline.

Whether a number is in use only a register could say; the shop answers for having asked it.
"""

from __future__ import annotations

import re
import unicodedata

from pos.domain.words.errors import TaxIdWrong
from pos.domain.words.text import clean

TAX_ID_LIMIT = 40

_EU = "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"

EU = frozenset(_EU.split())
"""The prefixes of the EU's VAT numbers; Greece writes EL."""

CHECKED = EU | {"GB", "XI", "NO", "CHE"}
"""The prefixes whose numbers are checked."""

_PREFIX_OF = {"GR": "EL", "IM": "GB", "MC": "FR", "LI": "CHE", "CH": "CHE"}
"""The prefix of a country's numbers, where it is not the country's code."""

_MARKS = re.compile(r"[\s.\-/_:,·\u2010-\u2015]+")
_SWISS = re.compile(r"(?:CHE|CH)?([0-9]{9})(MWST|TVA|IVA|HR)?")
_NORWEGIAN = re.compile(r"(?:NO)?([0-9]{9})(?:MVA)?")


def read_vat(text: str, country: str) -> str:
    """The number without marks and with its prefix: `FR40303265045`, `EL094259216`, `CHE107787577MWST`.

    `country` says whose it is where it has no prefix. A number of a country that is not checked here is kept
    as it was typed. Raises TaxIdWrong.
    """
    typed = clean(text, TAX_ID_LIMIT + 1)
    number = _MARKS.sub("", unicodedata.normalize("NFKC", typed)).upper()
    if not number:
        return ""
    prefix = _prefix(number, country)
    read: str | None = None
    if len(typed) <= TAX_ID_LIMIT:
        read = _checked(number, prefix) if prefix in CHECKED else typed
    if read is None:
        raise TaxIdWrong(typed[:TAX_ID_LIMIT], prefix[:2] or "—")
    return read


def country_of(tax_id: str) -> str:
    """The ISO code of the country a normalised number belongs to, or nothing."""
    if tax_id[:2] in EU:
        return "GR" if tax_id.startswith("EL") else tax_id[:2]
    if tax_id[:2] in ("GB", "XI"):
        return "GB"
    if tax_id.startswith("CHE"):
        return "CH"
    return "NO" if re.fullmatch("NO[0-9]{9}MVA", tax_id) else ""


def is_of_another_state(country: str, tax_id: str) -> bool:
    """Whether this is the valid number of another member state than that one; False where that is none.

    Northern Ireland (XI) counts as the EU for goods.
    """
    here = _PREFIX_OF.get(country.upper(), country.upper())
    if here not in EU:
        return False
    try:
        number = read_vat(tax_id, "")
    except TaxIdWrong:
        return False
    return number[:2] in EU | {"XI"} and number[:2] != here


def _prefix(number: str, country: str) -> str:
    """The prefix of the number itself, else that of its country."""
    if number.startswith("CHE"):
        return "CHE"
    written = number[:2]
    if written in EU | {"GB", "XI", "NO"}:
        return written
    if written == "GR":
        return "EL"
    home = country.upper()
    return _PREFIX_OF.get(home, home)


def _checked(number: str, prefix: str) -> str | None:
    """The number as it is kept, or None where form or check digit is wrong."""
    if prefix == "CHE":
        return _swiss(number)
    if prefix == "NO":
        return _norwegian(number)
    own = number[2:] if number[:2] in (prefix, "GR" if prefix == "EL" else prefix) else number
    from stdnum import get_cc_module
    from stdnum.exceptions import ValidationError

    module = get_cc_module({"EL": "gr", "XI": "gb"}.get(prefix, prefix.lower()), "vat")
    if module is None:
        return None
    try:
        valid = str(module.validate(own))
    except ValidationError:
        return None
    return prefix + valid.removeprefix(prefix)


def _swiss(number: str) -> str | None:
    from stdnum.ch import uid

    found = _SWISS.fullmatch(number)
    if not found or not uid.is_valid(f"CHE{found[1]}"):
        return None
    return f"CHE{found[1]}{found[2] or ''}"


def _norwegian(number: str) -> str | None:
    from stdnum.no import orgnr

    found = _NORWEGIAN.fullmatch(number)
    return f"NO{found[1]}MVA" if found and orgnr.is_valid(found[1]) else None
