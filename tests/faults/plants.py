"""Faults planted on purpose: a rig that does not find them proves nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import QueuePool

from pos.model import database
from pos.model.database import Database
from pos.services.till import Transaction

NORMAL = "WAL with NORMAL"
PLAIN_BEGIN = "plain BEGIN"
DEFAULT_BEGIN = "SQLAlchemy's default begin"
NUMBER_OUTSIDE = "number taken outside the transaction"


def plant(name: str) -> None:
    """Put the fault into this process, for good; the empty name is none."""
    if name:
        _PLANTS[name]()


@contextmanager
def planted(name: str) -> Iterator[None]:
    """Put the fault into this process, for a while."""
    kept = (database.PRAGMAS, Database._engine, Transaction.next_order_number, Transaction.__init__)
    plant(name)
    try:
        yield
    finally:
        database.PRAGMAS, Database._engine, Transaction.next_order_number, Transaction.__init__ = kept


def _normal() -> None:
    database.PRAGMAS = tuple(pragma.replace("FULL", "NORMAL") for pragma in database.PRAGMAS)


def _plain_begin() -> None:
    immediate = Database._engine

    def engine(self: Database, _begin: str) -> Engine:
        return immediate(self, "BEGIN")

    Database._engine = engine  # type: ignore[method-assign]


def _default_begin() -> None:
    """The driver begins by itself at the first write, so that everything read before is stale."""

    def engine(self: Database, _begin: str) -> Engine:
        def connect() -> sqlite3.Connection:
            connection = self._connect()
            connection.isolation_level = ""
            return connection

        return create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=1)

    Database._engine = engine  # type: ignore[method-assign]


def _number_outside() -> None:
    """The head and the number are read once and remembered, as if only one till wrote the file."""
    remembered: dict[bytes, int] = {}
    honest = Transaction.next_order_number

    def next_order_number(self: Transaction) -> str:
        origin = self._life.origin
        letter, _, counter = honest(self).rpartition("-")
        remembered[origin] = remembered.get(origin, int(counter) - 1) + 1
        return f"{letter}-{remembered[origin]:06d}"

    Transaction.next_order_number = next_order_number  # type: ignore[method-assign]


def free_numbers(connection: Connection) -> None:
    """Take away the index that forbids double numbers, so that a double would stay unseen by SQLite."""
    sql = "SELECT sql FROM sqlite_master WHERE name = 'orders'"
    made = connection.exec_driver_sql(sql).scalar_one()
    connection.exec_driver_sql(made.replace("UNIQUE (number)", "CHECK (1)").replace("orders", "freed", 1))


_PLANTS = {
    NORMAL: _normal,
    PLAIN_BEGIN: _plain_begin,
    DEFAULT_BEGIN: _default_begin,
    NUMBER_OUTSIDE: _number_outside,
}
