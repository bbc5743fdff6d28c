"""What became of an order in the web shop and has no word here, or another total, is asked; once it is the
same in both shops it is asked no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pos.domain.decisions.exceptions import ShopException
from pos.domain.orders.amendment import Request
from pos.domain.stores.state import RoundStep
from tests.services.stores.both_ways import Shops, shops_at
from tests.services.stores.invariants import prove

WORDLESS = [
    {"paymentStatus": "PARTIALLY_REFUNDED"},
    *(
        pytest.param(one, marks=pytest.mark.full)
        for one in (
            {"paymentStatus": "AWAITING_PAYMENT"}, {"paymentStatus": "CUSTOM_PAYMENT_STATUS_1"},
            {"fulfillmentStatus": "RETURNED"}, {"fulfillmentStatus": "WILL_NOT_DELIVER"},
            {"fulfillmentStatus": "CUSTOM_FULFILLMENT_STATUS_2"},
        )
    ),
]  # fmt: skip


@pytest.fixture
def shops(ram: Path) -> Iterator[Shops]:
    with shops_at(ram, orders=0) as both:
        yield both


def asked(shops: Shops, kind: str = "status_conflict") -> list[ShopException]:
    return [one for one in shops.kit.shop.exceptions.all() if one.kind == kind]


def writes(shops: Shops) -> int:
    return len(shops.writes)


def web_order(shops: Shops) -> dict[str, Any]:
    made = shops.web_sells(shops.counted()[0]["sku"], fulfillmentStatus="AWAITING_PROCESSING")
    shops.until_settled()
    found: dict[str, Any] = shops.web.shop.find_order(str(made["internalId"]))
    return found


@pytest.mark.parametrize("choice", ["theirs", pytest.param("ours", marks=pytest.mark.full)])
@pytest.mark.parametrize("said", WORDLESS)
def test_a_word_that_a_web_order_cannot_have_here_is_asked(
    shops: Shops, said: dict[str, Any], choice: str
) -> None:
    order = web_order(shops)
    before = writes(shops)
    shops.web_sets(order, **said)
    shops.until_settled()
    (one,) = asked(shops)
    assert one.choices == ("ours", "theirs")
    assert writes(shops) == before, "nothing is said over it"
    shops.kit.shop.exceptions.resolve(one.id, choice)
    shops.until_settled()
    assert asked(shops) == []
    (axis,) = said
    stands = {"paymentStatus": "PAID", "fulfillmentStatus": "AWAITING_PROCESSING"}
    assert order[axis] == (said[axis] if choice == "theirs" else stands[axis])
    shops.later(2000)
    shops.web_sets(order, trackingNumber="6A1")
    shops.until_settled()
    assert asked(shops) == [], "it is said once"


def test_a_total_that_was_changed_there_is_asked_and_shown(shops: Shops) -> None:
    order = web_order(shops)
    (number,) = (str(one) for (one,) in shops.kit.rows("SELECT number FROM orders WHERE channel = 'web'"))
    here = shops.kit.shop.orders.order(number).row.total.major
    shops.web_sets(order, total=float(here) + 3)
    shops.until_settled()
    (one,) = asked(shops, "money_differs")
    assert one.details["order"] == number
    found = shops.kit.shop.stores.there.order(number)
    assert found is not None
    assert (found.total, found.differs) == (here + 3, True)
    shops.kit.shop.exceptions.resolve(one.id, "seen")
    shops.later(2000)
    shops.web_sets(order, trackingNumber="6A1")
    shops.until_settled()
    assert asked(shops, "money_differs") == []
    assert shops.kit.audit() == []


@pytest.mark.parametrize("is_ours", [True, False])
def test_what_was_put_back_there_or_done_here_is_asked_no_more(shops: Shops, is_ours: bool) -> None:
    kit = shops.kit
    if is_ours:
        number = shops.sells(shops.counted()[0]["sku"])
        shops.until_settled()
        (order,) = shops.ours
    else:
        order = web_order(shops)
        (number,) = (str(one) for (one,) in kit.rows("SELECT number FROM orders WHERE channel = 'web'"))
    shops.web_sets(order, paymentStatus="PARTIALLY_REFUNDED")
    shops.until_settled()
    assert len(asked(shops)) == 1
    shops.web_sets(order, paymentStatus="PAID")
    shops.until_settled()
    assert asked(shops) == []
    shops.web_sets(order, paymentStatus="PARTIALLY_REFUNDED")
    shops.until_settled()
    assert len(asked(shops)) == 1
    kit.shop.after_sale.returns.refund(number, Request(amount=50))
    shops.until_settled()
    assert asked(shops) == []
    assert order["paymentStatus"] == "PARTIALLY_REFUNDED"
    prove(shops)


def test_what_is_said_here_while_a_web_order_is_followed_still_goes_there(shops: Shops) -> None:
    kit = shops.kit
    made = shops.web_sells(shops.counted()[0]["sku"], paymentStatus="AWAITING_PAYMENT")
    shops.until_settled()
    order = shops.web.shop.find_order(str(made["internalId"]))
    (number,) = (str(one) for (one,) in kit.rows("SELECT number FROM orders WHERE channel = 'web'"))
    shops.web_sets(order, paymentStatus="PAID")
    said: list[str] = []

    def say(step: RoundStep) -> None:
        if step.what == "web_orders" and not said:
            said.append(step.what)
            kit.shop.statuses.say(number, "fulfilment", "Processing")

    kit.shop.stores.rounds.run(wait=shops.wait, step=say)
    assert said
    shops.until_settled()
    assert order["fulfillmentStatus"] == "PROCESSING"
    assert kit.shop.orders.order(number).row.payment_status == "Paid"
    assert asked(shops) == []
