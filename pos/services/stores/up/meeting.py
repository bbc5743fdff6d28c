"""The first figures of what was just linked, where those of the web shop begin.

What is on hand here becomes what is there. What moved here since the web shop was connected, or its stock
switched on, while its products were still being read, stays: it is told as a difference, or goes along with
an order, as does what was sold in between and is still to go up. Where no orders go up any more, what was
sold and never came there stays too, and is told as a difference; what is on its way still arrives or not, and
is told by neither.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pos.domain.catalogue.stock import Reason
from pos.domain.money.quantity import MILLION
from pos.journal.kinds.stock import StockMove, StockMoved
from pos.journal.kinds.stores.uploads import StoreFigure, StoreMet

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

CONNECTED = "SELECT arrival, state, syncs, orders_from FROM store_past WHERE store = ? ORDER BY arrival"
LAST = 2**62
FIGURES = """SELECT v.id, coalesce((SELECT sum(on_hand) FROM stock WHERE variant_id = v.id), 0),
    coalesce((SELECT sum(quantity) FROM stock_move WHERE variant_id = v.id AND reason = 'web shop'), 0),
    coalesce((SELECT sum(delta) FROM store_upload WHERE store = :store AND what = 'stock'
        AND subject = v.uid AND ended = 'done'), 0),
    EXISTS (SELECT 1 FROM store_stock WHERE store = :store AND variant = v.uid)
    FROM variant v WHERE v.uid = :uid"""
SINCE = """SELECT coalesce(sum(quantity), 0) FROM stock_move
    WHERE variant_id = ? AND arrival > ? AND reason NOT IN ('web shop', 'opening')"""
PENDING = """SELECT coalesce(sum(m.quantity), 0) FROM stock_move m JOIN orders o ON o.id = m.order_id
    WHERE m.variant_id = :variant AND o.channel <> 'web' AND o.payment_status = 'Paid'
    AND o.placed >= :since AND m.arrival > :after AND m.arrival <= :until
    AND NOT EXISTS (SELECT 1 FROM store_upload u WHERE u.store = :store
        AND u.what = 'order' AND u.subject = o.uid AND u.ended IN ('', 'doubt', 'done', 'parked'))"""

CARRIED = """SELECT coalesce(sum(json_extract(g.value, '$.quantity')), 0),
    coalesce(sum(json_extract(g.value, '$.quantity')) FILTER (WHERE u.ended IN ('done', 'gone')), 0)
    FROM store_upload u
    JOIN json_each(u.goods) g WHERE u.store = :store AND u.what = 'order' AND u.goods <> ''
    AND u.ended IN ('', 'doubt', 'done', 'gone') AND json_extract(g.value, '$.variant') = :uid
    AND u.subject IN (SELECT o.uid FROM stock_move m JOIN orders o ON o.id = m.order_id
        WHERE m.variant_id = :variant) AND NOT EXISTS (SELECT 1 FROM store_upload s
        WHERE s.store = u.store AND s.what = 'status' AND s.subject = u.subject AND s.gave_back = 1)"""
"""Pieces that orders of ours take off there, and those that they took already."""


def meet(tx: Transaction, store: str, figures: Mapping[str, int], *, is_first: bool) -> None:
    """Make what is on hand what is there, by variant; where variants met before, their figure is followed."""
    raw, moves, bases = tx.raw(), [], []
    begun = _begun(raw, store)
    for uid, there in figures.items():
        found = raw.execute(FIGURES, {"store": store, "uid": bytes.fromhex(uid)}).fetchone()
        if found is None:
            continue
        variant, on_hand, elsewhere, sent, is_met = found
        carried, taken, keeps = 0, 0, 0
        if not is_met:
            asked = {"store": store, "uid": uid, "variant": variant}
            carried, taken = raw.execute(CARRIED, asked).fetchone()
            keeps = _kept(raw, store, variant, begun, is_first=is_first) - (carried - taken) * MILLION
        move = there * MILLION - (on_hand - keeps)
        if move:
            moves.append(StockMove(uid, move))
        if not is_met and not move % MILLION:
            bases.append(StoreFigure(uid, there - (elsewhere + move) // MILLION + taken - sent))
    if moves:
        tx.record(StockMoved(reason=Reason.WEB, moves=tuple(moves)))
    if bases:
        tx.record(StoreMet(store=store, figures=tuple(bases)))


@dataclass(frozen=True, slots=True)
class Begun:
    """Where in the journal the web shop was connected, and where its stock began to go, the last time that
    each was not so before; from when on sales go up, in milliseconds since 1970, and whether they do."""

    connected: int = 0
    stock: int = 0
    placed: int = 0
    sends: bool = False


def _kept(raw: sqlite3.Connection, store: str, variant: int, begun: Begun, *, is_first: bool) -> int:
    """What moved here and is not there yet, in millionths."""
    asked = {"variant": variant, "store": store, "since": begun.placed, "after": 0, "until": LAST}
    if not is_first:
        return int(raw.execute(PENDING, asked).fetchone()[0])
    (since,) = raw.execute(SINCE, (variant, begun.stock)).fetchone()
    (pending,) = raw.execute(PENDING, asked | {"after": begun.connected, "until": begun.stock}).fetchone()
    return int(since) + (int(pending) if begun.sends else 0)


def _begun(raw: sqlite3.Connection, store: str) -> Begun:
    begun, was_on, had_stock = Begun(), False, False
    for place, state, syncs, since in raw.execute(CONNECTED, (store,)).fetchall():
        is_on, goes = state != "off", json.loads(syncs)
        has_stock = is_on and "stock" in goes
        begun = Begun(
            place if is_on and not was_on else begun.connected,
            place if has_stock and not had_stock else begun.stock,
            int(datetime.fromisoformat(since).timestamp() * 1000) if since else 0,
            "orders" in goes,
        )
        was_on, had_stock = is_on, has_stock
    return begun
