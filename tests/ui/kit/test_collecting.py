"""Garbage is collected in the window's thread, whoever works beside it."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.kit.collecting import collect
from ui.kit.lanes import Lane

MANY = 20_000


class Circle:
    """Something that only the collector drops; it notes in which thread."""

    def __init__(self, dropped_in: list[int]) -> None:
        self.me = self
        self.dropped_in = dropped_in

    def __del__(self) -> None:
        self.dropped_in.append(threading.get_ident())


@pytest.fixture
def lane() -> Iterator[Lane]:
    """One lane, closed after the test; then the collector works as usual."""
    made = Lane("test")
    yield made
    made.close()
    assert gc.isenabled()


def test_what_works_beside_the_window_drops_nothing_of_it(lane: Lane, qtbot: QtBot) -> None:
    dropped_in: list[int] = []
    made: list[list[list[int]]] = []

    def work(_progress: object) -> list[list[int]]:
        Circle(dropped_in)
        return [[n] for n in range(MANY)]

    lane.run(work, made.append)
    qtbot.waitUntil(lambda: bool(made))
    assert dropped_in in ([], [threading.get_ident()])
    collect()
    assert dropped_in == [threading.get_ident()]


def test_nothing_is_collected_while_somebody_asks_not_to_be_disturbed(qtbot: QtBot) -> None:
    dropped_in: list[int] = []
    limits = gc.get_threshold()
    gc.set_threshold(0)
    try:
        Circle(dropped_in)
        kept = [[n] for n in range(MANY)]
        collect()
        assert dropped_in == []
    finally:
        gc.set_threshold(*limits)
    collect()
    assert len(kept) == MANY
    assert len(dropped_in) == 1
