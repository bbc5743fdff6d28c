"""A sentence that a country's law or usage wants, in its languages, with the place that words it so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_SAME_AS = {"UK": "GB", "EL": "GR", "MC": "FR", "IM": "GB", "LI": "CH"}
"""Letters that people write, and countries under the law of another."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentence by language, the usual one first, and its source."""

    sentences: Mapping[str, str]
    source: str

    def spoken(self, language: str) -> str:
        """The sentence in that language, where the country has it in several; else in its own."""
        return self.sentences.get(language) or next(iter(self.sentences.values()))


def wording(country: str, known: Mapping[str, Wording]) -> Wording | None:
    """What is known of a country, by its two letters."""
    code = country.strip().upper()
    return known.get(_SAME_AS.get(code, code))
