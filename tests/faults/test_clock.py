"""The clock goes wrong: entries are ordered by sequence, the person is asked, each sale is in one day."""

from __future__ import annotations

from datetime import datetime

import pytest

from pos.domain.shop.errors import ClockMoved
from tests.shop_kit import ShopKit

WRONG = {
    "an hour back": (2026, 11, 23, 8, 0),
    "three minutes back": (2026, 11, 23, 8, 57),
    "a day back": (2026, 11, 22, 9, 0),
    "forty years back": (1986, 11, 23, 9, 0),
    "where clocks begin": (1970, 1, 1, 0, 0),
    "before clocks began": (1969, 12, 31, 23, 0),
    "two days on": (2026, 11, 25, 9, 0),
    "in 2099": (2099, 12, 31, 23, 59),
}


def hybrid_clocks(shop: ShopKit) -> list[object]:
    return [row[0] for row in shop.rows("SELECT hlc FROM entry ORDER BY arrival")]


def follows_the_wall(shop: ShopKit) -> list[bool]:
    """Of each entry whether its clock is that of the wall: a wrong one spreads to no other entry."""
    rows = shop.rows("SELECT hlc, json_extract(CAST(header AS TEXT), '$.recorded_at') FROM entry")
    walls = [(int(str(hlc)) >> 16, datetime.fromisoformat(str(at)).timestamp() * 1000) for hlc, at in rows]
    return [seen == max(0, round(wall)) for seen, wall in walls]


@pytest.mark.parametrize("case", WRONG)
def test_the_person_is_asked_for_the_date_before_the_next_sale(shop: ShopKit, case: str) -> None:
    shop.stocks()
    shop.sells("MUG-BLU")
    cart = shop.cart("MUG-BLU")
    shop.shop.carts.save(cart)
    shop.clock.set(*WRONG[case])
    with pytest.raises(ClockMoved, match="the cart is kept") as asked:
        shop.pays(cart)
    assert asked.value.now == shop.clock()
    assert asked.value.last == datetime.fromisoformat("2026-11-23T09:00:00+01:00")
    with pytest.raises(ClockMoved):
        shop.shop.order_changes.void("A-000001")
    assert shop.numbers() == ["A-000001"]
    assert shop.shop.carts.current() == cart

    shop.shop.till.confirm_date()
    assert shop.pays(cart).number == "A-000002"
    order = shop.shop.orders.order("A-000002")
    assert order.row.placed_at == shop.clock()
    assert (
        shop.sum_of_day("sales") == (1, 1800) if "hour" not in case and "minutes" not in case else (2, 3600)
    )
    assert all(follows_the_wall(shop))

    shop.clock.set(2026, 11, 23, 9, 1)  # the clock is put right again
    if "hour" not in case and "minutes" not in case:
        with pytest.raises(ClockMoved):
            shop.sells("MUG-BLU")
        shop.shop.till.confirm_date()
    assert shop.sells("MUG-BLU").number == "A-000003"
    listed = shop.shop.orders.last()
    assert sorted(row.number for row in listed) == ["A-000001", "A-000002", "A-000003"]
    moments = [row.placed_at for row in listed]
    assert moments == sorted(moments, reverse=True), "lists follow the time of placing, as the clock read"
    assert len(set(hybrid_clocks(shop))) == len(hybrid_clocks(shop))
    assert all(follows_the_wall(shop))


@pytest.mark.parametrize("step", [{"minutes": -2}, {"hours": 24}, {"milliseconds": -1}, {"hours": 15}])
def test_small_steps_are_taken_as_they_are(shop: ShopKit, step: dict[str, float]) -> None:
    shop.stocks()
    shop.sells("MUG-BLU")
    shop.clock.advance(**step)
    assert shop.sells("MUG-BLU").number == "A-000002"


def test_the_jump_is_kept_in_the_journal(shop: ShopKit) -> None:
    shop.stocks()
    shop.clock.advance(days=3)
    shop.shop.till.confirm_date()
    (body,) = shop.rows("SELECT CAST(body AS TEXT) FROM entry_part ORDER BY arrival DESC LIMIT 1")[0]
    assert body == '{"after":"2026-11-26T09:00:00+01:00","before":"2026-11-23T09:00:00.000+01:00"}'


def test_a_sale_just_before_midnight_belongs_to_that_day_whole(shop: ShopKit) -> None:
    shop.stocks()
    shop.clock.set(2026, 11, 23, 23, 59, 59, 900_000)
    shop.sells("MUG-BLU")
    shop.clock.advance(milliseconds=100)
    shop.sells(("MUG-BLU", "2"))
    assert shop.sum_of_day("sales", day="2026-11-23") == (1, 1800)
    assert shop.sum_of_day("payments", "cash", day="2026-11-23") == (1, 1800)
    assert shop.sum_of_day("sales", day="2026-11-24") == (1, 3600)
    assert shop.rows("SELECT day, count(*) FROM orders GROUP BY day") == [
        ("2026-11-23", 1),
        ("2026-11-24", 1),
    ]


@pytest.mark.parametrize(
    ("start", "offsets"),
    [((2027, 3, 28, 1, 59), ["+01:00", "+02:00"]), ((2027, 10, 31, 2, 59), ["+02:00", "+01:00"])],
)
def test_summer_time_begins_and_ends_between_two_sales(
    shop: ShopKit, start: tuple[int, ...], offsets: list[str]
) -> None:
    shop.clock.set(*start)
    shop.shop.till.confirm_date()
    shop.stocks()
    shop.sells("MUG-BLU")
    shop.clock.advance(minutes=2)  # the wall clock jumps by an hour more, or less
    shop.sells("MUG-BLU")
    placed = [row.placed_at.isoformat()[-6:] for row in reversed(shop.shop.orders.last())]
    assert placed == offsets
    assert shop.sum_of_day("sales") == (2, 3600)


def test_a_sale_in_the_hour_that_comes_twice_keeps_its_order(shop: ShopKit) -> None:
    shop.clock.set(2027, 10, 31, 1, 30)
    shop.shop.till.confirm_date()
    shop.stocks()
    for _ in range(4):
        shop.sells("MUG-BLU")
        shop.clock.advance(minutes=45)
    assert [row.number[-1] for row in shop.shop.orders.last()] == ["4", "3", "2", "1"]
    assert hybrid_clocks(shop) == sorted(hybrid_clocks(shop))
