"""Cash that moves without an order, and what must hold of the sums of days."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pos.journal.kinds.base import Arrived, Fact
from pos.journal.kinds.tills import letter_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

INVARIANTS = {
    "the days are not the sums of their orders": """SELECT coalesce(min(day), 'day') FROM day_total
        WHERE kind IN ('sales', 'edits', 'credits') HAVING coalesce(sum(gross), 0) <>
            (SELECT coalesce(sum(total - credited), 0) FROM orders)""",
    "the days do not close": """SELECT coalesce(min(day), 'day') FROM day_total
        WHERE kind IN ('sales', 'edits', 'credits', 'rounding', 'payments')
        HAVING coalesce(sum(CASE kind WHEN 'payments' THEN -gross ELSE gross END), 0) <>
            (SELECT coalesce(sum(total - credited + rounding - paid + refunded), 0) FROM orders)""",
    "what is due is not the sum of what orders owe": """SELECT coalesce(min(day), 'day') FROM day_total
        WHERE kind = 'due' HAVING coalesce(sum(gross), 0) <>
            (SELECT coalesce(sum(max(total - credited + rounding - paid + refunded, 0)), 0) FROM orders)""",
}

ADD = """INSERT INTO day_total VALUES (?,?,'drawer',?,1,?,0,0)
    ON CONFLICT DO UPDATE SET count = count + 1, gross = gross + excluded.gross"""


class CashMoved(Fact, frozen=True):
    """Cash put into the drawer or taken out, not for an order: the opening float."""

    kind: ClassVar[str] = "cash.moved"

    reason: str  # "float": what the drawer starts the day with
    amount: int  # minor units; positive is put in
    day: str  # the local day it counts for


def cash_moved(connection: Connection, fact: CashMoved, arrived: Arrived) -> None:
    """The drawer's sum of the day grows by it."""
    letter = letter_of(connection, arrived)
    connection.exec_driver_sql(ADD, (fact.day, letter, fact.reason, fact.amount))
