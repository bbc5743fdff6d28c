"""The first figures of what was just linked, where those of the web shop begin.

What is on hand here becomes what is there. What moved here since the web shop was connected, or its stock
switched on, while its products were still being read, stays: it is told as a difference, or goes along with
an order, as does what was sold in between and is still to go up. Where no orders go up any more, what was
sold and never came there stays too, and is told as a difference; what is on its way still arrives or not, and
is told by neither.

Kinds may begin to share a stock later, or no longer do. Each takes the moves of its own along; those that
stay get them back as a move of the web shop, and their differences are counted from a figure that is as much
lower, so that nothing is told of it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
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
MEMBERS = """(SELECT id FROM variant WHERE shares = :subject AND shares <> '' AND into_id IS NULL
    UNION SELECT id FROM variant WHERE uid = :uid AND shares = '')"""
"""The variant, or all kinds that share the stock of which it is what they have in common."""
FIGURES = f"""SELECT lower(hex(v.uid)),
    coalesce((SELECT sum(on_hand) FROM stock WHERE variant_id = v.id), 0),
    coalesce((SELECT sum(quantity) FROM stock_move WHERE variant_id IN {MEMBERS}
        AND reason = 'web shop'), 0),
    coalesce((SELECT sum(delta) FROM store_upload WHERE store = :store AND what = 'stock'
        AND subject = :uid AND ended = 'done'), 0),
    EXISTS (SELECT 1 FROM store_stock WHERE store = :store AND variant = :uid)
    FROM variant v WHERE v.id = (SELECT min(id) FROM {MEMBERS})"""
SINCE = f"""SELECT coalesce(sum(quantity), 0) FROM stock_move
    WHERE variant_id IN {MEMBERS} AND arrival > :begun AND reason NOT IN ('web shop', 'opening')"""
PENDING = f"""SELECT coalesce(sum(m.quantity), 0) FROM stock_move m JOIN orders o ON o.id = m.order_id
    WHERE m.variant_id IN {MEMBERS} AND o.channel <> 'web' AND o.payment_status = 'Paid'
    AND o.placed >= :since AND m.arrival > :after AND m.arrival <= :until
    AND NOT EXISTS (SELECT 1 FROM store_upload u WHERE u.store = :store
        AND u.what = 'order' AND u.subject = o.uid AND u.ended IN ('', 'doubt', 'done', 'parked'))"""

CARRIED = f"""SELECT coalesce(sum(json_extract(g.value, '$.quantity')), 0),
    coalesce(sum(json_extract(g.value, '$.quantity')) FILTER (WHERE u.ended IN ('done', 'gone')), 0)
    FROM store_upload u
    JOIN json_each(u.goods) g WHERE u.store = :store AND u.what = 'order' AND u.goods <> ''
    AND u.ended IN ('', 'doubt', 'done', 'gone') AND json_extract(g.value, '$.variant') = :subject
    AND u.subject IN (SELECT o.uid FROM stock_move m JOIN orders o ON o.id = m.order_id
        WHERE m.variant_id IN {MEMBERS}) AND NOT EXISTS (SELECT 1 FROM store_upload s
        WHERE s.store = u.store AND s.what = 'status' AND s.subject = u.subject AND s.gave_back = 1)"""
"""Pieces that orders of ours take off there, and those that they took already."""

MOVED = """SELECT lower(hex(min(o.uid))), coalesce(sum(m.quantity), 0),
    coalesce(sum(m.quantity) FILTER (WHERE m.reason = 'web shop'), 0)
    FROM variant o LEFT JOIN stock_move m ON m.variant_id = o.id
    WHERE o.shares = ? AND o.shares <> '' AND o.into_id IS NULL"""
BASE = "SELECT base FROM store_stock WHERE store = ? AND variant = ?"
Moved = Mapping[str, tuple[int, int]]
"""By what kinds have in common: the sum of their moves, and of those of the web shop, in millionths."""


def meet(tx: Transaction, store: str, figures: Mapping[str, int], *, is_first: bool) -> None:
    """Make what is on hand what is there, by variant or by what kinds that share their stock have in common;
    where they met before, their figure is followed."""
    raw, moves, bases = tx.raw(), [], []
    begun = _begun(raw, store)
    for uid, there in figures.items():
        of = {"store": store, "uid": bytes.fromhex(uid), "subject": uid}
        found = raw.execute(FIGURES, of).fetchone()
        if found is None:
            continue
        shelf, on_hand, elsewhere, sent, is_met = found
        carried, taken, keeps = 0, 0, 0
        if not is_met:
            carried, taken = raw.execute(CARRIED, of).fetchone()
            keeps = _kept(raw, of, begun, is_first=is_first) - (carried - taken) * MILLION
        move = there * MILLION - (on_hand - keeps)
        if move:
            moves.append(StockMove(shelf, move))
        if not is_met and not move % MILLION:
            bases.append(StoreFigure(uid, there - (elsewhere + move) // MILLION + taken - sent))
    if moves:
        tx.record(StockMoved(reason=Reason.WEB, moves=tuple(moves)))
    if bases:
        tx.record(StoreMet(store=store, figures=tuple(bases)))


def count_anew(tx: Transaction, store: str, uids: Iterable[str]) -> None:
    """What had no figure there for a while has one again: nothing of before is still owed, and what it is
    beyond what is on hand here is a move of the web shop, once it is read."""
    figures = []
    for uid in uids:
        of = {"store": store, "uid": bytes.fromhex(uid), "subject": uid}
        _shelf, on_hand, elsewhere, sent, _is_met = tx.raw().execute(FIGURES, of).fetchone()
        carried, _taken = tx.raw().execute(CARRIED, of).fetchone()
        figures.append(StoreFigure(uid, (on_hand - elsewhere) // MILLION + carried - sent))
    if figures:
        tx.record(StoreMet(store=store, figures=tuple(figures)))


@dataclass(frozen=True, slots=True)
class Begun:
    """Where in the journal the web shop was connected, and where its stock began to go, the last time that
    each was not so before; from when on sales go up, in milliseconds since 1970, and whether they do."""

    connected: int = 0
    stock: int = 0
    placed: int = 0
    sends: bool = False


def _kept(raw: sqlite3.Connection, of: Mapping[str, object], begun: Begun, *, is_first: bool) -> int:
    """What moved here and is not there yet, in millionths."""
    asked = {**of, "since": begun.placed, "begun": begun.stock, "after": 0, "until": LAST}
    if not is_first:
        return int(raw.execute(PENDING, asked).fetchone()[0])
    (since,) = raw.execute(SINCE, asked).fetchone()
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


def moved_so_far(raw: sqlite3.Connection, shared: Iterable[str]) -> Moved:
    """What the kinds moved that share these stocks now."""
    rows = {one: raw.execute(MOVED, (one,)).fetchone() for one in shared}
    return {one: (total, web) for one, (uid, total, web) in rows.items() if uid}


def stay_as_they_were(tx: Transaction, store: str, before: Moved) -> None:
    """Whoever came or went since: what is on hand, what should be there and what is owed stay."""
    for shared, (total, web) in before.items():
        uid, now, web_now = tx.raw().execute(MOVED, (shared,)).fetchone()
        base = tx.raw().execute(BASE, (store, bytes.fromhex(shared))).fetchone()
        went = total - now
        if not uid or not went or base is None or went % MILLION or (web - web_now) % MILLION:
            continue
        tx.record(StockMoved(reason=Reason.WEB.value, moves=(StockMove(uid, went),)))
        since = base[0] + (web - web_now - went) // MILLION
        tx.record(StoreMet(store=store, figures=(StoreFigure(shared, since),)))
