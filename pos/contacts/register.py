"""Numbers of registers of companies: a French SIREN or SIRET is checked offline, others are kept as typed."""

from __future__ import annotations

import re

from pos.domain.words.errors import SirenWrong
from pos.domain.words.text import clean

REGISTER_LIMIT = 40
_FRENCH = ("FR", "MC", "GP", "MQ", "GF", "RE", "YT")
_LABEL = re.compile(r"^\s*(?:siren|siret)\b[\s:n°.]*", re.IGNORECASE)


def read_register(text: str, country: str) -> str:
    """The number without its label, a French one without marks; raises SirenWrong."""
    typed = clean(text, REGISTER_LIMIT)
    if not typed or country.upper() not in _FRENCH:
        return typed
    from stdnum.fr import siren, siret

    digits = re.sub(r"[\s.\-\u00a0\u202f]", "", _LABEL.sub("", typed))
    if not (siren.is_valid(digits) or siret.is_valid(digits)):
        raise SirenWrong(typed)
    return digits


def shown_register(number: str, country: str) -> str:
    """The number as papers say it: "SIREN 732 829 320"; others as they were typed."""
    if country.upper() in _FRENCH and number.isdecimal() and len(number) in (9, 14):
        label = "SIREN" if len(number) == 9 else "SIRET"
        return " ".join(filter(None, (label, number[:3], number[3:6], number[6:9], number[9:])))
    return number
