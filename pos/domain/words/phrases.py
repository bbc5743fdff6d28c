"""Values inside a sentence that are words themselves, and follow its language."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words inside a sentence, translated together with it."""

    text: str

    def __str__(self) -> str:
        """The English words."""
        return self.text


@dataclass(frozen=True, slots=True)
class CountryName:
    """A country inside a sentence, named in its language; `code` is the one of ISO."""

    code: str

    def __str__(self) -> str:
        """The code, where no language is known."""
        return self.code


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """A price of one inside a sentence, never rounded, in the money that the sentence is about."""

    value: Decimal
    currency: str

    def __str__(self) -> str:
        """The bare number, where no format is known."""
        return f"{self.value:f}"


@dataclass(frozen=True, slots=True)
class Change:
    """By how much a figure moves, inside a sentence: always with its sign."""

    value: Decimal

    def __str__(self) -> str:
        """The bare number, where no format is known."""
        return f"{self.value:+f}"
