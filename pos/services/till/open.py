"""Open a shop's file, or say what is wrong with it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from pos.domain.shop.errors import NoShopHere
from pos.model import shop_file
from pos.model.database import Database, understood
from pos.services.till.files import ShopFolder
from pos.services.till.life import known_life
from pos.services.till.till import Clock, Index, Life, Till

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
        raise NoShopHere(str(folder.path))
    if shop_file.version_of(folder.database) < shop_file.VERSION:
        from pos.services.till.migration import migrate  # brings the journal

        migrate(folder)
    database = Database(folder.database)
    try:
        if _made_by_another(database):
            from pos.services.till.migration import remake  # brings the journal

            remake(folder, database, reindex, progress)
        till = Till(database, _life(database, folder, clock), folder, clock, index)
        # What everything is built on is read once whole, so that damage is said here and in a sentence.
        database.reader().execute("SELECT sum(length(key) + length(value)) FROM setting")
        row = database.reader().execute("SELECT value FROM choice WHERE key = 'person'").fetchone()
        till.person = row[0] if row else _first_person(database)
        return till
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        database.close()
        raise understood(error) or error from error
    except BaseException:
        database.close()
        raise


def _made_by_another(database: Database) -> bool:
    """Whether the derived tables are of another version than this program's."""
    row = database.reader().execute("SELECT value FROM choice WHERE key = 'tables'").fetchone()
    return row is None or row[0] != shop_file.TABLES


def _life(database: Database, folder: ShopFolder, clock: Clock) -> Life:
    """The life this folder's till is in, or the next one: after a restore, a copy, or a lost key."""
    life = known_life(database.reader(), folder)
    if life is None:
        from pos.services.till.create import next_life  # brings the journal

        life = next_life(database, folder, clock)
    return life


def _first_person(database: Database) -> str:
    named = "SELECT name FROM person WHERE archived = 0 AND name <> '' ORDER BY id LIMIT 1"
    row = database.reader().execute(named).fetchone()
    return row[0] if row else ""
