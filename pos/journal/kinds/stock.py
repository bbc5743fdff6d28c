"""Entries that move stock, and the one way stock is moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from msgspec import UNSET, UnsetType, field

from pos.journal.kinds.base import Arrived, Fact, Part
from pos.journal.kinds.imports import import_row
from pos.journal.records import insert
from pos.journal.stubs import AT_ONCE, rows_for
from pos.model.database import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

MOVE = "INSERT INTO stock_move(variant_id, location, quantity, reason, note, at, hlc, arrival)"
STOCK = "INSERT INTO stock"
ADDED = "ON CONFLICT DO UPDATE SET on_hand = on_hand + excluded.on_hand"
INVARIANTS = {
    "the stock is not the sum of its moves": """SELECT variant_id FROM (
            SELECT variant_id, location, quantity AS q FROM stock_move
            UNION ALL SELECT o.id, m.location, m.quantity FROM variant v
                JOIN stock_move m ON m.variant_id = v.id
                JOIN variant o ON o.shares = v.shares AND o.shares <> '' AND o.id <> v.id
                    AND o.into_id IS NULL
            UNION ALL SELECT variant_id, location, -on_hand FROM stock)
        GROUP BY variant_id, location HAVING SUM(q) <> 0 LIMIT 1""",
    "the stock move's entry is missing": """SELECT id FROM stock_move
        WHERE arrival NOT IN (SELECT arrival FROM entry) LIMIT 1""",
}

SHARING = """SELECT v.id, o.id FROM variant v JOIN variant o ON o.shares = v.shares AND o.shares <> ''
    AND o.into_id IS NULL WHERE v.into_id IS NULL AND v.id IN ({marks})"""
AGAIN = """INSERT INTO stock SELECT :row, location, sum(quantity) FROM stock_move WHERE variant_id IN (
        SELECT id FROM variant WHERE id = :row AND into_id IS NULL
        UNION SELECT o.id FROM variant v JOIN variant o ON o.shares = v.shares AND o.shares <> ''
            AND o.into_id IS NULL WHERE v.id = :row AND v.into_id IS NULL)
    GROUP BY location"""


class StockMove(Part, frozen=True):
    """Goods of one variant that came (positive) or went (negative), or were counted."""

    variant: str  # its id
    quantity: int = 0  # millionths of a piece or of the unit; of a count what it found is the difference
    note: str = ""  # as a person wrote it
    counted: int | UnsetType = UNSET  # millionths that a person found
    expected: int | UnsetType = UNSET  # millionths that the till had on hand then

    @property
    def moved(self) -> int:
        """What it adds to the stock, in millionths."""
        if self.counted is UNSET or self.expected is UNSET:
            return self.quantity
        return self.counted - self.expected

    @property
    def is_count(self) -> bool:
        """Whether somebody counted."""
        return self.counted is not UNSET


class StockMoved(Fact, frozen=True):
    """Stock moved for a reason other than an order."""

    kind: ClassVar[str] = "stock.moved"

    reason: str  # a `Reason` of pos.domain.catalogue.stock
    moves: tuple[StockMove, ...]
    location: str = "main"
    import_: str = field(name="import", default="")  # the id of the file's import; "" for a person
    seen: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Of a count: by life its last entry known then, its number and the first 8 digits of its chain value."""

    @property
    def entity(self) -> str:
        return self.moves[0].variant


def stock_moved(connection: Connection, fact: StockMoved, arrived: Arrived) -> None:
    """Goods came or went without an order; those of a variant that is not here yet wait for it in its row."""
    import_row(connection, fact.import_, arrived)
    rows = rows_for(connection, "variant", (move.variant for move in fact.moves))
    move(
        connection,
        [(rows[one.variant], one.moved, one.note) for one in fact.moves if one.moved or one.is_count],
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
) -> None:
    """Record moves as (variant row, quantity, note), and add them to what is on hand."""
    if not moves:
        return
    rows = [row for row, _quantity, _note in moves]
    moved = [quantity for _row, quantity, _note in moves]
    notes = [note for _row, _quantity, note in moves]
    places, reasons, times, clocks, arrivals = (
        [each] * len(moves) for each in (location, reason, arrived.at, arrived.header.hlc, arrived.arrival)
    )
    insert(connection, MOVE, [rows, places, moved, reasons, notes, times, clocks, arrivals])
    add(connection, [(row, location, quantity) for row, quantity, _note in moves])


def add(connection: Connection, moved: list[tuple[int, str, int]]) -> None:
    """Add variant row, place and quantity to what is on hand: also of all that share the stock of one."""
    others: dict[int, list[int]] = {}
    for row, other in _sharing(connection, {row for row, _place, _quantity in moved}):
        if other != row:
            others.setdefault(row, []).append(other)
    if others:
        moved = moved + [
            (other, place, quantity) for row, place, quantity in moved for other in others.get(row, ())
        ]
    insert(connection, STOCK, list(zip(*moved, strict=True)), ADDED)


def with_one_stock(connection: Connection, rows: Iterable[int]) -> set[int]:
    """These variants, and all that share the stock of one of them."""
    known = set(rows)
    return known | {other for _row, other in _sharing(connection, known)}


def count_again(connection: Connection, rows: Iterable[int]) -> None:
    """Add the moves of these variants anew, since others share their stock now, or no longer do."""
    for row in sorted(rows):
        connection.exec_driver_sql("DELETE FROM stock WHERE variant_id = ?", (row,))
        connection.exec_driver_sql(AGAIN, {"row": row})


def _sharing(connection: Connection, rows: set[int]) -> Iterator[tuple[int, int]]:
    """Each of these variants that shares its stock, with each of those that do."""
    named, run = sorted(rows), raw(connection).execute
    for start in range(0, len(named), AT_ONCE):
        some = named[start : start + AT_ONCE]
        yield from run(SHARING.format(marks=",".join("?" * len(some))), some)
