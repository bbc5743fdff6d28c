"""A day with a WooCommerce shop, told through the window: its three pages, a round, both ways, a question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.stores.stand_in import StandIn, running
from tests.ui.program import Program, program
from ui.decisions.page import DecisionsPage
from ui.frame.refs import PageRef
from ui.settings.page import SettingsPage
from ui.settings.store.connect_dialog import ConnectDialog
from ui.settings.store.store_section import StoreSection
from ui.shared.stores.panel import StorePanel
from ui.shared.stores.web_shop import WebShop

A_WHILE = 120
PATIENCE = 60


class WooDay:
    """The program in front of a person, and the WordPress shop she has."""

    def __init__(self, till: Program, web: StandIn) -> None:
        self.till, self.web = till, web

    @property
    def web_shop(self) -> WebShop:
        (found,) = self.till.window.findChildren(WebShop)
        return found

    def until(self, done: Callable[[], object], what: str) -> None:
        """Until it is so: WordPress is asked twice a second at most."""
        end = monotonic() + PATIENCE
        while not done():
            assert monotonic() < end, f"waited in vain for {what}"
            self.till.app.processEvents()

    def rest(self) -> None:
        """Until nothing goes on with the web shop."""
        shop = self.web_shop
        self.till.settle()
        self.until(lambda: not (shop.lane.busy or shop.looks.busy), "the web shop")
        self.till.settle()

    def connect(self) -> ConnectDialog:
        """Settings, Web shop, Connect, WooCommerce: address and two keys, the choices, the preview."""
        till = self.till
        till.window.open(PageRef.SETTINGS)
        till.settle()
        page = till.window.page(PageRef.SETTINGS)
        assert isinstance(page, SettingsPage)
        assert page.sections is not None
        section = page.sections.section(StoreSection)
        page.open_section(page.sections.kinds.index(StoreSection))
        till.click(section.connect_)
        dialog = till.dialog
        assert isinstance(dialog, ConnectDialog)
        till.click(dialog.where.kind.buttons["woo"])
        assert dialog.where.secret.isVisible()
        dialog.where.number.set_text(f"{self.web.url}/wp-json/wc/v3")
        dialog.where.token.set_text("ck_full")
        till.click(dialog.answer)
        assert dialog.where.secret.mistaken, "one key of two is asked for at its field"
        dialog.where.secret.set_text("cs_full")
        for _page in range(3):
            till.click(dialog.answer)
            self.until(lambda: not section.lane.busy, "the web shop's answer")
            assert dialog.problem.isHidden(), dialog.problem.text()
        shop = self.web_shop
        self.until(lambda: bool(shop.state and shop.state.rounds), "the first round")
        self.rest()
        till.to("sell")
        return dialog

    def sends(self) -> None:
        """The chip, Send now, back; then time passes there."""
        link = self.till.window.status.offered("web shop")
        assert link is not None
        link.click()
        panel = self.till.dialog
        assert isinstance(panel, StorePanel)
        panel.send.click()
        self.rest()
        panel.close_dialog()
        self.rest()
        self.web.clock(advance=A_WHILE)

    def said(self) -> str:
        link = self.till.window.status.offered("web shop")
        return link.text() if link else ""

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
    till.wait(lambda: day.web_shop.asks == 1, "the question")
    assert day.said() == "Web shop asks you: 1"
    till.window.open(PageRef.DECISIONS)
    till.settle()
    page = till.window.page(PageRef.DECISIONS)
    assert isinstance(page, DecisionsPage)
    (card,) = page.cards
    assert card.one.kind == "money_differs"
    next(one for one in card.buttons if one.text() == "Seen").click()
    till.wait(lambda: day.web_shop.asks == 0, "the answer")
    day.rest()
    assert day.said().startswith("Web shop: all there")
    assert len(day.ours) == 1
    till.to("sell")
    assert till.verifies()
