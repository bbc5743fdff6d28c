"""How far long work with a stick is: true counts, and who ends it at any of them has nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from pos.domain.sync.errors import InviteStopped, JoinStopped
from pos.domain.sync.state import Stage
from pos.founding import join_shop
from pos.services.sync.base.making import Bases
from tests.hub_tills import HubTills, hub
from tests.shop_kit import ShopKit

__all__ = ["hub"]

Told = list[tuple[Stage, int, int]]


class At:
    """Hears how far it is, and ends it at the word with that number."""

    def __init__(self, last: int = -1) -> None:
        self.told: Told = []
        self._last = last

    def __call__(self, stage: Stage, done: int, of: int) -> None:
        if len(self.told) == self._last:
            raise InviteStopped
        self.told.append((stage, done, of))

    def of(self, stage: Stage) -> list[tuple[int, int]]:
        return [(done, of) for one, done, of in self.told if one is stage]


def files(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def with_image(kit: ShopKit) -> None:
    """Every image is worth its making."""
    kit.shop.sync.bases = Bases(kit.shop.till, worth=0)


def ended_at_each(work: Callable[[At], object], look: Callable[[], object]) -> At:
    """The same work, ended at every word of it in turn, leaves what was there; then it comes to its end."""
    before = look()
    for last in count():
        at = At(last)
        try:
            work(at)
        except InviteStopped:
            assert look() == before
            continue
        assert last == len(at.told) > 0
        return at
    raise AssertionError


def test_a_bundle_and_its_image_are_both_there_or_as_they_were(ram: Path) -> None:
    kit = ShopKit.create(ram / "a")
    kit.stocks(quantity="9")
    with_image(kit)
    stick = ram / "stick"
    stick.mkdir()
    for _again in range(2):  # into an empty folder, and over what lies there
        kit.sells("MUG-BLU")
        at = ended_at_each(
            lambda at: kit.shop.sync.write_for_joining(stick / "a.bundle", at), lambda: files(stick)
        )
        ((entries,),) = kit.rows("SELECT count(*) FROM entry")
        assert at.of(Stage.WRITING) == [(entries, entries)]
        rows = at.of(Stage.ROWS)
        assert rows[-1][0] == rows[-1][1] > 0
        assert rows == sorted(rows)
    assert sorted(files(stick)) == ["a.bundle", "a.bundle.base"]
    kit.close()


def test_a_copy_on_a_stick_that_is_ended_is_made_the_next_time(ram: Path) -> None:
    kit = ShopKit.create(ram / "a")
    kit.stocks(quantity="9")
    stick = kit.shop.sync.stick
    (ram / "stick").mkdir()
    stick.choose(ram / "stick")
    assert stick.keep_up()
    before = files(ram / "stick")
    kit.sells("MUG-BLU")
    with pytest.raises(InviteStopped):
        stick.keep_up(At(0))
    assert files(ram / "stick") == before
    assert not stick.holds_all
    assert stick.keep_up()
    assert stick.holds_all
    kit.close()


@pytest.mark.parametrize("is_ready", [False, True])
def test_what_came_is_counted_and_then_how_far_it_is_made_ready(ram: Path, is_ready: bool) -> None:
    kit = ShopKit.create(ram / "a")
    kit.stocks(quantity="9")
    kit.sells("MUG-BLU")
    if is_ready:
        with_image(kit)
    stick = ram / "a.bundle"
    code = kit.shop.sync.pairing.invite("B").code
    kit.shop.sync.write_for_joining(stick)
    ((entries,),) = kit.rows("SELECT count(*) FROM entry")
    came, ready = list[tuple[int, int]](), list[tuple[int, int]]()

    def enough(done: int, of: int) -> None:
        ready.append((done, of))
        if done:
            raise JoinStopped

    with pytest.raises(JoinStopped):
        join_shop(ram / "b", code, stick, clock=kit.clock, ready=enough)
    assert list((ram / "b").iterdir()) == []
    ready.clear()
    join_shop(
        ram / "b", code, stick, clock=kit.clock, progress=lambda *one: came.append(one),
        ready=lambda *one: ready.append(one),
    )  # fmt: skip
    assert came == [(done, came[-1][1]) for done in range(1, came[-1][1] + 1)]
    assert ready == sorted(ready)
    assert ready[-1] == ((entries, entries) if is_ready else (2 * entries, 2 * entries))
    kit.close()


def test_what_a_bundle_brings_is_looked_through_then_taken_in(hub: HubTills) -> None:
    b = hub.joins("b")
    b.sells("MUG-BLU")
    stick = hub.folder / "b.bundle"
    whole = At()
    b.shop.sync.bundles.write(stick, tell=whole)
    at = At()
    found = hub.a.shop.sync.bundles.read(stick, at)
    assert found.entries > 1
    assert at.of(Stage.CHECKING) == whole.of(Stage.WRITING)
    assert at.of(Stage.GETTING)[-1] == (found.entries, found.entries)


def test_what_is_sent_for_others_is_counted_too(hub: HubTills) -> None:
    b = hub.joins("b")
    b.sells("MUG-BLU")
    hub.meet()
    hub.hub.restore({})
    at = At()
    done = hub.a.shop.sync.rounds.once(at)
    sent = at.of(Stage.SENDING)
    assert len(sent) > 1
    assert all(one <= of for one, of in sent)
    assert sent[-1] == (done.pushed, done.pushed)


def test_a_round_says_how_far_it_is_and_one_that_is_ended_is_no_trouble(hub: HubTills) -> None:
    b = hub.joins("b")
    hub.meet()
    b.sells("MUG-BLU")
    hub.round(b)
    hub.a.sells("MUG-BLU")
    state = hub.a.shop.sync.state()
    with pytest.raises(InviteStopped):
        hub.a.shop.sync.rounds.once(At(0))
    after = hub.a.shop.sync.state()
    assert after is not None
    assert state is not None
    assert (after.why, after.rounds) == (None, state.rounds)
    hub.a.sells("MUG-BLU")
    at = At()
    done = hub.a.shop.sync.rounds.once(at)
    assert at.of(Stage.SENDING)[-1] == (done.pushed, done.pushed) != (0, 0)
    assert at.of(Stage.GETTING)[-1] == (done.pulled, done.pulled) != (0, 0)
