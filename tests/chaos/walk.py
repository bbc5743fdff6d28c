"""`python3 tests --chaos [--seeds N] [--postgres N]`: random walks, each healed, proven and counted.

Most go over a hub in memory, some over a PostgreSQL behind a proxy, which is killed too.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.chaos.world import POINTS, Count, World, template

if TYPE_CHECKING:
    from tests.chaos.real_hub import RealHub

SEEDS, OVER_POSTGRES = 2000, 40
STEPS = 30
BATCH, REAL_BATCH = 25, 5
"""Seeds that share the tills they begin with, and the server."""


WRONG = ("lost", "doubled", "diverged", "other")


@dataclass(frozen=True)
class Walked:
    """What happened in some walks, and what was wrong in which."""

    count: Count
    wrong: tuple[tuple[int, str], ...] = ()

    def __add__(self, other: Walked) -> Walked:
        both = zip(astuple(self.count), astuple(other.count), strict=True)
        return Walked(Count(*(one + two for one, two in both)), self.wrong + other.wrong)


def walk(world: World, draw: random.Random, steps: int = STEPS) -> None:
    """Things happen, mostly sales and rounds; after each the invariants hold. In one of three a till goes."""
    fences = 8 if draw.randrange(3) == 0 else 0
    for _step in range(steps):
        acts = _acts(world, draw, 0 if world.removal else fences)
        (act,) = draw.choices([act for _weight, act in acts], [weight for weight, _act in acts])
        act()
        world.check()


def _acts(world: World, draw: random.Random, fences: int) -> tuple[tuple[int, Callable[[], None]], ...]:
    def at() -> int:
        return draw.randrange(5)

    return (
        (10, lambda: world.sell(at(), draw.choice((1, 1, 2)))),
        (2, lambda: world.void(at())),
        (2, lambda: world.refund(at())),
        (2, lambda: world.edit(at(), draw.randint(10, 30))),
        (2, lambda: world.counts(at(), draw.randint(0, 50))),
        (2, lambda: world.customer(at(), draw.randrange(3))),
        (4, lambda: world.passes(draw.choice((1, 10, 600)))),
        (1, lambda: world.sets_clock(at(), draw.choice((-2, 0, 400)))),
        (1, lambda: world.reopen(at())),
        (1, lambda: world.updates(at())),
        (2, lambda: world.image(at())),
        (1, lambda: world.clone(at())),
        (1, lambda: world.put_back(at())),
        (8, lambda: world.round(at())),
        (5, lambda: world.cut(at(), world.hub.drawn(draw))),
        (5, lambda: world.kill(at(), draw.choice(POINTS))),
        (1, world.backs_up_hub),
        (1, world.restores_hub),
        (2, lambda: world.stick(at(), at())),
        (fences, lambda: world.fence(at(), at())),
    )


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder that is gone afterwards, in memory where there is one."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as name:
        yield Path(name)


def walked(seeds: range) -> Walked:
    """The walks of these seeds over a hub in memory, one after the other."""
    with in_memory() as folder:
        return _each(seeds, folder, template(folder / "template"))


def walked_over_postgres(seeds: range) -> Walked:
    """The same over a server of their own; without one all are wrong."""
    from tests.chaos.real_hub import RealHub
    from tests.postgres import running

    with in_memory() as folder:
        shop = template(folder / "template")
        try:
            with running() as cluster, closing(RealHub(cluster, shop, bytes(32))) as hub:
                return _each(seeds, folder, shop, hub)
        except LookupError as error:
            return Walked(Count(), tuple((seed, str(error)) for seed in seeds))


def _each(seeds: range, folder: Path, shop: str, hub: RealHub | None = None) -> Walked:
    found = Walked(Count())
    for seed in seeds:
        if hub is not None:
            hub.empty()
        found += _of_seed(seed, folder, shop, hub)
    return found


def _of_seed(seed: int, folder: Path, shop: str, hub: RealHub | None) -> Walked:
    place = folder / "world"
    place.mkdir()
    world = World(place, folder / "template", shop, hub)
    try:
        walk(world, random.Random(seed))
        world.heal()
        world.prove()
        return Walked(world.count)
    except Exception as error:  # the other seeds are still walked
        return Walked(world.count, ((seed, f"{type(error).__name__}: {error}"),))
    finally:
        world.close()
        shutil.rmtree(place)


def main(arguments: list[str]) -> int:
    """All seeds, a table of both hubs, and what was wrong; 0 where nothing was."""
    rows = {
        "in memory": _walk_all(walked, _number(arguments, "--seeds", SEEDS), BATCH),
        "PostgreSQL": _walk_all(
            walked_over_postgres, _number(arguments, "--postgres", OVER_POSTGRES), REAL_BATCH
        ),
    }
    names = next(iter(rows.values())).keys()
    print(f"{'':>12} " + " ".join(f"{hub:>12}" for hub in rows))
    for name in names:
        print(f"{name:>12} " + " ".join(f"{row[name]:>12,}" for row in rows.values()))
    return int(any(row[kind] for row in rows.values() for kind in WRONG))


def _number(arguments: list[str], name: str, usual: int) -> int:
    return int(arguments[arguments.index(name) + 1]) if name in arguments else usual


def _walk_all(over: Callable[[range], Walked], seeds: int, batch: int) -> dict[str, int]:
    """What happened in all these walks, by name; what was wrong in which is said at once."""
    begun, found = time.monotonic(), Walked(Count())
    batches = [range(at, min(at + batch, seeds)) for at in range(0, seeds, batch)]
    with ProcessPoolExecutor(min(os.cpu_count() or 1, 4)) as pool:
        for one in pool.map(over, batches):
            found += one
    kinds = dict.fromkeys(WRONG, 0)
    for seed, what in found.wrong:
        kinds[next((kind for kind in kinds if kind in what), "other")] += 1
        print(f"seed {seed}: {what}", file=sys.stderr)
    return {**asdict(found.count), **kinds, "seeds": seeds, "seconds": round(time.monotonic() - begun)}
