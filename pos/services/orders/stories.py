"""All facts of one order, read back from the journal."""

from __future__ import annotations

import sqlite3

from pos.domain.orders.errors import OrderUnknown
from pos.journal.order_facts import Story
from pos.journal.order_tables import FACTS, told_of


def order_story(connection: sqlite3.Connection, number: str) -> Story:
    """The facts of the order of that number; raises OrderUnknown. Of two the older one is meant."""
    found = connection.execute(
        "SELECT id FROM orders WHERE number = ? ORDER BY placed, id LIMIT 1", (number,)
    ).fetchone()
    if found is None:
        raise OrderUnknown(number)
    return story_of(connection, found[0])


def story_of(connection: sqlite3.Connection, order: int) -> Story:
    """The facts of the order of that row."""
    return Story(told_of(row[1:]) for row in connection.execute(FACTS, {"order": order}))
