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
from tests.stores.stand_in import running
from tests.ui.program import program
from tests.ui.store.web_day import WebDay
from ui.sell.dialogs.last_sales import LastSalesDialog
from ui.settings.store.connect_dialog import ConnectDialog

HOME = Address(street=("8 quai des Bateliers",), postcode="67000", city="Strasbourg", country="FR")
NO_NETWORK = [{"on": {}, "do": "drop_before", "times": -1}]


class Fair(WebDay):
    """A day at a fair, and what her Ecwid shop holds of it."""

    def say_which(self, dialog: ConnectDialog) -> None:
        dialog.where.number.set_text(f"{self.web.url}/api/v3/4711")
        dialog.where.token.set_text("secret_full")

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
    fair.answers_the_one_question("product_gone", "Leave it so")
    assert till.verifies()
