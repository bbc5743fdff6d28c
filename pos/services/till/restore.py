"""The way back from a backup: the till begins a new life, and the shop that was there is put aside."""

from __future__ import annotations

import sqlite3
import tempfile
import zipfile
from contextlib import closing, suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from pos.domain.shop.errors import ShopExists
from pos.services.till.accepting import accept_lives
from pos.services.till.backup import DATABASE, PICTURES, check
from pos.services.till.files import ShopFolder, settle_file
from pos.services.till.keys import forget_heads
from pos.services.till.life import forget_life


def restore(path: Path, folder: ShopFolder, *, instead: bool = False) -> Path | None:
    """Bring a backup back into a folder; the till begins a new life with a new letter.

    A shop that is there is refused, or with `instead` put aside under another name, which is returned.
    """
    check(path)
    aside: Path | None = None
    if folder.holds_shop() and not instead:
        raise ShopExists(str(folder.path))
    folder.make()
    with tempfile.TemporaryDirectory(dir=folder.path, prefix=".comptoir-") as work:
        with zipfile.ZipFile(path) as packed:
            packed.extract(DATABASE, work)
            _pictures(packed, folder.pictures)
        copy = Path(work) / DATABASE
        _accept(copy, folder)
        forget_life(copy)
        if folder.holds_shop() or _log(folder.database).exists():
            aside = _free_name(folder.path / f"shop-{datetime.now():%Y%m%d-%H%M%S}.db")
            _put_aside(folder.database, aside)
        settle_file(copy, folder.database)
        forget_heads(folder)
    return aside


def _accept(copy: Path, folder: ShopFolder) -> None:
    """Who restores a backup says that its till carries on here: its keys are known from now on."""
    with closing(sqlite3.connect(copy)) as reader:
        row = reader.execute("SELECT value FROM choice WHERE key = 'origin'").fetchone()
        if row:
            accept_lives(reader, folder, bytes.fromhex(row[0]))


def _put_aside(database: Path, aside: Path) -> None:
    """Give the file another name; its log is folded in before, since a file without its log lacks sales."""
    if database.exists() and _log(database).exists():
        connection = sqlite3.connect(database)
        with suppress(sqlite3.DatabaseError):  # a damaged file keeps its log, and both are moved
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
    for tail in ("", "-wal", "-shm"):
        part = Path(f"{database}{tail}")
        if part.exists():
            part.replace(Path(f"{aside}{tail}"))


def _free_name(wanted: Path) -> Path:
    """The wanted name, or the first after it that is free."""
    names = (wanted.with_stem(f"{wanted.stem}-{n}") if n else wanted for n in count())
    return next(name for name in names if not name.exists() and not _log(name).exists())


def _log(database: Path) -> Path:
    return Path(f"{database}-wal")


def _pictures(packed: zipfile.ZipFile, pictures: Path) -> None:
    pictures.mkdir(exist_ok=True)
    for name in packed.namelist():
        plain = Path(name).name
        if name == PICTURES + plain and plain and not (pictures / plain).exists():
            (pictures / plain).write_bytes(packed.read(name))
