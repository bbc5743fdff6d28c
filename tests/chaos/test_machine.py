"""Whatever befalls tills, computers and the hub, in whatever order: nothing is lost, doubled or diverges."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.chaos.ways import CALLS, Trouble
from tests.chaos.world import POINTS, World, template

ROOT = Path(__file__).resolve().parents[2]
AT = st.integers(0, 4)
FEW = settings(
    max_examples=8,
    stateful_step_count=25,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def origin() -> Iterator[tuple[Path, str]]:
    """Three closed tills to begin with, and the shop's id."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        yield Path(name), template(Path(name))


class Machine(RuleBasedStateMachine):
    """What people do and what befalls their computers."""

    of: Path
    shop: str

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=self.of.parent))
        self.world = World(self.folder, self.of, self.shop)

    @rule(at=AT, pieces=st.integers(1, 2))
    def sell(self, at: int, pieces: int) -> None:
        self.world.sell(at, pieces)

    @rule(at=AT)
    def void(self, at: int) -> None:
        self.world.void(at)

    @rule(at=AT)
    def refund(self, at: int) -> None:
        self.world.refund(at)

    @rule(at=AT)
    def updates(self, at: int) -> None:
        self.world.updates(at)

    @rule(at=AT, price=st.integers(10, 30))
    def edit(self, at: int, price: int) -> None:
        self.world.edit(at, price)

    @rule(at=AT, pieces=st.integers(0, 50))
    def counts(self, at: int, pieces: int) -> None:
        self.world.counts(at, pieces)

    @rule(at=AT, name=st.integers(0, 2))
    def customer(self, at: int, name: int) -> None:
        self.world.customer(at, name)

    @rule(minutes=st.sampled_from((1, 10, 600)))
    def passes(self, minutes: int) -> None:
        self.world.passes(minutes)

    @rule(at=AT, days=st.sampled_from((-2, 0, 400)))
    def sets_clock(self, at: int, days: int) -> None:
        self.world.sets_clock(at, days)

    @rule(at=AT)
    def round(self, at: int) -> None:
        self.world.round(at)

    @rule(at=AT, call=st.sampled_from(CALLS), lost_answer=st.booleans())
    def cut(self, at: int, call: str, lost_answer: bool) -> None:
        self.world.cut(at, Trouble(call, "after" if lost_answer else "before"))

    @rule(at=AT, point=st.sampled_from(POINTS))
    def kill(self, at: int, point: str) -> None:
        self.world.kill(at, point)

    @rule(at=AT)
    def image(self, at: int) -> None:
        self.world.image(at)

    @precondition(lambda self: self.world.images)
    @rule(at=AT)
    def clone(self, at: int) -> None:
        self.world.clone(at)

    @precondition(lambda self: self.world.images)
    @rule(at=AT)
    def put_back(self, at: int) -> None:
        self.world.put_back(at)

    @precondition(lambda self: self.world.count.sales > 4)
    @rule(at=AT, by=AT)
    def fence(self, at: int, by: int) -> None:
        self.world.fence(at, by)

    @rule()
    def backs_up_hub(self) -> None:
        self.world.backs_up_hub()

    @rule()
    def restores_hub(self) -> None:
        self.world.restores_hub()

    @rule(at=AT, to=AT)
    def stick(self, at: int, to: int) -> None:
        self.world.stick(at, to)

    @invariant()
    def holds(self) -> None:
        self.world.check()

    def teardown(self) -> None:
        try:
            self.world.heal()
            self.world.prove()
        finally:
            self.world.close()
            shutil.rmtree(self.folder)


def test_whatever_happens_every_sale_is_everywhere_once(origin: tuple[Path, str]) -> None:
    Machine.of, Machine.shop = origin
    run_state_machine_as_test(Machine, settings=FEW)


def test_a_round_may_be_cut_down_at_every_point_that_has_a_name(origin: tuple[Path, str]) -> None:
    named = {
        name
        for path in (ROOT / "pos").rglob("*.py")
        for name in re.findall(r'crash_point\("([^"]+)"\)', path.read_text("utf-8"))
    }
    assert named == set(POINTS)
    for at, point in enumerate(POINTS):
        folder = origin[0] / f"world{at}"
        folder.mkdir()
        world = World(folder, *origin)
        world.round(2)
        world.image(1)
        world.sell(1)
        world.round(1)
        if "new life" in point:
            world.put_back(1)
        world.sell(1)
        world.sell(2)
        world.round(2)
        world.kill(1, point)
        assert world.count.kills == 1, point
        world.heal()
        world.prove(rebuild=False)
        world.close()
