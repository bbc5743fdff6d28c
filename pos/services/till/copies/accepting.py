"""A till carries on after a restore: the keys of its earlier lives are accepted, though they are not here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from pos.domain.shop.errors import EntryDamaged
from pos.journal.kinds.base import Place
from pos.journal.kinds.tills import TillOpened
from pos.journal.seal import fact_of
from pos.journal.trust import entry_message, is_signed
from pos.services.till.files import ShopFolder
from pos.services.till.keys import accept_keys, accepted_keys, kept_keys

OPENED = """SELECT p.body, e.chain, e.sig FROM entry e JOIN entry_part p USING (arrival)
    WHERE e.origin = ? AND e.seq = 1"""


def accept_lives(reader: sqlite3.Connection, folder: ShopFolder, origin: bytes) -> tuple[str, ...]:
    """Remember the keys of a life and of those before it, where they are not known; returns their letters."""
    known = accepted_keys(folder) | {key.public for key in kept_keys(folder)}
    new = [one for one in _lineage(reader, origin) if bytes.fromhex(one.key) not in known]
    if new:
        accept_keys(folder, (bytes.fromhex(one.key) for one in new))
    return tuple(one.letter for one in new)


def _lineage(reader: sqlite3.Connection, origin: bytes) -> Iterator[TillOpened]:
    """A life and those it says it continues, each by its first entry, as long as its own key signed that."""
    seen: set[bytes] = set()
    while origin not in seen:
        seen.add(origin)
        row = reader.execute(OPENED, (origin,)).fetchone()
        opened = _opened(*row) if row else None
        if opened is None:
            return
        yield opened
        if not isinstance(opened.continues, Place):
            return
        origin = bytes.fromhex(opened.continues.life)


def _opened(body: bytes, chain: bytes, sig: bytes) -> TillOpened | None:
    try:
        fact = fact_of(TillOpened.kind, body, None)
        is_own = isinstance(fact, TillOpened) and is_signed(
            bytes.fromhex(fact.key), sig, entry_message(chain)
        )
    except (EntryDamaged, ValueError):
        return None
    return fact if is_own and isinstance(fact, TillOpened) else None
