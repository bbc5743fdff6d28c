"""The first figures of what was just linked, where those of the web shop begin.

What is on hand here becomes what is there. What moved here since the web shop was connected, while its
products were still being read, stays: it is told as a difference, or goes along with an order. Where no orders
go up any more, what was sold and never came there stays too, and is told as a difference; what is on its way
still arrives or not, and is told by neither.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from pos.domain.catalogue.stock import Reason
from pos.domain.money.quantity import MILLION
from pos.journal.kinds.stock import StockMove, StockMoved
from pos.journal.kinds.stores.uploads import StoreFigure, StoreMet

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

CONNECTED = "SELECT arrival, state, orders_from FROM store_past WHERE store = ? ORDER BY arrival"
FIGURES = """SELECT v.id, coalesce((SELECT sum(on_hand) FROM stock WHERE variant_id = v.id), 0),
    coalesce((SELECT sum(quantity) FROM stock_move WHERE variant_id = v.id AND reason = 'web shop'), 0),
    coalesce((SELECT sum(delta) FROM store_upload WHERE store = :store AND what = 'stock'
        AND subject = v.uid AND ended = 'done'), 0),
    EXISTS (SELECT 1 FROM store_stock WHERE store = :store AND variant = v.uid)
    FROM variant v WHERE v.uid = :uid"""
SINCE = """SELECT coalesce(sum(quantity), 0) FROM stock_move
    WHERE variant_id = ? AND arrival > ? AND reason NOT IN ('web shop', 'opening')"""
PENDING = """SELECT -coalesce(sum(ol.quantity), 0) FROM orders o JOIN order_line ol ON ol.order_id = o.id
    WHERE ol.variant_id = :variant AND o.channel <> 'web' AND o.payment_status = 'Paid'
    AND o.placed >= :since AND NOT EXISTS (SELECT 1 FROM store_upload u WHERE u.store = :store
        AND u.what = 'order' AND u.subject = o.uid AND u.ended IN ('', 'doubt', 'done', 'parked'))"""


def meet(tx: Transaction, store: str, figures: Mapping[str, int], *, is_first: bool) -> None:
    """Make what is on hand what is there, by variant; where variants met before, their figure is followed."""
    raw, moves, bases = tx.raw(), [], []
    since = _connected(raw, store)
    for uid, there in figures.items():
        found = raw.execute(FIGURES, {"store": store, "uid": bytes.fromhex(uid)}).fetchone()
        if found is None:
            continue
        variant, on_hand, elsewhere, sent, is_met = found
        keeps = 0 if is_met else _kept(raw, store, variant, since, is_first=is_first)
        move = there * MILLION - (on_hand - keeps)
        if move:
            moves.append(StockMove(uid, move))
        if not is_met and not move % MILLION:
            bases.append(StoreFigure(uid, there - (elsewhere + move) // MILLION - sent))
    if moves:
        tx.record(StockMoved(reason=Reason.WEB, moves=tuple(moves)))
    if bases:
        tx.record(StoreMet(store=store, figures=tuple(bases)))


def _kept(
    raw: sqlite3.Connection, store: str, variant: int, since: tuple[int, int], *, is_first: bool
) -> int:
    """What moved here and is not there yet, in millionths."""
    arrival, placed = since
    if is_first:
        return int(raw.execute(SINCE, (variant, arrival)).fetchone()[0])
    asked = {"variant": variant, "store": store, "since": placed}
    return int(raw.execute(PENDING, asked).fetchone()[0])


def _connected(raw: sqlite3.Connection, store: str) -> tuple[int, int]:
    """Where in the journal the web shop was connected, the last time that it was not before; and from when on
    sales go up, in milliseconds since 1970."""
    arrival, since, was_on = 0, "", False
    for place, state, orders_from in raw.execute(CONNECTED, (store,)).fetchall():
        if state != "off" and not was_on:
            arrival = place
        was_on, since = state != "off", orders_from
    return arrival, int(datetime.fromisoformat(since).timestamp() * 1000) if since else 0
