"""A field that several tills set without knowing of each other, said to the person who decides."""

from __future__ import annotations

from dataclasses import dataclass

from pos.domain.decisions.exceptions import Sentence
from pos.domain.words.phrases import Phrase

BOTH_CHANGED = "both_changed"
THIS, OTHER = "this", "other"


@dataclass(frozen=True, slots=True)
class BothChanged(Sentence):
    """`this` is the value in force, `others` what others set."""

    name: Phrase | str
    field: Phrase
    this: object
    others: tuple[object, ...]
    tills: tuple[str, ...]

    text = "{name}: tills {tills} changed “{field}” at once. “{this}” holds now, the other said “{others}”."
