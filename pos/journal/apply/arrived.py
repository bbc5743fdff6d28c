"""Where an entry stands: what its application may know besides what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pos.journal.seal import Header


@dataclass(frozen=True, slots=True)
class Arrived:
    """An entry's local arrival number, its origin and its header."""

    arrival: int
    origin: bytes
    header: Header

    @property
    def stamp(self) -> str:
        """The clock of every field the entry sets: sorts by time, then by origin."""
        return f"{self.header.hlc:016x}{self.origin.hex()[:8]}"

    @property
    def at(self) -> str:
        """When it was recorded, as the clock read."""
        return self.header.recorded_at
