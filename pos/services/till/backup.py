"""Verified copies of the shop: one a day and at closing, seven kept."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pos.disk import empty_file, make_folder, new_file, settle_file
from pos.domain.shop.errors import BackupExists
from pos.domain.words.text import fold
from pos.services.till.copies import label as labels
from pos.services.till.copies.label import Label, label_for, label_of, labelled, with_trust
from pos.services.till.copies.reading import DATABASE, PICTURES, check, checked, unpacked
from pos.services.till.files import ShopFolder, in_sentences
from pos.services.till.keys import known_here
from pos.services.till.till import Till

KEPT = 7
LONGEST_NAME = 40
"""Characters of the shop's name that a backup's name repeats."""


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
        with in_sentences():
            if os.path.lexists(path):
                raise BackupExists(str(path))
        return pack_shop(self._folder, path, self._till.clock(), source=self._till.database.path)

    def daily(self, second_place: Path | None = None) -> Backup | None:
        """The backup of today, if there is none yet; older ones than the newest seven go."""
        with in_sentences():
            return self._today(second_place, again=False)

    def closing(self, second_place: Path | None = None) -> Backup | None:
        """The backup at closing: takes the place of today's."""
        with in_sentences():
            return self._today(second_place, again=True)

    def list(self) -> tuple[Path, ...]:
        """The backups kept in the shop's folder, newest first."""
        return kept(self._folder)

    def _today(self, second_place: Path | None, *, again: bool) -> Backup | None:
        now = self._till.clock()
        shop, till, name = self._who()
        mine = labelled(self._folder.backups, shop)
        is_made = any(one.till == till and one.made_at[:10] == now.date().isoformat() for _path, one in mine)
        if is_made and not again:
            return None
        there = labelled(second_place, shop, till) if second_place else []
        number = 1 + max((one.number for _path, one in (*mine, *there)), default=0)
        stem = f"{now.date().isoformat()}-{_slug(name)}-{till}-{shop[:8]}"
        target = _free(self._folder.backups, stem, shop)
        made = pack_shop(self._folder, target, now, why=labels.DAILY, number=number)
        _rotate(labelled(self._folder.backups, shop), target)
        if second_place is not None:
            self._second(target, second_place)
        return made

    def _who(self) -> tuple[str, str, str]:
        """The shop's id, this till's letter, the shop's name."""
        with closing(sqlite3.connect(self._till.database.path)) as reader:
            label = label_for(reader, "", labels.DAILY, 0)
        return label.shop, label.till, label.name

    def _second(self, target: Path, place: Path) -> None:
        """The same file in another place, read back there too; of others' files there none is touched."""
        label = label_of(target)
        assert label is not None
        with in_sentences():
            make_folder(place)
            with self._folder.work(place) as work:
                part = work / target.name
                with target.open("rb") as source, open(new_file(part), "wb") as file:
                    shutil.copyfileobj(source, file)
                check(part)
                there = _free(place, target.stem, label.shop)
                settle_file(part, there)
            _rotate(labelled(place, label.shop, label.till), there)


def pack_shop(
    folder: ShopFolder,
    path: Path,
    now: datetime,
    *,
    why: str = labels.ASKED,
    number: int = 0,
    source: Path | None = None,
) -> Backup:
    """Copy a shop to one file, read it back, and only then give it its name; the shop may go on selling."""
    with in_sentences():
        make_folder(path.parent)
        with folder.work(path.parent) as work:
            copy, part = work / "copy.db", work / "part"
            _copy(source or folder.database, copy)
            with closing(sqlite3.connect(copy)) as reader:
                label = label_for(reader, now.isoformat(timespec="seconds"), why, number)
            label = with_trust(label, known_here(folder))
            _pack(copy, label, folder.pictures, part)
            copy.unlink()
            entries = checked(unpacked(part, work), part)
            settle_file(part, path)
        return Backup(path, path.stat().st_size, entries)


def kept(folder: ShopFolder) -> tuple[Path, ...]:
    """The backups in a shop's folder, newest first; also where the shop itself cannot be opened."""
    return tuple(path for path, _label in labelled(folder.backups))


def _rotate(found: list[tuple[Path, Label]], made: Path) -> None:
    """Take away what the one just made replaces (its day's), and all but the newest seven; never that one."""
    label = next(one for path, one in found if path == made)
    day, others = label.made_at[:10], [one for one in found if one[0] != made]
    same_day = [path for path, one in others if one.till == label.till and one.made_at[:10] == day]
    older = [path for path, _one in others if path not in same_day]
    with in_sentences():
        for path in (*same_day, *older[KEPT - 1 :]):
            path.unlink(missing_ok=True)


def _free(place: Path, stem: str, shop: str) -> Path:
    """A name in a folder that nobody else's file bears."""
    path, n = place / f"{stem}.comptoir", 1
    while os.path.lexists(path) and not _is_daily_of(path, shop):
        n += 1
        path = place / f"{stem}-{n}.comptoir"
    return path


def _is_daily_of(path: Path, shop: str) -> bool:
    label = label_of(path)
    return label is not None and (label.shop, label.why) == (shop, labels.DAILY)


def _slug(name: str) -> str:
    """A shop's name as any file system takes it."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name))[:LONGEST_NAME].strip("-") or "shop"


def _copy(database: Path, copy: Path) -> None:
    """One snapshot of the file, in one step: the write-ahead log lets others write meanwhile."""
    empty_file(copy)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")


def _pack(copy: Path, label: Label, pictures: Path, target: Path) -> None:
    import msgspec

    with (
        open(new_file(target), "wb") as file,
        zipfile.ZipFile(
            file,
            "w",
            zipfile.ZIP_DEFLATED,
            compresslevel=1,
            strict_timestamps=False,  # of any clock
        ) as packed,
    ):
        packed.writestr(labels.NAME, msgspec.json.encode(label))
        packed.write(copy, DATABASE)
        for picture in sorted(pictures.glob("*")) if pictures.is_dir() else ():
            if not picture.name.startswith("."):
                packed.write(picture, PICTURES + picture.name, zipfile.ZIP_STORED)
