"""A fair day, told through the window: connect, sell without a network, and find everything there once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from pos.domain.customers.customers import CustomerAddress
from pos.domain.words.address import Address
from tests.stores.stand_in import StandIn, running
from tests.ui.program import Program, program
from ui.decisions.page import DecisionsPage
from ui.frame.refs import PageRef
from ui.sell.dialogs.last_sales import LastSalesDialog
from ui.settings.page import SettingsPage
from ui.settings.store.connect_dialog import ConnectDialog
from ui.settings.store.store_section import StoreSection
from ui.shared.stores.panel import StorePanel
from ui.shared.stores.web_shop import WebShop

HOME = Address(street=("8 quai des Bateliers",), postcode="67000", city="Strasbourg", country="FR")
NO_NETWORK = [{"on": {}, "do": "drop_before", "times": -1}]
AN_HOUR = 3600


class Fair:
    """The program in front of a person, and the web shop she has."""

    def __init__(self, till: Program, web: StandIn) -> None:
        self.till, self.web = till, web

    @property
    def web_shop(self) -> WebShop:
        (found,) = self.till.window.findChildren(WebShop)
        return found

    def rest(self) -> None:
        """Until nothing goes on with the web shop."""
        shop = self.web_shop
        self.till.settle()
        self.till.wait(lambda: not (shop.lane.busy or shop.looks.busy), "the web shop")
        self.till.settle()

    def connect(self) -> None:
        """Settings, Web shop, Connect: three pages."""
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
        dialog.where.number.set_text(f"{self.web.url}/api/v3/4711")
        dialog.where.token.set_text("secret_full")
        for _page in range(3):
            till.click(dialog.answer)
            till.wait(lambda: not section.lane.busy, "the web shop's answer")
            assert dialog.problem.isHidden(), dialog.problem.text()
        shop = self.web_shop
        till.wait(lambda: bool(shop.state and shop.state.rounds), "the first round")
        self.rest()
        till.to("sell")

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
        self.web.clock(advance=AN_HOUR)

    def said(self) -> str:
        link = self.till.window.status.offered("web shop")
        return link.text() if link else ""

    # what is true there

    @property
    def ours(self) -> dict[str, Any]:
        """The orders of this till there, by their number here; none is there twice."""
        orders = self.web.shop.orders.live.values()
        ours = [one for one in orders if one.get("externalTransactionId", "").startswith("pos-")]
        found = {one["externalOrderId"]: one for one in ours}
        assert len(found) == len(ours)
        return found

    def mugs(self) -> list[dict[str, Any]]:
        """Products there with one figure, and enough of them."""
        return [
            one for one in self.web.shop.products.live.values()
            if one.get("quantity", 0) > 6 and not one["combinations"] and one.get("sku") and one["enabled"]
            and not one.get("isSampleProduct") and not one.get("options")
        ]  # fmt: skip


@pytest.fixture
def fair(tmp_path: Path, qapp: QApplication) -> Iterator[Fair]:
    with running(products=24, orders=0, customers=2) as web, program(tmp_path / "till", qapp) as till:
        till.create("Atelier Brindille", "FR", "Anne")
        yield Fair(till, web)


def test_a_fair_day_without_a_network_is_in_the_web_shop_on_monday(fair: Fair) -> None:
    till, web = fair.till, fair.web
    fair.connect()
    till.delivers()
    till.knows("Lucie Martin", phone="06 12 34 56 78", addresses=(CustomerAddress("home", HOME),))
    mugs = fair.mugs()
    assert len(mugs) >= 4
    mug, bowl, gone = (one["sku"] for one in mugs[:3])
    assert till.in_stock(mug) == mugs[0]["quantity"]

    # The fair: no network. Twelve sales, one of them taken back, one an engraving; somebody calls.
    web.faults(rules=NO_NETWORK)
    for n in range(10):
        till.enter((mug, bowl)[n % 2])
        till.pay_cash()
    till.press("F10")
    dialog = till.dialog
    assert isinstance(dialog, LastSalesDialog)
    taken_back = till.shop.orders.last(1)[0].number
    dialog.void.click()
    dialog.void.click()
    till.settle()
    till.enter("6,00 Engraving")
    till.pay_cash()
    till.enter(gone)
    till.pay_cash()
    till.enter("@luc")
    till.enter(mug)
    till.press("F7", "F11")
    phone = till.placed()
    fair.rest()
    fair.sends()
    assert fair.said().startswith("Web shop does not answer: sales are safe here")
    assert fair.ours == {}

    # Meanwhile the web shop sells, and somebody deletes a product there.
    web.web_order(lines=[{"sku": mug, "quantity": 2}])
    web.web_delete(product=mugs[2]["id"])

    # Back at home.
    web.faults(clear=True)
    for _round in range(4):
        fair.sends()
    assert till.sales == 12 + 1 + 1
    assert len(fair.ours) == 12 + 1
    assert fair.ours[taken_back]["paymentStatus"] == "REFUNDED"
    for number, there in fair.ours.items():
        row = till.shop.orders.order(number).row
        assert Decimal(str(there["total"])) == row.total.major
        assert there["disableAllCustomerNotifications"]
    assert fair.ours[phone.row.number]["paymentStatus"] == "AWAITING_PAYMENT"
    for sku in (mug, bowl):
        (there,) = [one for one in web.shop.products.live.values() if one.get("sku") == sku]
        assert till.in_stock(sku) == there["quantity"], sku

    # One thing is asked, and settled by a button.
    till.wait(lambda: fair.web_shop.asks == 1, "the question")
    assert fair.said() == "Web shop asks you: 1"
    till.window.open(PageRef.DECISIONS)
    till.settle()
    page = till.window.page(PageRef.DECISIONS)
    assert isinstance(page, DecisionsPage)
    (card,) = page.cards
    assert card.one.kind == "product_gone"
    next(one for one in card.buttons if one.text() == "Leave it so").click()
    till.wait(lambda: fair.web_shop.asks == 0, "the answer")
    fair.rest()
    assert fair.said().startswith("Web shop: all there")
    till.to("sell")
    assert till.verifies()
