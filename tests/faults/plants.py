"""Faults planted on purpose: a rig that does not find them proves nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import QueuePool

from pos.journal.append import Head
from pos.journal.kinds.base import Fact
from pos.model import database
from pos.model.database import Database
from pos.services.till.transaction import Transaction

NORMAL = "WAL with NORMAL"
PLAIN_BEGIN = "plain BEGIN"
DEFAULT_BEGIN = "SQLAlchemy's default begin"
TWO_STEPS = "the cart put away in a second transaction"
NUMBER_OUTSIDE = "number taken outside the transaction"


def plant(name: str) -> None:
    """Put the fault into this process, for good; the empty name is none."""
    if name:
        _PLANTS[name]()


@contextmanager
def planted(name: str) -> Iterator[None]:
    """Put the fault into this process, for a while."""
    kept = (database.PRAGMAS, Database._engine, Transaction.next_number, Transaction.__init__)
    plant(name)
    try:
        yield
    finally:
        database.PRAGMAS, Database._engine, Transaction.next_number, Transaction.__init__ = kept


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

        planted = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=1)
        self._engines.append(planted)  # closed with the others
        return planted

    Database._engine = engine  # type: ignore[method-assign]


def _number_outside() -> None:
    """The number is read once and remembered, as if only one till wrote the file."""
    remembered: dict[int, int] = {}
    honest = Transaction.next_number

    def next_number(self: Transaction, series: str) -> str:
        till = id(self._life)
        letter, _, controller = honest(self, series).rpartition("-")
        remembered[till] = remembered.get(till, int(controller) - 1) + 1
        return f"{letter}-{remembered[till]:06d}"

    Transaction.next_number = next_number  # type: ignore[method-assign]


def _two_steps() -> None:
    """Each entry is committed at once, whatever else belongs to it."""
    honest = Transaction.record

    def record(self: Transaction, fact: Fact) -> Head:
        head = honest(self, fact)
        self.connection.exec_driver_sql("COMMIT")
        self.connection.exec_driver_sql("BEGIN IMMEDIATE")
        return head

    Transaction.record = record  # type: ignore[method-assign]


_PLANTS = {
    NORMAL: _normal,
    PLAIN_BEGIN: _plain_begin,
    DEFAULT_BEGIN: _default_begin,
    TWO_STEPS: _two_steps,
    NUMBER_OUTSIDE: _number_outside,
}
