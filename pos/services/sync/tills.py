"""Every till of the shop as it is known here."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from typing import Any

from pos.domain.money.amounts import Money
from pos.domain.sync.tills import TillKnown
from pos.journal.lives.fences import ENDS
from pos.journal.seal import header_of
from pos.services.till.till import Till

LIVES = f"""SELECT e.origin, max(e.seq), coalesce(t.letter, ''), coalesce(t.role, ''), t.origin IS NOT NULL,
    {ENDS.format(till="t", fence="f")} IS NOT NULL,
    (SELECT header FROM entry l WHERE l.origin = e.origin ORDER BY l.seq DESC LIMIT 1),
    coalesce(s.seq, 0), coalesce(s.heard_at, '')
    FROM entry e LEFT JOIN till t USING (origin) LEFT JOIN fence f USING (origin)
    LEFT JOIN sync_life s USING (origin)
    GROUP BY e.origin ORDER BY 3, min(e.hlc), e.origin"""
SALES = """SELECT e.origin, count(*), sum(o.total) FROM orders o JOIN entry e USING (arrival) GROUP BY 1"""
AGAIN = """SELECT a.origin, max(c.origin), o.total FROM till t JOIN entry c ON c.origin = t.origin
    AND c.kind = 'order.placed' AND instr(c.header, CAST('"was":' AS BLOB))
    JOIN entry a ON a.event_id = c.event_id JOIN orders o ON o.arrival = a.arrival
    WHERE t.continues_seq > 0 GROUP BY o.id"""
"""The sales that a life of a till wrote again: the hub holds them there, whichever copy came here first."""


class Tills:
    """Lists the lives of all tills."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def all(self, currency: str) -> tuple[TillKnown, ...]:
        """Every life that wrote here, by letter; sums are in the shop's currency."""
        reader = self._till.database.reader()
        sold, lives = _sold(reader), reader.execute(LIVES).fetchall()
        return tuple(self._known(row, sold[row[0]], currency) for row in lives)

    def _known(self, row: tuple[Any, ...], sold: Counter[str], currency: str) -> TillKnown:
        origin, entries, letter, role, is_vouched, is_fenced, header, on_hub, heard_at = row
        return TillKnown(
            letter,
            origin.hex(),
            origin == self._till.life.origin,
            role,
            entries,
            sold["sales"],
            Money(sold["total"], currency),
            header_of(header).recorded_at,
            heard_at,
            on_hub,
            bool(is_vouched),
            bool(is_fenced),
        )


def _sold(reader: sqlite3.Connection) -> dict[bytes, Counter[str]]:
    """How many sales of each life there are, and what they come to in minor units; each sale once."""
    sold: dict[bytes, Counter[str]] = defaultdict(Counter)
    for life, sales, total in reader.execute(SALES):
        sold[life].update(sales=sales, total=total)
    for applied, again, total in reader.execute(AGAIN):
        sold[applied].update(sales=-1, total=-total)
        sold[again].update(sales=1, total=total)
    return sold
