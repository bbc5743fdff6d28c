"""The versions of one field that no other version names: what remains when tills set it without knowing.

A version names the clocks it had seen (`b`), so that it stands in their place whenever it arrives. The winner
is the head with the greatest clock; another head is a value somebody set who had not seen the winner, and a
person decides. The heads are a function of the set of versions, not of their order (`travel.md`, section 5).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

V = TypeVar("V")

LOWEST = "0" * 48
"""The clock of a field nobody has set: a record is mentioned before its making has arrived."""


def clock(hlc: int, event_id: str) -> str:
    """When a version was set, as text that sorts: 16 hex digits of the clock, then the event's id."""
    return f"{hlc:016x}{event_id}"


def hlc_of(clock: str) -> int:
    """The hybrid clock in a version's clock."""
    return int(clock[:16], 16)


def event_of(clock: str) -> str:
    """The id of the event in a version's clock."""
    return clock[16:]


@dataclass(frozen=True, slots=True)
class Heads(Generic[V]):
    """What is known of one field: its heads by clock, and the clocks that were named before they arrived."""

    values: Mapping[str, V] = field(default_factory=dict)
    awaited: frozenset[str] = frozenset()

    def arrived(self, clock: str, value: V, seen: Iterable[str], here: Container[str]) -> Heads[V]:
        """The heads with one more version; `here` are the clocks of versions that arrived before.

        The journal applies an event once, so that no version comes twice.
        """
        named = frozenset(seen) - {LOWEST}
        values = {known: kept for known, kept in self.values.items() if known not in named}
        awaited = (self.awaited | {one for one in named if one not in here}) - {clock}
        if clock in self.awaited:  # somebody who had seen it set the field again
            return Heads(values, awaited)
        return Heads(values | {clock: value}, awaited)

    @property
    def winner(self) -> str:
        """The clock of the value in force."""
        return max(self.values, default=LOWEST)

    @property
    def value(self) -> V | None:
        """The value in force, None where none has arrived."""
        return self.values.get(self.winner)

    @property
    def losers(self) -> tuple[str, ...]:
        """The clocks of what others set without having seen the winner, latest first."""
        return tuple(sorted(self.values.keys() - {self.winner}, reverse=True))


def heads_of(versions: Iterable[tuple[str, V, Iterable[str]]]) -> Heads[V]:
    """The heads of all versions of a field at once: of each its clock, its value, the clocks it replaces."""
    told = tuple(versions)
    named = {one for _clock, _value, seen in told for one in seen} - {LOWEST}
    values = {clock: value for clock, value, _seen in told if clock not in named}
    return Heads(values, frozenset(named - {clock for clock, _value, _seen in told}))
