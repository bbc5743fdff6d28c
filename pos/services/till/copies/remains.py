"""What is left of a shop where its file is gone: it is never taken for a new folder, a copy is offered."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from pos.domain.shop.errors import NoShopHere, ShopExists, ShopGone, ShopGoneUncopied
from pos.domain.words.errors import CashierError
from pos.services.till.copies.label import label_of
from pos.services.till.copies.snapshot import log_of
from pos.services.till.files import ShopFolder


def require_new(folder: ShopFolder) -> None:
    """Refuse to begin a shop where there is or was one; raises ShopExists, ShopGone, ShopGoneUncopied."""
    if folder.holds_shop() or folder.restored():
        raise ShopExists(str(folder.path))
    if has_traces(folder):
        raise gone(folder)


def gone(folder: ShopFolder) -> NoShopHere:
    """Why there is no shop to open: there never was one, or it is gone and this copy of it is the newest."""
    if not has_traces(folder):
        return NoShopHere(str(folder.path))
    copy = newest_good(folder)
    return ShopGone(str(folder.path), str(copy)) if copy else ShopGoneUncopied(str(folder.path))


def has_traces(folder: ShopFolder) -> bool:
    """Whether a shop was here: its key, its log, a file put aside or a backup."""
    log = log_of(folder.database)
    return (
        folder.key.exists()
        or (log.exists() and log.stat().st_size > 0)
        or any(any(folder.path.glob(name)) for name in ("till.key.*", "shop.key"))
        or bool(_found(folder))
    )


def copies(folder: ShopFolder) -> list[Path]:
    """The files that were put aside and the backups, by what they hold: who has the latest entry first."""
    return sorted(_found(folder), key=lambda path: (_last_entry(path), path.name), reverse=True)


def _found(folder: ShopFolder) -> list[Path]:
    return [*folder.path.glob("shop-*.db"), *folder.backups.glob("*.comptoir")]


def letters_in_copies(folder: ShopFolder) -> set[str]:
    """The letters of all lives that copies in this folder know: numbers may have been given under them."""
    found = set()
    for path in _found(folder):
        if label := label_of(path):
            found.add(label.till)
            continue
        with suppress(sqlite3.DatabaseError), closing(_looked_at(path)) as reader:
            found |= {letter for (letter,) in reader.execute("SELECT letter FROM till")}
    return found


def newest_good(folder: ShopFolder) -> Path | None:
    """The newest copy that can be read back whole."""
    from pos.services.till.copies.reading import check  # only where a shop is gone

    for path in copies(folder):
        with suppress(CashierError):
            check(path)
            return path
    return None


def _last_entry(path: Path) -> int:
    """The clock of a copy's last entry; 0 where it does not say."""
    label = label_of(path)
    if label:
        return label.hlc
    with suppress(sqlite3.DatabaseError, TypeError), closing(_looked_at(path)) as reader:
        return int(reader.execute("SELECT max(hlc) FROM entry").fetchone()[0])
    return 0


def _looked_at(path: Path) -> sqlite3.Connection:
    """A file that was put aside, opened so that nothing of it changes."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
