"""Take entries of other tills in, a few in each short transaction, so that sales go on between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pos.journal.kinds.customers import CustomerErased
from pos.journal.receive import receive
from pos.services.customers.erasing import forget_here
from pos.services.imports.bulk import in_turns
from pos.services.sync import ledger
from pos.services.till.keys import known_here

if TYPE_CHECKING:
    from pos.journal.stored import Stored
    from pos.services.till.till import Till
    from pos.services.till.transaction import Transaction

AT_ONCE = 20
"""Entries taken in between two looks at the clock."""
HELD_SECONDS = 0.012
"""How long a transaction takes entries in; what is at hand and the disk come on top."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many entries were new here; of them how many changed tables, and how many wait for something."""

    entries: int = 0
    applied: int = 0
    parked: int = 0

    def __add__(self, other: TakenIn) -> TakenIn:
        return TakenIn(self.entries + other.entries, self.applied + other.applied, self.parked + other.parked)


class Taking:
    """Takes in what is missing here, and counts it; what was committed before an error stays."""

    def __init__(
        self,
        till: Till,
        progress: Callable[[int], None] = lambda _count: None,
        between: Callable[[], None] = lambda: None,
    ) -> None:
        """`progress` hears after each transaction how many entries are in; `between` may raise to end it."""
        self._till = till
        self._progress = progress
        self._between = between
        self._known = known_here(till.folder)
        self._now = TakenIn()
        self._heard: set[bytes] = set()
        self.found = TakenIn()

    def take(self, entries: Iterable[Stored]) -> None:
        """Take these in, those of one life by number; raises EntryWrong at the first that is not right.

        All that was taken in is on disk when this ends; until then a power cut may undo the last of it.
        """
        self._now = self.found
        try:
            with self._till.database.repeatable():
                in_turns(self._till, _batches(entries), self._take, self._committed, HELD_SECONDS)
            self._committed()
        finally:
            self._now = self.found
            self._hear()

    def _hear(self) -> None:
        """Keep whose entries came in: the one transaction of all that waits for the disk."""
        heard, self._heard = self._heard, set()
        if heard:
            with self._till.transaction() as tx:
                ledger.heard(tx.raw(), heard, tx.now.isoformat(timespec="seconds"))

    def _take(self, tx: Transaction, some: list[Stored]) -> None:
        found = receive(tx.connection, some, self._known, tx.now.isoformat())
        tx.took_in(found)
        for fact in found.applied:
            if isinstance(fact, CustomerErased):
                forget_here(tx, self._till.folder, fact.entity)
        self._heard |= {entry.origin for entry in some}
        self._now += TakenIn(found.entries, len(found.applied), found.parked)

    def _committed(self) -> None:
        self.found = self._now
        self._progress(self.found.entries)
        self._between()


def _batches(entries: Iterable[Stored]) -> Iterator[list[Stored]]:
    waiting = iter(entries)
    while some := list(islice(waiting, AT_ONCE)):
        yield some
