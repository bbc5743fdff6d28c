"""Which life of its till a folder is in: a restored or copied file begins the next one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from pos.journal.ids import key_id
from pos.model.database import Database
from pos.services.till.files import ShopFolder, key_mark, read_key
from pos.services.till.till import Life


def known_life(reader: sqlite3.Connection, folder: ShopFolder) -> Life | None:
    """The life that the file names, where its key lies in this very folder."""
    chosen = dict(reader.execute("SELECT key, value FROM choice WHERE key IN ('origin', 'key_mark')"))
    key = read_key(folder)
    if key and chosen.get("origin") and chosen.get("key_mark") == key_mark(folder):
        origin = bytes.fromhex(chosen["origin"])
        row = reader.execute("SELECT letter, key_id FROM till WHERE origin = ?", (origin,)).fetchone()
        if row and row[1] == key_id(key):
            return Life(origin, row[0], key)
    return None


def forget_life(path: Path) -> None:
    """Mark a shop's file, restored from a backup, so that the next start begins a new life."""
    database = Database(path)
    try:
        with database.write() as connection:
            connection.exec_driver_sql("DELETE FROM choice WHERE key IN ('origin', 'key_mark')")
        database.fold()
    finally:
        database.close()
