"""A private copy of a shop's file with its log, both of one moment, while others may write."""

from __future__ import annotations

import shutil
from pathlib import Path

from pos.disk import empty_file
from pos.domain.shop.errors import TillBusy

TRIES = 5


def copy_with_log(path: Path, copy: Path) -> None:
    """Copy a file with its log; raises TillBusy where somebody writes all the time."""
    for _try in range(TRIES):
        before = _state(path)
        for tail in ("", "-wal"):
            target = Path(f"{copy}{tail}")
            target.unlink(missing_ok=True)
            if Path(f"{path}{tail}").exists():
                empty_file(target)
                shutil.copyfile(f"{path}{tail}", target)
        if _state(path) == before:
            return
    raise TillBusy


def log_of(path: Path) -> Path:
    """The write-ahead log of a shop's file."""
    return Path(f"{path}-wal")


def _state(path: Path) -> list[tuple[int, int]]:
    """Sizes and times of a file and its log."""
    parts = [part for part in (path, log_of(path)) if part.exists()]
    return [(part.stat().st_size, part.stat().st_mtime_ns) for part in parts]
