"""Words of erased customers leave the file: taken out of an index, they stay until it is merged whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from pos.model.database import raw
from pos.services.till.life import CHOICE, KEEP_CHOICE

if TYPE_CHECKING:
    from pos.model.database import Database

MERGES = (
    "INSERT INTO customer_fts(customer_fts, rank) VALUES('merge', ?)",
    "INSERT INTO order_fts(order_fts, rank) VALUES('merge', ?)",
)
PAGES = 64
"""Merged in one short transaction."""
LEFT = "words_left"
"""The choice that says that words of somebody erased may be left; its value is another after each erasing."""
NONE_LEFT = "DELETE FROM choice WHERE key = ? AND value = ?"
OVERWRITTEN = "PRAGMA secure_delete = ON"
DONE = 2
"""Changes of a merge that found nothing to do are fewer."""


def note(connection: sqlite3.Connection) -> None:
    """Somebody was erased just now."""
    row = connection.execute(CHOICE, (LEFT,)).fetchone()
    connection.execute(KEEP_CHOICE, (LEFT, str(int(row[0]) + 1 if row else 1)))


def overwrite(database: Database, go_on: Callable[[int], bool]) -> None:
    """Merge the indexes whole where anything is left, in transactions so short that no sale waits.

    `go_on` may stop it; it begins where it was the next time.
    """
    row = database.reader().execute(CHOICE, (LEFT,)).fetchone()
    if row is None:
        return
    for merge in MERGES:
        pages = -PAGES  # all segments become one; then it goes on with that
        while _merged(database, merge, pages) >= DONE:
            pages = PAGES
            if not go_on(0):
                return
    with database.write() as connection:
        raw(connection).execute(NONE_LEFT, (LEFT, row[0]))
    database.checkpoint()


def _merged(database: Database, merge: str, pages: int) -> int:
    """How much a piece of merging changed."""
    with database.write() as connection:
        driver = raw(connection)
        driver.execute(OVERWRITTEN)
        before = driver.total_changes
        driver.execute(merge, (pages,))
        return driver.total_changes - before
