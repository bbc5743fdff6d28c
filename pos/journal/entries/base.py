"""What every entry is made of."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct


class Part(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A value inside an entry."""


class Fact(Part, frozen=True):
    """What an entry says; `entity` names what it is about."""

    kind: ClassVar[str]
    format: ClassVar[int] = 1
    personal_type: ClassVar[type[Part] | None] = None
    """What the field `personal` holds, in kinds that have one."""

    @property
    def entity(self) -> str:
        """The id of the thing the entry is about, or nothing."""
        return ""
