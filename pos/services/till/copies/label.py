"""What a backup says it is: of which shop and till, made when, as the how manieth."""

from __future__ import annotations

import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pos import __version__

if TYPE_CHECKING:
    from pos.journal.lives.vouching import Known

NAME = "backup.json"
"""The label's name inside a backup."""

DAILY, ASKED, BEFORE = "daily", "asked", "before"
"""Why a backup was made: by itself, by a person, before the file changed. Only the first rotate."""

MOST_KEYS = 100
LONGEST = 10_000
"""Bytes of a label that are read."""

OF_TILL = """SELECT t.shop, t.letter, t.origin, (SELECT value FROM setting WHERE key = 'name')
    FROM till t JOIN choice c ON c.key = 'origin' AND c.value = lower(hex(t.origin))"""
OF_JOURNAL = "SELECT count(*), coalesce(max(hlc), 0) FROM entry"


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in a backup beside the shop's file.

    `number` counts the daily backups of a till, and tells the newer one whatever the clock said; `hlc` is the
    clock of the last entry. `root` is the public half of the shop key, where there is one, and `keys` are the
    public keys beside it, all hexadecimal: so this till knows on another computer too who is of the shop.
    """

    shop: str
    name: str
    till: str
    life: str
    made_at: str
    number: int
    why: str
    entries: int
    hlc: int
    program: str = __version__
    root: str = ""
    keys: tuple[str, ...] = ()


def label_for(reader: sqlite3.Connection, made_at: str, why: str, number: int) -> Label:
    """The label of a copy that was just made; a file of another program may not say whose it is."""
    shop, letter, life, name = "", "", b"", None
    with suppress(sqlite3.DatabaseError, TypeError):
        shop, letter, life, name = reader.execute(OF_TILL).fetchone()
    entries, hlc = reader.execute(OF_JOURNAL).fetchone()
    return Label(
        shop=shop,
        name=msgspec.json.decode(name, type=str) if name else "",
        till=letter,
        life=life.hex(),
        made_at=made_at,
        number=number,
        why=why,
        entries=entries,
        hlc=hlc,
    )


def with_trust(label: Label, known: Known) -> Label:
    """The label, which also says whom this till believes; nothing of it is secret."""
    root, keys = (known.root or b"").hex(), tuple(sorted(key.hex() for key in known.keys))
    return msgspec.structs.replace(label, root=root, keys=keys[:MOST_KEYS]) if root else label


def label_of(path: Path) -> Label | None:
    """What a file says it is, or None where it is no backup that says so."""
    try:
        with zipfile.ZipFile(path) as packed, packed.open(NAME) as file:
            return msgspec.json.decode(file.read(LONGEST), type=Label)
    except (
        OSError, ValueError, KeyError, EOFError, NotImplementedError, RuntimeError,
        zipfile.BadZipFile, zlib.error, msgspec.MsgspecError,
    ):  # fmt: skip
        return None


def labelled(place: Path, shop: str = "", till: str = "") -> list[tuple[Path, Label]]:
    """The daily backups in a folder, newest first; of one shop, or of one till of it."""
    return sorted(_daily(place, shop, till), key=lambda one: (one[1].number, one[1].made_at), reverse=True)


def _daily(place: Path, shop: str, till: str) -> Iterator[tuple[Path, Label]]:
    for path in place.glob("*.comptoir"):
        label = label_of(path)
        if label and label.why == DAILY and shop in ("", label.shop) and till in ("", label.till):
            yield path, label
