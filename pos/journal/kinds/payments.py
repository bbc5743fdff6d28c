"""Entries about money that comes in after the sale."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from pos.journal.kinds import days
from pos.journal.kinds.base import Arrived, Fact
from pos.journal.kinds.sold import Paid

if TYPE_CHECKING:
    from sqlalchemy import Connection

INVARIANTS = {
    "the payments are not what the order says": """SELECT o.number FROM orders o
        LEFT JOIN (SELECT order_id, SUM(amount) AS paid FROM payment GROUP BY order_id) p ON p.order_id = o.id
        WHERE coalesce(p.paid, 0) <> o.paid LIMIT 1""",
}


class PaymentTaken(Fact, frozen=True):
    """Money taken for an order that was placed before."""

    kind: ClassVar[str] = "payment.taken"

    id: str  # of the order
    number: str  # of the order
    day: str  # the local day it counts for
    payments: tuple[Paid, ...]
    payment_status: str  # of the order from now on
    rounding: int = 0  # minor units that cash rounding adds to the order
    change: int = 0  # minor units given back in cash

    @property
    def entity(self) -> str:
        return self.id


def payment_taken(connection: Connection, fact: PaymentTaken, arrived: Arrived) -> None:
    """The order is paid so much more; the payments, its history and the day show it."""
    order_id = order_row(connection, fact.id)
    paid = sum(one.amount for one in fact.payments)
    connection.exec_driver_sql(
        "UPDATE orders SET paid = paid + ?, rounding = rounding + ?, payment_status = ? WHERE id = ?",
        (paid, fact.rounding, fact.payment_status, order_id),
    )
    record(connection, order_id, fact.payments, arrived)
    event(connection, order_id, "paid", ", ".join(one.name or one.method for one in fact.payments), arrived)
    days.add(connection, arrived, fact.day, (), payments=fact.payments, rounding=fact.rounding)


def order_row(connection: Connection, uid: str) -> int:
    """The row of an order, by its hexadecimal id."""
    sql = "SELECT id FROM orders WHERE uid = ?"
    return int(connection.exec_driver_sql(sql, (bytes.fromhex(uid),)).scalar_one())


def record(connection: Connection, order_id: int, payments: Iterable[Paid], arrived: Arrived) -> None:
    """Keep tenders of an order as rows."""
    rows = [
        (order_id, one.method, one.name, one.amount, one.reference, arrived.at, arrived.arrival)
        for one in payments
    ]
    if rows:
        connection.exec_driver_sql(
            """INSERT INTO payment(order_id, method, name, amount, reference, at, arrival)
               VALUES (?,?,?,?,?,?,?)""",
            rows,
        )


def event(connection: Connection, order_id: int, kind: str, text: str, arrived: Arrived) -> None:
    """Keep what happened to an order after it was placed."""
    connection.exec_driver_sql(
        "INSERT INTO order_event(order_id, kind, at, text, arrival) VALUES (?,?,?,?,?)",
        (order_id, kind, arrived.at, text, arrived.arrival),
    )
