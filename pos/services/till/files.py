"""What lies in a shop's folder beside its file, and who may open it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pos.domain.shop.errors import DiskTrouble, FolderClosed, ImportRunning, LockedByOther

if TYPE_CHECKING:
    from filelock import FileLock

OURS = frozenset(
    {"window.ini", "window.ini.lock", "log", "demo", "till.lock", "till.holder", "backups", "import.lock"}
)
"""What may lie in a till's folder before its shop does."""


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

    def make(self) -> None:
        """Make the folder and those above it that are missing, for their owner alone.

        One that is there already becomes its owner's too, unless it holds what is not ours.
        """
        try:
            for place in (*reversed(self.path.parents), self.path):
                if not place.exists():
                    place.mkdir(mode=0o700, exist_ok=True)
            if {file.name for file in self.path.iterdir()} <= OURS:
                self.path.chmod(0o700)
        except OSError as error:
            raise DiskTrouble(error.strerror or str(error)) from error


def settle_file(part: Path, path: Path) -> None:
    """Give a complete file its name, and make both last through a power cut."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(path)
    if os.name == "posix":  # elsewhere a folder cannot be synced, and its entries are journaled
        handle = os.open(path.parent, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


def write_whole(target: Path, data: bytes) -> None:
    """Write a file that is either there with all its bytes or not at all."""
    part = target.with_suffix(".part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)


class WindowLock:
    """Held by the one window that has a shop open; commands run beside it."""

    def __init__(self, folder: ShopFolder) -> None:
        self._folder = folder
        self._lock: FileLock | None = None

    def take(self) -> None:
        """Hold the lock, or say who does."""
        import socket  # only a window needs these

        from filelock import FileLock

        self._lock = FileLock(self._folder.lock)
        try:
            self._lock.acquire(timeout=0)
        except TimeoutError:  # filelock's is one; by its name Python 3.15 finds it too late beside Qt
            raise LockedByOther(self._holder()) from None
        except OSError as error:
            raise DiskTrouble(error.strerror or str(error)) from error
        now = datetime.now().strftime("%H:%M")
        with suppress(OSError):  # who holds it is a courtesy; a full disk is said when something is saved
            self._folder.holder.write_text(f"{socket.gethostname()}, {now}, {os.getpid()}", "utf-8")

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
        from filelock import FileLock

        lock = FileLock(self._folder.import_lock)
        try:
            lock.acquire(timeout=0)
        except TimeoutError:
            raise ImportRunning from None
        except OSError as error:
            raise DiskTrouble(error.strerror or str(error)) from error
        try:
            yield
        finally:
            lock.release()
