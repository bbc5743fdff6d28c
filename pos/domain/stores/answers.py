"""How a web shop answers: done, refused, or nobody knows; errors are values, and nothing else is thrown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from pos.domain.words.phrases import Phrase

T = TypeVar("T", covariant=True)


class Why(StrEnum):
    """What a refusal is about; the first ones stop everything until a person acts."""

    TOKEN = "token"
    PLAN = "plan"
    RIGHT = "right"  # `code` names it where the web shop does
    STORE = "store"  # no such web shop
    LATER = "later"  # too many calls; `wait` seconds from now, and nothing was done
    GONE = "gone"  # 404: what was named is not there
    TAKEN = "taken"  # 409: it is there already, or another system runs it
    ITEM = "item"  # wrong in itself, and will be so again


STOPS = frozenset({Why.TOKEN, Why.PLAN, Why.RIGHT, Why.STORE})
"""Why nothing at all can be done before a person acts."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """It was done, or read; `at` is the web shop's own clock then, in seconds since 1970."""

    value: T
    at: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """The web shop said no: nothing was done."""

    why: Why
    code: str = ""  # in the web shop's words: "ORDER_NOT_FOUND"
    text: str = ""  # its sentence, plain text of at most 200 characters
    wait: float = 0.0  # seconds, of LATER


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nobody knows whether it was done; never to be taken for a no."""

    reason: Phrase
    sent: bool = True  # whether the web shop may have got it; False where it surely never left
    is_foreign: bool = False  # what answered does not speak as a web shop does


Answer = Done[T] | Refused | Unclear
