"""What every entry is made of, and where one stands: what its application may know besides what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import UNSET, Struct, structs

from pos.journal.heads import clock

if TYPE_CHECKING:
    from pos.journal.seal import Header


class Part(Struct, frozen=True, omit_defaults=True):
    """A value inside an entry; what is absent is not written, what newer programs add is not read."""


class Place(Part, frozen=True):
    """A place in the journal of a life, and what stood there."""

    life: str  # its origin
    seq: int  # the number of the entry
    chain: str  # the chain value of the entry


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
    def clock(self) -> str:
        """When it was written, as text that sorts: that of every field the entry sets."""
        return clock(self.header.hlc, self.header.event_id)

    @property
    def event(self) -> bytes:
        """The event's id."""
        return bytes.fromhex(self.header.event_id)

    @property
    def at(self) -> str:
        """When it was recorded, as the clock read."""
        return self.header.recorded_at


class Waits(Exception):
    """An entry cannot be applied before another thing is here: the order of that id, or the life."""

    def __init__(self, uid: str) -> None:
        super().__init__(uid)
        self.uid = uid


class FromNewer(Exception):
    """An entry is of a kind, or of a format of it, that only a newer program can apply."""


def given(fields: Part) -> dict[str, Any]:
    """The fields that an entry sets, as columns keep them: 0 and 1 for false and true."""
    return {
        name: int(value) if isinstance(value, bool) else value
        for name, value in structs.asdict(fields).items()
        if value is not UNSET
    }
