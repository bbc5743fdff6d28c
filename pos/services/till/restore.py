"""The way back from a backup: the till begins a new life, and the shop that was there is put aside.

The restored file is made complete beside the shop's, under the name of what will be put aside; from then on
the rest is done, by who comes next if this program is killed.
"""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing, suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DatabaseError

from pos.disk import settle_file, sync_folder, write_whole
from pos.domain.shop.errors import BackupBroken, OtherShop, ShopExists
from pos.model.database import Database
from pos.services.till.copies.accepting import accept_lives
from pos.services.till.copies.label import label_of, labelled
from pos.services.till.copies.reading import PICTURES, broken, checked, require_tables, unpacked
from pos.services.till.copies.snapshot import log_of
from pos.services.till.files import ShopFolder, in_sentences
from pos.services.till.keys import accept_keys, forget_heads, keep_root, known_root
from pos.services.till.life import forget_life
from pos.services.till.migration import bring_up

if TYPE_CHECKING:
    from pos.services.till.migration import Progress, Reindex

SHOP = "SELECT shop FROM till ORDER BY id DESC LIMIT 1"
RESTORED = ".restored"
KEY_BYTES = 32


def restore(
    path: Path, folder: ShopFolder, reindex: Reindex, progress: Progress, *, instead: bool = False
) -> Path | None:
    """Bring a backup (or a file put aside) back into a folder; the till begins a new life with a new letter.

    It is opened and proven as any shop before it takes the place. A shop that is there is refused, or with
    `instead` put aside under another name, which is returned.
    Raises ShopExists, OtherShop, BackupBroken, NewerFile, OldFile, TillBusy or DiskTrouble.
    """
    finish(folder)
    if folder.holds_shop() and not instead:
        raise ShopExists(str(folder.path))
    folder.make()
    with folder.work() as work:
        copy = unpacked(path, work)
        checked(copy, path)
        require_tables(copy, path)
        try:
            with broken(path):
                bring_up(copy, reindex, progress)
                _prove(copy, path, progress)
        except DatabaseError as error:
            raise BackupBroken(str(path)) from error
        _require_same_shop(copy, path, folder)
        forget_life(copy)
        _pictures(path, folder.pictures)
        aside = _free_name(folder.path / f"shop-{datetime.now():%Y%m%d-%H%M%S}.db")
        settle_file(copy, aside.with_suffix(RESTORED))
    _learn_root(path, folder)
    return finish(folder)


def _learn_root(path: Path, folder: ShopFolder) -> None:
    """On another computer a backup says whose signatures let a till in; what is known here stays."""
    label = label_of(path)
    if label is None or known_root(folder) is not None:
        return
    with suppress(ValueError):
        root, *keys = (bytes.fromhex(key) for key in (label.root, *label.keys))
        if all(len(key) == KEY_BYTES for key in (root, *keys)):
            keep_root(folder, root)
            accept_keys(folder, keys)


def finish(folder: ShopFolder) -> Path | None:
    """Give a restored file its place, though a kill stopped that; returns where the one before is kept.

    The one before goes aside with its log, all under the name that the restored file waits with.
    """
    restored = folder.restored()
    if restored is None:
        return None
    aside = restored.with_suffix(".db")
    with in_sentences():
        _fold(folder.database)
        for tail in ("", "-wal", "-shm"):
            part = Path(f"{folder.database}{tail}")
            if part.exists():
                part.replace(f"{aside}{tail}")
        sync_folder(folder.path)
        _accept(restored, folder)
        forget_heads(folder)
        settle_file(restored, folder.database)
    return aside if aside.exists() or log_of(aside).exists() else None


def _prove(copy: Path, path: Path, progress: Progress) -> None:
    """Refuse a copy whose journal, tables or sums are not what this program would have written."""
    from pos.journal.lives.vouching import Known
    from pos.journal.proof.verify import verify

    database = Database(copy)
    try:
        with database.reading() as connection:
            if verify(connection, Known(frozenset()), progress=progress).first_bad:
                raise BackupBroken(str(path))
    finally:
        database.close()


def _require_same_shop(copy: Path, path: Path, folder: ShopFolder) -> None:
    """Refuse what is another shop than the one of this folder, as far as that still says who it is."""
    here = _shop_here(folder)
    with closing(sqlite3.connect(copy)) as reader:
        (shop,) = reader.execute(SHOP).fetchone()
    if here not in ("", shop):
        raise OtherShop(str(path), str(folder.path))


def _shop_here(folder: ShopFolder) -> str:
    """The id of a folder's shop, of its file or else of its newest backup; "" where neither says it."""
    unwritten = f"{folder.database.absolute().as_uri()}?mode=ro"
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(unwritten, uri=True)) as reader:
        row = reader.execute(SHOP).fetchone()
        if row:
            return str(row[0])
    return next((one.shop for _path, one in labelled(folder.backups)), "")


def _accept(restored: Path, folder: ShopFolder) -> None:
    """Who restores a backup says that its till carries on here: its keys are known from now on."""
    with closing(sqlite3.connect(restored)) as reader:
        row = reader.execute("SELECT value FROM choice WHERE key = 'origin'").fetchone()
        if row:
            accept_lives(reader, folder, bytes.fromhex(row[0]))


def _fold(database: Path) -> None:
    """Fold the log of the shop's file into it, since a file without its log lacks sales."""
    if database.exists() and log_of(database).exists():
        with closing(sqlite3.connect(database)) as connection, suppress(sqlite3.DatabaseError):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # a damaged file keeps it, both are moved


def _free_name(wanted: Path) -> Path:
    """The wanted name, or the first after it that is free."""
    names = (wanted.with_stem(f"{wanted.stem}-{n}") if n else wanted for n in count())
    return next(
        name
        for name in names
        if not (name.exists() or log_of(name).exists() or name.with_suffix(RESTORED).exists())
    )


def _pictures(path: Path, pictures: Path) -> None:
    """The pictures of a backup that are not here."""
    pictures.mkdir(mode=0o700, exist_ok=True)
    if not zipfile.is_zipfile(path):  # a shop's file that was put aside: its pictures never left
        return
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            plain = Path(name).name
            if name == PICTURES + plain and plain and not (pictures / plain).exists():
                write_whole(pictures / plain, packed.read(name))
