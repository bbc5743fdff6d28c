"""What a world asks of the hub between its tills, and the one that is in memory."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from pos.domain.sync.errors import HubWentAway
from pos.sync.carrier import Uplink
from tests.memory_hub import Faults, MemoryHub

CALLS = ("connect", "hello", "heads", "append", "read", "sales", "chains", "head")


class Trouble(NamedTuple):
    """One thing that befalls the line of one round: what, and where in it."""

    name: str
    at: str


class Hub(Protocol):
    """A hub that fails on purpose, can be put back, and shows what it holds."""

    def uplink(self, name: str, *, office: bool) -> Uplink:
        """The way of one till."""

    def drawn(self, draw: random.Random) -> Trouble:
        """Any trouble that this hub can have."""

    def troubled(self, trouble: Trouble) -> Any:
        """A context in which that happens; all is well behind it."""

    def shut_out(self, letter: str) -> None:
        """Close the login of a till."""

    def snapshot(self) -> Any:
        """What it holds now, as a backup of it would."""

    def restore(self, held: Any) -> None:
        """Hold again what it held then, and nothing since."""

    def chains_of(self, life: bytes) -> list[bytes]:
        """The chain values of all it holds of a life."""


class InMemory(MemoryHub):
    """Loses calls or their answers."""

    def __init__(self, shop: str, clock: Callable[[], datetime]) -> None:
        super().__init__(shop, clock)
        self.shut: frozenset[str] = frozenset()

    def shut_out(self, letter: str) -> None:
        self._closes(self.shut | {letter.lower()})

    def _closes(self, shut: frozenset[str]) -> None:
        self.shut = shut
        self.faults = Faults(removed=set(shut))

    def snapshot(self) -> Any:
        return super().snapshot(), self.shut

    def restore(self, held: Any) -> None:
        entries, shut = held
        super().restore(entries)
        self._closes(shut)

    def drawn(self, draw: random.Random) -> Trouble:
        return Trouble(draw.choice(CALLS), draw.choice(("before", "after")))

    @contextmanager
    def troubled(self, trouble: Trouble) -> Iterator[None]:
        def fails(one: str) -> Exception | None:
            return HubWentAway() if one == trouble.name else None

        removed = set(self.shut)
        after = trouble.at == "after"
        self.faults = Faults(after=fails, removed=removed) if after else Faults(before=fails, removed=removed)
        try:
            yield
        finally:
            self._closes(self.shut)

    def chains_of(self, life: bytes) -> list[bytes]:
        return [entry.chain for entry in self.entries[life]]
