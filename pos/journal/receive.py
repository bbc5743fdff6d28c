"""The door for entries of other tills: checked as they were sealed, kept, applied or parked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pos.journal import seal
from pos.journal.arrive import bring, brought_by, keep, placings, settle, try_placed
from pos.journal.kinds.base import Fact
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.lives.fences import is_cut, touched
from pos.journal.lives.vouching import Known
from pos.journal.proof.checks import CHAINS, Checks, Examined, held
from pos.journal.proof.rebuild import remake
from pos.journal.stored import Stored, store_all
from pos.model.database import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

EVENTS = "SELECT event_id FROM entry WHERE event_id IN ({marks})"


@dataclass(frozen=True, slots=True)
class Received:
    """How many entries were new here and were parked, what was applied, and whether a fence took back.

    The tables were then made anew, and what searches read must be as well.
    """

    entries: int
    parked: int
    remade: bool
    applied: tuple[Fact, ...] = field(default=(), compare=False)


def receive(connection: Connection, entries: Iterable[Stored], known: Known, since: str) -> Received:
    """Look at entries of other tills and take them in, those of one life in the order they were written.

    Raises EntryWrong at the first that is not as it was written: the caller's transaction must then end.
    """
    return take(connection, Checks(raw(connection)).look(list(entries)), known, since)


def take(connection: Connection, some: Sequence[Examined], known: Known, since: str) -> Received:
    """Take in entries that were looked at: kept, and applied or parked. Raises EntryWrong."""
    count = 0
    settling = _Settling(connection, known, since)
    met = held(raw(connection), EVENTS, {one.entry.event_id for one in some})
    here = held(raw(connection), CHAINS, {one.entry.chain for one in some}) if met else met
    for one in some:
        if one.entry.chain in here:  # another program took it in meanwhile
            continue
        count += 1
        settling.add(one, is_new=one.entry.event_id not in met)
        met.add(one.entry.event_id)
    settling.end()
    lives = touched(raw(connection), (one.entry for one in some), settling.applied)
    return Received(count, settling.parked, _remake_if_cut(connection, lives), tuple(settling.applied))


class _Settling:
    """Keeps and applies entries in their order; orders that one life placed one after the other, together."""

    def __init__(self, connection: Connection, known: Known, since: str) -> None:
        self._connection = connection
        self._known = known
        self._since = since
        self._placed: list[Examined] = []
        self.applied: list[Fact] = []
        self.parked = 0

    def add(self, one: Examined, *, is_new: bool) -> None:
        """One more, which is not here yet; `is_new` says that no copy of its event is."""
        together = is_new and one.entry.kind == OrderPlaced.kind
        if not together or (self._placed and self._placed[-1].entry.origin != one.entry.origin):
            self.end()
        if together:
            self._placed.append(one)
        elif kept := keep(self._connection, one.entry):
            self._settle(kept)

    def end(self) -> None:
        """Keep and apply those that were waited with."""
        some, self._placed = self._placed, []
        if not some:
            return
        arrivals = store_all(self._connection, [one.entry for one in some])
        if not self._place(some, arrivals):
            for one, arrival in zip(some, arrivals, strict=True):
                self._settle(replace(one.entry, arrival=arrival))

    def _place(self, some: list[Examined], arrivals: Sequence[int]) -> bool:
        placed = [one.placing for one in some if one.placing]
        if len(placed) < len(some):  # their till came with them
            entries = (
                replace(one.entry, arrival=arrival) for one, arrival in zip(some, arrivals, strict=True)
            )
            placed = placings(self._connection, list(entries))
        return try_placed(self._connection, placed, arrivals, some[-1].entry, self.applied.append)

    def _settle(self, entry: Stored) -> None:
        if settle(self._connection, entry, self._known, self._since, self.applied.append):
            self.parked += 1


def decide(
    connection: Connection, header: seal.Header, fact: Fact, since: str, hear: Callable[[Fact], None]
) -> None:
    """What this till's own decision on other tills brings, or takes back; `hear` is told what it brought."""
    bring(connection, brought_by(connection, header, fact), Known(), since, hear)
    _remake_if_cut(connection, touched(raw(connection), (), (fact,)))


def _remake_if_cut(connection: Connection, lives: Collection[bytes]) -> bool:
    """Make the tables anew where they hold what lies behind a fence: the one rule that takes back."""
    if not is_cut(connection, lives):
        return False
    remake(connection)
    return True
