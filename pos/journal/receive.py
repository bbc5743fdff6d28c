"""The door for entries of other tills: checked as they were sealed, kept, applied or parked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pos.journal import seal
from pos.journal.arrive import bring, brought_by, keep, placings, settle, try_placed
from pos.journal.kinds.base import Fact
from pos.journal.lives.fences import is_cut, touched
from pos.journal.lives.vouching import Known
from pos.journal.orders.columns import Together
from pos.journal.proof.checks import Checks, Examined, held
from pos.journal.proof.rebuild import remake
from pos.journal.stored import HERE, Stored, store_all
from pos.model.database import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

EVENTS = "SELECT event_id FROM entry WHERE event_id IN ({marks})"
BETWEEN = "SELECT 1 FROM entry WHERE event_id BETWEEN ? AND ? LIMIT 1"


@dataclass(frozen=True, slots=True)
class Received:
    """How many entries were new here and were parked, what was applied, and whether a fence took back.

    The tables were then made anew, and what searches read must be as well. Placed orders that name no
    customer are only counted, in `placed`: no search follows them.
    """

    entries: int
    parked: int
    remade: bool
    applied: tuple[Fact, ...] = field(default=(), compare=False)
    placed: int = field(default=0, compare=False)


def receive(connection: Connection, entries: Iterable[Stored], known: Known, since: str) -> Received:
    """Look at entries of other tills and take them in, those of one life in the order they were written.

    Raises EntryWrong at the first that is not as it was written: the caller's transaction must then end.
    """
    return take(connection, list(Checks(raw(connection)).look(list(entries))), known, since)


def take(
    connection: Connection, some: Sequence[Examined], known: Known, since: str, *, careful: bool = True
) -> Received:
    """Take in entries that were looked at: kept, and applied or parked. Raises EntryWrong.

    Without `careful` NotTogether, too: see `try_placed`.
    """
    settling = _Settling(connection, known, since, careful=careful)
    for one in some:
        settling.add(one)
    entries = (entry for one in some for entry in one.entries)
    remade = _remake_if_cut(connection, touched(raw(connection), entries, settling.applied))
    return Received(settling.kept, settling.parked, remade, tuple(settling.applied), settling.placed)


class _Settling:
    """Keeps and applies entries in their order; orders that one life placed one after the other, together."""

    def __init__(self, connection: Connection, known: Known, since: str, *, careful: bool) -> None:
        self._connection = connection
        self._careful = careful
        self._known = known
        self._since = since
        self.applied: list[Fact] = []
        self.kept = self.placed = self.parked = 0

    def add(self, some: Examined) -> None:
        """What is new of them: another program may have taken some in by now, another life say the same."""
        if self._is_any_here(some.events):
            for entry in some.entries:
                self._keep_again(entry)
            return
        self.kept += len(some.entries)
        arrivals = store_all(self._connection, some.entries)
        made = some.made or (placings(self._connection, some.entries) if some.places else None)
        if made and self._place(some.entries, made, arrivals):
            self.placed += len(some.entries) - len(made.named)
            return
        for entry, arrival in zip(some.entries, arrivals, strict=True):
            self._settle(replace(entry, arrival=arrival))

    def _place(self, entries: Sequence[Stored], made: Together, arrivals: Sequence[int]) -> bool:
        hear, careful = self.applied.append, self._careful
        return try_placed(self._connection, entries, made, arrivals, hear, careful=careful)

    def _is_any_here(self, events: set[bytes]) -> bool:
        """Ids of events sort by time: mostly nothing is here of the moments in which others wrote."""
        run = raw(self._connection)
        between = run.execute(BETWEEN, (min(events), max(events))).fetchone()
        return between is not None and bool(held(run, EVENTS, events))

    def _keep_again(self, entry: Stored) -> None:
        if raw(self._connection).execute(HERE, (entry.chain,)).fetchone() is None:
            self.kept += 1
            if kept := keep(self._connection, entry):
                self._settle(kept)

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
