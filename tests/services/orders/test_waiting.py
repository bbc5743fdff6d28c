"""What waits: promised, late, overdue, to give back, needs a person; filters, orders, sums, choices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pos.domain.orders.lists.filters import MOST, OrderFilter, OrderSums, Sort, Work, usual_sort, week_of
from pos.domain.orders.orders import FulfilmentStatus
from pos.services.orders import lists
from pos.services.orders import orders as service
from tests.sample import sample
from tests.shop_kit import ShopKit


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    """Monday: a sale for cash, one by card; by phone three commissions, for Wednesday, Friday, in a month."""
    shop.stocks(quantity="1000")
    shop.sells("MUG-BLU")
    shop.pays(shop.cart("MUG-BLU"), shop.card("18.00"))
    for promised in ("2026-11-25", "2026-11-27T16:00", "2026-12-23"):
        cart = replace(shop.cart("MUG-BLU"), channel="phone", promised=promised, payment_method="transfer")
        shop.shop.checkout.place_order(cart, (), unpaid=True)
    return shop


def found(kit: ShopKit, *work: Work, **asked: object) -> list[int]:
    wanted = OrderFilter(*work, **asked)  # type: ignore[arg-type]
    if work and "sort" not in asked:
        wanted = replace(wanted, sort=usual_sort(work[0]))
    return [int(row.number[2:]) for row in kit.shop.orders.find(asked=wanted)]


def counted(kit: ShopKit, work: Work) -> int:
    return kit.shop.orders.waiting()[work]


def test_promised_this_week_then_late_until_the_goods_are_out(kit: ShopKit) -> None:
    assert found(kit, Work.PROMISED) == [3, 4]
    assert found(kit, Work.LATE) == []
    kit.clock.advance(hours=24 * 3)
    assert found(kit, Work.LATE) == [3]
    assert found(kit, Work.PROMISED) == [3, 4]
    assert counted(kit, Work.LATE) == 1
    kit.shop.order_changes.set_fulfilment("A-000003", FulfilmentStatus.DELIVERED)
    assert found(kit, Work.LATE) == []
    kit.clock.advance(hours=24 * 30)
    assert found(kit, Work.LATE) == [4, 5]
    assert found(kit, promised="2026-11-27") == [4]
    assert found(kit, promised="2026-11-28") == []


def test_overdue_is_what_is_due_behind_the_last_day_of_its_invoice(kit: ShopKit) -> None:
    kit.clock.advance(hours=24 * 30)
    assert found(kit, Work.OVERDUE) == []
    kit.clock.advance(hours=24)
    assert found(kit, Work.OVERDUE) == [3, 4, 5]
    kit.shop.till.confirm_date()
    kit.shop.order_changes.pay("A-000004", [kit.cash("18.00")])
    kit.shop.order_changes.pay("A-000003", [kit.cash("8.00")])
    assert found(kit, Work.OVERDUE) == [3, 5]
    assert counted(kit, Work.OVERDUE) == 2


def test_what_customers_get_back(kit: ShopKit) -> None:
    assert found(kit, Work.TO_GIVE_BACK) == []
    kit.shop.order_changes.pay("A-000003", [kit.card("20.00")], accept_more=True)
    kit.shop.order_changes.cancel("A-000002")
    assert found(kit, Work.TO_GIVE_BACK) == [3, 2]
    assert counted(kit, Work.TO_GIVE_BACK) == 2
    kit.shop.order_changes.cancel("A-000001", repay=True)
    assert found(kit, Work.TO_GIVE_BACK) == [3, 2]


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({"channel": "phone"}, [5, 4, 3]), ({"channel": "counter"}, [2, 1]), ({"channel": "web"}, []),
        ({"method": "card"}, [2]), ({"method": "cash"}, [1]), ({"method": "transfer"}, [5, 4, 3]),
        ({"letter": "A"}, [5, 4, 3, 2, 1]), ({"letter": "B"}, []),
        ({"payment": "Paid"}, [2, 1]), ({"payment": "Awaiting payment"}, [5, 4, 3]),
        ({"fulfilment": "Delivered"}, [2, 1]), ({"payment": "Paid", "method": "card"}, [2]),
        ({"channel": "phone", "promised": "2026-12-23"}, [5]), ({"sort": Sort.OLDEST}, [1, 2, 3, 4, 5]),
        ({"sort": Sort.PROMISED}, [3, 4, 5]), ({"sort": Sort.PAY_BY}, [3, 4, 5]),
        ({"channel": "phone", "sort": Sort.OLDEST, "until": "2026-11-22"}, []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("walked", sample([1, 2000], 1))
def test_filters_hold_together(
    kit: ShopKit, asked: dict[str, object], numbers: list[int], walked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "WALKED", walked)
    assert found(kit, **asked) == numbers
    assert kit.shop.orders.sums(OrderFilter(**asked)).count == len(numbers) or asked.keys() == {"sort"}  # type: ignore[arg-type]


@pytest.mark.parametrize("sort", list(Sort))
def test_pages_follow_in_every_order(kit: ShopKit, sort: Sort) -> None:
    wanted = found(kit, sort=sort)
    seen: list[int] = []
    cursor = ""
    while page := kit.shop.orders.find(asked=OrderFilter(sort=sort), before=cursor, limit=1):
        seen.append(int(page[0].number[2:]))
        cursor = page[0].cursor
    assert seen == wanted


def test_what_is_paid_under_the_wrong_method_is_found_under_the_right_one(kit: ShopKit) -> None:
    kit.shop.order_changes.correct("A-000001", 1, "card")
    assert found(kit, method="cash") == []
    assert found(kit, method="card") == [2, 1]


def test_what_two_tills_did_needs_a_person_until_somebody_decides(kit: ShopKit) -> None:
    def write(statement: str) -> None:
        with kit.shop.till.database.write() as connection:
            connection.exec_driver_sql(statement)

    assert counted(kit, Work.NEEDS_PERSON) == 0
    write("INSERT INTO order_exception VALUES (3, '0123456789abcdef', 'paid_twice', '')")
    assert found(kit, Work.NEEDS_PERSON) == [3]
    write("INSERT INTO exception_done VALUES (9, '0123456789abcdef', 'keep', '', '', 1)")
    assert counted(kit, Work.NEEDS_PERSON) == 0
    assert found(kit, Work.NEEDS_PERSON) == []
    for table in ("order_exception", "exception_done"):
        write(f"DELETE FROM {table}")


def test_what_is_due_is_kept_by_day_and_equal_to_the_sum_over_the_orders(kit: ShopKit) -> None:
    kit.shop.order_changes.pay("A-000003", [kit.cash("8.00")])
    kit.clock.advance(hours=24)
    kit.shop.order_changes.pay("A-000004", [kit.cash("18.00")])
    kit.shop.order_changes.cancel("A-000005")
    (due,) = kit.rows("SELECT sum(max(total - credited + rounding - paid + refunded, 0)) FROM orders")
    assert kit.rows("SELECT sum(gross) FROM day_total WHERE kind = 'due'") == [due] == [(1000,)]
    sums = kit.shop.orders.sums()
    assert (sums.count, str(sums.total), str(sums.due)) == (5, "72.00", "10.00")
    assert kit.shop.auditor.verify(rebuild=True).ok


def test_so_many_are_counted_and_no_more(kit: ShopKit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST", 2)
    assert counted(kit, Work.TO_BE_PAID) == 3
    sums = kit.shop.orders.sums(OrderFilter(Work.TO_BE_PAID))
    assert (sums.count, sums.more) == (2, True)
    assert isinstance(sums, OrderSums)
    assert MOST == 999


def test_what_there_is_to_filter_by(kit: ShopKit) -> None:
    choices = kit.shop.orders.choices()
    assert choices.channels == ("counter", "phone")
    assert choices.letters == ("A",)
    assert choices.methods == ("card", "cash", "transfer")


def test_every_part_of_a_filter_is_found_by_an_index(kit: ShopKit) -> None:
    """No list sorts what it could read in order, and none walks through all orders."""
    reader = kit.shop.till.database.reader()
    today = kit.clock().date()
    asked = [OrderFilter(work) for work in Work if work is not Work.NEEDS_PERSON]
    asked += [
        OrderFilter(), OrderFilter(payment="Refunded"), OrderFilter(fulfilment="Shipped"),
        OrderFilter(channel="phone"), OrderFilter(letter="B"), OrderFilter(method="card"),
        OrderFilter(promised="2026-11-27"), OrderFilter(sort=Sort.PROMISED), OrderFilter(sort=Sort.PAY_BY),
    ]  # fmt: skip
    for one in asked:
        sort = usual_sort(one.work) if one.work else one.sort
        for way in lists.ways(reader, one, today) or (lists.EVERY,):
            for source in way:
                sql, values = lists.listing("SELECT o.id", (source,), (), sort, 50)
                plan = [row[3] for row in reader.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
                ordered = not any("TEMP B-TREE" in step for step in plan) or one.promised or one.work
                assert ordered, (one, plan)
                assert any("INDEX ix_orders" in step for step in plan), (one, plan)


def test_a_week_begins_on_monday() -> None:
    assert week_of(date(2026, 11, 29)) == ("2026-11-23", "2026-11-29")
