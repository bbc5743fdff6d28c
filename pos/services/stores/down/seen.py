"""How an order stood in the web shop when it was last read: a memory of this machine, and no entry."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from typing import TYPE_CHECKING

from pos.domain.stores.web_order import StoreOrder
from pos.services.stores.articles import seen_name
from pos.services.stores.up.agreed import Stands, mark_of
from pos.services.till.life import CHOICE, DROP_CHOICE, KEEP_CHOICE

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction


def seen_in(order: StoreOrder) -> Stands:
    """What is to be remembered of it."""
    left = str(order.total - order.refunded)
    return Stands(order.payment_status, order.fulfilment_status, mark_of(order.tracking), left)


def seen_before(reader: sqlite3.Connection, store: str, internal: str) -> Stands | None:
    """What it was when it was last read; None where it never was, or another program remembered less."""
    row = reader.execute(CHOICE, (_name(store, internal),)).fetchone()
    try:
        return Stands(**json.loads(row[0])) if row else None
    except TypeError:
        return None


def keep_seen(tx: Transaction, store: str, order: StoreOrder) -> None:
    """Remember how it stands now."""
    kept = (_name(store, order.internal), json.dumps(asdict(seen_in(order))))
    tx.connection.exec_driver_sql(KEEP_CHOICE, kept)


def forget_seen(tx: Transaction, store: str, internal: str) -> None:
    """Look at it anew when it is read again."""
    tx.connection.exec_driver_sql(DROP_CHOICE, (_name(store, internal),))


def _name(store: str, internal: str) -> str:
    return seen_name(store, f"order/{internal}")
