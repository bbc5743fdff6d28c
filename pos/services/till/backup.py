"""Verified copies of the shop: one a day and at closing, seven kept."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from pos.domain.shop.errors import (
    BackupBroken,
    BackupExists,
    DiskTrouble,
    FileDamaged,
    NewerFile,
    NotAShop,
    OldFile,
)
from pos.model import shop_file
from pos.model.database import understood
from pos.services.till.files import ShopFolder, settle_file
from pos.services.till.till import Till

KEPT = 7
DATABASE = "shop.db"
PICTURES = "pictures/"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was written and read back."""

    path: Path
    bytes: int
    entries: int


class Backups:
    """Makes copies beside the open till; the shop goes on selling meanwhile."""

    def __init__(self, till: Till, folder: ShopFolder) -> None:
        self._till = till
        self._folder = folder

    def make(self, path: Path) -> Backup:
        """Write a copy of shop and pictures to one file that does not exist yet, and read it back."""
        if path.exists():
            raise BackupExists(str(path))
        return pack_shop(self._folder, path)

    def daily(self, second_place: Path | None = None) -> Backup | None:
        """The backup of today, if there is none yet; older ones than the newest seven go."""
        return self._named(f"{self._till.clock().date().isoformat()}.comptoir", second_place, again=False)

    def closing(self, second_place: Path | None = None) -> Backup | None:
        """The backup at closing: takes the place of today's."""
        return self._named(f"{self._till.clock().date().isoformat()}.comptoir", second_place, again=True)

    def list(self) -> tuple[Path, ...]:
        """The backups kept in the shop's folder, newest first."""
        return kept(self._folder)

    def _named(self, name: str, second_place: Path | None, *, again: bool) -> Backup | None:
        target = self._folder.backups / name
        if target.exists() and not again:
            return None
        made = pack_shop(self._folder, target)
        for old in kept(self._folder)[KEPT:]:
            old.unlink()
        if second_place is not None:
            self._second(target, second_place)
        return made

    def _second(self, target: Path, place: Path) -> None:
        try:
            place.mkdir(parents=True, exist_ok=True)
            part = place / f"{target.name}.part"
            shutil.copyfile(target, part)
            check(part)
            settle_file(part, place / target.name)
            for old in sorted(place.glob("*.comptoir"), reverse=True)[KEPT:]:
                old.unlink()
        except OSError as error:
            raise DiskTrouble(error.strerror or str(error)) from error


def pack_shop(folder: ShopFolder, path: Path) -> Backup:
    """Copy a shop to one file, read it back, and only then give it its name; the shop may go on selling."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".comptoir-") as work:
            copy = Path(work) / DATABASE
            _copy(folder.database, copy)
            _pack(copy, folder.pictures, part)
        entries = check(part)
        settle_file(part, path)
    except OSError as error:
        raise DiskTrouble(error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return Backup(path, path.stat().st_size, entries)


def kept(folder: ShopFolder) -> tuple[Path, ...]:
    """The backups in a shop's folder, newest first; also where the shop itself cannot be opened."""
    return tuple(sorted(folder.backups.glob("[0-9]*.comptoir"), reverse=True))


def check(path: Path) -> int:
    """Read a backup whole: every byte's checksum, the file's integrity; returns its number of entries.

    Raises BackupBroken.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="comptoir-") as work, zipfile.ZipFile(path) as packed:
            if packed.testzip() is not None:
                raise BackupBroken(str(path))
            packed.extract(DATABASE, work)
            copy = Path(work) / DATABASE
            shop_file.version_of(copy)
            connection = sqlite3.connect(copy)
            try:
                if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                    raise BackupBroken(str(path))
                return int(connection.execute("SELECT count(*) FROM entry").fetchone()[0])
            finally:
                connection.close()
    except (NewerFile, OldFile) as error:
        raise type(error)(str(path)) from error
    except (
        zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError, zlib.error,
        sqlite3.DatabaseError, NotAShop, FileDamaged,
    ) as error:  # fmt: skip
        raise BackupBroken(str(path)) from error
    except OSError as error:
        raise DiskTrouble(error.strerror or str(error)) from error


def _copy(database: Path, copy: Path) -> None:
    """One snapshot of the file, in one step: the write-ahead log lets others write meanwhile."""
    source, target = sqlite3.connect(database), sqlite3.connect(copy)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        raise understood(error) or error from error
    finally:
        source.close()
        target.close()


def _pack(copy: Path, pictures: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.write(copy, DATABASE)
        for picture in sorted(pictures.glob("*")) if pictures.is_dir() else ():
            packed.write(picture, PICTURES + picture.name, zipfile.ZIP_STORED)
