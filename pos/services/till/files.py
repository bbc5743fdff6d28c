"""What lies in a shop's folder beside its file, and who may open it."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pos.disk import PART, PRIVATE, make_folder, make_private, new_file, sweep
from pos.domain.mail.troubles import SendingElsewhere
from pos.domain.shop.errors import DiskTrouble, FolderClosed, ImportRunning, LockedByOther, TillBusy
from pos.domain.stores.errors import RoundElsewhere
from pos.model.database import understood

if TYPE_CHECKING:
    from filelock import FileLock

    from pos.domain.words.errors import CashierError

OURS = re.compile(
    r"shop[.-].*|till\..*|known_keys|window\.ini.*|import\.lock|work\.lock|log|demo|documents|backups|pictures|"
    + re.escape(PART)
    + ".*"
)
"""The names of what the program keeps in a till's folder."""

WORK_SECONDS = 60
"""How long who makes a backup waits for another program that makes one."""


DEMO = "demo"
"""The folder of the demo shop inside a till's folder."""


@dataclass(frozen=True, slots=True)
class ShopFolder:
    """The places in a shop's folder."""

    path: Path

    @property
    def database(self) -> Path:
        """The shop's file."""
        return self.path / "shop.db"

    @property
    def key(self) -> Path:
        """The till key: readable by its owner alone, never in a backup."""
        return self.path / "till.key"

    @property
    def head(self) -> Path:
        """The last entry this till wrote, as remembered outside of the shop's file."""
        return self.path / "till.head"

    @property
    def known_keys(self) -> Path:
        """Public keys of other lives that a person of this folder accepted, or that came with a restore."""
        return self.path / "known_keys"

    @property
    def backups(self) -> Path:
        """The verified backups of the last days."""
        return self.path / "backups"

    @property
    def pictures(self) -> Path:
        """Product pictures, each named by the hash of its bytes."""
        return self.path / "pictures"

    @property
    def lock(self) -> Path:
        """What the window that has the shop open holds."""
        return self.path / "till.lock"

    @property
    def import_lock(self) -> Path:
        """What a program holds while it takes a catalogue file in."""
        return self.path / "import.lock"

    @property
    def work_lock(self) -> Path:
        """What a program holds while it makes a backup, restores one or makes a shop."""
        return self.path / "work.lock"

    @property
    def mail_lock(self) -> Path:
        """What a program holds while it sends messages."""
        return self.path / "till.mail-lock"

    @property
    def store_lock(self) -> Path:
        """What a program holds for a round with the web shop."""
        return self.path / "till.store-lock"

    @property
    def documents(self) -> Path:
        """Documents that were asked for without a place of their own."""
        return self.path / "documents"

    @property
    def key_part(self) -> Path:
        """The till key of a life that is just beginning."""
        return self.path / "till.key-part"

    @property
    def holder(self) -> Path:
        """Who holds the lock, for a person to read."""
        return self.path / "till.holder"

    def holds_shop(self) -> bool:
        """Whether a shop's file is there; raises FolderClosed where the system does not let one look."""
        try:
            self.database.stat()  # exists() answers a closed folder differently from Python to Python
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise FolderClosed(str(self.path), error.strerror or str(error)) from error
        return True

    def restored(self) -> Path | None:
        """A restored file that is complete and waits to take its place (`restore.finish`)."""
        return next(self.path.glob("shop-*.restored"), None)

    def is_writable(self) -> bool:
        """Whether the system lets anything be written here; where not, the shop can still be looked at."""
        return os.access(self.path, os.W_OK) and os.access(self.database, os.W_OK)

    def make(self) -> None:
        """Make the folder and those missing above it; one that is there becomes its owner's alone too."""
        try:
            make_folder(self.path)
        except OSError as error:
            raise DiskTrouble(error.strerror or str(error)) from error
        self.close_to_others()

    def close_to_others(self) -> bool:
        """See to it that nobody else on this machine may open what lies here; whether that is so now.

        What is not ours in the folder is left as it is.
        """
        place = self.path.resolve()
        was_open = os.name == "posix" and place.stat().st_mode & 0o077
        found = [make_private(place)]
        with os.scandir(place) as entries:
            ours = [Path(entry.path) for entry in entries if _is_ours(entry.name)]
        for one in ours:
            found.append(make_private(one))
            if one.is_dir() and not one.is_symlink() and (was_open or one.name != self.pictures.name):
                found += [make_private(file) for file in one.iterdir()]
        return all(found)

    @contextmanager
    def work(self, place: Path | None = None) -> Iterator[Path]:
        """A folder for what is not finished yet, here or in `place`, while no other program has one.

        It is gone when the block is left; what a kill left behind goes when the next is made, or at the next
        start. Raises TillBusy or DiskTrouble.
        """
        import tempfile

        may_lock = os.access(self.path, os.W_OK)  # where only looking is possible, nobody else makes anything
        lock = _held(self.work_lock, WORK_SECONDS, TillBusy()) if may_lock else nullcontext()
        begins = f"{PART}{self.mark}-"
        with lock, in_sentences():
            sweep(place or self.path, PART if place is None else begins)
            with tempfile.TemporaryDirectory(
                dir=place or self.path, prefix=begins, ignore_cleanup_errors=True
            ) as made:
                yield Path(made)

    def sweep(self) -> None:
        """Take away what a kill left behind, unless another program is at work."""
        places = (self.path, self.backups, self.pictures, self.documents)
        if not any(place.is_dir() and next(place.glob(f"{PART}*"), None) for place in places):
            return
        with suppress(TillBusy, DiskTrouble), _held(self.work_lock, 0, TillBusy()):
            for place in places:
                sweep(place, PART)

    @property
    def mark(self) -> str:
        """What tells the unfinished work of this folder from that of another in the same place."""
        seed = b""
        with suppress(OSError):
            seed = self.key.read_bytes()
        return hashlib.sha256(os.fsencode(self.path.resolve()) + b"\0" + seed).hexdigest()[:12]


