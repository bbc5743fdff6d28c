"""How a till writes files: for their owner alone from the first byte, whole or not at all, on the platter."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE, S_ISREG, S_ISVTX
from typing import BinaryIO

PART = ".comptoir-"
"""How the name of everything begins that is not finished yet; see `sweep`."""

PRIVATE = 0o600
PRIVATE_FOLDER = 0o700


@contextmanager
def private_umask() -> Iterator[None]:
    """Whatever a library makes meanwhile is its owner's alone, as long as it is told nothing else."""
    before = close_umask()
    try:
        yield
    finally:
        os.umask(before)


def close_umask() -> int:
    """From now on so; returns what it was before."""
    return os.umask(0o077)


class NoFile(OSError):
    """Under a name stands no file with bytes to be read: a folder, a pipe, a device."""


def open_file(path: Path) -> BinaryIO:
    """A file, ready to be read; raises OSError, and NoFile at once for a pipe that would be waited for."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NoFile(errno.EINVAL, "it is no file", str(path))
    return open(handle, "rb")


def new_file(path: Path) -> int:
    """A new empty file for its owner alone, open for writing; raises FileExistsError where there is one."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, PRIVATE)


def write_new(path: Path, data: bytes) -> None:
    """Write a new file, on disk when this returns."""
    with os.fdopen(new_file(path), "wb") as file:
        file.write(data)
        file.flush()
        reach_platter(file.fileno())


def write_whole(target: Path, data: bytes) -> None:
    """Write a file that is either there with all its bytes or not at all; it takes the place of one there."""
    while True:
        part = target.parent / f"{PART}{os.urandom(8).hex()}.part"
        try:
            write_new(part, data)
            settle_file(part, target)
            return
        except FileNotFoundError:  # another start swept it away between the two
            if not target.parent.is_dir():
                raise
        finally:
            part.unlink(missing_ok=True)


def write_once(target: Path, data: bytes) -> None:
    """Write a file whole where there is none; raises FileExistsError where there is."""
    part = target.parent / f"{PART}{os.urandom(8).hex()}.part"
    try:
        write_new(part, data)
        try:
            os.link(part, target)
        except FileExistsError:
            raise
        except OSError:  # a file system without second names
            if os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
            part.replace(target)
        sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def settle_file(part: Path, path: Path) -> None:
    """Give a complete file its name, and make both last through a power cut."""
    with part.open("rb+") as file:
        reach_platter(file.fileno())
    part.replace(path)
    sync_folder(path.parent)


def reach_platter(handle: int) -> None:
    """Wait until a file's bytes are on the medium; macOS otherwise only hands them to the drive's cache."""
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):  # a share or a stick may not know it
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def sync_folder(path: Path) -> None:
    """Make the names in a folder last; where it cannot be synced, the system keeps a journal of them."""
    if os.name != "posix":
        return
    try:
        handle = os.open(path, os.O_RDONLY)
    except PermissionError:  # one may make files in it and not look at it
        return
    try:
        reach_platter(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some file systems have nothing to sync there
            raise
    finally:
        os.close(handle)


def make_folder(path: Path) -> None:
    """Make a folder and those above it that are missing, each for its owner alone."""
    for place in (*reversed(path.parents), path):
        if not place.is_dir():
            place.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            sync_folder(place.parent)


def make_private(path: Path) -> bool:
    """Close a file or folder to everybody but its owner; whether it is closed now.

    A folder where everybody keeps things (`/tmp`) and the root of all are left as they are. Systems without
    such marks keep what lies in a person's folder to that person.
    """
    if os.name != "posix":
        return True
    try:
        mode = path.lstat().st_mode
        if not mode & 0o077 or path.is_symlink():
            return True
        if mode & S_ISVTX or path.resolve().parent == path.resolve():
            return False
        path.chmod(S_IMODE(mode) & ~0o077)
        return not path.lstat().st_mode & 0o077
    except OSError:
        return False


def sweep(place: Path, begins: str) -> None:
    """Take away what lies unfinished in a folder, by the beginning of its name; what cannot go stays."""
    import shutil

    for left in place.glob(f"{begins}*") if place.is_dir() else ():
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            with suppress(OSError):
                left.unlink()


def empty_file(path: Path) -> None:
    """A file to be written by what only knows names, such as SQLite: its log gets the same marks."""
    os.close(new_file(path))
