"""A script that edits a shop's file behind the till's back, and the shop it does that to."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pos.journal import seal
from pos.journal.trust import Key, entry_message
from tests.shop_kit import ShopKit

ANOTHER = Key(b"k" * 32)
NO_KEY = "not made with this till's key"


@pytest.fixture
def kit(ram: Path) -> Iterator[ShopKit]:
    """Eleven entries: till, settings, person, product, stock, three sales, a void and its money, a float."""
    kit = ShopKit.create(ram / "shop")
    kit.stocks()
    for _ in range(3):
        kit.sells("MUG-BLU")
    kit.shop.order_changes.void("A-000002")
    kit.shop.checkout.open_float(kit.money("100.00"))
    assert kit.rows("SELECT count(*), max(seq) FROM entry") == [(11, 11)]
    assert kit.audit() == []
    yield kit
    kit.close()


@contextmanager
def script(kit: ShopKit) -> Iterator[sqlite3.Connection]:
    """A script with the file open, that drops the triggers and makes them again."""
    connection = sqlite3.connect(kit.folder / "shop.db")
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    for _name, sql in triggers:
        connection.execute(sql)
    connection.commit()
    connection.close()


def run(*statements: str) -> Callable[[sqlite3.Connection], None]:
    """A script of plain statements."""

    def edit(connection: sqlite3.Connection) -> None:
        for statement in statements:
            assert connection.execute(statement).rowcount > 0, statement

    return edit


def rewrite(
    connection: sqlite3.Connection, old: bytes, new: bytes, arrival: int, *, key: Key | None = None
) -> None:
    """Edit a body and make hashes and chain right again; with a key the seals too."""
    (body,) = connection.execute("SELECT body FROM entry_part WHERE arrival = ?", (arrival,)).fetchone()
    assert old in body
    sql = "UPDATE entry_part SET body = ? WHERE arrival = ?"
    connection.execute(sql, (body.replace(old, new), arrival))
    chain = seal.NO_CHAIN
    (origin,) = connection.execute("SELECT origin FROM entry WHERE arrival = ?", (arrival,)).fetchone()
    sql = "SELECT * FROM entry JOIN entry_part USING (arrival) WHERE origin = ? ORDER BY seq"
    rows = connection.execute(sql, (origin,))
    names = [column[0] for column in rows.description]
    for row in (dict(zip(names, values, strict=True)) for values in rows.fetchall()):
        body_hash = hashlib.sha256(row["body_salt"] + row["body"]).digest()
        chain = seal.link(chain, row["header"], body_hash, row["personal_hash"])
        connection.execute(
            "UPDATE entry_part SET body_hash = ? WHERE arrival = ?", (body_hash, row["arrival"])
        )
        connection.execute("UPDATE entry SET chain = ? WHERE arrival = ?", (chain, row["arrival"]))
        if key:
            forged = key.sign(entry_message(chain))
            connection.execute("UPDATE entry SET sig = ? WHERE arrival = ?", (forged, row["arrival"]))


def price_lowered(connection: sqlite3.Connection) -> None:
    rewrite(connection, b'"total":1800', b'"total":1700', 7)
