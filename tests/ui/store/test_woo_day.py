"""A day with a WooCommerce shop, told through the window: its three pages, a round, both ways, a question."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.stores.stand_in import running
from tests.ui.program import program
from tests.ui.store.web_day import WebDay
from ui.settings.store.connect_dialog import ConnectDialog


class WooDay(WebDay):
    """A day with a WordPress shop, which is asked twice a second at most."""

    between = 120

    def say_which(self, dialog: ConnectDialog) -> None:
        till = self.till
        till.click(dialog.where.kind.buttons["woo"])
        assert dialog.where.secret.isVisible()
        dialog.where.number.set_text(f"{self.web.url}/wp-json/wc/v3")
        dialog.where.token.set_text("ck_full")
        till.click(dialog.answer)
        assert dialog.where.secret.mistaken, "one key of two is asked for at its field"
        dialog.where.secret.set_text("cs_full")

    @property
    def ours(self) -> list[dict[str, Any]]:
        return [one for one in self.web.shop.orders.values() if one["created_via"] == "pos"]

    @property
    def mugs(self) -> list[dict[str, Any]]:
        """Products there with one figure, and enough of them."""
        return [
            one for one in self.web.shop.products.values()
            if one["manage_stock"] and one["sku"] and (one["stock_quantity"] or 0) > 3
        ]  # fmt: skip


@pytest.fixture
def day(tmp_path: Path, qapp: QApplication) -> Iterator[WooDay]:
    with running("woo", products=4, orders=0, customers=1) as web, program(tmp_path / "till", qapp) as till:
        till.create("Atelier Brindille", "FR", "Anne")
        yield WooDay(till, web)


@pytest.mark.full
def test_a_day_with_a_woocommerce_shop_goes_both_ways_and_asks_once(day: WooDay) -> None:
    till, web = day.till, day.web
    day.connect()
    assert day.said().startswith("Web shop: all there")
    mug, bowl = day.mugs[:2]
    assert till.in_stock(mug["sku"]) == mug["stock_quantity"]

    # One sale here, one there.
    till.enter(mug["sku"])
    till.pay_cash()
    number = till.shop.orders.last(1)[0].number
    web.web_order(line_items=[{"product_id": bowl["id"], "quantity": 2}])
    for _round in range(3):
        day.sends()
    assert till.sales == 2
    (there,) = day.ours
    assert (there["status"], Decimal(there["total"])) == (
        "completed", till.shop.orders.order(number).row.total.major,
    )  # fmt: skip
    for one in (mug, bowl):
        assert till.in_stock(one["sku"]) == one["stock_quantity"]

    # Its total is changed there: the web shop asks, and a button answers.
    there["total"] = "1.23"
    there["modified"] = int(web.shop.now())
    for _round in range(2):
        day.sends()
    day.answers_the_one_question("money_differs", "Seen")
    assert len(day.ours) == 1
    assert till.verifies()
