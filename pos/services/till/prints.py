"""What tells this place from a copy of it: the very key file, the volume it lies on, the machine.

A hint only: whether entries are missing is told by the journal itself (`travel.md`, section 7).
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pos.services.till.files import ShopFolder

MADE_UP_INODES = frozenset({"vfat", "msdos", "exfat", "fuseblk", "FAT", "FAT32", "exFAT"})
"""File systems that number files anew each time they are mounted."""


@dataclass(frozen=True, slots=True)
class Volume:
    """What a path lies on: the volume's id, as lasting as the system tells one, and its file system."""

    id: str
    system: str


def life_mark(folder: ShopFolder, key: Path, seed: bytes) -> str:
    """The mark of a life that goes on here: another key, place or machine gives another.

    `key` is the file of the seed; it stays the same one when it is given another name.
    """
    volume = volume_of(key)
    place = str(folder.path.resolve()) if volume.system in MADE_UP_INODES else str(key.stat().st_ino)
    parts = (seed.hex(), place, volume.id, machine_id())
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def machine_id() -> str:
    """What the system calls this machine; "" where it has no name for it."""
    if sys.platform == "win32":
        return _windows_machine()
    for path in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        with suppress(OSError):
            return Path(path).read_text("ascii").strip()
    if sys.platform == "darwin":
        import ctypes

        uuid = ctypes.create_string_buffer(16)
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).gethostuuid(uuid, (ctypes.c_long * 2)(1, 0))
        return uuid.raw.hex()
    return ""


def volume_of(path: Path) -> Volume:
    """The volume a file lies on."""
    device = path.stat().st_dev
    if sys.platform == "win32":
        return Volume(f"{device:x}", _windows_system(path))
    number = f"{os.major(device)}:{os.minor(device)}"
    with suppress(OSError):
        for line in Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape").splitlines():
            fields = line.split()
            if fields[2] == number:
                system, source = fields[fields.index("-") + 1 :][:2]
                return Volume(_uuid_of(source) or f"{system}:{source}", system)
    return Volume(f"{os.statvfs(path).f_fsid:x}", "")


def _uuid_of(source: str) -> str:
    """What a disk calls its volume, whichever name the system gave it today; "" where it has none."""
    with suppress(OSError):
        for link in Path("/dev/disk/by-uuid").iterdir():
            if os.path.realpath(link) == os.path.realpath(source):
                return link.name
    return ""


def _windows_machine() -> str:
    if sys.platform == "win32":
        import winreg

        with (
            suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    return ""


def _windows_system(path: Path) -> str:
    if sys.platform == "win32":
        import ctypes

        name = ctypes.create_unicode_buffer(32)
        root = path.resolve().anchor
        if ctypes.windll.kernel32.GetVolumeInformationW(root, None, 0, None, None, None, name, 32):
            return name.value
    return ""
