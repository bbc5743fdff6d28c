"""Rates as they are written on a line: `("20",)`, `("5", "+9.975")`, `()` for 0 %."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from pos.domain.money.errors import RateNotANumber, RateOutOfRange, TooManyTaxes

TaxList = tuple[str, ...]
"""Percentages of the net; one with `+` is taken of the net and the taxes before it."""

RATE_PLACES = 4
TAXES_MAX = 6
_WRITTEN = re.compile(r"(\+?)([0-9]{1,9})(?:\.([0-9]{1,20}))?", re.ASCII)


class TaxRounding(StrEnum):
    """When tax is rounded: once per rate and document, or on every line."""

    PER_TOTAL = "per_total"
    PER_LINE = "per_line"


def parse_rates(written: Sequence[str]) -> TaxList:
    """The normal form of a list of rates (`20.0` is `20`), or the reason why it is none."""
    if len(written) > TAXES_MAX:
        raise TooManyTaxes(len(written), TAXES_MAX)
    return tuple(_normal(rate, first=place == 0) for place, rate in enumerate(written))


def _normal(rate: str, *, first: bool) -> str:
    found = _WRITTEN.fullmatch(rate.strip())
    if found is None:
        raise RateNotANumber(rate)
    plus, whole, rest = found[1], int(found[2]), (found[3] or "").rstrip("0")
    if len(rest) > RATE_PLACES or whole > 100 or (whole == 100 and rest):
        raise RateOutOfRange(rate)
    # The first has no tax before it, so that a plus there says nothing.
    return f"{'' if first else plus}{whole}{'.' if rest else ''}{rest}"


def millionths(rate: str) -> int:
    """A written rate as millionths of its base: `9.975` is 99750."""
    whole, _, rest = rate.removeprefix("+").partition(".")
    return int(whole + rest.ljust(RATE_PLACES, "0"))


def is_compound(rate: str) -> bool:
    """Whether a rate is taken of the taxes before it too."""
    return rate.startswith("+")
