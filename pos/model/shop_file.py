"""Look at a shop's file before anything opens it for writing: is it ours, whole, and of which version."""

from __future__ import annotations

from pathlib import Path

from pos.domain.errors import FileDamaged, NewerFile, NotAShop
from pos.model.schema import APPLICATION_ID, VERSION

_MAGIC = b"SQLite format 3\x00"


def version_of(path: Path) -> int:
    """The schema version of a shop's file, read from its header alone; the file is never touched.

    Raises NotAShop for an empty, foreign or random file, NewerFile for one of a newer program, FileDamaged
    for one that was cut short. Fields and their places: sqlite.org/fileformat.html, section 1.3.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
            size = file.seek(0, 2)
    except OSError as error:
        raise NotAShop(str(path)) from error
    if len(header) < 100 or not header.startswith(_MAGIC) or _number(header, 68) != APPLICATION_ID:
        raise NotAShop(str(path))
    version = _number(header, 60)
    if version > VERSION:
        raise NewerFile(str(path))
    if version < 1:
        raise NotAShop(str(path))
    page = int.from_bytes(header[16:18], "big")
    pages = _number(header, 28)
    wal = Path(f"{path}-wal")
    unfinished = wal.exists() and wal.stat().st_size > 0
    if not unfinished and size < pages * (65536 if page == 1 else page):
        raise FileDamaged
    return version


def _number(header: bytes, at: int) -> int:
    return int.from_bytes(header[at : at + 4], "big")
