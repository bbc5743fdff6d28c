"""Begin the life of a till in a folder, or go on with it."""

from __future__ import annotations

import os
import sqlite3
import uuid
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pos import __version__
from pos.domain.shop.errors import DiskTrouble, NoShopHere, ShopExists
from pos.domain.shop.numbering import base_letter, next_letter
from pos.domain.shop.settings import NewShop
from pos.domain.words.text import clean
from pos.journal.append import Writer, append, read_head
from pos.journal.kinds.shop import PersonSet, SettingsSet, TillOpened
from pos.journal.seal import key_id
from pos.model import shop_file
from pos.model.database import Database, raw, understood
from pos.services.shop.settings import plain
from pos.services.till.files import ShopFolder, key_mark, make_key, read_key
from pos.services.till.people import NAME_LIMIT
from pos.services.till.till import Clock, Life, Till

if TYPE_CHECKING:
    from sqlalchemy import Connection


def create(folder: ShopFolder, new: NewShop, clock: Clock, *, demo: bool = False) -> None:
    """Make a new shop's file; it appears under its name only when it is complete."""
    from pos.model import schema  # SQLAlchemy's mapping is only loaded to make tables

    if folder.holds_shop():
        raise ShopExists(str(folder.path))
    folder.make()
    part = folder.database.with_suffix(".part")
    try:
        _remove(part)
        database = Database(part)
        try:
            with database.write() as connection:
                schema.create(connection)
                _begin_shop(connection, folder, new, clock, demo)
            database.fold()
        finally:
            database.close()
        settle_file(part, folder.database)
    except OSError as error:
        raise DiskTrouble(error.strerror or str(error)) from error
    finally:
        _remove(part)


def _begin_shop(connection: Connection, folder: ShopFolder, new: NewShop, clock: Clock, demo: bool) -> None:
    """The first entries: the till's life, what the shop decided, and who sells."""
    decided = {field.name: getattr(new, field.name) for field in fields(new)}
    settings = {key: plain(value) for key, value in decided.items() if key not in {"person", "letter"}}
    settings |= {"shop_id": uuid.uuid4().hex, "demo": demo}
    life = _begin(connection, folder, clock, new.letter, settings["shop_id"])
    person = clean(new.person, NAME_LIMIT).strip()
    writer = Writer(life.key, person)
    head = append(connection, read_head(connection, life.origin), SettingsSet(f=settings), writer, clock())
    if person:
        append(connection, head, PersonSet(id=uuid.uuid4().hex, name=person), writer, clock())
        connection.exec_driver_sql("INSERT INTO choice VALUES ('person',?)", (person,))


def open_till(folder: ShopFolder, clock: Clock) -> Till:
    """Open a shop's file, moved to this program's version; a restored or copied one begins a new life.

    Raises FolderClosed, NoShopHere, NotAShop, NewerFile or FileDamaged; the file is then left as it was.
    """
    if not folder.holds_shop():
        raise NoShopHere(str(folder.path))
    if shop_file.version_of(folder.database) < shop_file.VERSION:
        from pos.services.till.migration import (
            migrate,  # Alembic is only loaded when there is something to do
        )

        migrate(folder)
    database = Database(folder.database)
    try:
        till = Till(database, _life(database, folder, clock), folder.path, clock)
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


def forget_life(path: Path) -> None:
    """Mark a shop's file, restored from a backup, so that the next start begins a new life."""
    database = Database(path)
    try:
        with database.write() as connection:
            connection.exec_driver_sql("DELETE FROM choice WHERE key IN ('origin', 'key_mark')")
        database.fold()
    finally:
        database.close()


def _life(database: Database, folder: ShopFolder, clock: Clock) -> Life:
    """The life this folder's till is in, or the next one: after a restore, a copy, or a lost key."""
    life = _known_life(database.reader(), folder)
    if life:
        return life
    with database.write() as connection:
        reader = raw(connection)
        life = _known_life(reader, folder)  # another program may have begun it meanwhile
        if life:
            return life
        letters = [row[0] for row in reader.execute("SELECT letter FROM till ORDER BY id")]
        shop = reader.execute("SELECT value FROM setting WHERE key = 'shop_id'").fetchone()
        shop_id = msgspec.json.decode(shop[0], type=str) if shop else ""
        base = base_letter(letters[-1]) if letters else "A"
        return _begin(connection, folder, clock, next_letter(base, set(letters)), shop_id)


def _known_life(reader: sqlite3.Connection, folder: ShopFolder) -> Life | None:
    """The life that the file names, where its key lies in this very folder."""
    chosen = dict(reader.execute("SELECT key, value FROM choice WHERE key IN ('origin', 'key_mark')"))
    key = read_key(folder)
    if key and chosen.get("origin") and chosen.get("key_mark") == key_mark(folder):
        origin = bytes.fromhex(chosen["origin"])
        row = reader.execute("SELECT letter, key_id FROM till WHERE origin = ?", (origin,)).fetchone()
        if row and row[1] == key_id(key):
            return Life(origin, row[0], key)
    return None


def _begin(connection: Connection, folder: ShopFolder, clock: Clock, letter: str, shop_id: str) -> Life:
    key = make_key(folder)
    origin = uuid.uuid4().bytes
    last = connection.exec_driver_sql(
        "SELECT origin, seq, chain FROM entry ORDER BY arrival DESC LIMIT 1"
    ).fetchone()
    opened = TillOpened(
        shop=shop_id,
        letter=letter,
        key_id=key_id(key),
        program=__version__,
        continues_origin=last[0].hex() if last else "",
        continues_seq=last[1] if last else 0,
        continues_chain=last[2].hex() if last else "",
    )
    append(connection, read_head(connection, origin), opened, Writer(key, ""), clock())
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO choice VALUES (?,?)",
        [("origin", origin.hex()), ("key_mark", key_mark(folder))],
    )
    return Life(origin, letter, key)


def settle_file(part: Path, path: Path) -> None:
    """Give a complete file its name, and make both last through a power cut."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(path)
    if os.name == "posix":  # elsewhere a folder cannot be synced, and its entries are journaled
        handle = os.open(path.parent, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


def _first_person(database: Database) -> str:
    row = (
        database.reader().execute("SELECT name FROM person WHERE archived = 0 ORDER BY id LIMIT 1").fetchone()
    )
    return row[0] if row else ""


def _remove(part: Path) -> None:
    for tail in ("", "-wal", "-shm", "-journal"):
        Path(f"{part}{tail}").unlink(missing_ok=True)
