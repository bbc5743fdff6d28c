"""Tills that write into files of their own, and what another till takes in of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection, create_engine

from pos.journal import seal
from pos.journal.append import Head, Writer, append
from pos.journal.kinds.base import Fact
from pos.journal.kinds.days import CashMoved
from pos.journal.kinds.tills import (
    TillOpened,
)
from pos.journal.lives.vouching import Known
from pos.journal.proof.digest import digest
from pos.journal.receive import Received, receive
from pos.journal.seal import header_of
from pos.journal.stored import Stored, stored
from pos.journal.trust import Key, entry_message
from pos.model import schema
from pos.model.database import raw
from tests.journal import orders

SHOP = "5" * 32
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ROOT = Key(b"r" * 32)


@contextmanager
def empty_file() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        raw(connection).isolation_level = None
        schema.create(connection)
        yield connection
    engine.dispose()


class Writing:
    """A till's life that writes into a file of its own."""

    def __init__(
        self, connection: Connection, letter: str, key: Key, opened: TillOpened | None = None
    ) -> None:
        self.connection = connection
        self.letter = letter
        self.key = key
        self.head = Head(letter.encode().ljust(16, b"\0"))
        self.write(opened or TillOpened(SHOP, letter, key.public.hex(), "0"))

    def write(self, fact: Fact) -> Head:
        now = NOON + timedelta(seconds=self.head.seq)
        writer = Writer(self.key, self.letter, "Lucie")
        self.head = append(self.connection, self.head, fact, writer, now)
        return self.head

    def entries(self) -> list[Stored]:
        return [replace(one, arrival=0) for one in stored(self.connection) if one.origin == self.head.origin]


@pytest.fixture
def files() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


@pytest.fixture
def here(files: ExitStack) -> Connection:
    return files.enter_context(empty_file())


@pytest.fixture
def till(files: ExitStack) -> Writing:
    """A till that placed an order and put cash into its drawer."""
    made = Writing(files.enter_context(empty_file()), "B", Key(b"b" * 32))
    made.write(orders.placing(orders.tender("cash", 10200)))
    made.write(CashMoved("float", 10_000, "2026-11-23"))
    return made


KNOWN = Known(frozenset({Key(b"b" * 32).public}))


def take(connection: Connection, entries: list[Stored], known: Known = KNOWN) -> Received:
    return receive(connection, entries, known, "2026-11-23T12:00:00Z")


def parked(connection: Connection) -> list[tuple[str, str]]:
    rows = connection.exec_driver_sql("SELECT why, waits_for FROM parked ORDER BY arrival")
    return [(row[0], row[1]) for row in rows]


def tables(connection: Connection) -> object:
    return digest(connection).tables


def resealed(key: Key, entry: Stored, before: Stored, **fields: object) -> Stored:
    """The same event at another place: as a till writes it that had not seen what lay between."""
    header = replace(header_of(entry.header), origin=before.origin.hex(), **fields)
    data = seal.canonical(header)
    chain = seal.link(before.chain, data, entry.body_hash, entry.personal_hash)
    sig = key.sign(entry_message(chain))
    return replace(
        entry, origin=before.origin, seq=header.seq, kind=header.kind, header=data, chain=chain, sig=sig
    )


def drawer(connection: Connection) -> int | None:
    return connection.exec_driver_sql("SELECT sum(gross) FROM day_total WHERE kind = 'drawer'").scalar()
