"""What every entry is made of, and where one stands: what its application may know besides what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

if TYPE_CHECKING:
    from pos.journal.seal import Header


class Part(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A value inside an entry; what is absent is not written."""


class Fact(Part, frozen=True):
    """What an entry says; `entity` names what it is about."""

    kind: ClassVar[str]
    format: ClassVar[int] = 1
    personal_type: ClassVar[type[Part] | None] = None
    """What the field `personal` holds, in kinds that have one: what may one day have to be erased."""

    @property
    def entity(self) -> str:
        """The id of the thing the entry is about, or nothing."""
        return ""


@dataclass(frozen=True, slots=True)
class Arrived:
    """An entry's local arrival number, its origin and its header."""

    arrival: int  # counts the entries of this file
    origin: bytes
    header: Header

    @property
    def stamp(self) -> str:
        """The clock of every field the entry sets: sorts by time, then by origin."""
        return f"{self.header.hlc:016x}{self.origin.hex()[:8]}"

    @property
    def clock(self) -> str:
        """When it was written, as text that sorts: 16 digits of the clock, then the event's id."""
        return f"{self.header.hlc:016x}{self.header.event_id}"

    @property
    def at(self) -> str:
        """When it was recorded, as the clock read."""
        return self.header.recorded_at


class Waits(Exception):
    """An entry cannot be applied before another thing is here: the order of that id, or the life."""

    def __init__(self, uid: str) -> None:
        super().__init__(uid)
        self.uid = uid
