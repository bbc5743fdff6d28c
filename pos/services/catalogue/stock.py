"""Move stock for a reason, count it, and say how it came to be."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pos.domain.catalogue.errors import NotTracked, ProductUnknown, ReasonUnknown
from pos.domain.catalogue.stock import MAIN, Reason, StockLevel, StockMove
from pos.domain.money.quantity import from_micro, to_micro
from pos.domain.words.text import clean
from pos.services.catalogue.age import known_at
from pos.services.till.life import has_several_tills, letters
from pos.services.till.till import Till

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

BY_HAND = (Reason.RECEIPT, Reason.COUNT, Reason.DAMAGE, Reason.TRANSFER, Reason.RETURN, Reason.OPENING)
"""The reasons a person may give; sales and edits are moved by orders alone."""

SOLD_AS = """SELECT lower(hex(v.uid)) FROM variant v LEFT JOIN product p ON p.id = v.product_id
    WHERE v.sku = '' COLLATE NOCASE AND coalesce(p.name, '') = '' AND EXISTS (SELECT 1 FROM stock_move m
        JOIN order_line l ON l.order_id = m.order_id AND l.variant_id = v.id
        WHERE m.variant_id = v.id AND l.sku = ? COLLATE NOCASE) ORDER BY v.clocks, v.uid LIMIT 1"""
"""What another till sold under a SKU before anything else of the product came here."""
TOGETHER = """SELECT ? UNION SELECT w.id FROM variant v JOIN variant w ON w.shares = v.shares
    AND w.shares <> '' AND w.into_id IS NULL WHERE v.id = ?"""
"""A variant and those that share its stock."""
MOVES = """SELECT m.hlc, e.event_id, m.reason, m.quantity, m.at, coalesce(o.number, ''), m.note
    FROM stock_move m CROSS JOIN entry e USING (arrival) LEFT JOIN orders o ON o.id = m.order_id
    WHERE m.variant_id = ? ORDER BY m.hlc DESC, e.event_id DESC, m.reason, m.quantity LIMIT ?"""
"""The newest first, whenever they came here: each till tells them in one order, read as far as it goes."""


def _moves(reader: sqlite3.Connection, variant: int, limit: int) -> list[Any]:
    """The newest moves of a variant and of those that share its stock, without their clocks."""
    together = reader.execute(TOGETHER, (variant, variant)).fetchall()
    found = [move for (each,) in together for move in reader.execute(MOVES, (each, limit))]
    found.sort(key=itemgetter(2, 3))
    found.sort(key=itemgetter(0, 1), reverse=True)
    return [move[2:] for move in found[:limit]]


def sold_as(reader: sqlite3.Connection, sku: str) -> str | None:
    """The id of a variant of which only orders of another till tell, by the SKU that stands there."""
    found = reader.execute(SOLD_AS, (sku,)).fetchone() if sku else None
    return str(found[0]) if found else None


class Stock:
    """Knows how many there are."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def level(self, sku: str, limit: int = 100) -> StockLevel:
        """On hand and the newest moves of the variant with that SKU, and of those that share its stock.

        Raises ProductUnknown.
        """
        try:
            return self._level("v.sku = ? COLLATE NOCASE AND v.sku <> ''", sku, sku, limit)
        except ProductUnknown:
            variant = sold_as(self._till.database.reader(), sku)
            if variant is None:
                raise
            return self.of_variant(variant, limit)

    def of_variant(self, variant_id: str, limit: int = 100) -> StockLevel:
        """The same of a variant, which may have no SKU at all."""
        return self._level("v.uid = ?", bytes.fromhex(variant_id), variant_id, limit)

    def known_at(self) -> datetime | None:
        """When this till last heard what others did; None for a single till, whose figures have no age."""
        return known_at(self._till.database.reader(), self._till.life.origin)

    def tills(self) -> tuple[str, ...]:
        """The letters of all tills where a piece may be."""
        return letters(self._till.database.reader())

    def _level(self, condition: str, value: str | bytes, called: str, limit: int) -> StockLevel:
        reader = self._till.database.reader()
        row = reader.execute(
            f"""SELECT v.id, v.sku, coalesce(p.name, ''), v.options, v.tracked, coalesce(s.on_hand, 0), v.uid,
               v.till
               FROM variant v LEFT JOIN product p ON p.id = v.product_id
               LEFT JOIN stock s ON s.variant_id = v.id AND s.location = ?
               WHERE {condition} ORDER BY v.archived, v.clocks, v.uid LIMIT 1""",
            (MAIN, value),
        ).fetchone()
        if row is None:
            raise ProductUnknown(called)
        moves = _moves(reader, row[0], limit)
        return StockLevel(
            sku=row[1],
            name=" ".join(filter(None, (row[2], row[3]))),
            on_hand=from_micro(row[5]) if row[4] else None,
            moves=tuple(
                StockMove(datetime.fromisoformat(at), Reason(reason), from_micro(quantity), number, note)
                for reason, quantity, at, number, note in moves
            ),
            as_of=self.known_at(),
            variant_id=row[6].hex(),
            till=row[7],
        )

    def move(self, variant_id: str, quantity: Decimal, reason: str, note: str = "") -> Decimal:
        """Move stock of a variant, up or down; returns what is on hand then.

        Where the reason is that somebody counted, that is how many they found.
        """
        if reason not in BY_HAND:
            raise ReasonUnknown(reason, ", ".join(BY_HAND))
        with self._till.transaction() as tx:
            on_hand, written = _tracked(tx, variant_id), clean(note, 500)
            after = on_hand + to_micro(quantity)
            if reason == Reason.COUNT:
                _count(tx, variant_id, after, on_hand, written)
            else:
                _move(tx, variant_id, to_micro(quantity), reason, written)
        return from_micro(after)

    def count(self, variant_id: str, counted: Decimal, note: str = "") -> Decimal:
        """Say how many there are; the difference is a move of its own. Returns the difference."""
        with self._till.transaction() as tx:
            expected = _tracked(tx, variant_id)
            difference = to_micro(counted) - expected
            if difference or has_several_tills(tx.raw()):  # others hear of every count
                _count(tx, variant_id, to_micro(counted), expected, clean(note, 500))
        return from_micro(difference)


def _tracked(tx: Transaction, variant_id: str) -> int:
    row = tx.connection.exec_driver_sql(
        """SELECT v.tracked, coalesce(p.name, ''), coalesce(s.on_hand, 0) FROM variant v
           LEFT JOIN product p ON p.id = v.product_id
           LEFT JOIN stock s ON s.variant_id = v.id AND s.location = ? WHERE v.uid = ?""",
        (MAIN, bytes.fromhex(variant_id)),
    ).fetchone()
    if row is None:
        raise ProductUnknown(variant_id)
    if not row[0]:
        raise NotTracked(row[1])
    return int(row[2])


def _move(tx: Transaction, variant_id: str, micro: int, reason: str, note: str) -> None:
    from pos.journal.kinds import stock

    tx.record(stock.StockMoved(reason=reason, moves=(stock.StockMove(variant_id, micro, note),)))


def _count(tx: Transaction, variant_id: str, counted: int, expected: int, note: str) -> None:
    from pos.journal.kinds import stock

    move = stock.StockMove(variant_id, note=note, counted=counted, expected=expected)
    tx.record(stock.StockMoved(reason=Reason.COUNT, moves=(move,), seen=tx.known_heads()))
