"""Keep the search index in step with the products; all of it can be made again from them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from pos.domain.words.text import words
from pos.journal.kinds.base import Fact
from pos.journal.kinds.products import ProductsSet
from pos.model import search as sql

AT_ONCE = 500
"""Variants looked at together."""

REBUILD_FROM = 5_000
"""As many changed variants are faster read anew with all others than one by one."""


VARIANTS = """SELECT v.id FROM variant v JOIN product p ON p.id = v.product_id WHERE p.uid IN ({places})"""


def follow(connection: sqlite3.Connection, facts: Sequence[Fact]) -> None:
    """Bring the index in step with entries about products, within the transaction that recorded them.

    What a file brings is not searched by its words before all of it is in (`refresh_products`).
    """
    by_hand = [fact for fact in facts if isinstance(fact, ProductsSet) and not fact.import_]
    refresh_products(connection, [one.id for fact in by_hand for one in fact.products])


def refresh_products(connection: sqlite3.Connection, changed: Sequence[str]) -> None:
    """Bring products up to date, by their hexadecimal ids."""
    found: list[int] = []
    for start in range(0, len(changed), AT_ONCE):
        some = [bytes.fromhex(product) for product in changed[start : start + AT_ONCE]]
        rows = connection.execute(VARIANTS.format(places=",".join("?" * len(some))), some)
        found += [row[0] for row in rows]
    refresh(connection, found)


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the whole index again, the best sellers first; within the caller's transaction."""
    _provide_words(connection)
    for statement in sql.REBUILD:
        connection.execute(statement)


def refresh(connection: sqlite3.Connection, variant_ids: Iterable[int]) -> None:
    """Bring variants that changed, and the others of their products, up to date; new ones rank last."""
    wanted = sorted(set(variant_ids))
    if len(wanted) >= REBUILD_FROM:
        rebuild(connection)
        return
    for start in range(0, len(wanted), AT_ONCE):
        _refresh(connection, wanted[start : start + AT_ONCE])


def add_made(connection: sqlite3.Connection, first: str, last: str) -> None:
    """Add the products of these ids and all between them, as far as they are not there; they rank last."""
    _provide_words(connection)
    (rank,) = connection.execute(sql.LAST_RANK).fetchone()
    connection.execute(sql.MADE, (bytes.fromhex(first), bytes.fromhex(last)))
    connection.execute(sql.ADD, (rank,))


def covers(connection: sqlite3.Connection) -> bool:
    """Whether the index holds exactly the variants that can be sold."""
    missing_or_left: int = connection.execute(sql.COVERS).fetchone()[0]
    return missing_or_left == 0


def _refresh(connection: sqlite3.Connection, variant_ids: list[int]) -> None:
    places = ",".join("?" * len(variant_ids))
    before = connection.execute(sql.INDEXED.format(places=places), variant_ids).fetchall()
    now = {
        variant_id: (variant_id, category, first, _index_words(name, options))
        for variant_id, category, first, name, options in connection.execute(
            sql.WANTED.format(places=places), variant_ids
        )
    }
    gone, new = [], []
    for rank, variant_id, category, first, name in before:
        row = now.pop(variant_id, None)
        if row == (variant_id, category, first, name):
            continue
        gone.append((rank, name))
        if row:
            new.append((rank, *row))
    (last,) = connection.execute(sql.LAST_RANK).fetchone()
    new += [(last + place, *now[variant_id]) for place, variant_id in enumerate(sorted(now), 1)]
    connection.executemany(sql.FTS_DELETE, gone)
    connection.executemany(sql.ENTRY_DELETE, [(rank,) for rank, _name in gone])
    connection.executemany(sql.ENTRY_INSERT, new)
    connection.executemany(sql.FTS_INSERT, [(row[0], row[-1]) for row in new])


def _provide_words(connection: sqlite3.Connection) -> None:
    """Register the function the index is made with; SQLite refuses it twice while a statement is open."""
    try:
        connection.execute("SELECT index_words('', '')").fetchall()
    except sqlite3.OperationalError:
        connection.create_function("index_words", 2, _index_words, deterministic=True)


def _index_words(name: str, options: str) -> str:
    return " ".join(words(f"{name} {options}" if options else name))
