"""Every language of the program in one table: one more is one more line here, and its catalogue."""

from __future__ import annotations

from typing import NamedTuple


class Language(NamedTuple):
    """Its code, its name in itself, the locale of its home, and whether the window speaks it too."""

    code: str
    name: str
    home: str
    window: bool = False


LANGUAGES = (
    Language("en", "English", "en_GB", window=True),  # of the message ids, therefore the first
    Language("fr", "Français", "fr_FR", window=True),
    Language("de", "Deutsch", "de_DE"),
    Language("es", "Español", "es_ES"),
    Language("it", "Italiano", "it_IT"),
    Language("nl", "Nederlands", "nl_NL"),
)
"""All are spoken by receipts, invoices and credit notes."""

CODES = tuple(one.code for one in LANGUAGES)
