"""Read a web shop's list to its end although rows are inserted, moved and deleted meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from pos.domain.stores import troubles
from pos.domain.stores.answers import Answer, Done
from pos.domain.stores.errors import StoreAnswer
from pos.services.stores.lines import value_of
from pos.services.stores.marks import LEAST, OVERLAP
from pos.stores.connector import Connector, Page

Step = Callable[[int, int], None]
MOST_PAGES = 10_000
"""A list of more than a million rows grows for ever."""
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
    those behind it came forward. The next page is asked for while the reader works on this one. Raises what
    kept a page from coming.
    """
    place, before, is_again = start, frozenset[str](), False
    page = value_of(ask(place), number)
    with ThreadPoolExecutor(1) as pool:
        for _page in range(MOST_PAGES):
            step(min(place + len(page.items), page.total), page.total)
            ids = frozenset(map(id_of, page.items))
            if place and before and not _joins(page, id_of, before):
                place, ids = max(0, place - max(len(ids), len(before), 2) + 1), before
                before, is_again = ids if place else frozenset(), True
            elif page.after and (is_again or not ids <= before):  # else it brought nothing: without end
                place, before, is_again = max(page.after - 1, place + 1), ids, False
            else:
                yield page
                return
            coming = pool.submit(ask, place)
            yield page
            page = value_of(coming.result(), number)
    raise StoreAnswer(troubles.TOO_LARGE)


def since(line: Connector, high: int) -> int:
    """From when on a list of changes is asked, after all that was seen up to a mark: lists lag, and clocks
    jump."""
    return max(0, high - (OVERLAP if line.tells_changes else max(LEAST, round(line.settle))))


def reached(line: Connector, seen: int, number: str) -> int:
    """The mark up to which all was seen, by the last change that was: where lists show what changes at once,
    it is the time at which the line was opened."""
    return seen if line.tells_changes else now_there(line, number)


def now_there(line: Connector, number: str) -> int:
    """What time it is there: never after what its lists will say has changed since."""
    answer = line.latest()
    value_of(answer, number)
    return answer.at if isinstance(answer, Done) else 0


def _joins(page: Page[T], id_of: Callable[[T], str], before: frozenset[str]) -> bool:
    """Whether a page begins with a row of the one before; of one that could not be read nothing is known."""
    return bool(page.unread) or id_of(page.items[0]) in before if page.items else False
