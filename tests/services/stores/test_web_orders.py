"""Orders of the web shop come here once, as they were given; what becomes of them there is followed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pos.text import sentence
from tests.faults.audit import audit
from tests.services.stores.connected import Connected
from tests.shop_kit import ShopKit
from tests.stores.stand_in import running

ALIVE = ("PAID", "AWAITING_PAYMENT")
SOLD: dict[str, Any] = {
    "email": "anna@example.com",
    "paymentStatus": "PAID",
    "fulfillmentStatus": "AWAITING_PROCESSING",
    "subtotal": 33.8,
    "discount": 2,
    "total": 38.7,
    "tax": 6.45,
    "pricesIncludeTax": True,
    "paymentMethod": "Card",
    "orderComments": "Bitte klingeln",
    "billingPerson": {"name": "Anna Groß", "street": "1 rue A\nBât. B", "city": "Metz", "countryCode": "FR"},
    "shippingPerson": {"name": "Anna Groß", "street": "2 rue B", "city": "Metz", "countryCode": "FR"},
    "shippingOption": {"shippingMethodName": "La Poste", "shippingRate": 6.9, "fulfillmentType": "SHIPPING"},
    "discountInfo": [{"value": 2, "type": "ABS", "base": "ON_TOTAL", "description": "welcome"}],
    "items": [
        {"name": "Mug", "productId": 700000007, "price": 12.9, "quantity": 2, "tax": 4.05,
         "taxes": [{"name": "TVA 20%", "value": 20, "total": 4.05}],
         "selectedOptions": [{"name": "Extras", "type": "CHOICE", "value": "Gift wrap",
                              "selections": [{"selectionTitle": "Gift wrap", "selectionModifier": 2.5}]}]},
        {"name": "Advice", "price": 8.0, "quantity": 1, "tax": 1.25,
         "taxes": [{"name": "TVA 20%", "value": 20, "total": 1.25}]},
    ],
}  # fmt: skip


@pytest.fixture
def connected(shop: ShopKit) -> Iterator[Connected]:
    with running(orders=0) as store:
        made = Connected(shop, store)
        made.pull()
        made.pull_orders()
        yield made


def sold(connected: Connected, **changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = connected.store.web_order(lines=[], **SOLD | changes)
    return found


def rows(connected: Connected) -> list[Any]:
    reader = connected.shop.shop.till.database.reader()
    return reader.execute(
        "SELECT number, channel, total, tax, paid, payment_status, fulfilment_status FROM orders ORDER BY id"
    ).fetchall()


def test_a_web_order_comes_once_as_it_was_given_and_moves_no_stock(connected: Connected) -> None:
    shop = connected.shop
    before = connected.store.shop.products.live[700000007]["quantity"]
    sku = connected.store.shop.products.live[700000007]["sku"]
    made = sold(connected)
    assert connected.pull_orders() == 1
    assert rows(connected) == [("A-000001", "web", 3870, 645, 3870, "Paid", "Awaiting processing")]
    assert shop.shop.stock.level(sku).on_hand == before
    order = shop.shop.orders.order("A-000001")
    assert [(one.name, one.quantity) for one in order.lines] == [("Mug", 2), ("Advice", 1)]
    entries = connected.entries
    for _ in range(2):
        assert connected.pull_orders() == 0
    assert connected.entries == entries
    connected.later()
    connected.store.web_edit(order=made["id"], set={"privateAdminNotes": "seen"})
    assert connected.pull_orders() == 0
    assert audit(shop.folder, {}) == []


def test_an_order_of_ours_is_never_imported(connected: Connected) -> None:
    sold(connected, externalTransactionId="pos-" + "0" * 32, email="pos@shop.example")
    assert connected.pull_orders() == 0
    assert rows(connected) == []


def test_it_is_paid_packed_sent_and_tracked_there_and_stands_so_here(connected: Connected) -> None:
    made = sold(connected, paymentStatus="AWAITING_PAYMENT")
    connected.pull_orders()
    steps = [
        ({"paymentStatus": "PAID"}, "Paid", "Awaiting processing"),
        ({"fulfillmentStatus": "PROCESSING"}, "Paid", "Processing"),
        ({"fulfillmentStatus": "SHIPPED", "trackingNumber": "6A1"}, "Paid", "Shipped"),
        ({"fulfillmentStatus": "DELIVERED"}, "Paid", "Delivered"),
        ({"paymentStatus": "REFUNDED"}, "Refunded", "Returned"),
    ]
    for change, payment, goods in steps:
        connected.later()
        connected.store.web_edit(order=made["id"], set=change)
        assert connected.pull_orders() == 1
        assert rows(connected)[0][5:] == (payment, goods)
        assert connected.pull_orders() == 0
    assert connected.shop.shop.till.database.reader().execute("SELECT count(*) FROM mail").fetchone() == (0,)
    assert audit(connected.shop.folder, {}) == []


def test_it_is_cancelled_there_and_nothing_of_it_is_left(connected: Connected) -> None:
    made = sold(connected, paymentStatus="AWAITING_PAYMENT")
    connected.pull_orders()
    connected.later()
    connected.store.web_edit(order=made["id"], set={"paymentStatus": "CANCELLED"})
    assert connected.pull_orders() == 1
    assert rows(connected)[0][5:] == ("Cancelled", "Will not deliver")
    assert audit(connected.shop.folder, {}) == []


def test_a_status_set_here_is_not_taken_back_by_what_was_said_before(connected: Connected) -> None:
    made = sold(connected)
    connected.pull_orders()
    connected.shop.shop.statuses.say("A-000001", "fulfilment", "Processing")
    connected.later()
    connected.store.web_edit(order=made["id"], set={"orderComments": "bell is broken"})
    assert connected.pull_orders() == 0
    assert rows(connected)[0][6] == "Processing"


def test_a_buyer_is_met_by_the_exact_address_or_made(connected: Connected) -> None:
    sold(connected)
    sold(connected, email="ANNA@example.com")
    assert connected.pull_orders() == 2
    reader = connected.shop.shop.till.database.reader()
    people = reader.execute("SELECT name, email FROM customer").fetchall()
    assert people == [("Anna Groß", "anna@example.com")]
    assert reader.execute("SELECT count(DISTINCT customer_id) FROM orders").fetchone() == (1,)


def test_what_does_not_close_or_cannot_be_read_stops_nobody(connected: Connected) -> None:
    sold(connected, total=99.99, tax=0)
    sold(connected, items=[], subtotal=0, discount=0, tax=0, total=0)
    sold(connected, total=10**15)
    less = sold(connected, total=1)
    assert connected.pull_orders() == 3
    asked = connected.shop.shop.exceptions.all()
    assert sorted(sentence(one.sentence).split(": ", 1)[1] for one in asked) == [
        "the web shop asked €0.00, and what it names comes to €6.90. Look at it there.",
        "the web shop asked €1.00, and what it names comes to €38.70. Look at it there.",
        "the web shop asked €99.99, and what it names comes to €38.70. Look at it there.",
    ]
    assert {(one.kind, one.choices) for one in asked} == {("sum_open", ("keep",))}
    for one in asked:
        connected.shop.shop.exceptions.resolve(one.id, "keep")
    assert not connected.shop.shop.exceptions.all()
    assert sorted(one[2] for one in rows(connected)) == [0, 100, 9999]
    connected.later()
    connected.store.web_edit(order=less["id"], set={"paymentStatus": "REFUNDED"})
    assert connected.pull_orders() == 1
    assert [one[5] for one in rows(connected) if one[2] == 100] == ["Refunded"]
    assert audit(connected.shop.folder, {}) == []


def test_only_what_is_open_comes_from_before_it_was_connected(shop: ShopKit) -> None:
    with running() as store:
        connected = Connected(shop, store)
        connected.pull()
        connected.pull_orders()
        open_there = {
            str(one["internalId"])
            for one in store.state()["orders"]
            if one["fulfillmentStatus"] == "AWAITING_PROCESSING" and one["paymentStatus"] in ALIVE
        }
        assert len(rows(connected)) == len(open_there) > 3
        assert audit(shop.folder, {}) == []


@pytest.mark.parametrize(("token", "count"), [("secret_full", 25), ("secret_basic", None)])
def test_customers_come_where_the_token_may(shop: ShopKit, token: str, count: int | None) -> None:
    with running(orders=0) as store:
        connected = Connected(shop, store, token=token)
        if count is None:
            assert "customers" not in connected.connection.syncs
            return
        assert connected.pull_people() == count
        entries = connected.entries
        assert connected.pull_people() == 0
        assert connected.entries == entries
        reader = shop.shop.till.database.reader()
        assert reader.execute("SELECT count(*) FROM customer WHERE email <> ''").fetchone() == (25,)


def test_it_is_found_by_the_number_it_has_there(connected: Connected) -> None:
    made = sold(connected)
    connected.pull_orders()
    connected.shop.shop.order_index.catch_up()
    found = connected.shop.shop.orders.find(made["id"])
    assert [one.number for one in found] == ["A-000001"]


def test_what_the_web_sold_is_in_no_tills_sums_and_a_tills_money_in_its_own(connected: Connected) -> None:
    shop, store = connected.shop, connected.store
    connected.pull()
    connected.pull_orders()
    shop.sells(shop.stocks("Jug", sku="JUG", price="10.00").sku)
    sku = next(iter(store.shop.products.live.values()))["sku"]
    store.web_order(lines=[{"sku": sku, "quantity": 1}])
    store.web_order(lines=[{"sku": sku, "quantity": 1}], paymentStatus="AWAITING_PAYMENT")
    connected.later()
    connected.pull_orders()
    sums = "SELECT letter, kind, key, gross > 0 FROM day_total WHERE kind IN ('sales', 'payments', 'due')"
    before = set(shop.rows(sums))
    assert ("A", "sales", "", 1) in before
    assert ("web", "sales", "", 1) in before
    assert ("web", "due", "EUR", 1) in before
    assert {key for letter, kind, key, _more in before if (letter, kind) == ("A", "payments")} == {"cash"}
    assert {key for letter, kind, key, _more in before if (letter, kind) == ("web", "payments")} == {"web"}
    (sold,) = shop.rows("SELECT gross FROM day_total WHERE letter = 'A' AND kind = 'sales'")
    assert sold == (1000,)
    unpaid = next(
        one for one in shop.shop.orders.last(9) if one.channel == "web" and one.payment_status != "Paid"
    )
    shop.shop.order_changes.pay(unpaid.number, [shop.cash(str(unpaid.due.major))])
    (drawer,) = shop.rows(
        "SELECT gross FROM day_total WHERE letter = 'A' AND kind = 'payments' AND key = 'cash'"
    )
    assert drawer == (1000 + unpaid.due.minor,)
    assert shop.audit() == []
