"""Which pictures an order, cart or quote has: passed on to what it becomes, let go with its customer."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pos.services.shop.settings import read as read_settings
from pos.services.till.life import CHOICE, DROP_CHOICE

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

KEY = "order.pictures."
"""A choice of this machine for each order, cart or quote that has any: the names of its pictures."""
SHOWN = (
    "SELECT picture FROM product WHERE picture <> '' UNION SELECT picture FROM variant WHERE picture <> ''"
)


def keep(tx: Transaction, one: str, names: tuple[str, ...]) -> None:
    """Let an order, cart or quote have just these pictures."""
    run = tx.connection.exec_driver_sql
    run(DROP_CHOICE, (KEY + one,))
    if names:
        run("INSERT INTO choice VALUES (?,?)", (KEY + one, json.dumps(names)))


def pass_on(tx: Transaction, before: str, after: str) -> None:
    """Let what a quote or cart becomes have its pictures too."""
    rows = [tx.raw().execute(CHOICE, (KEY + one,)).fetchone() for one in (after, before)]
    names = [name for row in rows if row for name in json.loads(row[0])]
    if before != after and names:
        keep(tx, after, tuple(dict.fromkeys(names)))


def let_go(tx: Transaction, ids: Iterable[str]) -> set[str]:
    """Keep the pictures of these orders, carts and quotes no longer; returns those that nothing shows now."""
    gone: set[str] = set()
    for one in ids:
        row = tx.raw().execute(CHOICE, (KEY + one,)).fetchone()
        gone |= set(json.loads(row[0])) if row else set()
        keep(tx, one, ())
    return gone - _shown(tx.raw(), tx.head.origin) if gone else gone


def _shown(connection: sqlite3.Connection, origin: bytes) -> set[str]:
    shown = {name for (name,) in connection.execute(SHOWN)}
    for (value,) in connection.execute("SELECT value FROM choice WHERE key LIKE ?", (f"{KEY}%",)):
        shown |= set(json.loads(value))
    return {*shown, read_settings(connection, origin).logo}
