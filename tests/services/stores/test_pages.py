"""A list read to its end, whatever happens to it between two pages; a list without end ends too."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pos.domain.stores import troubles
from pos.domain.stores.answers import Answer, Done, Refused, Unclear, Why
from pos.domain.stores.errors import StorePlan, StoreUnreachable
from pos.services.stores.pages import pages
from pos.stores.connector import Page

SIZE = 10


def listing(rows: list[int], between: Callable[[int], None]) -> Callable[[int], Answer[Page[int]]]:
    """A list of a web shop; `between` is told how many pages were asked for before."""
    asked = 0

    def ask(after: int) -> Answer[Page[int]]:
        nonlocal asked
        between(asked)
        asked += 1
        items = tuple(rows[after : after + SIZE])
        reached = after + len(items)
        return Done(Page(items, len(rows), reached if items and reached < len(rows) else 0))

    return ask


def seen(ask: Callable[[int], Answer[Page[int]]]) -> set[int]:
    return {one for page in pages(ask, str, "4711") for one in page.items}


@pytest.mark.parametrize("at", range(5))
@pytest.mark.parametrize("gone", [[0], [0, 1, 2], list(range(9)), list(range(10)), list(range(15))])
def test_rows_that_go_before_let_none_slip_through(at: int, gone: list[int]) -> None:
    rows = list(range(45))
    stay = set(rows) - set(gone)

    def between(asked: int) -> None:
        if asked == at:
            rows[:] = [one for one in rows if one not in gone]

    assert stay <= seen(listing(rows, between))


@pytest.mark.parametrize("at", range(5))
def test_a_row_that_moves_to_the_end_hides_no_other(at: int) -> None:
    rows = list(range(45))

    def between(asked: int) -> None:
        if asked == at:
            rows.append(rows.pop(3))

    assert seen(listing(rows, between)) == set(range(45))


@pytest.mark.parametrize("gone", [2, 3, 4])
@pytest.mark.parametrize("back", [1, 2])
def test_rows_that_go_and_others_that_come_before_let_none_slip_through(gone: int, back: int) -> None:
    """What is read once more may be just what was read before: that is no end of it."""
    rows = list(range(75))

    def between(asked: int) -> None:
        if asked == gone:
            rows.pop(0)
        elif asked == gone + back:
            rows.insert(0, 100)

    assert set(range(1, 75)) <= seen(listing(rows, between))


@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 20, 21])
def test_a_quiet_list_is_read_once(count: int) -> None:
    calls: list[int] = []
    assert seen(listing(list(range(count)), calls.append)) == set(range(count))
    assert len(calls) == max(1, -(-(count - 1) // (SIZE - 1)))


def test_a_list_that_says_the_same_for_ever_ends() -> None:
    calls = 0

    def ask(after: int) -> Answer[Page[int]]:
        nonlocal calls
        calls += 1
        return Done(Page(tuple(range(SIZE)), 10**6, after + SIZE))

    assert seen(ask) == set(range(SIZE))
    assert calls < 5


@pytest.mark.parametrize(
    ("answer", "raised"),
    [(Unclear(troubles.CUT), StoreUnreachable), (Refused(Why.PLAN, "402"), StorePlan)],
)
def test_what_keeps_a_page_from_coming_is_raised_behind_the_pages_before(
    answer: Answer[Page[int]], raised: type[Exception]
) -> None:
    first = listing(list(range(45)), lambda _asked: None)
    found: list[int] = []
    read = pages(lambda after: answer if after > 20 else first(after), str, "4711")
    with pytest.raises(raised):
        found.extend(one for page in read for one in page.items)
    assert set(found) == set(range(28))
