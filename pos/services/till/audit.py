"""Prove that the journal is whole and that the tables are what it adds up to, changing nothing."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pos.model import shop_file
from pos.model.database import read_only
from pos.services.till.copies.remains import gone
from pos.services.till.copies.snapshot import copy_with_log, log_of
from pos.services.till.files import ShopFolder
from pos.services.till.keys import known_here, remembered
from pos.services.till.till import Till

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pos.journal.proof.digest import Digest
    from pos.journal.proof.verify import Audit
    from pos.journal.trust import LastEntry

Progress = Callable[[int, int], None]
"""Hears how far of how far the proof is; what it raises stops it."""


class Auditor:
    """Runs the proof beside an open till, on one snapshot of its file."""

    def __init__(self, till: Till, reindex: Callable[[sqlite3.Connection], None]) -> None:
        self._till = till
        self._reindex = reindex

    def verify(
        self,
        *,
        rebuild: bool = False,
        expect: tuple[int, str] | None = None,
        progress: Progress = lambda _done, _total: None,
    ) -> Audit:
        """The whole proof; with `rebuild` every entry is applied once more to an empty file, and compared."""
        folder, heads = self._till.folder, remembered(self._till.folder)
        with self._till.database.reading() as connection:
            return _prove(folder, heads, connection, rebuild, expect, progress)

    def reindex(self) -> None:
        """Make what searches read again: a cache, of which the proof only says that it is out of date."""
        with self._till.transaction() as tx:
            self._reindex(tx.raw())

    def accept(self) -> tuple[str, ...]:
        """A person says that this till carries on after a restore: lives whose keys are not here are known.

        Returns their letters; from now on the proof holds for them too.
        """
        from pos.services.till.copies.accepting import accept_lives

        return accept_lives(self._till.database.reader(), self._till.folder, self._till.life.origin)


def verify_folder(
    folder: ShopFolder,
    *,
    rebuild: bool = False,
    expect: tuple[int, str] | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Audit:
    """The proof of a shop's file that nobody opened for it: no life begins, nothing is changed.

    Raises NoShopHere, NotAShop, NewerFile or FileDamaged.
    """
    heads = remembered(folder)  # before the file is read: sales may go on meanwhile
    with unwritten_shop(folder) as connection:
        return _prove(folder, heads, connection, rebuild, expect, progress)


def digest_folder(folder: ShopFolder) -> Digest:
    """The digest of the tables of a shop's file, which is left as it is; raises as `verify_folder`."""
    from pos.journal.proof.digest import digest

    with unwritten_shop(folder) as connection:
        return digest(connection)


@contextmanager
def unwritten_shop(folder: ShopFolder) -> Iterator[Connection]:
    """One snapshot of a shop's file, which is left as it is.

    Raises NoShopHere, NotAShop, NewerFile or FileDamaged.
    """
    if not folder.holds_shop():
        raise gone(folder)
    shop_file.version_of(folder.database)
    with _unwritten(folder.database) as connection:
        yield connection


def _prove(
    folder: ShopFolder,
    heads: list[LastEntry],
    connection: Connection,
    rebuild: bool,
    expect: tuple[int, str] | None,
    progress: Progress,
) -> Audit:
    from pos.journal.proof.verify import verify  # brings SQLAlchemy's mapping along, to rebuild into tables

    known = known_here(folder)
    with tempfile.TemporaryDirectory(prefix="comptoir-") as work:
        target = Path(work) / "rebuilt.db" if rebuild else None
        return verify(connection, known, remembered=heads, target=target, expect=expect, progress=progress)


@contextmanager
def _unwritten(path: Path) -> Iterator[Connection]:
    """One snapshot of a shop's file that is never written: where it cannot be, of a private copy.

    Raises FileDamaged or DiskTrouble.
    """
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        is_clean = not log_of(path).exists()
        with read_only(path) as connection:
            yield connection
        if is_clean:  # SQLite made an empty log to read beside others; its last writer takes it away
            with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as last:
                last.execute("SELECT 1 FROM sqlite_master")
        return
    with tempfile.TemporaryDirectory(prefix="comptoir-") as work:
        copy = Path(work) / path.name
        copy_with_log(path, copy)
        with read_only(copy) as connection:
            yield connection
