"""Which life of its till a folder is in: a copy, a restored file, a file put back begin the next one."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pos.domain.shop.numbering import base_letter
from pos.journal.trust import Key
from pos.model.database import Database
from pos.services.till.files import ShopFolder
from pos.services.till.keys import prepared_key, read_key, remembered, settle_key
from pos.services.till.prints import life_mark

CHOICE = "SELECT value FROM choice WHERE key = ?"
KEEP_CHOICE = "INSERT OR REPLACE INTO choice VALUES (?,?)"
"""Keeps a choice of this machine under its key."""
DROP_CHOICE = "DELETE FROM choice WHERE key = ?"


@dataclass(frozen=True, slots=True)
class Life:
    """Which life of which till this is."""

    origin: bytes
    letter: str
    key: Key


def has_several_tills(reader: sqlite3.Connection) -> bool:
    """Whether the shop has more than one till; lives of one till count as one."""
    return len(letters(reader)) > 1


def letters(reader: sqlite3.Connection) -> tuple[str, ...]:
    """The letters of all tills of the shop, whatever life each is in."""
    return tuple(sorted({base_letter(letter) for (letter,) in reader.execute("SELECT letter FROM till")}))


def known_life(reader: sqlite3.Connection, folder: ShopFolder) -> Life | None:
    """The life that the file names, where its key lies in this very folder and no entry of it is missing."""
    chosen = dict(reader.execute("SELECT key, value FROM choice WHERE key IN ('origin', 'life_mark')"))
    key = _key_of(chosen.get("life_mark"), folder)
    if key and chosen.get("origin"):
        origin = bytes.fromhex(chosen["origin"])
        row = reader.execute("SELECT letter FROM till WHERE origin = ?", (origin,)).fetchone()
        if row and _holds_all(reader, folder, origin):
            return Life(origin, row[0], key)
    return None


def _key_of(mark: str | None, folder: ShopFolder) -> Key | None:
    """The key of the life with this mark; where a kill left it without its name, it gets it now."""
    key = read_key(folder)
    if key and mark == life_mark(folder, folder.key, key.seed):
        return key
    with suppress(FileNotFoundError):  # another program may give it its name at this moment
        prepared = prepared_key(folder)
        if prepared and mark == life_mark(folder, folder.key_part, prepared.seed):
            settle_key(folder)
    key = read_key(folder)
    return key if key and mark == life_mark(folder, folder.key, key.seed) else None


def _holds_all(reader: sqlite3.Connection, folder: ShopFolder, origin: bytes) -> bool:
    """Whether the journal holds the last entry that this life is remembered to have written.

    Where an older file was put back its numbers would be given once more.
    """
    return all(
        reader.execute(
            "SELECT 1 FROM entry WHERE chain = ? AND origin = ? AND seq = ?", (last.chain, origin, last.seq)
        ).fetchone()
        for last in remembered(folder)
        if last.origin == origin
    )


def forget_life(path: Path) -> None:
    """Mark a shop's file, restored from a backup, so that the next start begins a new life."""
    database = Database(path)
    try:
        with database.write() as connection:
            connection.exec_driver_sql("DELETE FROM choice WHERE key = 'life_mark'")
        database.fold()
    finally:
        database.close()
