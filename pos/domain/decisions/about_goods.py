"""Goods that several tills sold, counted or made, said to the person who decides, and the answers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pos.domain.decisions.exceptions import Sentence
from pos.domain.words.errors import CashierError

OVERSOLD, SAME_CODE, LATE_COUNT = "oversold", "same_code", "late_count"
KEEP, MERGE = "keep", "merge"
REORDER, REFUND, COUNT = "reorder", "refund", "count"
NOT_COUNTED, ALREADY_COUNTED = "not_counted", "already_counted"


@dataclass(frozen=True, slots=True)
class Oversold(Sentence):
    name: str
    short: Decimal
    numbers: tuple[str, ...]

    text = "{name} is missing: {short}. Sold in the orders {numbers}. Get more, or take one back?"


@dataclass(frozen=True, slots=True)
class Missing(Sentence):
    name: str
    short: Decimal

    text = "{name} is missing: {short}, by what was written down. How many are there?"


@dataclass(frozen=True, slots=True)
class SameCode(Sentence):
    code: str
    names: tuple[str, ...]

    text = "Code {code} stands for several goods: {names}. Are they one and the same?"


@dataclass(frozen=True, slots=True)
class LateCount(Sentence):
    name: str
    moved: Decimal
    counted: Decimal
    tills: tuple[str, ...]

    text = (
        "{name}: who counted {counted} did not know what till {tills} had moved before: {moved}. "
        "Did the count have it already?"
    )


class NotInOrder(CashierError):
    text = "Order {number} has no {name} left to take back. Choose another order; nothing was changed."
    number: str
    name: str


class CountUnreadable(CashierError):
    text = "“{value}” is no count. Write how many there are; nothing was changed."
    value: str
