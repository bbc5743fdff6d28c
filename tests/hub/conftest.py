"""A real hub, and entries to bring to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pos.journal.stored import Stored, stored
from pos.sync.hub.dsn import from_dsn
from pos.sync.hub.found import Founder, found
from pos.sync.hub.line import HubLine
from pos.sync.hub.login import HubLogin
from tests.cli.conftest import compiled_once
from tests.hub.programs import KeptProgram, Program
from tests.postgres import TestDatabase, cluster, database, server
from tests.shop_kit import ShopKit

__all__ = ["cluster", "compiled_once", "database", "server"]


def now() -> datetime:
    """The computer's clock: a server of today is spoken to."""
    return datetime.now(UTC)


class Sold:
    """What one till wrote: its shop, its life, its letter, its entries."""

    def __init__(self, kit: ShopKit) -> None:
        reader = kit.shop.till.database.reader()
        (self.shop,) = reader.execute("SELECT shop FROM till").fetchone()
        self.life = kit.shop.till.life.origin
        with kit.shop.till.database.reading() as connection:
            self.entries: list[Stored] = list(stored(connection, self.life))
        self.total = sum(order.total.minor for order in kit.sold)
        self.sales = len(kit.sold)


@pytest.fixture(scope="session")
def sold(tmp_path_factory: pytest.TempPathFactory) -> Sold:
    """A till that sold three mugs."""
    folder: Path = tmp_path_factory.mktemp("sold")
    kit = ShopKit.create(folder / "a")
    kit.stocks(quantity="9")
    for _sale in range(3):
        kit.sells("MUG-BLU")
    done = Sold(kit)
    kit.close()
    return done


@pytest.fixture
def login(database: TestDatabase, sold: Sold) -> HubLogin:
    """The login of the till that made the hub."""
    return found(from_dsn(database.dsn()), Founder(sold.shop, bytes(32), "A", "office"), now())


@pytest.fixture
def line(login: HubLogin) -> Iterator[HubLine]:
    """Its open line."""
    with closing(HubLine(login, now)) as one:
        yield one


class Opened:
    """Tills that were opened, each a program of its own."""

    def __init__(self, kind: type[Program], folder: Path, database: TestDatabase, stack: ExitStack) -> None:
        self.kind, self.folder, self.database, self.stack = kind, folder, database, stack

    def __call__(self, name: str) -> Program:
        dsn = self.database.dsn() if name == "a" else ""
        return self.stack.enter_context(closing(self.kind(self.folder / name, dsn)))


@pytest.fixture(params=[KeptProgram, pytest.param(Program, marks=pytest.mark.full)])
def program(request: pytest.FixtureRequest, tmp_path: Path, database: TestDatabase) -> Iterator[Opened]:
    """Opens the till of a folder; only the first knows the way of the database's owner."""
    with ExitStack() as stack:
        yield Opened(request.param, tmp_path, database, stack)
