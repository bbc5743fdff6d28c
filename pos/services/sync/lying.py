"""Whether an order lies on the hub too, and since when: asked of what the hub last said."""

from __future__ import annotations

import sqlite3

from pos.domain.sync.state import Lies
from pos.services.sync import ledger

FACTS = """WITH fact(arrival) AS (SELECT arrival FROM orders WHERE uid = :uid
      UNION ALL SELECT arrival FROM order_fact WHERE order_id = (SELECT id FROM orders WHERE uid = :uid))
    SELECT e.arrival, e.event_id = first.event_id, p.origin, p.seq, coalesce(s.seq, 0) >= p.seq
    FROM fact JOIN entry e USING (arrival) JOIN entry p ON p.event_id = e.event_id
    JOIN orders o ON o.uid = :uid JOIN entry first ON first.arrival = o.arrival
    LEFT JOIN sync_life s ON s.origin = p.origin AND s.said_at <> ''"""
"""Each entry about an order, at each place that it has: written again by a till's next life it has two."""
MARK = "SELECT beyond, at FROM sync_mark WHERE origin = ? AND seq >= ? ORDER BY seq LIMIT 1"


def lies(reader: sqlite3.Connection, life: bytes, order: str) -> Lies | None:
    """Where an order lies; None where there is none of that id."""
    rows = reader.execute(FACTS, {"uid": bytes.fromhex(order)}).fetchall()
    placed = [row for row in rows if row[1]]
    if not placed:
        return None
    held = {row[0] for row in rows if row[4]}
    there = [_since(reader, origin, seq) for *_which, origin, seq, is_held in placed if is_held]
    own = {part.origin for part in ledger.own_parts(reader, life)}
    return Lies(
        on_hub=bool(there),
        since=min(filter(None, there), default=""),
        later=len({row[0] for row in rows if not row[1]} - held),
        is_ours=any(row[2] in own for row in placed),
    )


def _since(reader: sqlite3.Connection, origin: bytes, seq: int) -> str:
    row = reader.execute(MARK, (origin, seq)).fetchone()
    return row[1] if row and row[0] < seq else ""
