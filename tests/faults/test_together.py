"""Several programs on one file: one window, commands beside it, a lock that is held for long."""

from __future__ import annotations

import os
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from pos.domain.shop.errors import LockedByOther, TillBusy
from pos.founding import restore_shop
from pos.shop import open_shop
from tests.faults.audit import audit
from tests.faults.rig import Warm, needs_fork
from tests.sample import everything
from tests.shop_kit import ShopKit

PROCESSES = 4


@contextmanager
def held(shop: ShopKit) -> Iterator[sqlite3.Connection]:
    """Another program in the middle of a write."""
    other = sqlite3.connect(shop.folder / "shop.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield other
    finally:
        other.close()


def test_a_second_window_is_told_who_holds_the_shop(shop: ShopKit) -> None:
    first = open_shop(shop.folder, clock=shop.clock, window=True)
    with pytest.raises(LockedByOther) as refused:
        open_shop(shop.folder, clock=shop.clock, window=True)
    assert socket.gethostname() in refused.value.holder
    assert str(os.getpid()) in refused.value.holder
    first.close()
    open_shop(shop.folder, clock=shop.clock, window=True).close()


@needs_fork
def test_a_window_that_was_killed_keeps_nobody_out(shop: ShopKit, warm: Warm) -> None:
    ended = warm.run("window", shop.folder)
    assert (ended.killed, ended.said) == (True, ["open"])
    open_shop(shop.folder, clock=shop.clock, window=True).close()


def test_a_shop_that_a_window_has_open_is_not_restored(shop: ShopKit, ram: Path) -> None:
    shop.stocks()
    shop.sells("MUG-BLU")
    shop.shop.backups.make(ram / "kept.comptoir")
    window = open_shop(shop.folder, clock=shop.clock, window=True)
    with pytest.raises(LockedByOther):
        restore_shop(shop.folder, ram / "kept.comptoir", instead=True, clock=shop.clock)
    window.close()
    assert shop.numbers() == ["A-000001"]


@needs_fork
def test_commands_beside_a_window_give_exact_numbers_and_stock(shop: ShopKit, warm: Warm) -> None:
    each = 500 if everything() else 25
    shop.stocks(quantity=str(each * (PROCESSES + 1)))
    warm.begin([("many sales", shop.folder, 0, {"orders": each})] * PROCESSES)
    for _ in range(each):
        shop.sells("MUG-BLU")
        shop.shop.search.find("mug")
    ended = warm.ended()
    assert [one.failed for one in ended] == [""] * PROCESSES
    told = [number for one in ended for number in one.said] + list(shop.acknowledged())
    count = each * (PROCESSES + 1)
    assert sorted(told) == [f"A-{n:06d}" for n in range(1, count + 1)]
    assert shop.in_stock("MUG-BLU") == 0
    assert shop.sum_of_day("sales") == (count, count * 1800)
    assert audit(shop.folder, told) == []


@needs_fork
def test_programs_that_open_a_copied_shop_at_once_begin_one_new_life(shop: ShopKit, warm: Warm) -> None:
    shop.shop.folder.key.unlink()
    ended = warm.together([("new life", shop.folder, 0, {})] * PROCESSES)
    assert [(one.failed, one.said) for one in ended] == [("", ["A2"])] * PROCESSES
    shop.reopen()


@needs_fork
def test_the_open_shop_sees_what_commands_change(shop: ShopKit, warm: Warm) -> None:
    shop.stocks()
    version = shop.shop.till.database.data_version()
    warm.run("many sales", shop.folder, orders=2)
    assert shop.shop.till.database.data_version() != version
    assert shop.in_stock("MUG-BLU") == 3
    assert shop.sells("MUG-BLU").number == "A-000003"


def test_a_lock_held_for_a_while_is_waited_for(shop: ShopKit) -> None:
    shop.stocks()
    with held(shop) as other:
        leaving = threading.Timer(2.0 if everything() else 0.3, other.execute, ["ROLLBACK"])
        leaving.start()
        assert shop.sells("MUG-BLU").number == "A-000001"
        leaving.join()


def test_a_lock_held_for_ever_is_said_and_the_cart_kept(shop: ShopKit) -> None:
    shop.stocks()
    cart = shop.cart(("MUG-BLU", "2"))
    shop.shop.carts.save(cart)
    shop.waits(0.05)
    with held(shop):
        with pytest.raises(TillBusy, match="Nothing was saved, the cart is kept"):
            shop.pays(cart)
        assert shop.shop.carts.current() == cart
        assert shop.shop.search.find("mug").total == 1
    assert shop.pays(cart).number == "A-000001"
    assert shop.in_stock("MUG-BLU") == Decimal(3)
