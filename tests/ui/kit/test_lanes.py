"""Work beside the window: order, progress, cancel, and where each kind of failure goes."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from pos.domain.shop.errors import DiskTrouble
from pos.domain.words.errors import CashierError
from ui.kit.lanes import Lane, Progress, Step, StepBroken


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Lane]:
    """One lane, closed after the test."""
    made = Lane("test")
    yield made
    made.close()


def test_the_work_runs_beside_and_its_result_comes_to_the_window(lane: Lane, qtbot: QtBot) -> None:
    places: list[int] = []
    results: list[tuple[str, int]] = []

    def work(_progress: Progress) -> str:
        places.append(threading.get_ident())
        return "done"

    lane.run(work, lambda result: results.append((result, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(results))
    assert results == [("done", threading.get_ident())]
    assert places != [threading.get_ident()]


def test_a_refusal_goes_to_failed_and_a_mistake_to_the_hook(
    lane: Lane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[CashierError] = []
    crashed: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: crashed.append(kind))

    def full(_progress: Progress) -> None:
        raise DiskTrouble("no space left")

    def wrong(_progress: Progress) -> None:
        raise KeyError("x")

    lane.run(full, failed=refused.append)
    lane.run(wrong, failed=refused.append)
    qtbot.waitUntil(lambda: bool(crashed))
    assert [type(one) for one in refused] == [DiskTrouble, StepBroken]
    assert crashed == [KeyError]


def test_of_work_under_one_name_only_the_newest_counts(lane: Lane, qtbot: QtBot) -> None:
    gate = threading.Event()
    saved: list[int] = []
    lane.run(lambda _progress: gate.wait(5))
    for number in range(5):
        lane.run(lambda _progress, number=number: saved.append(number), latest="draft")  # type: ignore[misc]
    lane.run(lambda _progress: saved.append(99))
    gate.set()
    qtbot.waitUntil(lambda: not lane.busy)
    assert saved == [4, 99]


def test_progress_is_shown_unless_quiet(lane: Lane, qtbot: QtBot) -> None:
    steps: list[Step] = []
    lane.progressed.connect(steps.append)
    lane.run(lambda progress: progress.report(1, 2), title="Saving")
    lane.run(lambda progress: progress.report(3, 10, "rows"), title="Importing", quiet=False)
    qtbot.waitUntil(lambda: not lane.busy)
    assert steps == [Step("Importing", 0, 0, ""), Step("Importing", 3, 10, "rows")]


def test_the_work_can_be_asked_to_stop(lane: Lane, qtbot: QtBot) -> None:
    ended: list[str] = []

    def work(progress: Progress) -> str:
        while not progress.cancelled:
            threading.Event().wait(0.001)
        return "stopped"

    lane.run(work, ended.append).cancel()
    qtbot.waitUntil(lambda: ended == ["stopped"])


def test_closing_finishes_what_waits_and_delivers_it(qtbot: QtBot) -> None:
    lane = Lane("closing")
    done: list[int] = []
    for number in range(3):
        lane.run(lambda _progress, number=number: number, done.append)  # type: ignore[misc]
    lane.close()
    assert done == [0, 1, 2]
    with pytest.raises(RuntimeError):
        lane.run(lambda _progress: None)


def test_closing_with_cancel_drops_what_waits(qtbot: QtBot) -> None:
    lane = Lane("closing")
    done: list[int] = []
    begun = threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        while not progress.cancelled:
            threading.Event().wait(0.001)

    lane.run(work, lambda _none: again())
    lane.run(lambda _progress: 1, done.append)

    def again() -> None:
        done.append(2)
        assert lane.run(lambda _progress: 3, done.append).cancelled

    assert begun.wait(10)
    lane.close(cancel=True)
    assert done == [2]
    assert not lane.busy


def test_busy_is_said_at_both_ends(lane: Lane, qtbot: QtBot) -> None:
    said: list[bool] = []
    lane.busy_changed.connect(said.append)
    lane.run(lambda _progress: None)
    qtbot.waitUntil(lambda: not lane.busy)
    assert said == [True, False]


def test_who_is_asked_to_stop_hangs_up_what_it_waits_for() -> None:
    said: list[str] = []
    early, late = Progress(lambda *_of: None), Progress(lambda *_of: None)
    early.waits_for(lambda: said.append("early"))
    assert said == []
    early.cancel()
    late.cancel()
    late.waits_for(lambda: said.append("late"))
    assert said == ["early", "late"]
