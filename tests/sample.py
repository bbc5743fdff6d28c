"""A quick, always equal choice out of many cases; everything with `python3 tests --all`."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from typing import TypeVar

Case = TypeVar("Case")


def everything() -> bool:
    """Whether `--all` was given."""
    return bool(os.environ.get("COMPTOIR_ALL"))


def sample(cases: Iterable[Case], count: int, *, seed: int = 1) -> list[Case]:
    """At most `count` of the cases in their order, the same ones at every run; all of them with `--all`."""
    every = list(cases)
    if everything() or len(every) <= count:
        return every
    chosen = sorted(random.Random(seed).sample(range(len(every)), count))
    return [every[place] for place in chosen]
