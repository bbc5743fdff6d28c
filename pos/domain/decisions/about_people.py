"""Customers whom several tills wrote down, said to the person who decides, and the answers."""

from __future__ import annotations

from dataclasses import dataclass

from pos.domain.decisions.exceptions import Sentence

SAME_CUSTOMER, ERASE_AGAIN = "same_customer", "erase_again"
KEEP, MERGE, ERASE = "keep", "merge", "erase"


@dataclass(frozen=True, slots=True)
class SameCustomer(Sentence):
    names: tuple[str, ...]
    values: tuple[str, ...]

    text = "{names} have the same {values}. Are they one and the same customer?"


@dataclass(frozen=True, slots=True)
class EraseAgain(Sentence):
    tills: tuple[str, ...]

    text = "Till {tills} wrote about a customer who is forgotten, and did not know. Forget that too?"
