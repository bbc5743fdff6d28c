"""Carry entries in a file: write all that is here, take in what another till wrote."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pos.disk import PART, new_file, settle_file
from pos.domain.sync.errors import BundleOfAnotherShop, FileInTheWay
from pos.domain.sync.state import Stage, Tell, tell_nobody
from pos.domain.words.errors import CashierError
from pos.journal.proof.checks import Checks
from pos.journal.stored import COUNT, Stored, stored
from pos.model.database import raw
from pos.services.sync import ledger
from pos.services.sync.ledger import SHOP
from pos.services.sync.rounds.heads import CHAINS
from pos.services.sync.rounds.own_life import begin_anew, begin_where_shared
from pos.services.sync.taking_in import TakenIn, Taking
from pos.services.till.files import in_sentences
from pos.services.till.till import Till
from pos.sync import bundle
from pos.sync.carrier import HubHead

TOLD = 100
"""Entries between two words of how far it is."""
AT_ONCE = 500
"""Entries looked at together."""


@dataclass(frozen=True, slots=True)
class Written:
    """A bundle that was written: how many entries it holds, and its size in bytes."""

    file: Path
    entries: int
    bytes: int


class Bundles:
    """Writes and reads bundles of this shop."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def write(self, file: Path, since: Mapping[str, int] | None = None, tell: Tell = tell_nobody) -> Written:
        """All entries that are here, of every till; with `since` those beyond these numbers by life.

        `tell` hears how many are gone through; what it raises leaves the file as it was.
        A bundle of this shop is replaced. Raises FileInTheWay for another file, DiskTrouble.
        """
        self.require_free(file)
        part = file.parent / f"{PART}{file.name}.part"
        with in_sentences():
            try:
                with suppress(FileNotFoundError):
                    part.unlink()
                with open(new_file(part), "wb") as target:
                    count = bundle.write(
                        target, self._head(), self._entries(since or {}, tell), self._till.life.key
                    )
                size = part.stat().st_size
                settle_file(part, file)
            finally:
                part.unlink(missing_ok=True)
        return Written(file, count, size)

    def read(self, file: Path, tell: Tell = tell_nobody) -> TakenIn:
        """Take in what is missing here; `tell` hears how many entries were looked at, then how many taken in.

        All of it is looked at before any is taken in. Where another life bears this till's letter it goes on
        under another one. Raises what is wrong with the file, EntryWrong.
        """
        with in_sentences():
            if bundle.head_of(file).shop != self._shop():
                raise BundleOfAnotherShop(file.name)
            self._till.follow()
            life = self._till.life.origin
            with self._till.database.reading() as connection:
                checks, ahead = Checks(raw(connection), only_looks=True), iter(_told(file, tell))
                missing: dict[bytes, int] = {}
                while some := list(islice(ahead, AT_ONCE)):
                    found = (entry for one in checks.look(some) for entry in one.entries)
                    missing |= {entry.chain: entry.seq if entry.origin == life else 0 for entry in found}
            if own := [seq for seq in missing.values() if seq]:
                self._become_another(min(own) - 1)
            taking = Taking(self._till, lambda done: tell(Stage.GETTING, done, len(missing)))
            taking.take(entry for entry in bundle.entries_of(file) if entry.chain in missing)
            self._heard_of(bundle.head_of(file).life)
            begin_where_shared(self._till)
        return taking.found

    def _heard_of(self, writer: str) -> None:
        """Who wrote the file was heard of, also where it had nothing new."""
        if writer == self._till.life.origin.hex():
            return
        with self._till.transaction() as tx:
            ledger.heard(tx.raw(), {bytes.fromhex(writer)}, tx.now.isoformat(timespec="seconds"))

    def _become_another(self, last: int) -> None:
        """The file holds what this very life wrote elsewhere: it goes on as another one from there."""
        (chain,) = self._till.database.reader().execute(CHAINS, (self._till.life.origin, last)).fetchone()
        begin_anew(self._till, HubHead(last, chain))

    def require_free(self, file: Path) -> None:
        """Refuse to write over what is no bundle of this shop; raises FileInTheWay."""
        if not os.path.exists(file):  # whatever else is wrong with the name is said when it is written
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

    def _entries(self, since: Mapping[str, int], tell: Tell) -> Iterator[Stored]:
        with self._till.database.reading() as connection:
            (of,) = raw(connection).execute(COUNT).fetchone()
            for done, entry in enumerate(stored(connection), 1):
                if done % TOLD == 0 or done == of:
                    tell(Stage.WRITING, done, of)
                if entry.seq > since.get(entry.origin.hex(), 0):
                    yield entry


def _told(file: Path, tell: Tell) -> Iterator[Stored]:
    """The entries of a file, counted while they are looked at."""
    of = bundle.count_of(file)
    for done, entry in enumerate(bundle.entries_of(file), 1):
        if done % TOLD == 0 or done == of:
            tell(Stage.CHECKING, done, of)
        yield entry
