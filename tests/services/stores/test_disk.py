"""The disk is full, or the power is cut, at any step of a round: the intent is there, or nothing was sent."""

from __future__ import annotations

import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.domain.shop.errors import DiskTrouble
from tests.faults.powercut import Disk, needs_strace, record_module
from tests.faults.test_full_while_syncing import fill
from tests.faults.test_medium import medium, needs_mount
from tests.services.stores.both_ways import Shops, shops_at
from tests.services.stores.invariants import INVARIANTS, prove
from tests.services.stores.test_killed import STEPS, child_words, more, prepared

__all__ = ["medium"]


@pytest.fixture
def shops(ram: Path) -> Iterator[Shops]:
    with shops_at(ram) as both:
        yield both


@needs_mount
@pytest.mark.parametrize(
    "room", [pytest.param(one * 8_192, marks=() if one == 6 else pytest.mark.full) for one in range(24)]
)
def test_a_full_disk_ends_the_round_in_a_sentence_and_nothing_is_doubled(medium: Path, room: int) -> None:
    with shops_at(medium) as shops:
        prepared(shops, keyed=bool(room % 3))
        more(shops)
        full = fill(medium, room=room)
        for _round in range(3):
            try:
                report = shops.round()
            except DiskTrouble as said:
                stopped: object = said
            else:
                stopped = report.stopped
            assert stopped is None or "disk" in str(stopped), stopped
            shops.later()
        INVARIANTS[6](shops)
        full.unlink()
        shops.web.faults(clear=True)
        shops.until_settled()
        prove(shops)


@needs_strace
@pytest.mark.parametrize(
    "step",
    [
        pytest.param(one, marks=() if place == 0 else pytest.mark.full)
        for place, one in enumerate(random.Random(5).sample(range(1, STEPS), 24))
    ],
)
def test_power_cut_at_any_step_what_was_sent_is_known_afterwards(
    shops: Shops, tmp_path: Path, step: int
) -> None:
    prepared(shops, keyed=bool(step % 3))
    more(shops)
    folder = shops.kit.folder
    shops.kit.close()
    disk = Disk()
    disk.hold(folder)
    words = child_words(shops.kit, shops.web, f"#{step}", "")
    module, ends = "tests.services.stores.killed", -signal.SIGKILL
    for call in record_module(folder, tmp_path / "trace", module, *words, ends=ends):
        if call.kind != "said":
            disk.follow(call)
    for name in ("shop.db-shm", "shop.db-wal"):  # all else stays the very file it was, else it is a copy
        (folder / name).unlink(missing_ok=True)
    disk.cut(folder, seed=step)
    shops.kit.clock.advance(seconds=1200)
    shops.kit.reopen()
    shops.web.faults(clear=True)
    shops.until_settled()
    prove(shops)
