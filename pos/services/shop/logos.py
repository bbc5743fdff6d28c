"""Keep the shop's logo in its folder, under the hash of its bytes."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from pos.disk import write_whole
from pos.domain.shop.errors import DiskTrouble, LogoNotAPicture, LogoTooLarge
from pos.services.till.files import ShopFolder

LARGEST_FILE = 20_000_000
_HASH = re.compile("[0-9a-f]{64}")


class Logos:
    """Takes in any file as the logo, or says why not; reads it again for the paper."""

    def __init__(self, folder: ShopFolder) -> None:
        self._folder = folder

    def keep(self, path: Path) -> str:
        """Keep the logo of a file, drawn anew and small; returns its hash, which the settings then name.

        Raises LogoIsADrawing, LogoTooLarge, LogoNotAPicture or DiskTrouble.
        """
        from pos.documents.logo import prepared  # Pillow is only loaded when a logo is chosen

        made = prepared(_bytes_of(path), path.name)
        name = hashlib.sha256(made).hexdigest()
        try:
            self._folder.pictures.mkdir(mode=0o700, exist_ok=True)
            if not self._file(name).exists():
                write_whole(self._file(name), made)
        except OSError as error:
            raise DiskTrouble(error.strerror or str(error)) from error
        return name

    def read(self, name: str) -> bytes:
        """The logo of that hash; nothing where it is gone: an invoice is made without it."""
        if not _HASH.fullmatch(name):
            return b""
        try:
            return self._file(name).read_bytes()
        except OSError:
            return b""

    def _file(self, name: str) -> Path:
        return self._folder.pictures / f"{name}.png"


def _bytes_of(path: Path) -> bytes:
    try:
        if not path.is_file():  # a pipe or a folder
            raise LogoNotAPicture(path.name)
        if path.stat().st_size > LARGEST_FILE:
            raise LogoTooLarge(path.name)
        return path.read_bytes()
    except OSError as error:
        raise LogoNotAPicture(path.name) from error
