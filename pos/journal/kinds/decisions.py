"""Entries about what people decide where tills did not know of each other: records that are one, tasks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from msgspec import UNSET, UnsetType, field

from pos.journal.kinds.base import Arrived, Fact, Part
from pos.journal.kinds.stock import StockMove, add, count_again, move, with_one_stock
from pos.journal.kinds.tills import TillFenced, TillVouched
from pos.journal.stubs import rows_for, stubs_for

if TYPE_CHECKING:
    from sqlalchemy import Connection

LINKED = """SELECT uid, into_uid, clock FROM record_merge
    WHERE noun = :noun AND uid = :uid UNION SELECT uid, into_uid, clock FROM record_merge
    WHERE noun = :noun AND into_uid = :uid"""
FOLLOWS = {
    "customer": ("UPDATE orders SET customer_id = :into WHERE customer_id = :row",),
    "product": (),
    "variant": (
        "UPDATE order_line SET variant_id = :into WHERE variant_id = :row",
        "UPDATE stock_move SET variant_id = :into WHERE variant_id = :row",
        "DELETE FROM stock WHERE variant_id = :row",
    ),
}
"""By kind of record: what is counted for another one from now on."""


class RecordsMerged(Fact, frozen=True):
    """Two records are one: orders and stock of the first count for the second."""

    kind: ClassVar[str] = "records.merged"

    noun: str  # "customer", "product" or "variant"
    from_: str = field(name="from")  # the id of the one that is no longer used
    into: str  # the id of the one that stays

    @property
    def entity(self) -> str:
        return self.into


def records_merged(connection: Connection, fact: RecordsMerged, arrived: Arrived) -> None:
    """All records that were ever said to be one count for the one that the latest merge names."""
    uids = (bytes.fromhex(fact.from_), bytes.fromhex(fact.into))
    stubs_for(connection, fact.noun, (fact.from_, fact.into))
    connection.exec_driver_sql("INSERT INTO record_merge VALUES (?,?,?,?)", (fact.noun, *uids, arrived.clock))
    together, into = _together(connection, fact.noun, uids[1])
    rows = stubs_for(connection, fact.noun, together)
    is_stock = fact.noun == "variant"
    counted = with_one_stock(connection, rows.values()) if is_stock else set()
    for uid, row in rows.items():
        target = None if uid == into else rows[into]
        connection.exec_driver_sql(f"UPDATE {fact.noun} SET into_id = ? WHERE id = ?", (target, row))
        for statement in FOLLOWS[fact.noun]:
            connection.exec_driver_sql(statement, {"into": rows[into], "row": row})
    if is_stock:
        count_again(connection, counted | with_one_stock(connection, rows.values()))


def _together(connection: Connection, noun: str, uid: bytes) -> tuple[set[str], str]:
    """The ids of all records that are one with this one, and which of them stays."""
    found, todo = {uid}, [uid]
    latest = ("", b"")
    while todo:
        linked = connection.exec_driver_sql(LINKED, {"noun": noun, "uid": todo.pop()}).fetchall()
        for one, into, clock in linked:
            latest = max(latest, (clock, into))
            todo += {one, into} - found
            found |= {one, into}
    return {one.hex() for one in found}, latest[1].hex()


CORRECTION = "count"
"""Why a decision moves stock: it says how many there are."""

ACCEPT, LEAVE_OUT = "accept", "leave_out"
"""What may be decided on an entry that lies behind a fence."""


def exception_id(kind: str, subjects: Iterable[str], causes: Iterable[str]) -> str:
    """The id of what people must decide: the same on every till; a new cause makes a new one.

    `subjects` are ids, `causes` event ids, both hexadecimal (`travel.md`, section 6).
    """
    said = "".join((kind, *sorted(subjects), *sorted(causes)))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def fenced_entry(life: str, event: str) -> str:
    """The id of the decision on one entry of a life behind its fence."""
    return exception_id("fenced_entries", (life,), (event,))


class DecisionPersonal(Part, frozen=True):
    """A person's words."""

    note: str = ""


class ExceptionResolved(Fact, frozen=True):
    """A person chose; money that moves by it is an entry of its own, and so are orders that change.

    Stock is corrected by the decision in force alone: two tills that decide the same correct it once.
    """

    kind: ClassVar[str] = "exception.resolved"
    personal_type: ClassVar[type[Part] | None] = DecisionPersonal

    which: str  # the exception's id, 16 hexadecimal digits
    choice: str  # one of those its kind offers
    value: str = ""  # a count, an order, a number, where the choice asks for one
    seen: tuple[str, ...] = ()  # the event ids of the decisions on it that were known
    moves: tuple[StockMove, ...] = ()  # of stock, as this decision corrects it
    location: str = "main"  # where
    personal: DecisionPersonal | UnsetType = UNSET


def decides_on_others(fact: Fact) -> bool:
    """Whether entries of other tills may count from now on, or no longer, because of it."""
    if isinstance(fact, ExceptionResolved):
        return fact.choice in (ACCEPT, LEAVE_OUT)
    return isinstance(fact, TillVouched | TillFenced)


IN_FORCE = "SELECT arrival, clock FROM exception_done WHERE which = ? ORDER BY clock DESC LIMIT 1"
MOVED = "SELECT variant_id, location, -quantity FROM stock_move WHERE arrival = ?"


def exception_resolved(connection: Connection, fact: ExceptionResolved, arrived: Arrived) -> None:
    """The decision stands beside the others on it; the one with the greatest clock is in force."""
    before = connection.exec_driver_sql(IN_FORCE, (fact.which,)).fetchone()
    connection.exec_driver_sql(
        "INSERT INTO exception_done(which, choice, value, clock, arrival) VALUES (?,?,?,?,?)",
        (fact.which, fact.choice, fact.value, arrived.clock, arrived.arrival),
    )
    if before is not None and before[1] > arrived.clock:
        return
    if before is not None:
        _take_back(connection, before[0])
    rows = rows_for(connection, "variant", (one.variant for one in fact.moves))
    moves = [(rows[one.variant], one.moved, one.note) for one in fact.moves if one.moved]
    move(connection, moves, fact.location, CORRECTION, arrived)


def _take_back(connection: Connection, arrival: int) -> None:
    """What the decision before moved was not moved."""
    moved = connection.exec_driver_sql(MOVED, (arrival,)).fetchall()
    if moved:
        add(connection, [tuple(row) for row in moved])
        connection.exec_driver_sql("DELETE FROM stock_move WHERE arrival = ?", (arrival,))
