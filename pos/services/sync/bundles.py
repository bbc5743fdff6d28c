"""Carry entries in a file: write all that is here, take in what another till wrote."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from pos.disk import PART, new_file, settle_file
from pos.domain.sync.errors import BundleOfAnotherShop, FileInTheWay
from pos.domain.words.errors import CashierError
from pos.journal.receive import Examination, receive
from pos.journal.stored import Stored, stored
from pos.services.till.files import in_sentences
from pos.services.till.keys import known_here
from pos.services.till.till import Till
from pos.sync import bundle

SHOP = "SELECT shop FROM till WHERE shop <> '' LIMIT 1"
AT_ONCE = 20
"""Entries taken in between two looks at the clock."""
HELD_SECONDS = 0.025
"""How long a transaction takes entries in before a sale may come between."""


@dataclass(frozen=True, slots=True)
class Written:
    """A bundle that was written: how many entries it holds, and its size in bytes."""

    file: Path
    entries: int
    bytes: int


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many entries were new here; of them how many changed tables, and how many wait for something."""

    entries: int
    applied: int
    parked: int


class Bundles:
    """Writes and reads bundles of this shop."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def write(self, file: Path, since: Mapping[str, int] | None = None) -> Written:
        """All entries that are here, of every till; with `since` those beyond these numbers by life.

        A bundle of this shop is replaced. Raises FileInTheWay for another file, DiskTrouble.
        """
        self._require_free(file)
        part = file.parent / f"{PART}{file.name}.part"
        with in_sentences():
            try:
                with suppress(FileNotFoundError):
                    part.unlink()
                with open(new_file(part), "wb") as target:
                    count = bundle.write(
                        target, self._head(), self._entries(since or {}), self._till.life.key
                    )
                size = part.stat().st_size
                settle_file(part, file)
            finally:
                part.unlink(missing_ok=True)
        return Written(file, count, size)

    def read(self, file: Path, progress: Callable[[int], None] = lambda _count: None) -> TakenIn:
        """Take in what is missing here; `progress` hears how many entries were looked at.

        All of it is looked at before any is taken in. Raises what is wrong with the file, EntryWrong.
        """
        with in_sentences():
            if bundle.head_of(file).shop != self._shop():
                raise BundleOfAnotherShop(file.name)
            with self._till.database.reading() as connection:
                examination = Examination(connection)
                missing = [entry.chain for entry in bundle.entries_of(file) if examination.look_at(entry)]
                examination.end()
            return self._take_in(bundle.entries_of(file), frozenset(missing), progress)

    def _take_in(
        self, entries: Iterable[Stored], missing: frozenset[bytes], progress: Callable[[int], None]
    ) -> TakenIn:
        new = (entry for entry in entries if entry.chain in missing)
        count = applied = parked = 0
        known = known_here(self._till.folder)
        for first in new:
            ahead: Iterator[Stored] = chain((first,), new)
            with self._till.transaction() as tx:
                until = time.monotonic() + HELD_SECONDS
                while some := list(islice(ahead, AT_ONCE)):
                    found = receive(tx.connection, some, known, tx.now.isoformat())
                    tx.took_in(found)
                    count, applied = count + found.entries, applied + len(found.applied)
                    parked += found.parked
                    if time.monotonic() > until:
                        break
            progress(count)
        return TakenIn(count, applied, parked)

    def _require_free(self, file: Path) -> None:
        if not file.exists():
            return
        try:
            ours = bundle.head_of(file).shop == self._shop()
        except (CashierError, OSError):
            ours = False
        if not ours:
            raise FileInTheWay(str(file))

    def _head(self) -> bundle.Head:
        life = self._till.life
        return bundle.Head(
            self._shop(),
            life.origin.hex(),
            life.letter,
            life.key.public.hex(),
            self._till.clock().isoformat(timespec="seconds"),
        )

    def _shop(self) -> str:
        return str(self._till.database.reader().execute(SHOP).fetchone()[0])

    def _entries(self, since: Mapping[str, int]) -> Iterator[Stored]:
        with self._till.database.reading() as connection:
            for entry in stored(connection):
                if entry.seq > since.get(entry.origin.hex(), 0):
                    yield entry
