"""Days of two shops under faults at random, by a seed: whatever went wrong, in the end all must add up."""

from __future__ import annotations

import random
from typing import Any

from tests.services.stores.both_ways import Shops

OUTER = (
    "drop_before", "drop_after", "reset_after", "500_before", "500_after", "502_before", "502_after",
    "408_before", "408_after", "html", "truncate", "nobody", "429",
)  # fmt: skip
INNER = ("500_before", "500_after", "502_after", "408_before", "408_after")
"""What can befall one request of a batch alone."""
NEXT = {"AWAITING_PAYMENT": ("PAID", "CANCELLED"), "PAID": ("CANCELLED", "REFUNDED")}
"""What becomes of a web order."""
UNTIL = (1, 5, 60, 3700)
"""Seconds from a day to the next."""


def scene(shops: Shops, seed: int) -> None:
    """Three days under faults, then quiet."""
    chance = random.Random(seed)
    shops.web.switches(**switches(chance))
    skus = [one["sku"] for one in shops.counted()]
    web_orders: list[dict[str, Any]] = []
    for _day in range(3):
        shops.web.faults(seed=seed, rules=[_rule(chance) for _rule_ in range(3)])
        for _deed in range(chance.randrange(1, 5)):
            _deed_of(shops, chance, skus, web_orders)
        shops.round()
        shops.later(chance.choice(UNTIL))
    shops.web.faults(clear=True)
    shops.until_settled()


def switches(chance: random.Random) -> dict[str, Any]:
    """What the vendor leaves open, one way or the other."""
    either = (
        "cancel_restocks", "refund_restocks", "pay_later_decrements", "unknown_fields", "nulls",
        "keep_create_date", "negative_surcharge_ok", "unique_sku", "empty_email_ok",
    )  # fmt: skip
    return {
        **{name: chance.random() < 0.5 for name in either},
        "index_lag": chance.choice([0.0, 5.0, 15.0]),
        "batch_allowed": chance.random() < 0.75,
        "batch_delay": chance.choice([0.0, 0.0, 3.0, 90.0]),
        "orderid_key": chance.choice(["orderId", "orderid"]),
        "numbers": chance.choice(["plain", "float", "exp"]),
        "error_style": chance.choice(["new", "old", "none", "html"]),
    }


def _rule(chance: random.Random) -> dict[str, Any]:
    inner = chance.random() < 0.25
    return {
        "on": {"method": chance.choice(["POST", "PUT", "GET"]), "inner": inner},
        "do": chance.choice(INNER if inner else OUTER),
        "times": chance.randrange(1, 4),
        "p": 0.4,
    }


def _deed_of(shops: Shops, chance: random.Random, skus: list[str], web_orders: list[dict[str, Any]]) -> None:
    """One thing that a person does, here or there."""
    sku, roll = chance.choice(skus), chance.random()
    if roll < 0.2:
        status = chance.choice(["PAID", "PAID", "AWAITING_PAYMENT"])
        web_orders.append(shops.web_sells(sku, paymentStatus=status))
    elif roll < 0.3 and web_orders:
        order = shops.web.shop.find_order(str(chance.choice(web_orders)["internalId"]))
        if then := NEXT.get(order["paymentStatus"]):
            shops.web_sets(order, paymentStatus=chance.choice(then))
    elif roll < 0.4:
        shops.sells(sku, paid=False)
    elif roll < 0.5 and shops.sold:
        number = chance.choice(shops.sold)
        status = shops.kit.shop.orders.order(number).row.payment_status
        if status == "Awaiting payment" and chance.random() < 0.5:
            shops.pays(number)
        elif status in ("Paid", "Awaiting payment"):
            shops.cancels(number)
    elif roll < 0.65:
        shops.receives(sku, chance.choice([1, 5]))
    else:
        shops.sells(sku, chance.randrange(1, 3))
