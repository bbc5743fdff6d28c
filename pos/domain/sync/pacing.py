"""When the next round is due: soon after a good one, ever later while the hub is away, at random moments."""

from __future__ import annotations

import random
from dataclasses import dataclass

USUAL, SPREAD = 60.0, 0.3
"""Seconds between two rounds that end well, and how much earlier or later each may be."""
FIRST, LONGEST = 2.0, 300.0
"""Seconds that a round is put off at most after one failure, and after many."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How many rounds failed in a row, and the seconds until the next one; None for not by itself."""

    failures: int = 0
    seconds: float | None = 0.0

    def went_well(self) -> Pace:
        """About a minute, so that tills that began together do not come together."""
        return Pace(0, random.uniform(USUAL * (1 - SPREAD), USUAL * (1 + SPREAD)))

    def failed(self) -> Pace:
        """Any moment up to twice as long as before (full jitter)."""
        longest = min(LONGEST, FIRST * 2 ** min(self.failures, 10))
        return Pace(self.failures + 1, random.uniform(0, longest))

    def refused(self) -> Pace:
        """Not until a person asks for it."""
        return Pace(self.failures, None)
