"""Moves from before a count, of tills whose entries were not known to who counted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

import msgspec

from pos.domain.decisions import about_goods as said
from pos.domain.decisions.exceptions import ShopException
from pos.domain.money.quantity import from_micro, to_micro
from pos.journal.kinds.decisions import ExceptionResolved
from pos.journal.kinds.stock import StockMove, StockMoved
from pos.services.decisions.asking import (
    NOTHING,
    Correction,
    Question,
    causes_of,
    letters_of,
)

BEHIND = f"""WITH counted AS MATERIALIZED (SELECT DISTINCT arrival FROM stock_move WHERE reason = 'count'),
    knew AS MATERIALIZED (SELECT c.arrival, e.hlc, t.origin, coalesce(json_extract(CAST(p.body AS TEXT),
            '$.seen.' || lower(hex(t.origin)) || '[0]'), 0) AS upto
        FROM counted c JOIN entry e USING (arrival) JOIN entry_part p USING (arrival)
        JOIN till t ON t.origin <> e.origin WHERE e.kind = '{StockMoved.kind}'
        AND json_extract(CAST(p.body AS TEXT), '$.moves[0].counted') IS NOT NULL)
    SELECT k.arrival, k.origin, k.upto, k.hlc FROM knew k JOIN entry n
        ON n.origin = k.origin AND n.seq = k.upto + 1 AND n.hlc < k.hlc"""
"""By count each till of which it did not know an entry from before: the next one after those it had seen."""

LATE = f"""SELECT lower(hex(v.uid)), lower(hex(c.event_id)), m.location, lower(hex(x.event_id)), m.quantity,
    v.sku, coalesce(p.name, ''), v.options, part.body
    FROM ({BEHIND}) b JOIN entry c ON c.arrival = b.arrival JOIN entry_part part ON part.arrival = b.arrival
    JOIN stock_move f ON f.arrival = b.arrival AND f.reason = 'count'
    JOIN (SELECT id AS variant, id AS other FROM variant UNION ALL SELECT c.id, o.id FROM variant c
        JOIN variant o ON o.shares = c.shares AND o.shares <> '' AND o.id <> c.id WHERE c.shares <> '') t
        ON t.variant = f.variant_id
    JOIN stock_move m ON m.variant_id = t.other AND m.location = f.location AND m.arrival <> b.arrival
    JOIN entry x ON x.arrival = m.arrival AND x.origin = b.origin AND x.seq > b.upto AND x.hlc < b.hlc
        AND x.kind <> '{ExceptionResolved.kind}'
    JOIN variant v ON v.id = f.variant_id LEFT JOIN product p ON p.id = v.product_id
    ORDER BY v.uid, c.event_id, m.location, x.hlc, x.event_id"""


def late_counts(reader: sqlite3.Connection) -> Iterator[ShopException]:
    """Each count of a variant that did not know what another till had moved before it."""
    rows = reader.execute(LATE).fetchall()
    for (uid, count, location), late in groupby(rows, key=lambda row: (row[0], row[1], row[2])):
        moves = list(late)
        moved = sum(row[4] for row in moves)
        if not moved:
            continue
        sku, name, options, body = moves[0][5:]
        counted = from_micro(_counted(body, uid))
        events = tuple(sorted({count, *(row[3] for row in moves)}))
        details = {
            "sku": sku,
            "variant": uid,
            "location": location,
            "moved": str(from_micro(moved)),
            "counted": str(counted),
        }
        choices = (said.NOT_COUNTED, said.ALREADY_COUNTED)
        asked = Question(said.LATE_COUNT, (uid,), events, sku or uid, choices, details)
        causes = causes_of(reader, events)
        tills = letters_of(one for one in causes if one.header.event_id != count)
        called = " ".join(filter(None, (name, options))) or sku
        yield asked.asked(causes, said.LateCount(called, from_micro(moved), counted, tills))


def corrected(one: ShopException, choice: str) -> Correction:
    """What a count had already is not moved once more."""
    if choice != said.ALREADY_COUNTED:
        return NOTHING
    moved = to_micro(Decimal(str(one.details["moved"])))
    return Correction((StockMove(str(one.details["variant"]), -moved),), str(one.details["location"]))


def _counted(body: bytes, variant: str) -> int:
    """How many were found, in millionths."""
    fact = msgspec.json.decode(body, type=StockMoved)
    found = [one.counted for one in fact.moves if one.variant == variant]
    return next((one for one in found if isinstance(one, int)), 0)
