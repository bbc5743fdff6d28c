"""How an order stands goes both ways between here and the web shop, each change once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.test_store_exceptions import FULL, answer, one_of, there
from tests.cli.test_store_rounds import Both, both

__all__ = ["both"]


def phone(both: Both, sku: str) -> str:
    """An order that is to be sent, and paid later."""
    to = {"street": ["1 rue"], "postcode": "67000", "city": "Strasbourg", "country": "FR"}
    return str(
        both.till.place({
            "lines": [{"sku": sku}],
            "customer": {"name": "Lucie Martin"},
            "fulfilment": {"method": "delivery", "name": "Lucie Martin", "address": to},
        })["number"]
    )  # fmt: skip


def writes(both: Both) -> list[Any]:
    return [one for one in both.web.calls if one["method"] == "PUT" and "/orders/" in one["path"]]


def test_what_is_said_there_of_our_order_is_taken_over_once(both: Both) -> None:
    both.sync()
    sku = both.mugs()[0]["sku"]
    number = phone(both, sku)
    both.until_settled()
    internal = there(both, number)["internalId"]
    both.web.web_edit(order=internal, set={"fulfillmentStatus": "PROCESSING"})
    both.until_settled()
    assert both.till.json("order", number)["fulfilment_status"] == "Processing"
    both.web.web_edit(order=internal, set={"fulfillmentStatus": "SHIPPED", "trackingNumber": "6A123"})
    both.until_settled()
    said = both.till.json("order", number)
    assert said["fulfilment_status"] == "Shipped"
    assert "6A123" in str(said)
    both.web.web_edit(order=internal, set={"trackingNumber": "6A999", "paymentStatus": "PAID"})
    both.until_settled()
    said = both.till.json("order", number)
    assert said["payment_status"] == "Paid"
    assert "6A999" in str(said)
    assert [one["method"] for one in said["payments"]] == ["web"], "in no drawer"
    assert writes(both) == [], "nothing is said back"
    assert there(both, number)["paymentStatus"] == "PAID"
    assert both.asked() == []


def test_what_is_said_here_goes_there_with_its_tracking_number(both: Both) -> None:
    both.sync()
    number = phone(both, both.mugs()[0]["sku"])
    both.until_settled()
    both.till.json("order", "status", number, "--fulfilment", "Shipped", "--tracking", "LP1")
    both.until_settled()
    order = there(both, number)
    assert (order["fulfillmentStatus"], order["trackingNumber"]) == ("SHIPPED", "LP1")
    assert len(writes(both)) == 1
    both.till.json("order", "status", number, "--tracking", "LP2")
    both.until_settled()
    assert there(both, number)["trackingNumber"] == "LP2"


def test_a_web_order_is_packed_here_and_cancelled_there(both: Both) -> None:
    both.sync()
    mug = both.mugs()[0]
    made = both.web.web_order(
        lines=[{"sku": mug["sku"], "quantity": 1}], fulfillmentStatus="AWAITING_PROCESSING"
    )
    both.until_settled()
    (web,) = [one for one in both.till.json("orders") if one["channel"] == "web"]
    both.till.json("order", "status", web["number"], "--fulfilment", "Processing")
    both.until_settled()
    order = both.web.shop.find_order(made["id"])
    assert order["fulfillmentStatus"] == "PROCESSING"
    assert len(writes(both)) == 1
    assert set(writes(both)[0]["body"]) <= {
        "fulfillmentStatus", "paymentStatus", "trackingNumber", "privateAdminNotes",
        "disableAllCustomerNotifications",
    }  # fmt: skip
    both.web.web_edit(order=made["internalId"], set={"paymentStatus": "CANCELLED"})
    both.until_settled()
    assert both.till.json("order", web["number"])["payment_status"] in ("Cancelled", "Refunded")
    assert both.till.json("stock", mug["sku"])["on_hand"] == str(mug["quantity"])
    assert len(writes(both)) == 1
    assert both.asked() == []


@pytest.mark.parametrize("choice", ["ours", pytest.param("theirs", marks=FULL)])
def test_goods_that_both_said_something_of_are_asked(both: Both, choice: str) -> None:
    both.sync()
    number = phone(both, both.mugs()[0]["sku"])
    both.until_settled()
    internal = there(both, number)["internalId"]
    both.till.json("order", "status", number, "--fulfilment", "Ready for pickup")
    both.web.web_edit(order=internal, set={"fulfillmentStatus": "OUT_FOR_DELIVERY"})
    both.until_settled_or_asked()
    one = one_of(both, "status_conflict")
    assert (one["order"], one["choices"]) == (number, ["ours", "theirs"])
    answer(both, one, choice)
    both.until_settled()
    wanted = "Ready for pickup" if choice == "ours" else "Out for delivery"
    assert both.till.json("order", number)["fulfilment_status"] == wanted
    assert there(both, number)["fulfillmentStatus"] == wanted.upper().replace(" ", "_")
    assert both.asked() == []


@pytest.mark.parametrize("restocks", [True, pytest.param(False, marks=FULL)])
@pytest.mark.parametrize("choice", ["theirs", pytest.param("ours", marks=FULL)])
def test_a_paid_sale_cancelled_there_is_asked_before_money_moves(
    both: Both, choice: str, restocks: bool
) -> None:
    both.web.switches(cancel_restocks=restocks)
    both.sync()
    mug = both.mugs()[0]
    number = both.sells(mug["sku"], "2")
    both.until_settled()
    both.web.web_edit(order=there(both, number)["internalId"], set={"paymentStatus": "CANCELLED"})
    both.until_settled_or_asked()
    one = one_of(both, "status_conflict")
    assert both.till.json("order", number)["payment_status"] == "Paid"
    answer(both, one, choice)
    both.until_settled()
    said = both.till.json("order", number)
    assert said["payment_status"] == ("Paid" if choice == "ours" else "Refunded")
    assert there(both, number)["paymentStatus"] == said["payment_status"].upper()
    assert both.till.json("stock", mug["sku"])["on_hand"] == str(mug["quantity"])
    assert both.asked() == []
    assert both.till("verify", "--rebuild").status == 0


def test_an_order_edited_here_is_noted_there_and_both_totals_are_kept(both: Both) -> None:
    both.sync()
    mug = both.mugs()[0]
    number = phone(both, mug["sku"])
    both.until_settled()
    before = both.till.json("order", number)
    lines = [{"line": 1, "quantity": "3"}]
    both.till.json("order", "edit", number, both.till.write({"lines": lines}, "edit.json"))
    both.until_settled()
    order, now = there(both, number), both.till.json("order", number)
    assert f"now {now['total']}, see {number}" in order["privateAdminNotes"]
    assert str(order["total"]) in (before["total"], before["total"].rstrip("0"))
    assert [one["quantity"] for one in order["items"]] == [1], "its lines are never written again"
    assert now["store"]["differs"] is True
    assert mug["quantity"] == int(both.till.json("stock", mug["sku"])["on_hand"])
    one = one_of(both, "money_differs")
    assert (one["order"], one["choices"]) == (number, ["seen", "note"])
    answer(both, one, "seen")
    both.until_settled()
    assert both.asked() == []
