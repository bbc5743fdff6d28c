"""Every till of the shop as it is known here."""

from __future__ import annotations

import sqlite3
from typing import Any

from pos.domain.money.amounts import Money
from pos.domain.sync.tills import TillKnown
from pos.journal.seal import header_of
from pos.services.till.till import Till

LIVES = """SELECT e.origin, max(e.seq), coalesce(t.letter, ''), coalesce(t.role, ''), t.origin IS NOT NULL,
    f.origin IS NOT NULL, (SELECT header FROM entry l WHERE l.origin = e.origin ORDER BY l.seq DESC LIMIT 1),
    coalesce(s.seq, 0), coalesce(s.heard_at, '')
    FROM entry e LEFT JOIN till t USING (origin) LEFT JOIN fence f USING (origin)
    LEFT JOIN sync_life s USING (origin)
    GROUP BY e.origin ORDER BY 3, min(e.arrival)"""
SALES = """SELECT count(*), coalesce(sum(o.total), 0) FROM orders o JOIN entry e USING (arrival)
    WHERE e.origin = ?"""


class Tills:
    """Lists the lives of all tills."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def all(self, currency: str) -> tuple[TillKnown, ...]:
        """Every life that wrote here, by letter; sums are in the shop's currency."""
        reader = self._till.database.reader()
        return tuple(self._known(reader, row, currency) for row in reader.execute(LIVES).fetchall())

    def _known(self, reader: sqlite3.Connection, row: tuple[Any, ...], currency: str) -> TillKnown:
        origin, entries, letter, role, is_vouched, is_fenced, header, on_hub, heard_at = row
        sales, total = reader.execute(SALES, (origin,)).fetchone()
        return TillKnown(
            letter,
            origin.hex(),
            origin == self._till.life.origin,
            role,
            entries,
            sales,
            Money(total, currency),
            header_of(header).recorded_at,
            heard_at,
            on_hub,
            bool(is_vouched),
            bool(is_fenced),
        )
