"""The rigs find what was planted: a lock that is no lock, numbers read too early, losses, damage."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from pos.domain.words.errors import CashierError
from pos.services.till.transaction import Transaction
from tests.faults.audit import audit
from tests.faults.plants import (
    DEFAULT_BEGIN,
    NUMBER_OUTSIDE,
    PLAIN_BEGIN,
    planted,
)
from tests.faults.rig import Warm, needs_fork
from tests.shop_kit import ShopKit


def interleaved(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One till has read its number; before it goes on another one sells. What is wrong then."""
    first, second = ShopKit.open(folder), ShopKit.open(folder)
    found: list[str] = []
    honest = Transaction.next_number

    def and_meanwhile(tx: Transaction, series: str) -> str:
        number = honest(tx, series)
        monkeypatch.setattr(Transaction, "next_number", honest)
        try:
            second.sells("MUG-BLU")
            found.append("the second till sold inside the transaction of the first")
        except CashierError:
            pass  # it waited for the first, as it should
        return number

    monkeypatch.setattr(Transaction, "next_number", and_meanwhile)
    second.waits(0.02)
    try:
        first.sells("MUG-BLU")
    except (CashierError, DatabaseError) as error:
        found.append(f"the first till failed: {type(error).__name__}")
    told = [*first.acknowledged(), *second.acknowledged()]
    first.close()
    second.close()
    return found + audit(folder, told)


@pytest.fixture
def folder(ram: Path) -> Path:
    kit = ShopKit.create(ram / "shop")
    kit.stocks(quantity="1000")
    kit.close()
    return kit.folder


def test_two_tills_that_sell_at_once_do_not_disturb_each_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert interleaved(folder, monkeypatch) == []


@pytest.mark.parametrize("plant", [PLAIN_BEGIN, DEFAULT_BEGIN])
def test_a_begin_that_takes_no_lock_is_found(
    plant: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with planted(plant):
        found = interleaved(folder, monkeypatch)
    assert "A-000001 is in the journal 2 times" in found or any("first till failed" in what for what in found)


def test_numbers_taken_outside_the_transaction_are_found(ram: Path) -> None:
    with planted(NUMBER_OUTSIDE):
        first = ShopKit.create(ram / "shop")
        first.stocks(quantity="1000")
        second = ShopKit.open(ram / "shop")
        told = [first.sells("MUG-BLU"), second.sells("MUG-BLU"), first.sells("MUG-BLU")]
        first.close()
        second.close()
        found = audit(ram / "shop")
    assert [placed.number for placed in told] == ["A-000001", "A-000002", "A-000002"]
    assert "A-000002 is in the journal 2 times" in found


@needs_fork
@pytest.mark.parametrize("plant", [PLAIN_BEGIN, DEFAULT_BEGIN, NUMBER_OUTSIDE])
def test_processes_beside_each_other_show_it_too(plant: str, folder: Path, warm: Warm) -> None:
    for _ in range(10):  # chance decides who is interrupted where
        ended = warm.together([("many sales", folder, 0, {"orders": 40, "plant": plant})] * 3)
        if any(one.failed for one in ended) or any("2 times" in what for what in audit(folder)):
            return
    pytest.fail(f"three processes never met with {plant}")


DAMAGE = {
    "a sale gone": ("DELETE FROM order_line", "is not whole"),
    "stock by hand": ("UPDATE stock SET on_hand = on_hand + 1", "stock do not close"),
    "a payment less": ("UPDATE payment SET amount = amount - 1", "payments do not close"),
    "a total less": ("UPDATE orders SET total = total - 1", "A-000001 was 1800, is 1799"),
    "a number skipped": ("UPDATE series SET last = 2", "have a gap"),
    "the day by hand": ("UPDATE day_total SET gross = gross - 1 WHERE kind = 'sales'", "day do not close"),
    "a cart kept": ("INSERT INTO draft SELECT uid, '', '', x'7b7d' FROM orders", "its cart is kept too"),
    "a line of nobody": ("INSERT INTO order_line VALUES (9,1,1,'','',0,0,0,0,0)", "foreign key"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_the_audit_finds_damage(damage: str, folder: Path) -> None:
    kit = ShopKit.open(folder)
    kit.sells("MUG-BLU")
    assert kit.audit() == []
    statement, found = DAMAGE[damage]
    with sqlite3.connect(kit.folder / "shop.db") as script:
        script.execute(statement)
    script.close()
    assert any(found in what for what in kit.audit()), kit.audit()
    kit.close()


def test_the_audit_misses_a_sale_that_was_told_and_is_not_there(folder: Path) -> None:
    assert audit(folder, ["A-000001"]) == ["the acknowledged sale A-000001 is lost"]
