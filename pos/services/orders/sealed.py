"""Read an order whole, from the sealed entry that placed it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

import msgspec

from pos.journal.kinds.orders import OrderPlaced
from pos.journal.seal import Header, fact_of


@dataclass(frozen=True, slots=True)
class SealedOrder:
    """An order as its entry says it, with the header and the chain value of that entry."""

    fact: OrderPlaced
    header: Header
    chain: bytes

    @property
    def placed_at(self) -> datetime:
        """When it was placed, as the clock read, with its offset."""
        return datetime.fromisoformat(self.header.recorded_at)

    @property
    def seal(self) -> str:
        """What the paper prints of the chain: its first 8 hex digits."""
        return self.chain[:4].hex()


def sealed_order(connection: sqlite3.Connection, number: str) -> SealedOrder | None:
    """The order of that number, or None."""
    row = connection.execute(
        """SELECT e.header, e.chain, p.body, p.personal FROM orders o
           JOIN entry e USING (arrival) JOIN entry_part p USING (arrival) WHERE o.number = ?""",
        (number,),
    ).fetchone()
    if row is None:
        return None
    fact = fact_of(OrderPlaced.kind, row[2], row[3])
    assert isinstance(fact, OrderPlaced)
    return SealedOrder(fact, msgspec.json.decode(row[0], type=Header), row[1])
