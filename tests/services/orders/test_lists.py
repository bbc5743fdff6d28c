"""Lists of orders by what waits, by people and goods; what they come to; one order with its papers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pos.domain.customers.customers import Customer
from pos.domain.orders.fulfilment import Fulfilment
from pos.domain.orders.lists.filters import OrderFilter, Work
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from tests.shop_kit import ShopKit


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    """A sale; then for Lucie a delivery and a pickup, the first half paid; a day later a sale."""
    shop.stocks(quantity="100")
    shop.stocks("Vase émaillé", sku="VASE", price="45.00", quantity="100")
    shop.stocks("Gift card", sku="CARD", price="10.00", quantity=None)
    lucie = shop.shop.customers.add(Customer("", name="Lucie Martin", phone="0612345678"))
    shop.sells("MUG-BLU")
    for kind, by in ((FulfilmentKind.DELIVERY, "by bicycle"), (FulfilmentKind.PICKUP, "")):
        where = Address(street=("8 quai des Bateliers",), postcode="67000", city="Strasbourg", country="FR")
        cart = shop.cart("VASE").with_buyer(shop.shop.customers.buyer(lucie))
        cart = cart.with_fulfilment(Fulfilment(kind, by, where if kind is FulfilmentKind.DELIVERY else None))
        shop.shop.checkout.place_order(replace(cart, channel="phone"), (), unpaid=True)
    shop.shop.order_changes.pay("A-000002", [shop.cash("20.00")])
    shop.clock.advance(hours=24)
    shop.sells("CARD")
    return shop


def numbers(kit: ShopKit, text: str = "", before: str = "", limit: int = 50, **asked: object) -> list[int]:
    found = kit.shop.orders.find(text, OrderFilter(**asked), before=before, limit=limit)  # type: ignore[arg-type]
    return [int(row.number[2:]) for row in found]


@pytest.mark.parametrize(
    ("work", "found"), [(Work.TO_BE_PAID, [3, 2]), (Work.TO_PREPARE, [3, 2]), (Work.TO_SHIP, [])]
)
def test_what_waits(kit: ShopKit, work: Work, found: list[int]) -> None:
    assert numbers(kit, work=work) == found


def test_what_is_being_prepared_waits_for_its_carrier(kit: ShopKit) -> None:
    for number in ("A-000002", "A-000003"):
        kit.shop.order_changes.set_fulfilment(number, FulfilmentStatus.PROCESSING)
    assert numbers(kit, work=Work.TO_SHIP) == [2]
    assert numbers(kit, work=Work.TO_PREPARE) == [3]
    waiting = {work: count for work, count in kit.shop.orders.waiting().items() if count}
    assert waiting == {Work.TO_BE_PAID: 2, Work.TO_PREPARE: 1, Work.TO_SHIP: 1}


def test_pages_of_what_waits_follow_without_a_gap(kit: ShopKit) -> None:
    first = kit.shop.orders.find(asked=OrderFilter(Work.TO_BE_PAID), limit=1)
    assert [row.number for row in first] == ["A-000003"]
    assert numbers(kit, work=Work.TO_BE_PAID, before=first[0].cursor) == [2]


@pytest.mark.parametrize(
    ("text", "found"),
    [("lucie", [3, 2]), ("06 12 34", [3, 2]), ("345678", [3, 2]), ("emaille", [3, 2]), ("gift", [4]),
     ("vase", [3, 2]), ("VASE", [3, 2]), ("a-00000", [4, 3, 2, 1]), ("#2", [2]), ("2", [2]), ("#22", []),
     ("gift card lucie", []), ("§", []), ('"', [])],
)  # fmt: skip
def test_orders_of_a_text(kit: ShopKit, text: str, found: list[int]) -> None:
    assert numbers(kit, text) == found


def test_a_text_within_what_waits(kit: ShopKit) -> None:
    assert numbers(kit, "vase", work=Work.TO_BE_PAID) == [3, 2]
    assert numbers(kit, "mug", work=Work.TO_BE_PAID) == []


def test_days(kit: ShopKit) -> None:
    assert numbers(kit, since="2026-11-24") == [4]
    assert numbers(kit, until="2026-11-23") == [3, 2, 1]
    assert numbers(kit, since="2026-11-23", until="2026-11-23") == [3, 2, 1]
    assert numbers(kit, "vase", since="2026-11-24") == []
    assert numbers(kit, since="2026-11-25") == []


def test_sums(kit: ShopKit) -> None:
    sums = kit.shop.orders.sums()
    assert (sums.count, str(sums.total), str(sums.due)) == (4, "118.00", "70.00")
    unpaid = kit.shop.orders.sums(OrderFilter(Work.TO_BE_PAID))
    assert (unpaid.count, str(unpaid.total), str(unpaid.due)) == (2, "90.00", "70.00")
    today = kit.shop.orders.sums(OrderFilter(since="2026-11-24"))
    assert (today.count, str(today.total), str(today.due)) == (1, "10.00", "0.00")


def test_what_was_taken_back_comes_to_nothing(kit: ShopKit) -> None:
    kit.shop.order_changes.cancel("A-000003")
    sums = kit.shop.orders.sums()
    assert (sums.count, str(sums.total), str(sums.due)) == (4, "73.00", "25.00")


def test_an_order_knows_who_where_and_what_was_paid(kit: ShopKit) -> None:
    kit.shop.order_changes.track("A-000002", "6A123")
    order = kit.shop.orders.order("A-000002")
    assert order.buyer is not None
    assert order.buyer.name == "Lucie Martin"
    assert order.fulfilment.tracking_number == "6A123"
    assert order.fulfilment.address is not None
    assert [str(one.amount) for one in order.payments] == ["20.00"]
    papers = [(one.kind, one.number) for one in order.papers]
    assert papers == [("receipt", "A-000002"), ("invoice", "A-2026-000001")]
    paid = next(item for item in order.history if item.kind == "paid")
    assert str(paid.amount) == "20.00"


def test_the_reason_of_a_cancelled_order_is_told(kit: ShopKit) -> None:
    note = kit.shop.order_changes.cancel("A-000002", "ordered twice", repay=True).credit_note
    order = kit.shop.orders.order("A-000002")
    assert order.history[-1].note == "ordered twice"
    assert (order.papers[-1].kind, order.papers[-1].number) == ("credit_note", note)
    assert sum(one.amount.minor for one in order.payments) == 0


def test_customers_who_owe_and_those_put_away(kit: ShopKit) -> None:
    customers = kit.shop.customers
    assert customers.count() == 1
    assert [(row.name, str(row.unpaid)) for row in customers.owing()] == [("Lucie Martin", "70.00")]
    customers.archive(customers.owing()[0].id)
    assert customers.count() == 0
    assert [row.name for row in customers.archived()] == ["Lucie Martin"]


@pytest.mark.parametrize("indexed", [True, False])
def test_orders_of_goods_are_in_the_order_of_placing_whenever_they_came(kit: ShopKit, indexed: bool) -> None:
    """As a fair's orders of Saturday that arrive on Monday; whether the index has followed or not."""
    kit.clock.advance(minutes=-1)
    kit.sells("MUG-BLU")
    kit.clock.advance(minutes=1)
    kit.sells("MUG-BLU")
    kit.clock.advance(minutes=-1)
    for number in ("VASE", "MUG-BLU"):
        kit.sells(number)
    if indexed:
        kit.shop.order_index.catch_up()
    every = [int(row.number[2:]) for row in kit.shop.orders.last(20)]
    wanted = [n for n in every if n in {1, 5, 6, 8}]
    assert wanted == [6, 8, 5, 1]
    assert numbers(kit, "MUG-BLU", limit=1) == [6]
    assert numbers(kit, "MUG-BLU", limit=20) == wanted
    seen: list[int] = []
    cursor = ""
    while page := kit.shop.orders.find("MUG-BLU", limit=1, before=cursor):
        seen.append(int(page[0].number[2:]))
        cursor = page[0].cursor
    assert seen == wanted
