"""Orders that are made anew together: the same tables as one by one, and none kept back by another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection

from pos.journal.arrive import try_placings
from pos.journal.kinds.base import Place
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.lives.vouching import Known
from pos.journal.orders.tables import facts_of_order
from pos.journal.proof import rebuild as made_anew
from pos.journal.proof.digest import digest
from pos.journal.seal import header_of
from pos.journal.stored import Stored, store
from pos.journal.trust import Key
from tests.journal import orders
from tests.journal.tables import Entry, empty_file, sealed
from tests.journal.tills import Writing, resealed, take
from tests.journal.tills import empty_file as empty_till_file
from tests.shop_kit import ShopKit

SOLD = 5
CREDITS = "SELECT count, gross FROM day_total WHERE kind = 'credits'"


@pytest.fixture
def sold(shop: ShopKit) -> ShopKit:
    """Five orders."""
    shop.stocks(quantity="100")
    for _ in range(SOLD):
        shop.sells("MUG-BLU")
    return shop


@contextmanager
def copy_of(kit: ShopKit) -> Iterator[Connection]:
    """The journal in a file of its own, whose tables are empty."""
    with kit.shop.till.database.reading() as connection, empty_file() as fresh:
        made_anew.copy_journal(connection, fresh)
        yield fresh


def place_again(file: Connection, kit: ShopKit) -> None:
    """One more placing of an order that was placed before, as another till may have sent it."""
    with kit.shop.till.database.reading() as connection:
        (told,) = facts_of_order(connection, SOLD).values()
    assert isinstance(told.fact, OrderPlaced)
    header = replace(told.header, seq=told.header.seq + 1, event_id="f" * 32)
    store(file, sealed(Entry(header, replace(told.fact, number="A-000006"))))


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, bool]]:
    """How many placings were tried together, and whether it went well."""
    tried: list[tuple[int, bool]] = []

    def noted(connection: Connection, entries: list[Stored]) -> bool:
        tried.append((len(entries), try_placings(connection, entries)))
        return tried[-1][1]

    monkeypatch.setattr(made_anew, "try_placings", noted)
    return tried


def test_orders_in_a_row_are_made_together(sold: ShopKit, together: list[tuple[int, bool]]) -> None:
    with copy_of(sold) as fresh, sold.shop.till.database.reading() as connection:
        made_anew.rebuild(fresh)
        assert digest(fresh) == digest(connection)
        assert fresh.exec_driver_sql("SELECT count(*) FROM parked").scalar() == 0
    assert together == [(SOLD, True)]


def test_an_order_that_was_placed_twice_is_one(
    sold: ShopKit, together: list[tuple[int, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with copy_of(sold) as fresh, copy_of(sold) as other:
        for file in (fresh, other):
            place_again(file, sold)
        made_anew.rebuild(fresh)
        monkeypatch.setattr(made_anew, "try_placings", lambda _connection, _entries: False)
        made_anew.rebuild(other)
        assert digest(fresh) == digest(other)
        assert fresh.exec_driver_sql("SELECT count(*) FROM orders").scalar() == SOLD
    assert together == [(SOLD + 1, False)]


def test_a_damaged_order_keeps_no_other_back(sold: ShopKit, together: list[tuple[int, bool]]) -> None:
    with copy_of(sold) as fresh:
        run = fresh.exec_driver_sql
        run("DROP TRIGGER entry_part_only_blanks")
        third = run("SELECT arrival FROM entry WHERE kind = 'order.placed' ORDER BY seq LIMIT 1 OFFSET 2")
        arrival = third.scalar_one()
        run("UPDATE entry_part SET body = x'7b7d' WHERE arrival = ?", (arrival,))
        made_anew.rebuild(fresh)
        assert run("SELECT count(*) FROM orders").scalar() == SOLD - 1
        assert run("SELECT arrival, why FROM parked").fetchall() == [(arrival, "cannot_apply: damaged")]
    assert together == [(SOLD, False)]


def test_an_event_that_waited_for_its_order_in_one_life_is_not_applied_again_from_the_next(
    files: ExitStack, here: Connection
) -> None:
    """The life that wrote it again comes first by its id, before the order; the first writer's copy last."""
    till = Writing(files.enter_context(empty_till_file()), "B", Key(b"b" * 32))
    till.write(orders.placing(orders.tender("cash", 10200), handed=True))
    event = header_of(till.entries()[1].header).event_id
    back = replace(orders.credit(orders.mugs(1)), of=event)
    till.write(back)
    life = Writing(files.enter_context(empty_till_file()), "A", Key(b"a" * 32))
    (opened,) = life.entries()
    _first, _placed, credited = till.entries()
    was = Place(till.head.origin.hex(), 3, credited.chain.hex())
    again = resealed(life.key, credited, opened, seq=2, was=was)
    known = Known(frozenset({till.key.public, life.key.public}))
    take(here, [*till.entries(), opened, again], known)
    assert here.exec_driver_sql(CREDITS).fetchall() == [(1, -1800)]
    made_anew.remake(here)
    assert here.exec_driver_sql(CREDITS).fetchall() == [(1, -1800)]
