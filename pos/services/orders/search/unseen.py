"""Which orders the index has not followed yet, and the place of each in it, without the journal's kinds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import msgspec

from pos.model import order_lists as sql

SLOTS = 16
"""Bits of a rank for orders of one second: small steps from one to the next keep the index small."""
SECOND = 1000
"""Milliseconds."""
_LATEST = (1 << 62) >> SLOTS

UNSEEN = f"""SELECT arrival, header FROM entry WHERE arrival > ?
    AND kind IN ({",".join("?" * len(sql.ORDER_KINDS))}) ORDER BY arrival"""
ID = "SELECT id FROM orders WHERE uid = ?"


class _About(msgspec.Struct):
    entity_id: str


def pending(connection: sqlite3.Connection, most: int) -> list[int]:
    """The orders of which something was written that the index has not followed, by the newest writings."""
    rows = connection.execute(f"{UNSEEN} DESC LIMIT ?", (_upto(connection), *sql.ORDER_KINDS, most))
    return orders_of(connection, (header for _arrival, header in rows.fetchall()))


def unseen(connection: sqlite3.Connection, most: int) -> list[tuple[int, bytes]]:
    """The first entries about orders behind the mark: arrival and header of each."""
    return connection.execute(f"{UNSEEN} LIMIT ?", (_upto(connection), *sql.ORDER_KINDS, most)).fetchall()


def orders_of(connection: sqlite3.Connection, headers: Iterable[bytes]) -> list[int]:
    """The orders that entries are about, as far as they are here."""
    uids = dict.fromkeys(msgspec.json.decode(header, type=_About).entity_id for header in headers)
    rows = (connection.execute(ID, (bytes.fromhex(uid),)).fetchone() for uid in uids if len(uid) == 32)
    return [row[0] for row in rows if row]


def bound(placed: int) -> int:
    """The lowest rank of orders placed in the same second."""
    return max(-_LATEST, min(placed // SECOND, _LATEST)) << SLOTS


def _upto(connection: sqlite3.Connection) -> int:
    upto: int = connection.execute(sql.UPTO).fetchone()[0]
    return upto
