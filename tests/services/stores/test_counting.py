"""What rounds ask of the web shop is counted: few requests, and none that repeats itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.stores.both_ways import shops_at
from tests.services.stores.counting import deltas, idle, orders_up
from tests.services.stores.invariants import prove


@pytest.mark.parametrize("orders", [25, pytest.param(500, marks=pytest.mark.full)])
def test_sales_differences_and_an_idle_round_ask_as_little_as_they_may(ram: Path, orders: int) -> None:
    with shops_at(ram) as shops:
        found, most = orders_up(shops, orders)
        assert found <= most
        shops.until_settled()
        found, most = deltas(shops)
        assert found <= most
        found, most = idle(shops)
        assert found <= most
        prove(shops)
