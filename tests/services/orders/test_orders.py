"""Lists of orders: newest first, by number, by goods, by status, page by page."""

from __future__ import annotations

import pytest

from pos.domain.orders.errors import OrderUnknown
from pos.domain.orders.lists.filters import OrderFilter
from tests.shop_kit import ShopKit


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    """Twelve sales over two days, the third voided."""
    shop.stocks(quantity="100")
    shop.stocks("Vase émaillé", sku="VASE", price="45.00", quantity="100")
    for n in range(12):
        shop.sells("VASE" if n % 4 == 0 else "MUG-BLU")
        if n == 2:
            shop.clock.advance(minutes=1)
            shop.shop.order_changes.void("A-000003")
        if n == 7:
            shop.clock.advance(hours=20)
    return shop


def test_the_newest_come_first(kit: ShopKit) -> None:
    assert [row.number for row in kit.shop.orders.last(3)] == ["A-000012", "A-000011", "A-000010"]


def test_pages_follow_without_a_gap(kit: ShopKit) -> None:
    seen: list[str] = []
    cursor = ""
    while page := kit.shop.orders.find(before=cursor, limit=5):
        seen += [row.number for row in page]
        cursor = page[-1].cursor
    assert seen == [f"A-{n:06d}" for n in range(12, 0, -1)]


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({"text": "A-000004"}, [4]),
        ({"text": "#A-000004"}, [4]),
        ({"text": "7"}, [7]),
        ({"text": "vase"}, [9, 5, 1]),
        ({"text": "mug", "since": "2026-11-24"}, [12, 11, 10]),
        ({"payment": "Refunded"}, [3]),
        ({"fulfilment": "Returned"}, [3]),
        ({"since": "2026-11-24"}, [12, 11, 10, 9]),
        ({"text": "nothing like it"}, []),
        ({"text": "%"}, []),
        ({"text": "'; DROP TABLE orders"}, []),
    ],
)
def test_orders_are_found(kit: ShopKit, asked: dict[str, str], numbers: list[int]) -> None:
    text = asked.get("text", "")
    wanted = OrderFilter(**{name: value for name, value in asked.items() if name != "text"})  # type: ignore[arg-type]
    assert [row.number for row in kit.shop.orders.find(text, wanted)] == [f"A-{n:06d}" for n in numbers]


@pytest.mark.parametrize("written", ["A-000005", "#A-000005", " a-000005 ", "5", "#5"])
def test_an_order_is_named_as_people_write_it(kit: ShopKit, written: str) -> None:
    assert kit.shop.orders.order(written).row.number == "A-000005"


@pytest.mark.parametrize("written", ["A-000099", "99", "", "#", "B-000001", "²", "💐"])
def test_an_order_that_is_not_there_is_said(kit: ShopKit, written: str) -> None:
    with pytest.raises(OrderUnknown):
        kit.shop.orders.order(written)


def test_an_order_keeps_its_history(kit: ShopKit) -> None:
    history = kit.shop.orders.order("A-000003").history
    assert [item.kind for item in history] == ["placed", "voided"]
    assert history[0].at < history[1].at
