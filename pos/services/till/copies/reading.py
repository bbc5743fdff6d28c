"""Read a copy of a shop back: every byte's checksum, the file's integrity, whether it is all there."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from pos.disk import new_file
from pos.domain.shop.errors import BackupBroken, EntryDamaged, FileDamaged, NewerFile, NotAShop, OldFile
from pos.model import shop_file
from pos.model.database import Database
from pos.services.till.copies.label import OF_JOURNAL, label_of
from pos.services.till.copies.snapshot import copy_with_log
from pos.services.till.files import in_sentences

DATABASE = "shop.db"
PICTURES = "pictures/"
_SQLITE = b"SQLite format 3\0"


def check(path: Path) -> int:
    """Read a backup, or a shop's file that was put aside, whole; returns its number of entries.

    Raises BackupBroken, NewerFile, OldFile or DiskTrouble.
    """
    with in_sentences(), tempfile.TemporaryDirectory(prefix="comptoir-") as work:
        copy = unpacked(path, Path(work))
        entries = checked(copy, path)
        require_tables(copy, path)
        return entries


def unpacked(path: Path, work: Path) -> Path:
    """A private copy of the shop's file of a backup, or of a shop's file itself, in a folder of one's own."""
    copy = work / DATABASE
    with in_sentences(), broken(path):
        if _begins(path) == _SQLITE:
            copy_with_log(path, copy)
            return copy
        with zipfile.ZipFile(path) as packed:
            if packed.testzip() is not None:
                raise BackupBroken(str(path))
            with packed.open(DATABASE) as source:
                write_stream(source, copy)
    return copy


def write_stream(source: IO[bytes], target: Path) -> None:
    """Write a new private file from a stream."""
    with open(new_file(target), "wb") as file:
        shutil.copyfileobj(source, file)


def checked(copy: Path, path: Path) -> int:
    """The number of entries of an unpacked copy that is whole, and what its label says; else BackupBroken."""
    with in_sentences(), broken(path):
        shop_file.version_of(copy)
        with closing(sqlite3.connect(copy)) as connection:
            if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise BackupBroken(str(path))
            entries, hlc = connection.execute(OF_JOURNAL).fetchone()
        label = label_of(path)
        if label and (label.entries, label.hlc) != (entries, hlc):
            raise BackupBroken(str(path))
        return int(entries)


def require_tables(copy: Path, path: Path) -> None:
    """Refuse an unpacked copy in which a table, an index or a trigger is not as it must be.

    Another program's derived tables may differ, since they are made anew when it is opened.
    """
    from pos.journal.proof.compare import schema_fault
    from pos.model.base import Kind, tables_of

    with in_sentences(), broken(path):
        if shop_file.version_of(copy) < shop_file.VERSION:
            return
        database = Database(copy)
        try:
            names = {row[0] for row in database.reader().execute("SELECT name FROM sqlite_master")}
            if not names >= {*tables_of(Kind.JOURNAL), *tables_of(Kind.LOCAL)}:
                raise FileDamaged
            if not shop_file.made_by_another(database.reader()):
                with database.reading() as connection:
                    if schema_fault(connection) is not None:
                        raise FileDamaged
        finally:
            database.close()


@contextmanager
def broken(path: Path) -> Iterator[None]:
    """What a damaged or foreign file makes of its readers, said of the backup."""
    try:
        yield
    except (NewerFile, OldFile) as error:
        raise type(error)(str(path)) from error
    except (
        zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error,
        NotAShop, FileDamaged, EntryDamaged,
    ) as error:  # fmt: skip
        raise BackupBroken(str(path)) from error
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise  # the copy finds no room, which says nothing of the backup
        raise BackupBroken(str(path)) from error


def _begins(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_SQLITE))
