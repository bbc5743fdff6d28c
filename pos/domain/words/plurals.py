"""Which form of a sentence a number takes: "1 item", "2 items", "1.5 items", and in French "1,5 article"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from string import Formatter

FLOORED = ("fr",)
"""Languages in which what is under two stands in the singular, as CLDR has it: "1,5 article"."""


def counted_as(count: Decimal | int, language: str = "en") -> int:
    """The whole number whose form this count takes; the sign changes none."""
    whole = abs(int(count))
    return whole if count == int(count) or language in FLOORED else max(whole, 2)


def deciding(text: str, values: Mapping[str, object]) -> Decimal | int:
    """The number that decides the form of a sentence with named places: the first number it names."""
    for _before, name, _format, _conversion in Formatter().parse(text):
        value = values.get(name or "")
        if isinstance(value, Decimal | int) and not isinstance(value, bool):
            return value
    raise ValueError(f"no number in {text!r}")


def in_form(
    text: str, many: str, values: Mapping[str, object], form: Callable[[str, str, Decimal | int], str]
) -> str:
    """The sentence in the form for its number; one without a plural stays as it is."""
    return form(text, many, deciding(text, values)) if many else text


def english(one: str, many: str, count: Decimal | int) -> str:
    """The English form."""
    return one if counted_as(count) == 1 else many
