"""An answer as a button says it, and what is asked first where one word is not enough."""

from __future__ import annotations

from dataclasses import dataclass

from pos.text import _


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody writes before the answer is given: the field's title, and the button beside it."""

    title: str
    keep: str
    is_number: bool = False


def how_many() -> Ask:
    """A count of what is there."""
    return Ask(_("How many are there?"), _("Set the stock to that"), is_number=True)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the choice with its value, how a button says it, what follows, and what is asked first."""

    choice: str
    value: str
    title: str
    follows: str = ""
    asks: Ask | None = None
