"""Orders go up to the web shop once each, whatever happens on the way."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.services.stores.both_shops import SETTLE, Connected, connected


@pytest.fixture
def both(ram: Path) -> Iterator[Connected]:
    with connected(ram, products=12) as shops:
        yield shops


def test_a_fair_day_is_there_as_on_the_receipts(both: Connected) -> None:
    kit, mug = both.kit, both.links(0)
    started = both.there(mug)
    kit.sells((mug, "2"))
    soap = kit.stocks("Soap", sku="SOAP", price="50.00", unit="kg", quantity=None)
    cart = kit.cart(mug, (soap.sku, "0.160")).add(kit.custom("Engraving", "6.00"))
    kit.pays(cart, kit.cash("20.00"), kit.card("12.00"))
    both.orders_up()
    assert both.states() == {"done": 2}
    totals = {one["externalOrderId"]: Decimal(str(one["total"])) for one in both.ours}
    assert totals == {placed.number: placed.total.major for placed in kit.sold}
    mixed = next(one for one in both.ours if len(one["items"]) == 3)
    assert mixed["paymentMethod"] == "Cash 20.00 + Card 12.00 (till A)"
    assert [(one["name"], one["quantity"], one["price"]) for one in mixed["items"]][1:] == [
        ("Soap 0.160 kg at 50.00/kg", 1, 8),
        ("Engraving", 1, 6),
    ]
    assert round(sum(one["tax"] for one in mixed["items"]), 2) == mixed["tax"]
    assert all(one["disableAllCustomerNotifications"] and not one["acceptMarketing"] for one in both.ours)
    assert both.there(mug) == started - 3
    calls = both.log.calls
    both.orders_up()
    assert both.log.calls == calls + 1, "nothing waits: only the probe"
    assert len(both.ours) == 2


FAULTS: list[dict[str, Any]] = [
    {"on": {"method": "POST", "path": "^/batch$"}, "do": do, "times": times}
    for do in ("drop_before", "drop_after", "reset_after", "408_before", "500_after", "502_before",
               "html", "truncate", "nobody")
    for times in (1, 4)
] + [
    {"on": {"method": "GET", "path": "^/batch$"}, "do": "500_after", "times": 3},
    {"on": {"method": "POST", "path": "^/orders$", "inner": True}, "do": "500_before"},
    {"on": {"method": "POST", "path": "^/orders$", "inner": True}, "do": "500_after", "skip": 1},
    {"on": {"method": "POST", "path": "^/orders$", "inner": True}, "do": "408_after", "times": 2},
    {"on": {"method": "GET", "path": "^/orders/", "inner": True}, "do": "500_before", "times": 2},
]  # fmt: skip


DAILY = (1, 3, 7, 18, 20, 21)
"""The rest comes with --all."""


@pytest.mark.parametrize("keyed", [True, False])
@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(
            rule,
            id=f"{rule['do']} {rule['on']['path']} {rule.get('times')}",
            marks=() if place in DAILY else pytest.mark.full,
        )
        for place, rule in enumerate(FAULTS)
    ],
)
def test_whatever_the_line_does_each_order_is_there_once(
    both: Connected, rule: dict[str, Any], keyed: bool
) -> None:
    mug = both.links(0)
    started = both.there(mug)
    if not keyed:
        both.web.switches(batch_allowed=False)
        rule = rule | {"on": {"method": rule["on"]["method"], "path": "^/orders"}}
    both.web.switches(index_lag=60.0)
    for _sale in range(3):
        both.kit.sells(mug)
    both.web.faults(rules=[rule])
    for _round in range(8):
        both.orders_up()
        assert len({one["externalTransactionId"] for one in both.ours}) == len(both.ours)
        both.later(SETTLE / 2)
    assert len(both.ours) == 3
    assert both.there(mug) == started - 3
    assert both.states().get("", 0) == both.states().get("doubt", 0) == 0
