"""A finished sale is undone on its own till, within the shop's minutes, while nothing followed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pos.domain.orders.errors import SoldOnAnotherTill, SomethingFollowed, TooLateToVoid
from pos.domain.orders.orders import FulfilmentStatus
from tests.shop_kit import ShopKit


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    shop.stocks(quantity="50")
    shop.sells("MUG-BLU")
    return shop


def undone(kit: ShopKit) -> bool:
    return kit.shop.orders.order("A-000001").voided is not None


@pytest.mark.parametrize(("minutes", "seconds", "allowed"), [(15, 0, True), (15, 1, False), (0, 0, True)])
def test_the_last_minute(kit: ShopKit, minutes: int, seconds: int, allowed: bool) -> None:
    kit.clock.advance(minutes=minutes, seconds=seconds)
    if allowed:
        kit.shop.order_changes.void("A-000001")
    else:
        with pytest.raises(TooLateToVoid, match=r"within the last 15 minutes.* as a refund instead"):
            kit.shop.order_changes.void("A-000001")
    assert undone(kit) is allowed
    assert kit.in_stock("MUG-BLU") == (50 if allowed else 49)


def test_the_shop_decides_how_long(kit: ShopKit) -> None:
    kit.shop.settings.change(void_minutes=1)
    kit.clock.advance(minutes=2)
    with pytest.raises(TooLateToVoid, match="last 1 minute,"):
        kit.shop.order_changes.void("A-000001")
    kit.shop.settings.change(void_minutes=2)
    kit.shop.order_changes.void("A-000001")
    assert undone(kit)


def test_a_sale_of_a_clock_that_was_put_back_since_is_not_undone(kit: ShopKit) -> None:
    kit.clock.advance(hours=-3)
    kit.shop.till.confirm_date()
    with pytest.raises(TooLateToVoid):
        kit.shop.order_changes.void("A-000001")


def test_another_till_takes_it_back_as_a_refund(kit: ShopKit, ram: Path) -> None:
    kit.close()
    shutil.copytree(kit.folder, ram / "copy")
    copy = ShopKit.open(ram / "copy", kit.clock)
    with pytest.raises(SoldOnAnotherTill, match="Till A made this sale"):
        copy.shop.order_changes.void("A-000001")
    copy.shop.order_changes.cancel("A-000001", repay=True)
    assert copy.audit() == []
    copy.close()
    kit.reopen()


def test_prints_follow_every_sale_and_nothing_else_may(kit: ShopKit) -> None:
    kit.shop.documents.receipt("A-000001")
    kit.shop.order_changes.void("A-000001")
    kit.sells("MUG-BLU")
    kit.shop.order_changes.set_fulfilment("A-000002", FulfilmentStatus.SHIPPED)
    with pytest.raises(SomethingFollowed):
        kit.shop.order_changes.void("A-000002")
