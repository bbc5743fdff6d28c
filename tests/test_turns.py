"""Turns at a file: threads write one after the other, and work behind stands back for them and for people."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from pos.turns import PATIENCE, QUIET, Turns


@pytest.fixture
def turns(tmp_path: Path) -> Turns:
    return Turns(tmp_path / "shop.db")


def test_who_waits_for_a_turn_is_seen_and_gets_it(turns: Turns) -> None:
    went: list[str] = []

    def second() -> None:
        with turns.taken(10) as is_ours:
            went.append(f"second {is_ours}")

    with turns.taken(10):
        assert not turns.is_wanted
        other = threading.Thread(target=second)
        other.start()
        while not turns.is_wanted:
            pass
        went.append("first")
    other.join()
    assert went == ["first", "second True"]
    assert not turns.is_wanted


def test_a_turn_that_does_not_come_is_told(turns: Turns) -> None:
    found: list[bool] = []

    def second() -> None:
        with turns.taken(0.001) as is_ours:
            found.append(is_ours)

    with turns.taken(10):
        other = threading.Thread(target=second)
        other.start()
        other.join()
    with turns.taken(10) as is_ours:
        found.append(is_ours)
    assert found == [False, True]


def test_work_behind_stands_back_for_a_key_for_a_writer_and_for_another_program(turns: Turns) -> None:
    begun = time.monotonic()
    turns.attend()
    turns.give_way()
    assert time.monotonic() - begun >= QUIET
    with turns.taken(10):
        assert stood_back(turns) >= PATIENCE  # and then does a little all the same
    turns.ask()
    assert stood_back(turns) >= PATIENCE


def stood_back(turns: Turns) -> float:
    begun = time.monotonic()
    turns.give_way()
    return time.monotonic() - begun
