"""Which decisions can be taken back: those after which nothing happened but that nobody is asked any more."""

from __future__ import annotations

from pos.domain.decisions import about_goods, about_people, about_records, about_store, about_tills
from pos.domain.words.errors import CashierError

ONLY_DECIDED = frozenset({
    "keep", "wait", "loss", "ask_back", about_goods.REORDER, about_goods.COUNT, about_goods.NOT_COUNTED,
    about_goods.ALREADY_COUNTED, about_store.LEAVE_OUT, about_store.LEAVE, about_store.CHECKED,
    about_store.SEEN,
})  # fmt: skip
"""Choices that are no deed; what one of them corrected of the stock goes with it."""


class StandsOnOrder(CashierError):
    text = "What followed from it stands on the order. Change it there; nothing was changed here."


class OneForGood(CashierError):
    text = "Records that became one are not parted again. Make a new one; nothing was changed."


class ForgottenForGood(CashierError):
    text = "Who was forgotten cannot be told again. Nothing was changed."


class SetForAll(CashierError):
    text = "The value was set for all tills. Set it anew where it stands; nothing was changed here."


class CountsForGood(CashierError):
    text = "What counts on every till is not taken out again. Nothing was changed."


_WHY = {
    about_goods.MERGE: OneForGood,
    about_people.ERASE: ForgottenForGood,
    about_records.THIS: SetForAll,
    about_records.OTHER: SetForAll,
    "accept": CountsForGood,
    about_tills.AGAIN: CountsForGood,
}


def why_it_stands(choice: str) -> CashierError:
    """Why this choice is not taken back: of most the order shows what followed."""
    return _WHY.get(choice, StandsOnOrder)()
