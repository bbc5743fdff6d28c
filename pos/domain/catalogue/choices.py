"""What is asked when a product is sold: a choice that may cost more, several of them, or some words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pos.domain.money.amounts import decimals, round_half_away

MOST = 20
"""Questions of one product, and the answers of one question ten times as many."""
HUNDRED = Decimal(100)


class Way(StrEnum):
    """How a question is answered."""

    ONE = "one"
    SEVERAL = "several"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Offer:
    """One answer, and what it adds to the price of one: an amount, or percent of that price."""

    text: str
    more: Decimal = Decimal(0)
    percent: Decimal = Decimal(0)

    def worth(self, price: Decimal, currency: str) -> Decimal:
        """What it adds to a price of one, in whole minor units."""
        places = decimals(currency)
        return Decimal(round_half_away((self.more + price * self.percent / HUNDRED).scaleb(places))).scaleb(
            -places
        )


@dataclass(frozen=True, slots=True)
class Question:
    """What a person is asked; `usual` is the place of the answer that goes without saying, -1 where none."""

    name: str
    way: Way
    required: bool = False
    usual: int = -1
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was answered: an offer with what it added to the price of one, or some words."""

    name: str
    value: str
    more: Decimal = Decimal(0)
    is_text: bool = False

    @property
    def said(self) -> str:
        """As it stands on screen and paper."""
        return f"{self.name}: {self.value}" if self.is_text else self.value


def written(questions: Sequence[Question]) -> str:
    """Questions as a field of a product holds them; "" where nothing is asked."""
    kept = [
        {
            "name": one.name,
            "way": one.way.value,
            "required": one.required,
            "usual": one.usual,
            "offers": [[each.text, str(each.more), str(each.percent)] for each in one.offers[: 10 * MOST]],
        }
        for one in questions[:MOST]
    ]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) if kept else ""


def questions_in(text: str) -> tuple[Question, ...]:
    """The questions that a field holds."""
    return tuple(
        Question(
            one["name"], Way(one["way"]), one["required"], one["usual"],
            tuple(Offer(words, Decimal(more), Decimal(percent)) for words, more, percent in one["offers"]),
        )
        for one in (json.loads(text) if text else ())
    )  # fmt: skip
