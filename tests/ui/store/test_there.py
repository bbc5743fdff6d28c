"""On the pages: what an order and a product are in the web shop, or why they are not there."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from pytestqt.qtbot import QtBot

from pos.domain.orders.amendment import Piece, Request
from pos.domain.stores.connection import StoreConnection
from pos.domain.stores.there import OrderThere, StockThere
from pos.domain.stores.uploads import State
from pos.text import use
from tests.shop_kit import ShopKit, ram
from tests.ui.orders.office import Office
from tests.ui.shop_window import shop_window
from tests.ui.store.web_window import WebWindow, web_window
from ui.frame.refs import PageRef
from ui.kit.dialogs.dialog import open_dialog_of
from ui.orders.filter_dialog import FilterDialog
from ui.products.page import ProductsPage, products_page
from ui.shared.stores.there import ThereLine, show_order, show_stock

__all__ = ["ram"]


def line(office: Office) -> str:
    """What the panel of an order says of the web shop."""
    (one,) = office.detail.findChildren(ThereLine)
    return one.words.text() if one.isVisible() else ""


def product_line(made: WebWindow, page: ProductsPage, sku: str) -> str:
    page.listing.code_scanned.emit(sku)
    made.settle()
    (one,) = page.findChildren(ThereLine)
    return one.words.text() if one.isVisible() else ""


def test_an_order_says_whether_it_is_in_the_web_shop_and_web_orders_are_found(
    qtbot: QtBot, ram: Path
) -> None:
    with web_window(qtbot, ram, products=12) as made:
        kit = made.kit
        kit.stocks()
        before = kit.sells("MUG-BLU").number
        kit.clock.advance(seconds=60)
        made.begin()
        made.connect()
        made.settle()
        sku = next(one["sku"] for one in made.web.shop.products.live.values() if one.get("quantity"))
        number = kit.sells(sku).number
        office = Office(made.bot, made.window, made.shop)
        office.open()
        office.open_order(number)
        assert line(office) == "Not in the web shop yet: it goes with the next round"
        office.open_order(before)
        assert line(office) == "Not in the web shop: older than the day from which sales go there"
        post = {"shippingMethodName": "Post", "shippingRate": 0, "fulfillmentType": "SHIPPING"}
        home = {
            "name": "Lea",
            "street": "Quai 1",
            "city": "Nantes",
            "postalCode": "44000",
            "countryCode": "FR",
        }
        lines = [{"sku": sku, "quantity": 1}]
        made.web.web_order(lines=lines, shippingOption=post, shippingPerson=home)
        made.round()
        made.round()
        made.settle()
        office.open_order(number)
        there = next(
            one for one in made.web.shop.orders.live.values() if one.get("externalOrderId") == number
        )
        assert line(office) == f"In the web shop as {there['id']}"
        (shown,) = office.detail.findChildren(ThereLine)
        assert not shown.link.isVisible(), "where the panel of a stand-in is nobody knows"

        # what people bought there is an order like others
        office.page.controller.list.look_for("")
        office.page.controller.filtering.ask()
        office.settle()
        dialog = open_dialog_of(office.window)
        assert isinstance(dialog, FilterDialog)
        dialog.channel.set_value("web")
        assert dialog.channel.choices.currentText() == "In the web shop"
        office.press(dialog.answer)
        (web,) = office.numbers[:1]
        office.open_order(web)
        assert office.order.row.channel == "web"
        assert office.detail.about.text().startswith("Web order")
        assert line(office).startswith("In the web shop as ")
        assert made.shop.documents.pdf(web, kind="packing_slip")[:4] == b"%PDF"
        office.choose_status("Shipped")
        assert office.order.row.fulfilment_status == "Shipped"
        (goods,) = office.order.lines
        back = Request((Piece(goods.n, 1_000_000),))
        made.shop.after_sale.returns.refund(web, back)
        office.settle()
        assert office.order.row.payment_status == "Refunded"


def test_a_product_says_what_the_web_shop_has_of_it(qtbot: QtBot, ram: Path) -> None:
    with web_window(qtbot, ram, products=12) as made:
        made.kit.stocks()
        made.begin()
        made.connect()
        made.settle()
        there = next(
            one for one in made.web.shop.products.live.values()
            if one.get("quantity") and not one["combinations"] and not one.get("isSampleProduct")
        )  # fmt: skip
        made.window.add_page(PageRef.PRODUCTS, "Products", "package", products_page)
        made.window.open(PageRef.PRODUCTS)
        page = made.window.page(PageRef.PRODUCTS)
        assert isinstance(page, ProductsPage)
        made.settle()
        said = product_line(made, page, there["sku"])
        assert said.startswith(f"In the web shop: {there['quantity']}, as of ")
        assert product_line(made, page, "MUG-BLU").startswith("Not linked with the web shop: no product")
        made.kit.sells(there["sku"])
        made.settle()
        assert product_line(made, page, there["sku"]).startswith("In the web shop: ")


def test_a_shop_without_a_web_shop_sees_nothing_of_it(qtbot: QtBot, ram: Path) -> None:
    kit = ShopKit.create(ram / "alone")
    kit.stocks()
    number = kit.sells("MUG-BLU").number
    with shop_window(qtbot, ram, kit.shop) as made:
        office = Office(made.bot, made.window, made.shop)
        office.open()
        office.open_order(number)
        assert office.detail.findChildren(ThereLine) == []
    kit.close()


def test_figures_of_the_web_shop_are_written_as_the_shop_writes_figures(qtbot: QtBot) -> None:
    use("en", "fr_FR")
    store = StoreConnection(
        "ecwid:4711", "ecwid", "4711", "Atelier", "EUR", "", "on", "", "A", "store", frozenset(), "", "", 180
    )
    line = ThereLine()
    qtbot.addWidget(line)
    try:
        total = OrderThere(State.DONE, "TL3E4", "1", Decimal("1031.5"), differs=True, since="")
        show_order(line, total, store, cancelled=False)
        assert line.words.text() == "In the web shop as TL3E4 · there 1\u202f031,50\xa0€"
        for owed, said in ((-1200, "-1\u202f200"), (4, "+4")):
            show_stock(line, StockThere(1500, 300, owed, 0), store, has_sku=True)
            assert line.words.text() == f"In the web shop: 1\u202f500 · {said} is still to be told"
    finally:
        use()
