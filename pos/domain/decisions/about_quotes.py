"""A quote that became several orders, said to the person who decides."""

from __future__ import annotations

from dataclasses import dataclass

from pos.domain.decisions.exceptions import Sentence

QUOTE_TWICE = "quote_twice"
KEEP, CANCEL = "keep", "cancel"


@dataclass(frozen=True, slots=True)
class QuoteTwice(Sentence):
    number: str
    orders: tuple[str, ...]

    text = "Quote {number} became several orders: {orders}. Cancel one?"
