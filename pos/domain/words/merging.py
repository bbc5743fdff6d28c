"""What two records that become one say differently, and of which the other value may stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pos.domain.words.errors import CashierError
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


class NothingDiffers(CashierError):
    text = "“{name}” is no field that both say differently. There are: {names}. Nothing was changed."
    name: str
    names: str


def name_of(one: Differs) -> str:
    """What names a field in writing: `price`, or `Blue:price` where it is one of several parts."""
    return f"{one.about}:{one.field}" if one.about else one.field


def taken_of(differs: Sequence[Differs], names: Iterable[str]) -> set[tuple[str, str]]:
    """The fields of which the value that goes stays: those named, and those where the other record has none.

    A bare `price` means that of each part. Raises NothingDiffers.
    """
    taken = {(one.gone, one.field) for one in differs if one.fills}
    for name in names:
        wanted = name.casefold()
        found = {(one.gone, one.field) for one in differs if wanted in (one.field, name_of(one).casefold())}
        if not found:
            raise NothingDiffers(name, ", ".join(map(name_of, differs)) or "-")
        taken |= found
    return taken