def shop_places(folder: Path) -> ShopFolder:
    """The folder of the shop; that of the demo inside, where there is no other."""
    places, demo = ShopFolder(folder), ShopFolder(folder / DEMO)
    return places if places.holds_shop() or places.restored() or not demo.holds_shop() else demo


def _is_ours(name: str) -> bool:
    return OURS.fullmatch(name) is not None


class WindowLock:
    """Held by the one window that has a shop open; commands run beside it."""

    def __init__(self, folder: ShopFolder) -> None:
        self._folder = folder
        self._lock: FileLock | None = None

    def take(self) -> None:
        """Hold the lock, or say who does."""
        import socket  # only a window needs these

        from filelock import FileLock

        self._lock = FileLock(self._folder.lock, mode=PRIVATE)
        try:
            self._lock.acquire(timeout=0)
        except TimeoutError:  # filelock's is one; by its name Python 3.15 finds it too late beside Qt
            raise LockedByOther(self._holder()) from None
        except OSError as error:
            raise DiskTrouble(error.strerror or str(error)) from error
        now = datetime.now().strftime("%H:%M")
        with suppress(OSError):  # who holds it is a courtesy; a full disk is said when something is saved
            self._folder.holder.unlink(missing_ok=True)
            with os.fdopen(new_file(self._folder.holder), "w", encoding="utf-8") as file:
                file.write(f"{socket.gethostname()}, {now}, {os.getpid()}")

    def release(self) -> None:
        """Let another window in."""
        if self._lock and self._lock.is_locked:
            self._folder.holder.unlink(missing_ok=True)
            self._lock.release()

    def _holder(self) -> str:
        try:
            return self._folder.holder.read_text("utf-8").strip() or "?"
        except OSError:
            return "?"


class ImportLock:
    """Held while a catalogue file is taken in: where it is free, who did so has finished or is gone."""

    def __init__(self, folder: ShopFolder) -> None:
        self._folder = folder

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it, or say that another program does."""
        with _held(self._folder.import_lock, 0, ImportRunning()):
            yield


class MailLock:
    """Held while messages are sent: where it is free, who handed one over has finished or is gone."""

    def __init__(self, folder: ShopFolder) -> None:
        self._folder = folder

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it, or say that another program does."""
        with _held(self._folder.mail_lock, 0, SendingElsewhere()):
            yield

    def is_free(self) -> bool:
        """Whether nobody holds it now."""
        try:
            with self.held():
                return True
        except SendingElsewhere:
            return False


class StoreLock:
    """Held for a round with the web shop: two at once would send everything twice."""

    def __init__(self, folder: ShopFolder) -> None:
        self._folder = folder

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it, or say that another program does."""
        with _held(self._folder.store_lock, 0, RoundElsewhere()):
            yield


@contextmanager
def _held(path: Path, seconds: float, busy: CashierError) -> Iterator[None]:
    """Hold a lock, waiting so long for another program; raises `busy` or DiskTrouble."""
    from filelock import FileLock

    lock = FileLock(path, mode=PRIVATE)
    try:
        lock.acquire(timeout=seconds)
    except TimeoutError:
        raise busy from None
    except OSError as error:
        raise DiskTrouble(error.strerror or str(error)) from error
    try:
        yield
    finally:
        with suppress(OSError):  # while it is held: who waits for this very file notices, and makes another
            path.unlink()
        lock.release()


@contextmanager
def in_sentences() -> Iterator[None]:
    """What a disk or a file refuses, as what the person can do about it."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise understood(error) or error from error
    except InterruptedError:  # somebody stopped it; the disk refused nothing
        raise
    except OSError as error:
        raise DiskTrouble(error.strerror or str(error)) from error
