"""Transactions inside another one of their thread are a part of it; a rehearsal leaves nothing behind."""

from __future__ import annotations

import threading

import pytest

from pos.domain.orders.errors import OrderUnknown
from tests.shop_kit import ShopKit


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    shop.stocks(quantity="50")
    return shop


def entries(kit: ShopKit) -> object:
    return kit.rows("SELECT count(*) FROM entry")


def test_what_is_refused_inside_takes_everything_back(kit: ShopKit) -> None:
    def place_and_fail() -> None:
        with kit.shop.till.transaction():
            kit.shop.checkout.place_order(kit.cart("MUG-BLU"), unpaid=True)
            kit.shop.order_changes.cancel("A-000009")

    before = entries(kit)
    with pytest.raises(OrderUnknown):
        place_and_fail()
    assert entries(kit) == before
    assert kit.sells("MUG-BLU").number == "A-000001"


def test_both_are_on_disk_at_once_and_told_once(kit: ShopKit) -> None:
    told: list[frozenset[str]] = []
    kit.shop.till.tell(told.append)
    with kit.shop.till.transaction():
        number = kit.shop.checkout.place_order(kit.cart("MUG-BLU"), unpaid=True).number
        kit.shop.order_changes.cancel(number)
        assert told == []
    assert told == [frozenset({"order.placed", "order.credited"})]


def test_a_rehearsal_takes_no_number_and_tells_nobody(kit: ShopKit) -> None:
    told: list[frozenset[str]] = []
    kit.shop.till.tell(told.append)
    before = entries(kit)
    with kit.shop.till.rehearsal():
        assert kit.shop.checkout.place_order(kit.cart("MUG-BLU"), unpaid=True).number == "A-000001"
    assert (entries(kit), told, kit.in_stock("MUG-BLU")) == (before, [], 50)
    kit.reopen()
    assert kit.sells("MUG-BLU").number == "A-000001"


def test_no_rehearsal_inside_a_transaction(kit: ShopKit) -> None:
    with pytest.raises(RuntimeError), kit.shop.till.transaction(), kit.shop.till.rehearsal():
        pass


def test_another_thread_has_its_own(kit: ShopKit) -> None:
    done: list[str] = []
    other = threading.Thread(target=lambda: done.append(kit.sells("MUG-BLU").number))
    with kit.shop.till.rehearsal():
        other.start()
    other.join(20)
    assert done == ["A-000001"]
    assert kit.numbers() == ["A-000001"]
