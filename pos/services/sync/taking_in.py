"""Take entries of other tills in, a few in each short transaction, so that sales go on between them."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pos.domain.shop.errors import EntryWrong
from pos.journal.arrive import NotTogether
from pos.journal.kinds.customers import CustomerErased
from pos.journal.proof.checks import AT_ONCE, BYTES, Checks, Examined
from pos.journal.receive import take
from pos.services.customers.erasing import forget_here
from pos.services.imports.bulk import behind_others
from pos.services.sync import ledger
from pos.services.till.keys import known_here

if TYPE_CHECKING:
    from pos.journal.stored import Stored
    from pos.services.till.till import Till
    from pos.services.till.transaction import Transaction

LOOKED_AT = 250
"""Entries looked at together, of which the last signature is checked: it covers all of them."""
HELD_SECONDS = 0.016
"""How long a transaction takes entries in; what is at hand and the disk come on top."""
FOLDED = 2500
"""Entries after which the log is copied into the file."""
SHORTEST = 0.0001
"""Seconds that count at least: some clocks stand for as long."""
MOST = 500
"""Entries that wait ready for a transaction, however fast the last ones went."""


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
        self._room = AT_ONCE
        self._folded = 0
        self.found = TakenIn()

    def take(self, entries: Iterable[Stored]) -> None:
        """Take these in, those of one life by number; raises EntryWrong at the first that is not right.

        All that was taken in is on disk when this ends; until then a power cut may undo the last of it.
        """
        self._now = self.found
        database = self._till.database
        try:
            with behind_others(), database.roomy(), database.repeatable():
                self._in_turns(self._examined(entries))
        finally:
            self._now = self.found
            self._hear()

    def _examined(self, entries: Iterable[Stored]) -> Iterator[Examined]:
        """The entries that are new here, looked at beside the file, while nobody needs the processor."""
        database, waiting = self._till.database, iter(entries)
        checks = Checks(database.reader())
        while some := list(islice(waiting, LOOKED_AT)):
            yield from checks.look(some, database.turns.give_way)

    def _in_turns(self, examined: Iterator[Examined]) -> None:
        """Write what is ready in transactions so short that a sale need not wait; who waits goes first."""
        ready: deque[Examined] = deque()
        wrong: EntryWrong | None = None
        while wrong is None:
            self._committed()
            try:
                self._fill(ready, examined)
            except EntryWrong as error:  # what came before it is right
                wrong = error
            if not ready:
                break
            self._till.database.turns.give_way()
            self._in_one_turn(ready)
            self._till.database.settle()
            self._fold()
        while ready:
            self._committed()
            self._in_one_turn(ready)
        self._committed()
        if wrong is not None:
            raise wrong

    def _fill(self, ready: deque[Examined], examined: Iterator[Examined]) -> None:
        """Have as many entries ready as the next transaction may take."""
        room = self._room - _entries(ready)
        while room > 0 and (one := next(examined, None)):
            ready.append(one)
            room -= len(one.entries)

    def _in_one_turn(self, ready: deque[Examined]) -> None:
        """Write some of what is ready, as many as one transaction may take."""
        now, taken = self._now, list[Examined]()
        try:
            self._write(ready, taken, careful=False)
        except NotTogether:
            self._now = now
            for one in reversed(taken):
                ready.appendleft(one)
                one.made = None  # its rows have numbers of a transaction that was taken back
            self._write(ready, [], careful=True)

    def _write(self, ready: deque[Examined], taken: list[Examined], *, careful: bool) -> None:
        done = 0
        with self._till.transaction() as tx:
            held, spent = time.perf_counter(), 0.0
            while ready and spent < HELD_SECONDS and not (done and self._till.database.is_wanted):
                some = _next(ready)
                taken += some
                self._take(tx, some, careful=careful)
                done += _entries(some)
                spent = time.perf_counter() - held
        self._room = min(MOST, max(AT_ONCE, round(done * HELD_SECONDS / max(spent, SHORTEST))))

    def _fold(self) -> None:
        """Copy the log into the file now and then: what the log's limit does falls into somebody's commit."""
        if self._now.entries - self._folded >= FOLDED:
            self._folded = self._now.entries
            self._till.database.checkpoint()

    def _hear(self) -> None:
        """Keep whose entries came in: the one transaction of all that waits for the disk."""
        heard, self._heard = self._heard, set()
        if heard:
            with self._till.transaction() as tx:
                ledger.heard(tx.raw(), heard, tx.now.isoformat(timespec="seconds"))

    def _take(self, tx: Transaction, some: list[Examined], *, careful: bool) -> None:
        found = take(tx.connection, some, self._known, tx.now.isoformat(), careful=careful)
        tx.took_in(found)
        for fact in found.applied:
            if isinstance(fact, CustomerErased):
                forget_here(tx, self._till.folder, fact.entity)
        self._heard |= {one.entries[0].origin for one in some}
        self._now += TakenIn(found.entries, len(found.applied) + found.placed, found.parked)

    def _committed(self) -> None:
        self.found = self._now
        self._progress(self.found.entries)
        self._between()


def _entries(some: Iterable[Examined]) -> int:
    return sum(len(one.entries) for one in some)


def _next(ready: deque[Examined]) -> list[Examined]:
    """What is taken in before the clock is looked at again."""
    some = [ready.popleft()]
    entries, size = len(some[0].entries), some[0].size
    while ready and entries + len(ready[0].entries) <= AT_ONCE and size + ready[0].size <= BYTES:
        some.append(ready.popleft())
        entries, size = entries + len(some[-1].entries), size + some[-1].size
    return some
