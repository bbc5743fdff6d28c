"""Entries that move stock, and the one way stock is moved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from pos.journal.kinds.base import Arrived, Fact, Part

if TYPE_CHECKING:
    from sqlalchemy import Connection

INVARIANTS = {
    "the stock is not the sum of its moves": """SELECT variant_id FROM (
            SELECT variant_id, location, quantity AS q FROM stock_move
            UNION ALL SELECT variant_id, location, -on_hand FROM stock)
        GROUP BY variant_id, location HAVING SUM(q) <> 0 LIMIT 1""",
    "the stock move's entry is missing": """SELECT id FROM stock_move
        WHERE arrival NOT IN (SELECT arrival FROM entry) LIMIT 1""",
}


class StockMove(Part, frozen=True):
    """Goods of one variant that came (positive) or went (negative)."""

    variant: str  # its id
    quantity: int  # millionths of a piece or of the unit
    note: str = ""  # as a person wrote it


class StockMoved(Fact, frozen=True):
    """Stock moved for a reason other than an order."""

    kind: ClassVar[str] = "stock.moved"

    reason: str  # a `Reason` of pos.domain.catalogue.stock
    moves: tuple[StockMove, ...]
    location: str = "main"

    @property
    def entity(self) -> str:
        return self.moves[0].variant


def stock_moved(connection: Connection, fact: StockMoved, arrived: Arrived) -> None:
    """Goods came or went without an order."""
    ids = variant_ids(connection, (move.variant for move in fact.moves))
    move(
        connection,
        [(ids[one.variant], one.quantity, one.note) for one in fact.moves],
        fact.location,
        fact.reason,
        arrived,
    )


def move(
    connection: Connection,
    moves: list[tuple[int, int, str]],
    location: str,
    reason: str,
    arrived: Arrived,
    order_id: int | None = None,
) -> None:
    """Record moves as (variant row, quantity, note), and add them to what is on hand."""
    if not moves:
        return
    connection.exec_driver_sql(
        """INSERT INTO stock_move(variant_id, location, quantity, reason, order_id, note, at, arrival)
           VALUES (?,?,?,?,?,?,?,?)""",
        [
            (variant, location, quantity, reason, order_id, note, arrived.at, arrived.arrival)
            for variant, quantity, note in moves
        ],
    )
    connection.exec_driver_sql(
        """INSERT INTO stock VALUES (?,?,?)
           ON CONFLICT DO UPDATE SET on_hand = on_hand + excluded.on_hand""",
        [(variant, location, quantity) for variant, quantity, _note in moves],
    )


def variant_ids(connection: Connection, uids: Iterable[str]) -> dict[str, int]:
    """The row ids of variants, by their hexadecimal ids."""
    return row_ids(connection, "variant", uids)


def row_ids(connection: Connection, table: str, uids: Iterable[str]) -> dict[str, int]:
    """The row ids of records of one table, by their hexadecimal ids; unknown ones are missing."""
    wanted = tuple({bytes.fromhex(uid) for uid in uids})
    if not wanted or _all_new(connection, table, min(wanted)):
        return {}
    marks = ",".join("?" * len(wanted))
    rows = connection.exec_driver_sql(f"SELECT uid, id FROM {table} WHERE uid IN ({marks})", wanted)
    return {uid.hex(): row for uid, row in rows}


def _all_new(connection: Connection, table: str, first: bytes) -> bool:
    """Whether every id from this one on is newer than all of the table: ids sort by the time of making."""
    last = connection.exec_driver_sql(f"SELECT max(uid) FROM {table}").scalar()
    return last is None or first > last
