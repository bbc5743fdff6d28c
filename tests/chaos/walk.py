"""`python3 tests --chaos [--seeds N]`: random walks over a hub in memory, each healed, proven and counted."""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

from tests.chaos.world import CALLS, POINTS, Count, World, template

SEEDS = 2000
STEPS = 30
BATCH = 25
"""Seeds that share the tills they begin with."""


@dataclass(frozen=True)
class Walked:
    """What happened in some walks, and what was wrong in which."""

    count: Count
    wrong: tuple[tuple[int, str], ...] = ()

    def __add__(self, other: Walked) -> Walked:
        both = zip(astuple(self.count), astuple(other.count), strict=True)
        return Walked(Count(*(one + two for one, two in both)), self.wrong + other.wrong)


def walk(world: World, draw: random.Random, steps: int = STEPS) -> None:
    """Things happen, mostly sales and rounds; after each the invariants hold."""
    for _step in range(steps):
        acts = _acts(world, draw)
        (act,) = draw.choices([act for _weight, act in acts], [weight for weight, _act in acts])
        act()
        world.check()


def _acts(world: World, draw: random.Random) -> tuple[tuple[int, Callable[[], None]], ...]:
    def at() -> int:
        return draw.randrange(5)

    return (
        (10, lambda: world.sell(at(), draw.choice((1, 1, 2)))),
        (2, lambda: world.void(at())),
        (2, lambda: world.edit(at(), draw.randint(10, 30))),
        (2, lambda: world.counts(at(), draw.randint(0, 50))),
        (2, lambda: world.customer(at(), draw.randrange(3))),
        (4, lambda: world.passes(draw.choice((1, 10, 600)))),
        (1, lambda: world.sets_clock(at(), draw.choice((-2, 0, 400)))),
        (1, lambda: world.reopen(at())),
        (2, lambda: world.image(at())),
        (1, lambda: world.clone(at())),
        (1, lambda: world.put_back(at())),
        (8, lambda: world.round(at())),
        (5, lambda: world.cut(at(), draw.choice(CALLS), draw.random() < 0.5)),
        (5, lambda: world.kill(at(), draw.choice(POINTS))),
        (1, world.backs_up_hub),
        (1, world.restores_hub),
        (2, lambda: world.stick(at(), at())),
    )


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder that is gone afterwards, in memory where there is one."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as name:
        yield Path(name)


def walked(seeds: range) -> Walked:
    """The walks of these seeds, one after the other."""
    found = Walked(Count())
    with in_memory() as folder:
        of = folder / "template"
        of.mkdir()
        shop = template(of)
        for seed in seeds:
            found += _of_seed(seed, of, shop, folder / "world")
    return found


def _of_seed(seed: int, of: Path, shop: str, folder: Path) -> Walked:
    folder.mkdir()
    world = World(folder, of, shop)
    try:
        walk(world, random.Random(seed))
        world.heal()
        world.prove()
        return Walked(world.count)
    except Exception as error:  # the other seeds are still walked
        return Walked(world.count, ((seed, f"{type(error).__name__}: {error}"),))
    finally:
        world.close()
        shutil.rmtree(folder)


def main(arguments: list[str]) -> int:
    """All seeds, a table, and what was wrong; 0 where nothing was."""
    seeds = int(arguments[arguments.index("--seeds") + 1]) if "--seeds" in arguments else SEEDS
    begun, found = time.monotonic(), Walked(Count())
    batches = [range(at, min(at + BATCH, seeds)) for at in range(0, seeds, BATCH)]
    with ProcessPoolExecutor(min(os.cpu_count() or 1, 4)) as pool:
        for one in pool.map(walked, batches):
            found += one
    kinds = {"lost": 0, "doubled": 0, "diverged": 0, "other": 0}
    for _seed, what in found.wrong:
        kinds[next((kind for kind in kinds if kind in what), "other")] += 1
    counts = asdict(found.count) | kinds | {"seeds": seeds, "seconds": round(time.monotonic() - begun)}
    print("\n".join(f"{name:>12} {number:>9,}" for name, number in counts.items()))
    for seed, what in found.wrong:
        print(f"seed {seed}: {what}", file=sys.stderr)
    return int(bool(found.wrong))
