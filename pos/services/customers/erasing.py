"""Forget a customer: blank what tells who they are, except what the law keeps."""

from __future__ import annotations

import sqlite3

from pos.domain.customers.records import Erasure
from pos.journal.kinds.customers import CustomerErased
from pos.services.customers.customers import read
from pos.services.till.till import Till

OF_RECORD = """SELECT lower(hex(e.event_id)) FROM customer c JOIN customer_fact f ON f.customer_id = c.id
    JOIN entry e USING (arrival) JOIN entry_part p USING (arrival)
    WHERE p.personal IS NOT NULL AND (c.uid = :uid OR c.into_id = (SELECT id FROM customer WHERE uid = :uid))
    ORDER BY e.arrival"""
OF_ORDERS = """SELECT lower(hex(e.event_id)), o.number, e.kind IN ('order.placed', 'order.edited')
        AND EXISTS (SELECT 1 FROM document d WHERE d.order_id = o.id AND d.kind = 'invoice')
    FROM orders o JOIN (SELECT id AS order_id, arrival FROM orders
        UNION ALL SELECT order_id, arrival FROM order_fact) f ON f.order_id = o.id
    JOIN entry e ON e.arrival = f.arrival JOIN entry_part p ON p.arrival = f.arrival
    WHERE p.personal IS NOT NULL AND o.customer_id = (SELECT id FROM customer WHERE uid = :uid)
    ORDER BY e.arrival"""
"""Each entry about an order with something personal, and whether the law keeps it: an invoice names it."""


class Erasing:
    """Blanks a customer's personal parts, and shows beforehand which."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def plan(self, customer_id: str) -> Erasure:
        """What would go and what would stay; raises CustomerUnknown."""
        return _plan(self._till.database.reader(), customer_id)

    def erase(self, customer_id: str) -> Erasure:
        """Forget a customer, and those who were merged into them; there is no way back.

        Raises CustomerUnknown.
        """
        with self._till.transaction() as tx:
            found = _plan(tx.raw(), customer_id)
            tx.record(CustomerErased(customer_id, found.entries, found.kept))
        return found


def _plan(connection: sqlite3.Connection, customer_id: str) -> Erasure:
    customer, _clocks = read(connection, customer_id)
    uid = {"uid": bytes.fromhex(customer_id)}
    entries = [event for (event,) in connection.execute(OF_RECORD, uid)]
    kept: list[str] = []
    orders: list[str] = []
    invoiced: list[str] = []
    for event, number, is_kept in connection.execute(OF_ORDERS, uid):
        (kept if is_kept else entries).append(event)
        (invoiced if is_kept else orders).append(number)
    without = [number for number in dict.fromkeys(orders) if number not in invoiced]
    return Erasure(customer, tuple(entries), tuple(kept), tuple(without), tuple(dict.fromkeys(invoiced)))
