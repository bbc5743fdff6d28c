"""A proof with help of other processes says what one says that does all by itself."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Callable

import pytest

from pos.domain.shop.errors import CheckStopped
from pos.journal.proof import beside
from pos.journal.proof.beside import Beside
from pos.journal.proof.walk import Fault
from tests.faults.tamper import ANOTHER, kit, rewrite, script
from tests.sample import sample
from tests.shop_kit import ShopKit

__all__ = ["kit"]

Edit = Callable[[ShopKit, sqlite3.Connection], object]


@pytest.fixture
def helped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two other processes help, also with a short journal and on a computer with one processor."""
    monkeypatch.setattr(beside, "ENOUGH", 1)
    monkeypatch.setattr(beside, "processors", lambda: 3)


def seal_replaced(kit: ShopKit, connection: sqlite3.Connection) -> None:
    sealed = ANOTHER.sign(b"something else")
    connection.execute("UPDATE entry SET sig = ? WHERE seq = 3", (sealed,))


def figure_changed_by_the_till(kit: ShopKit, connection: sqlite3.Connection) -> None:
    rewrite(connection, b'"total":1800', b'"total":1700', 7, key=kit.shop.till.life.key)


def stock_row_changed(kit: ShopKit, connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE stock SET on_hand = on_hand + 1")


def row_that_no_sum_knows_changed(kit: ShopKit, connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE product SET description = 'of gold'")


def nothing(kit: ShopKit, connection: sqlite3.Connection) -> None:
    pass


@pytest.mark.parametrize(
    ("edit", "rebuild"),
    [
        *sample(
            [
                (seal_replaced, True),
                (figure_changed_by_the_till, True),
                (row_that_no_sum_knows_changed, True),
            ],
            1,
        ),
        *sample([(nothing, True), (stock_row_changed, False), (nothing, False)], 1),
    ],
)
def test_it_finds_the_same(kit: ShopKit, edit: Edit, rebuild: bool, request: pytest.FixtureRequest) -> None:
    with script(kit) as connection:
        edit(kit, connection)
    alone = kit.shop.auditor.verify(rebuild=rebuild)
    request.getfixturevalue("helped")
    helped = kit.shop.auditor.verify(rebuild=rebuild)
    assert (helped.answer, helped.first_bad) == (alone.answer, alone.first_bad)
    assert alone.ok == (edit is nothing)
    assert not multiprocessing.active_children()


def without_an_answer(_connection: object, _look: object) -> Fault | None:
    """What ends another process, and is right here."""
    if multiprocessing.parent_process() is not None:
        raise SystemExit
    return Fault("here", "found by who waited")


@pytest.mark.usefixtures("helped")
def test_what_a_process_that_was_ended_owes_is_proven_here(kit: ShopKit) -> None:
    with kit.shop.till.database.reading() as connection, Beside(connection, 1) as help_of_others:
        pending = help_of_others.begin(without_an_answer)
        assert pending.outcome(connection, lambda: None) == Fault("here", "found by who waited")


@pytest.mark.full
@pytest.mark.usefixtures("helped")
def test_who_stops_leaves_no_process_behind(kit: ShopKit) -> None:
    def stop(_done: int, _total: int) -> None:
        raise CheckStopped

    with pytest.raises(CheckStopped):
        kit.shop.auditor.verify(rebuild=True, progress=stop)
    assert not multiprocessing.active_children()
