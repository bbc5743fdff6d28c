"""The sums of a day, added to by every entry that moves money."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from pos.journal.apply.arrived import Arrived
from pos.journal.entries import Paid, SoldTax

Sum = tuple[str, str, int, int, int, int]
"""Kind, key, count, gross, net, tax; amounts in minor units."""

ADD = """INSERT INTO day_total VALUES (?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET
    count = count + excluded.count, gross = gross + excluded.gross, net = net + excluded.net,
    tax = tax + excluded.tax"""


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
