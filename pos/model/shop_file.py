"""Look at a shop's file before anything opens it for writing: is it ours, whole, and of which version."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from pos.domain.shop.errors import FileDamaged, NewerFile, NotAShop, OldFile

APPLICATION_ID = 0x436F6D70
"""``Comp`` in the file's header: tells a shop's file from any other SQLite file."""

VERSION = 6
"""The version of the journal and of local tables, in ``user_version``; each Alembic revision raises it."""

OLDEST = 2
"""Files of before are of a format in which nobody ever sold; none is read."""

TABLES = "28"
"""The version of the derived tables, in the choice ``tables``; where it differs they are made anew."""

_MAGIC = b"SQLite format 3\x00"


def version_of(path: Path) -> int:
    """The schema version of a shop's file, from its header and an unfinished log; neither is ever changed.

    Raises NotAShop for an empty, foreign or random file, NewerFile or OldFile for one of another format,
    FileDamaged for one that was cut short. Fields and their places: sqlite.org/fileformat.html, section 1.3.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
            size = file.seek(0, 2)
    except OSError as error:
        raise NotAShop(str(path)) from error
    if len(header) < 100 or not header.startswith(_MAGIC) or _number(header, 68) != APPLICATION_ID:
        raise NotAShop(str(path))
    wal = Path(f"{path}-wal")
    unfinished = wal.exists() and wal.stat().st_size > 0
    version = max(_number(header, 60), _logged_version(path) if unfinished else 0)
    if version > VERSION:
        raise NewerFile(str(path))
    if version < 1:
        raise NotAShop(str(path))
    if version < OLDEST:
        raise OldFile(str(path))
    page = int.from_bytes(header[16:18], "big")
    pages = _number(header, 28)
    if not unfinished and size < pages * (65536 if page == 1 else page):
        raise FileDamaged
    return version


UNPROVEN = "unproven_base"
"""The choice that holds the id of a base image whose rows were not yet made again of its entries."""


def made_by_another(reader: sqlite3.Connection) -> bool:
    """Whether the derived tables are of another version than this program's."""
    row = reader.execute("SELECT value FROM choice WHERE key = 'tables'").fetchone()
    return row is None or row[0] != TABLES


def _logged_version(path: Path) -> int:
    """The version as SQLite reads it: a till that stopped right after moving its file has it in the log."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError:
        return 0
    finally:
        connection.close()


def _number(header: bytes, at: int) -> int:
    return int.from_bytes(header[at : at + 4], "big")
