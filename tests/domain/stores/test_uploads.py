"""How far something came on its way to a web shop, and what it must still be told of stock."""

from __future__ import annotations

import pytest

from pos.domain.stores.uploads import (
    KEY_SECONDS,
    Attempt,
    End,
    Looked,
    State,
    expected,
    may_repeat,
    owed,
    state_of,
)


def attempt(n: int = 1, end: End | None = None) -> Attempt:
    return Attempt(f"{n:032x}", n, "key", 1000, "life", end)


@pytest.mark.parametrize(
    ("attempts", "decided", "state"),
    [
        ([], "", State.NEW),
        ([attempt()], "", State.INTENDED),
        ([attempt(end=End.DOUBT)], "", State.DOUBT),
        ([attempt(end=End.NO)], "", State.NEW),
        ([attempt(end=End.PRODUCT_GONE)], "", State.NEW),
        ([attempt(end=End.PARKED)], "", State.PARKED),
        ([attempt(end=End.PARKED)], "again", State.NEW),
        ([attempt(end=End.PARKED)], "leave_out", State.LEFT_OUT),
        ([attempt(end=End.NO), attempt(2)], "", State.INTENDED),
        ([attempt(2, End.DONE), attempt(end=End.NO)], "", State.DONE),
        ([attempt(end=End.DONE), attempt(2, End.PARKED)], "", State.DONE),
    ],
)
def test_the_state_follows_from_the_set_of_attempts(
    attempts: list[Attempt], decided: str, state: State
) -> None:
    assert state_of(attempts, decided) is state
    assert state_of(attempts[::-1], decided) is state


def test_a_key_is_used_again_for_fifty_minutes_by_who_used_it() -> None:
    assert may_repeat(attempt(), 1000 + KEY_SECONDS - 1, "life")
    assert not may_repeat(attempt(), 1000 + KEY_SECONDS, "life")
    assert not may_repeat(attempt(), 1001, "another life")
    assert not may_repeat(attempt(), 999, "life"), "the web shop's clock was put back"


def test_nothing_found_settles_a_doubt_only_the_second_time() -> None:
    first = Looked(1000)
    assert (first.due(180), first.is_second()) == (1180, False)
    second = Looked(1000, missed_at=1190)
    assert (second.due(180), second.is_second()) == (1190 + 72, True)


MUG = [
    # what happened, on hand, carried, sent, what the web shop moved itself, owed, the figure there
    ("first pull", 10, 0, 0, 0, 0, 10),
    ("sold 2 paid, 1 unpaid, 5 received", 12, -2, 0, 0, +4, 10),
    ("the web sold 1; the paid order is there; -1 is booked", 11, -2, 0, -1, +4, 7),
    ("+4 was sent", 11, -2, +4, -1, 0, 11),
    ("2 given back, and the web shop put them back", 13, 0, +4, -1, 0, 13),
    ("the same, but it does not put them back", 13, -2, +6, -1, 0, 13),
]


@pytest.mark.parametrize("row", MUG, ids=lambda row: row[0])
def test_the_worked_mug(row: tuple[str, int, int, int, int, int, int]) -> None:
    said, on_hand, carried, sent, elsewhere, due, there = row
    assert owed(on_hand, 10, elsewhere, carried, sent) == due
    there_already = 0 if said.startswith("sold") else carried
    assert expected(10, elsewhere, there_already, sent) == there
