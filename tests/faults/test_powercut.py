"""The power is cut at any moment: no sale the person was told of is lost, and everything adds up."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

from pos.model import shop_file
from tests.faults.audit import audit
from tests.faults.plants import NORMAL
from tests.faults.powercut import Call, Disk, needs_strace, record
from tests.sample import everything

pytestmark = needs_strace

POINTS = 300
A_SAMPLE = 25


@pytest.fixture(scope="module")
def a_day(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Call]]:
    """A recorded day: a new shop, sales, voids, drafts, checkpoints."""
    return recorded(tmp_path_factory.mktemp("day"), "")


def recorded(root: Path, plant: str) -> tuple[Path, list[Call]]:
    folder = root / "shop"
    options = json.dumps({"orders": 30 if everything() else 12, "plant": plant})
    return folder, record(folder, root / "trace", "a day", str(folder), options)


def cuts(calls: list[Call], count: int, seed: int) -> list[int]:
    """Where to cut: half of them right after something was said, half anywhere."""
    chance = random.Random(seed)
    told = [place for place, call in enumerate(calls) if call.kind == "said"]
    after = [chance.choice(told) for _ in range(count // 2)]
    return sorted(after + [chance.randrange(len(calls)) for _ in range(count - len(after))])


def losses(calls: list[Call], places: list[int], folder: Path) -> list[str]:
    """Everything that did not survive a cut after these calls."""
    disk, found, done = Disk(), [], 0
    for number, place in enumerate(places):
        for call in calls[done : place + 1]:
            disk.follow(call)
        done = max(done, place + 1)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        disk.cut(folder, seed=number)
        found += [f"cut {number} after call {place}: {what}" for what in damage(folder, disk.told)]
    return found


def damage(folder: Path, told: list[str]) -> list[str]:
    """What is wrong with a folder after the cut, given what the person had been told."""
    if not (folder / "shop.db").exists():
        return ["the shop is gone"] if told else []
    shop_file.version_of(folder / "shop.db")
    return audit(folder, [number for number in told if number.startswith("A-")])


def test_no_acknowledged_sale_is_lost_at_a_power_cut(a_day: tuple[Path, list[Call]], ram: Path) -> None:
    _folder, calls = a_day
    places = cuts(calls, POINTS if everything() else A_SAMPLE, seed=1)
    assert losses(calls, places, ram / "shop") == []


@pytest.mark.full
def test_the_rig_catches_a_log_that_is_not_synced_at_each_commit(tmp_path: Path, ram: Path) -> None:
    _folder, calls = recorded(tmp_path, NORMAL)
    found = losses(calls, cuts(calls, A_SAMPLE, seed=1), ram / "shop")
    assert any("is lost" in what for what in found), found


def test_an_order_is_one_sync_and_the_first_after_a_checkpoint_two(a_day: tuple[Path, list[Call]]) -> None:
    _folder, calls = a_day
    syncs: list[tuple[str, int]] = []
    count = 0
    for call in calls:
        if call.kind == "sync":
            count += 1
        elif call.kind == "said":
            syncs.append((json.loads(call.data)[1], count))
            count = 0
    before = "open"
    for words, count in syncs:
        if words.startswith("A-") and before != "quiet":
            assert count == (2 if before == "checkpointed" else 1), (before, words, count)
        before = words
