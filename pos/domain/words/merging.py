"""What two records that become one say differently, and of which the other value may stay."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pos.domain.words.phrases import Phrase

Taken = Collection[tuple[str, str]]
"""Fields whose value stays though their record goes: the id of that record, and the name of the field."""


@dataclass(frozen=True, slots=True)
class Differs:
    """A field with two values: `kept` is that of the record that stays, `other` of the one that goes, `gone`.

    Both are as a sentence takes them. `about` says of which part of the record, "" where there is but one;
    `fills` says that the one that stays has no value.
    """

    gone: str
    field: str
    title: Phrase
    kept: object
    other: object
    about: str = ""
    fills: bool = False
