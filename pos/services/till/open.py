"""Open a shop's file, or say what is wrong with it."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from pos.model import shop_file
from pos.model.database import Database, understood
from pos.services.till.copies.snapshot import log_of
from pos.services.till.files import ShopFolder
from pos.services.till.life import Life, known_life
from pos.services.till.till import Clock, Index, Till

if TYPE_CHECKING:
    from pos.services.till.migration import Progress, Reindex


def open_till(
    folder: ShopFolder,
    clock: Clock,
    index: Index,
    reindex: Reindex = lambda _connection: None,
    progress: Progress = lambda _done, _total: None,
) -> Till:
    """Open a shop's file, moved to this program's version; a restored or copied one begins a new life.

    Tables of another version are made anew from the journal; `progress` hears how far, and may raise.
    Raises FolderClosed, NoShopHere, NotAShop, NewerFile, OldFile or FileDamaged; the file is
    then left as it was.
    """
    if not folder.holds_shop():
        from pos.services.till.copies.remains import gone

        raise gone(folder)
    if shop_file.version_of(folder.database) < shop_file.VERSION:
        from pos.services.till.migration import migrate  # brings the journal

        migrate(folder)
    database = Database(folder.database)
    try:
        if shop_file.made_by_another(database.reader()):
            from pos.services.till.migration import remake, save_before  # brings the journal

            save_before(folder, f"before-tables-{shop_file.TABLES}")
            remake(database, reindex, progress)
        till = Till(database, _life(database, folder, clock), folder, clock, index)
        # What everything is built on is read once whole, so that damage is said here and in a sentence.
        database.reader().execute("SELECT sum(length(key) + length(value)) FROM setting")
        till.person = who_sells(database)
        return till
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        database.close()
        raise understood(error) or error from error
    except BaseException:
        database.close()
        raise


def begins_anew(folder: ShopFolder) -> bool:
    """Whether opening a shop to write begins another life: it was copied or restored. It begins none."""
    file = folder.database
    mode = "ro" if log_of(file).exists() else "rw"  # who reads alone takes the empty log away that it made
    with (
        suppress(sqlite3.DatabaseError, UnicodeDecodeError),
        closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True)) as reader,
    ):
        return known_life(reader, folder) is None
    return False


def _life(database: Database, folder: ShopFolder, clock: Clock) -> Life:
    """The life this folder's till is in, or the next one: after a restore, a copy, or a lost key."""
    life = known_life(database.reader(), folder)
    if life is None:
        from pos.services.till.create import next_life  # brings the journal

        life = next_life(database, folder, clock)
    return life


def who_sells(database: Database) -> str:
    """The person at the till when it was closed, else the first there is."""
    reader = database.reader()
    row = (
        reader.execute("SELECT value FROM choice WHERE key = 'person'").fetchone()
        or reader.execute(
            "SELECT name FROM person WHERE archived = 0 AND name <> '' ORDER BY id LIMIT 1"
        ).fetchone()
    )
    return row[0] if row else ""
