"""The sums of a day, added to by every entry that moves money, and cash that moves without an order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from pos.journal.kinds.base import Arrived, Fact
from pos.journal.kinds.sold import Paid, SoldTax

if TYPE_CHECKING:
    from sqlalchemy import Connection

INVARIANTS = {
    "the day's sum is not the sum of its orders": """SELECT d.day FROM day_total d
        JOIN (SELECT o.day, e.origin, COUNT(*) AS n, SUM(total) AS gross FROM orders o
              JOIN entry e USING (arrival) GROUP BY o.day, e.origin) s
          ON s.day = d.day AND s.origin = d.origin
        WHERE d.kind = 'sales' AND (d.gross <> s.gross OR d.count <> s.n) LIMIT 1""",
}

Sum = tuple[str, str, int, int, int, int]
"""Kind, key, count, gross, net, tax; amounts in minor units."""

ADD = """INSERT INTO day_total VALUES (?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET
    count = count + excluded.count, gross = gross + excluded.gross, net = net + excluded.net,
    tax = tax + excluded.tax"""


class CashMoved(Fact, frozen=True):
    """Cash put into the drawer or taken out, not for an order: the opening float."""

    kind: ClassVar[str] = "cash.moved"

    reason: str  # "float": what the drawer starts the day with
    amount: int  # minor units; positive is put in
    day: str  # the local day it counts for


def cash_moved(connection: Connection, fact: CashMoved, arrived: Arrived) -> None:
    """The drawer's sum of the day grows by it."""
    add(connection, arrived, fact.day, [("drawer", fact.reason, 1, fact.amount, 0, 0)])


def add(
    connection: Connection,
    arrived: Arrived,
    day: str,
    sums: Iterable[Sum],
    *,
    taxes: Iterable[SoldTax] = (),
    payments: Iterable[Paid] = (),
    rounding: int = 0,
) -> None:
    """Add to a day: what `sums` names, taxes by rate, payments by method, cash rounding."""
    rows = [
        *sums,
        *(("tax", row.rate, 1, row.gross, row.net, row.tax) for row in taxes),
        *(("payments", one.method, 1, one.amount, 0, 0) for one in payments),
    ]
    if rounding:
        rows.append(("rounding", "", 1, rounding, 0, 0))
    if rows:
        connection.exec_driver_sql(ADD, [(day, arrived.origin, *row) for row in rows])
