"""Entries about the shop itself: tills, settings, people, the drawer, the clock."""

from __future__ import annotations

from typing import Any, ClassVar

from msgspec import field

from pos.journal.entries.base import Fact


class TillOpened(Fact, frozen=True):
    """The first entry of every origin: which till it is, and whose life it continues."""

    kind: ClassVar[str] = "till.opened"

    shop: str
    letter: str
    key_id: str
    program: str
    continues_origin: str = ""
    continues_seq: int = 0
    continues_chain: str = ""


class SettingsSet(Fact, frozen=True):
    """Decisions of the shop: changed fields, and the clocks of the values they replace."""

    kind: ClassVar[str] = "settings.set"

    f: dict[str, Any]
    b: dict[str, str] = field(default_factory=dict)


class PersonSet(Fact, frozen=True):
    """Someone who sells."""

    kind: ClassVar[str] = "person.set"

    id: str
    name: str
    archived: bool = False

    @property
    def entity(self) -> str:
        return self.id


class CashMoved(Fact, frozen=True):
    """Cash put into the drawer or taken out, not for an order: the opening float."""

    kind: ClassVar[str] = "cash.moved"

    reason: str
    amount: int
    day: str


class ClockMoved(Fact, frozen=True):
    """The person at the till confirmed the date after the computer's clock had jumped."""

    kind: ClassVar[str] = "clock.moved"

    before: str
    after: str
