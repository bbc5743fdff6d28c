"""What rounds ask of the web shop is counted: few requests, and none that repeats itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.stores.both_ways import shops_at
from tests.services.stores.counting import deltas, idle, night, orders_up
from tests.services.stores.invariants import prove


@pytest.mark.parametrize("orders", [25, pytest.param(500, marks=pytest.mark.full)])
def test_sales_differences_and_an_idle_round_ask_as_little_as_they_may(ram: Path, orders: int) -> None:
    with shops_at(ram) as shops:
        found, most = orders_up(shops, orders)
        assert found <= most
        shops.until_settled()
        found, most = deltas(shops)
        assert found <= most
        for found, most in (idle(shops), night(shops), idle(shops)):
            assert found <= most
        prove(shops)


def test_a_round_searches_no_entry_without_an_index(ram: Path) -> None:
    """Entries are a million one day, and some of this is asked while sales wait to write."""
    asked: set[str] = set()
    with shops_at(ram, products=12) as shops:
        till = shops.kit.shop.till
        sku = shops.counted()[0]["sku"]
        shops.sells(sku)
        shops.web_makes(name="New", sku="NEW", price=5, quantity=3)
        with till.transaction() as tx:
            writer = tx.raw()
        for one in (reader := till.database.reader(), writer):
            one.set_trace_callback(lambda sql: asked.add(sql))
        shops.until_settled()
        for one in (reader, writer):
            one.set_trace_callback(None)
        plans = {
            sql: [str(row[3]) for row in reader.execute(f"EXPLAIN QUERY PLAN {sql}")]
            for sql in asked
            if sql.lstrip().startswith("SELECT")
        }
        assert any("store_past" in sql for sql in plans), "what is connected is asked"
        scanned = ("SCAN entry", "SCAN e", "SCAN order_line", "SCAN ol", "SCAN stock_move", "SCAN m")
        assert {sql for sql, plan in plans.items() for row in plan if row in scanned} == set()
