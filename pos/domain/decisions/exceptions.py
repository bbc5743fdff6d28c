"""What a person must decide: the same list with the same ids on every till that has the same entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pos.domain.words.errors import CashierError


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words that say what is so; a subclass holds them as `text`, with its fields as their places."""


@dataclass(frozen=True, slots=True)
class ShopException:
    """One thing to decide: of which kind, about what, since when, and the answers there are.

    `subject` contains the SKU, order id or letter; `since` is when the last of its causes was written; the
    first choice is the harmless one. `choice` is what somebody decided, "" while it is open.
    """

    id: str  # 16 hexadecimal digits
    kind: str
    subject: str
    since: str  # with its offset
    sentence: Sentence
    choices: tuple[str, ...]
    details: Mapping[str, object] = field(default_factory=dict)
    causes: tuple[str, ...] = ()  # event ids
    choice: str = ""
    ids: tuple[str, ...] = ()  # of the records that it is about, where there are several


class ExceptionUnknown(CashierError):
    text = "There is nothing to decide under “{id}”. Look at the list again; nothing was changed."
    id: str


class ChoiceUnknown(CashierError):
    text = "“{choice}” is no answer to that. There are: {choices}. Nothing was changed."
    choice: str
    choices: tuple[str, ...]
