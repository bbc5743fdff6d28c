"""Values inside a sentence that are words themselves, and follow its language."""

from __future__ import annotations

from dataclasses import dataclass


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
