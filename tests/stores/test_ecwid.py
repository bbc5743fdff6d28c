"""Ecwid as it answers: records both ways, pages, batches, errors as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from pos.domain.stores import troubles
from pos.domain.stores.answers import Done, Refused, Unclear, Why
from pos.domain.stores.goods import Figure, StoreCustomer
from pos.domain.stores.web_order import (
    StoreChange,
    StoreChosen,
    StoreDiscount,
    StoreLine,
    StoreLineTax,
    StoreOrder,
    StoreShipping,
    StoreSurcharge,
)
from pos.domain.words.address import Address
from pos.stores.connector import Created
from pos.stores.wire import Limits
from tests.stores.stand_in import StandIn, line_to, running

SALE = StoreOrder(
    email="pos@shop.example",
    payment_status="PAID",
    fulfilment_status="DELIVERED",
    subtotal=Decimal("33.80"),
    total=Decimal("31.80"),
    tax=Decimal("5.30"),
    lines=(
        StoreLine(
            "Mug", Decimal("12.90"), Decimal(2), sku="MUG", tax=Decimal("3.97"), ours="aa" * 16,
            tax_parts=(StoreLineTax("TVA 20%", Decimal(20), Decimal("3.97")),),
            chosen=(
                StoreChosen("Extras", "Gift wrap", Decimal("2.50")),
                StoreChosen("Extras", "Engraved", Decimal(10), is_percent=True),
                StoreChosen("Engraving", "Zoë", is_text=True),
            ),
        ),
        StoreLine("Soap 0.160 kg at 50.00/kg", Decimal("8.00"), Decimal(1), tax=Decimal("1.33")),
    ),
    marker="pos-0190f3c2a7b17c1e9d52b4a1e0c7f311",
    number="B-000417",
    made_at=datetime(2026, 5, 3, 14, 7, 11, tzinfo=timezone(timedelta(hours=2))),
    discount=Decimal("2.00"),
    discounts=(StoreDiscount(Decimal("2.00"), "fair discount"),),
    shipping=StoreShipping("Sold at spring fair", Decimal(0), "pickup"),
    handling=("Gift box", Decimal("1.50")),
    surcharges=(StoreSurcharge("rounding", "Rounding", Decimal("-0.02")),),
    payment_method="Cash 20.00 + Card 11.80 (till B)",
    billing=Address("Lucie Martin", "", ("8 quai", "Bât. B"), "67000", "Strasbourg", "", "FR"),
    phone="+33612340001",
    note="till B, receipt B-000417 [pos-0190f3c2a7b17c1e9d52b4a1e0c7f311]",
    referer="POS",
    extras=(("pos_receipt", "Receipt", "B-000417"),),
)  # fmt: skip


@pytest.fixture
def store() -> Iterator[StandIn]:
    with running() as one:
        yield one


def test_the_shop_says_who_it_is_and_what_it_offers(store: StandIn) -> None:
    profile = line_to(store)[0].probe()
    assert isinstance(profile, Done)
    found = profile.value
    assert (found.store, found.currency, found.places, found.includes_tax) == ("4711", "EUR", 2, True)
    assert [(one.id, one.percent, one.is_default) for one in found.tax_table] == [
        ("201", Decimal(20), True),
        ("202", Decimal("5.5"), False),
    ]
    ways = {one.title: (one.way, one.flat, one.percent, one.is_enabled) for one in found.deliveries}
    assert ways["La Poste"] == ("shipping", Decimal("6.9"), None, True)
    assert ways["Local delivery"] == ("delivery", None, Decimal(5), True)
    assert ways["Pick up at the workshop"] == ("pickup", Decimal(0), None, True)
    assert not ways["Old carrier"][3]
    assert found.payments == ("Card", "Bank transfer")
    assert found.handling == ("Gift box", Decimal("1.5"))


@pytest.mark.parametrize("token", ["secret_full", "secret_basic"])
def test_what_the_token_may_is_found_by_reading(store: StandIn, token: str) -> None:
    answer = line_to(store, token)[0].rights()
    assert isinstance(answer, Done)
    assert answer.value["read_orders"]
    assert answer.value["update_catalog"]
    assert answer.value["read_customers"] is answer.value["create_customers"] is (token == "secret_full")
    assert {one["method"] for one in store.calls} == {"GET"}
    assert len(store.calls) == 3


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"numbers": "exp"},
        {"numbers": "float"},
        {"unknown_fields": True},
        {"nulls": True},
        {"error_style": "old"},
        {"numbers": "exp", "unknown_fields": True, "nulls": True},
    ],
)
def test_products_are_the_same_however_numbers_are_written(store: StandIn, odd: dict[str, object]) -> None:
    plain = line_to(store)[0].products(0, 0)
    store.switches(**odd)
    strange = line_to(store)[0].products(0, 0)
    assert isinstance(plain, Done)
    assert isinstance(strange, Done)
    assert strange.value == plain.value
    assert plain.value.unread == 0


def test_products_with_kinds_choices_tiers_and_codes(store: StandIn) -> None:
    answer = line_to(store)[0].products(0, 0)
    assert isinstance(answer, Done)
    by_id = {one.id: one for one in answer.value.items}
    assert len(by_id) == answer.value.total == 40
    sizes = by_id["700000021"]
    assert [(one.values, one.counts, one.price) for one in sizes.combinations] == [
        ((("Size", "S"),), True, None),
        ((("Size", "M"),), True, None),
        ((("Size", "L"),), True, sizes.price + 5),
    ]
    assert sizes.combinations[0].barcode.startswith("5006381")
    assert [one.surcharge for one in sizes.options[0].choices] == [0, 2, 4]
    assert not any(one.counts for one in by_id["700000042"].combinations)  # colours share one stock
    extras = by_id["700000049"].options
    assert [(one.name, one.way, one.required) for one in extras] == [
        ("Extras", "checkbox", False),
        ("Engraving", "textfield", False),
    ]
    assert extras[0].choices[1].is_percent
    assert by_id["700000056"].quantity is None  # unlimited
    assert by_id["700000063"].tiers[0][0] == 10
    assert by_id["700000028"].name == 'Bowl "Łódź" <b>& Co</b>'
    assert by_id["700000028"].compare_at == by_id["700000028"].price + 5
    assert by_id["700000014"].is_sample
    assert by_id["700000098"].sku == ""
    assert by_id["700000007"].description.endswith(", made by hand.")
    assert "<" not in by_id["700000007"].description


@pytest.mark.parametrize("odd", [{}, {"orderid_key": "orderid"}, {"numbers": "exp", "nulls": True}])
def test_an_order_comes_back_as_it_was_sent(store: StandIn, odd: dict[str, object]) -> None:
    store.switches(**odd)
    line = line_to(store)[0]
    ticket = line.create_orders([SALE], "5f6c1d2e-0000-4000-8000-000000000001")
    assert isinstance(ticket, Done)
    outcome = line.outcome(ticket.value)
    assert isinstance(outcome, Done)
    assert outcome.value.is_complete
    (part,) = outcome.value.parts
    assert isinstance(part, Done)
    assert isinstance(part.value, Created)
    back = line.order(part.value.internal)
    assert isinstance(back, Done)
    order = back.value
    assert (order.internal, order.public) == (part.value.internal, part.value.public)
    assert order.changed_at > 0
    assert order.customer  # found or made by its address
    assert order.made_at == SALE.made_at
    bare = [replace(one, id="", ships=False) for one in order.lines]
    assert bare == list(SALE.lines)
    mine = replace(
        order,
        internal="",
        public="",
        changed_at=0,
        customer="",
        lines=SALE.lines,
        made_at=SALE.made_at,
        name="",
    )
    assert mine == SALE
    body = store.calls[0]["body"][0]["body"]
    assert body["disableAllCustomerNotifications"] is True
    assert body["acceptMarketing"] is False
    assert body["createDate"] == "2026-05-03 14:07:11 +0200"
    found = line.find_order(SALE.marker, int(SALE.made_at.timestamp()) if SALE.made_at else 0)
    assert isinstance(found, Done)
    assert [one.internal for one in found.value] == [order.internal]
    other = line.find_order(SALE.marker[:-1] + "2", 0)
    assert isinstance(other, Done)
    assert other.value == ()


def test_one_key_makes_one_order_and_a_failure_stops_what_is_behind_it(store: StandIn) -> None:
    line = line_to(store)[0]
    bad = replace(SALE, email="", marker="pos-bad")
    last = replace(SALE, marker="pos-last")
    tickets = [line.create_orders([SALE, bad, last], "one key") for _ in range(2)]
    assert tickets[0] == replace(tickets[0], value=tickets[1].value)  # type: ignore[union-attr]
    outcome = line.outcome(tickets[0].value)  # type: ignore[union-attr]
    assert isinstance(outcome, Done)
    done, refused, missed = outcome.value.parts
    assert isinstance(done, Done)
    assert isinstance(refused, Refused)
    assert (refused.why, refused.text) == (Why.ITEM, "email is empty")
    assert missed == Unclear(troubles.NOT_REACHED, sent=False)
    assert sum(one.get("externalTransactionId") == SALE.marker for one in store.state()["orders"]) == 1
    assert isinstance(done.value, Created)
    read = line.read_orders([done.value.internal, "1"])
    assert isinstance(read, Done)
    both = line.outcome(read.value)
    assert isinstance(both, Done)
    assert [type(one) for one in both.value.parts] == [Done, Refused]


def test_stock_is_added_to_and_read_directly(store: StandIn) -> None:
    store.switches(index_lag=60)
    line = line_to(store)[0]
    before = line.figures("700000021")
    assert isinstance(before, Done)
    own, small, *_rest = before.value
    assert (own.combination, small.combination) == ("", "800000030")
    ticket = line.add_stock(small, -3, "key")
    assert isinstance(ticket, Done)
    assert isinstance(line.outcome(ticket.value), Done)
    assert isinstance(line.change_stock(small, 1), Done)
    after = line.figures("700000021")
    assert isinstance(after, Done)
    assert small.quantity is not None
    assert after.value[1] == Figure("700000021", "800000030", small.quantity - 2)


def test_statuses_tracking_and_note_and_nothing_else_are_set(store: StandIn) -> None:
    line = line_to(store)[0]
    change = StoreChange("PAID", "SHIPPED", tracking="6A12345678901", note="sent")
    assert isinstance(line.set_status("500000001", change), Done)
    order = line.order("500000001")
    assert isinstance(order, Done)
    assert (order.value.fulfilment_status, order.value.tracking) == ("SHIPPED", "6A12345678901")
    assert store.calls[0]["body"] == {
        "disableAllCustomerNotifications": True,
        "paymentStatus": "PAID",
        "fulfillmentStatus": "SHIPPED",
        "trackingNumber": "6A12345678901",
        "privateAdminNotes": "sent",
    }


def test_a_customer_is_made_once_and_found_by_the_exact_address(store: StandIn) -> None:
    line = line_to(store)[0]
    new = StoreCustomer("", "Neu@example.com", "Noé", phone="+33612")
    made = line.make_customer(new)
    assert isinstance(made, Done)
    again = line.make_customer(replace(new, email="neu@example.com"))
    assert isinstance(again, Refused)
    assert again.why is Why.TAKEN
    found = line.customer_of("NEU@example.com")
    assert isinstance(found, Done)
    assert found.value is not None
    assert (found.value.id, found.value.accepts_marketing) == (made.value, False)
    nobody = line.customer_of("eu@example.com")
    assert isinstance(nobody, Done)
    assert nobody.value is None


@pytest.mark.parametrize(
    ("switch", "why"),
    [
        ({"wrong_token_status": 403}, Why.TOKEN),
        ({"wrong_token_status": 401}, Why.TOKEN),
        ({"free_plan": True}, Why.PLAN),
        ({"suspended": True}, Why.PLAN),
    ],
)
@pytest.mark.parametrize("style", ["new", "old", "none", "html"])
def test_a_token_or_a_plan_that_is_refused_is_not_tried_again(
    store: StandIn, switch: dict[str, object], why: Why, style: str
) -> None:
    store.switches(**switch, error_style=style)
    line = line_to(store, "secret_wrong")[0]
    answers = [line.probe(), line.latest(), line.products(0, 0), line.set_status("1", StoreChange("PAID"))]
    assert {one.why for one in answers if isinstance(one, Refused)} == {why}
    assert len(store.calls) == 1


def test_an_unknown_number_and_a_missing_right_are_told_apart(store: StandIn) -> None:
    stranger = line_to(store, number="1")[0].probe()
    assert isinstance(stranger, Refused)
    assert stranger.why is Why.STORE
    basic = line_to(store, "secret_basic")[0].customers(0, 0)
    assert isinstance(basic, Refused)
    assert (basic.why, basic.text) == (Why.RIGHT, "read_customers")
    store.tokens(grant={"secret_less": ["read_store_profile"]})
    less = line_to(store, "secret_less")[0]
    figure = Figure("700000007", "", 1)
    refused = (
        less.products(0, 0), less.categories(0), less.order("1"), less.create_order(SALE),
        less.set_status("1", StoreChange("PAID")), less.change_stock(figure, 1),
    )  # fmt: skip
    assert [one.text for one in refused if isinstance(one, Refused)] == [
        "read_catalog", "read_catalog", "read_orders", "create_orders", "update_orders", "update_catalog"
    ]  # fmt: skip
    for ticket, right in (
        (less.create_orders([SALE], "k1"), "create_orders"),
        (less.read_orders(["1"]), "read_orders"),
        (less.add_stock(figure, 1, "k2"), "update_catalog"),
    ):
        assert isinstance(ticket, Done)
        outcome = less.outcome(ticket.value)
        assert isinstance(outcome, Done)
        (part,) = outcome.value.parts
        assert isinstance(part, Refused)
        assert (part.why, part.text) == (Why.RIGHT, right)


@pytest.mark.parametrize(
    ("do", "reason", "foreign"),
    [
        ("drop_before", troubles.CUT, False),
        ("drop_after", troubles.CUT, False),
        ("reset_after", troubles.CUT, False),
        ("truncate", troubles.CUT, False),
        ("html", troubles.NOT_JSON, True),
        ("500_before", troubles.BUSY, False),
        ("502_after", troubles.BUSY, False),
        ("408_after", troubles.BUSY, False),
        ("nobody", troubles.BUSY, False),
        ("half_open", troubles.SILENT, False),
        ("half_open_after", troubles.SILENT, False),
        ("slow", troubles.SILENT, False),
    ],
)
def test_whatever_is_unclear_is_never_a_no(store: StandIn, do: str, reason: object, foreign: bool) -> None:
    line, log = line_to(store, limits=Limits(connect=1, answer=0.3, whole=0.8))
    assert isinstance(line.latest(), Done)
    store.fault(do, "POST", "^/orders$", arg=1 if do != "slow" else 5)
    answer = line.create_order(SALE)
    if do == "slow" and isinstance(answer, Done):
        pytest.fail("an answer that drips was waited for")
    assert answer == Unclear(reason, sent=True, is_foreign=foreign)  # type: ignore[arg-type]
    assert isinstance(line.latest(), Done)  # and the line opens again
    assert [(one.method, one.path) for one in log.lines()] == [
        ("GET", "/latest-stats"),
        ("POST", "/orders"),
        ("GET", "/latest-stats"),
    ]


def test_a_token_that_may_not_use_batches_is_remembered(store: StandIn) -> None:
    store.switches(batch_allowed=False)
    line = line_to(store)[0]
    assert line.keyed
    assert line.create_orders([SALE], "key") == Refused(Why.RIGHT, "batch")
    assert not line.keyed
    assert isinstance(line.create_order(SALE), Done)
    gone = line.outcome("no ticket")
    assert isinstance(gone, Refused)
    assert gone.why is Why.GONE
