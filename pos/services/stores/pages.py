"""Read a web shop's list to its end although rows are inserted, moved and deleted meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from pos.domain.stores.answers import Answer
from pos.services.stores.lines import value_of
from pos.stores.connector import Page

Step = Callable[[int, int], None]
MOST_PAGES = 3_000
"""A list that grows for ever ends here; the next round goes on."""


T = TypeVar("T")


def no_step(_done: int, _total: int) -> None:
    """Nobody is told."""


def pages(
    ask: Callable[[int], Answer[Page[T]]],
    id_of: Callable[[T], str],
    number: str,
    step: Step = no_step,
    start: int = 0,
) -> Iterator[Page[T]]:
    """Every page from a place on; where a row may have slipped through, some are read once more.

    Each page begins with the last row of the one before: if that row is not there, rows before it went, and
    those behind it came forward. Raises what kept a page from coming.
    """
    before: frozenset[str] = frozenset()
    place = start
    for _page in range(MOST_PAGES):
        page = value_of(ask(place), number)
        step(min(place + len(page.items), page.total), page.total)
        ids = list(map(id_of, page.items))
        if place and before and not before & set(ids[:1]) and not page.unread:
            place = max(0, place - max(len(ids), len(before), 2) + 1)
            before = before if place else frozenset()
            yield page
            continue
        yield page
        if not page.after:
            return
        before = frozenset(ids)
        place = max(page.after - 1, place + 1)
