"""Figures are written as Babel writes them, in every locale it knows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.core import Locale

from pos.text.formats import Formats

VALUES = [
    Decimal(text) for text in ("0", "-0", "0.00", "18.000", "-1234.5", "1234567.891", "0.000001", "1E+3")
]
LOCALES = [
    "en_GB",
    "en_IN",
    "fr_FR",
    "fr_CH",
    "de_CH",
    "de_AT",
    "es_ES",
    "pt_PT",
    "sv_SE",
    "hi_IN",
    "ar_EG",
    "ja_JP",
]


@pytest.mark.parametrize("name", LOCALES)
def test_as_babel_writes_them(name: str) -> None:
    ours, babels = Formats(Locale.parse(name)), Formats(Locale.parse(name))
    babels._marks = None
    for value in VALUES:
        for currency in ("EUR", "JPY", "KWD"):
            assert ours.money(value, currency) == babels.money(value, currency)
            assert ours.amount(value, currency) == babels.amount(value, currency)
        assert ours.number(value) == babels.number(value)
        assert ours.percent(value) == babels.percent(value)
