"""Make a new shop's file, and begin the lives of its tills."""

from __future__ import annotations

import uuid
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from pos import __version__
from pos.domain.shop.elements import as_fields
from pos.domain.shop.errors import DiskTrouble, ShopExists
from pos.domain.shop.numbering import base_letter, next_letter
from pos.domain.shop.settings import NewShop
from pos.domain.words.fields import field_of
from pos.domain.words.text import clean
from pos.journal.append import Writer, append, read_head
from pos.journal.ids import key_id
from pos.journal.kinds.shop import PersonFields, PersonSet, SettingsSet, TillOpened, plain
from pos.model import schema
from pos.model.database import Database, raw
from pos.services.till.files import ShopFolder, key_mark, make_key, settle_file
from pos.services.till.life import known_life
from pos.services.till.people import NAME_LIMIT
from pos.services.till.till import Clock, Life

if TYPE_CHECKING:
    from sqlalchemy import Connection


def create(folder: ShopFolder, new: NewShop, clock: Clock, *, demo: bool = False) -> None:
    """Make a new shop's file; it appears under its name only when it is complete."""
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
    decided = {field.name: field_of(new, field.name) for field in fields(new)}
    settings = {key: plain(value) for key, value in decided.items() if key not in {"person", "letter"}}
    life = _begin(connection, folder, clock, new.letter, (uuid.uuid4().hex, demo))
    person = clean(new.person, NAME_LIMIT).strip()
    writer = Writer(life.key, person)
    head = append(
        connection,
        read_head(connection, life.origin),
        SettingsSet(f=as_fields(settings, {})),
        writer,
        clock(),
    )
    if person:
        somebody = PersonSet(uuid.uuid4().hex, PersonFields(name=person))
        append(connection, head, somebody, writer, clock())
        connection.exec_driver_sql("INSERT INTO choice VALUES ('person',?)", (person,))


def next_life(database: Database, folder: ShopFolder, clock: Clock) -> Life:
    """Begin the till's next life, under a letter of its own."""
    with database.write() as connection:
        reader = raw(connection)
        life = known_life(reader, folder)  # another program may have begun it meanwhile
        if life:
            return life
        letters = [row[0] for row in reader.execute("SELECT letter FROM till ORDER BY id")]
        shop = reader.execute("SELECT shop, demo FROM till ORDER BY id LIMIT 1").fetchone() or ("", 0)
        base = base_letter(letters[-1]) if letters else "A"
        return _begin(connection, folder, clock, next_letter(base, set(letters)), (shop[0], bool(shop[1])))


def _begin(
    connection: Connection, folder: ShopFolder, clock: Clock, letter: str, of: tuple[str, bool]
) -> Life:
    """The first entry of a life; `of` is the shop's id and whether it is a demo."""
    key = make_key(folder)
    origin = uuid.uuid4().bytes
    last = connection.exec_driver_sql(
        "SELECT origin, seq, chain FROM entry ORDER BY arrival DESC LIMIT 1"
    ).fetchone()
    opened = TillOpened(
        shop=of[0],
        demo=of[1],
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


def _remove(part: Path) -> None:
    for tail in ("", "-wal", "-shm", "-journal"):
        Path(f"{part}{tail}").unlink(missing_ok=True)
