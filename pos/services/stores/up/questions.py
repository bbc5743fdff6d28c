"""Ask a person what only a person can say of a web shop: the same once, and no longer than needed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from pos.journal.kinds.stores.asking import StoreAsked
from pos.journal.kinds.stores.connecting import named
from pos.services.till.till import Till

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

STANDS = """SELECT name, here, there, candidates, is_over, clock FROM store_question
    WHERE store = ? AND about = ? AND subject = ?"""


def ask_all(till: Till, wanted: Sequence[StoreAsked]) -> None:
    """Ask each of these that is not asked already; nothing is written where all are."""
    if any(not _stands(till.database.reader(), one) for one in wanted):
        with till.transaction() as tx:
            for one in wanted:
                ask(tx, one)


def ask(tx: Transaction, wanted: StoreAsked) -> None:
    """Ask it, unless it is asked already in the same words."""
    if not _stands(tx.raw(), wanted):
        row = _row(tx.raw(), wanted)
        tx.record(replace(wanted, seen=named(row[-1]) if row else ()))


def drop(tx: Transaction, store: str, about: str, subject: str) -> None:
    """It is no longer asked."""
    wanted = StoreAsked(store=store, about=about, subject=subject)
    row = _row(tx.raw(), wanted)
    if row and not row[4]:
        tx.record(replace(wanted, over=True, seen=named(row[-1])))


def is_asked(reader: sqlite3.Connection, store: str, about: str, subject: str) -> bool:
    """Whether this question stands, answered or not."""
    row = reader.execute(STANDS, (store, about, subject)).fetchone()
    return row is not None and not row[4]


def _row(reader: sqlite3.Connection, one: StoreAsked) -> Sequence[Any] | None:
    found: Sequence[Any] | None = reader.execute(STANDS, (one.store, one.about, one.subject)).fetchone()
    return found


def _stands(reader: sqlite3.Connection, one: StoreAsked) -> bool:
    row = _row(reader, one)
    wanted: list[object] = [one.name, one.here, one.there, json.dumps(one.candidates), 0]
    return row is not None and list(row[:5]) == wanted
