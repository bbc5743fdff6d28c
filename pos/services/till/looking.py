"""Look at a shop where nothing can be written: a private copy is opened, and refuses every write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pos.domain.shop.errors import OnlyToLook
from pos.journal.trust import Key
from pos.model import shop_file
from pos.model.database import Database
from pos.services.till.copies.snapshot import copy_with_log
from pos.services.till.files import ShopFolder, in_sentences
from pos.services.till.keys import read_key
from pos.services.till.life import Life
from pos.services.till.migration import Progress, Reindex, bring_up
from pos.services.till.open import who_sells
from pos.services.till.till import Clock, Index, Till

ORIGIN = "SELECT value FROM choice WHERE key = 'origin'"
LETTER = "SELECT letter FROM till WHERE origin = ?"


@contextmanager
def look_at(
    folder: ShopFolder, clock: Clock, index: Index, reindex: Reindex, progress: Progress
) -> Iterator[Till]:
    """The shop as it stands, in the life it was left in, until the block is left.

    Raises what `open_till` raises, DiskTrouble where there is no room for a copy.
    """
    import tempfile

    shop_file.version_of(folder.database)
    with (
        in_sentences(),
        tempfile.TemporaryDirectory(prefix="comptoir-", ignore_cleanup_errors=True) as work,
    ):
        copy = Path(work) / folder.database.name
        copy_with_log(folder.database, copy)
        bring_up(copy, reindex, progress)
        database = Database(copy)
        try:
            till = Till(database, _life_left(database, folder), folder, clock, index)
            till.person = who_sells(database)
            database.only_look(OnlyToLook(str(folder.path)))
            yield till
        finally:
            database.close()


def _life_left(database: Database, folder: ShopFolder) -> Life:
    """The life the file was left in; its key signs nothing here."""
    row = database.reader().execute(ORIGIN).fetchone()
    origin = bytes.fromhex(row[0]) if row else b""
    letter = database.reader().execute(LETTER, (origin,)).fetchone()
    return Life(origin, letter[0] if letter else "", read_key(folder) or Key.new())
