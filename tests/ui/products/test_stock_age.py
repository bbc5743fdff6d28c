"""Where several tills sell, figures say how old they are: below what is found, and at the product."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from pos.text import current, use
from tests.two_tills import PairedTills
from tests.ui.shop_window import shop_window
from ui.frame.refs import PageRef
from ui.products.page import ProductsPage
from ui.sell.page import SellPage
from ui.shared.cart.words import stock_age
from ui.start.pages import add_pages


def test_what_is_found_and_a_product_say_how_old_their_figures_are(qtbot: QtBot, ram: Path) -> None:
    pair = PairedTills(ram)
    pair.b.sells("MUG-BLU")
    pair.meet()
    met = pair.a.clock()
    pair.now(90)
    with shop_window(qtbot, ram / "w", pair.a.shop) as made:
        add_pages(made.window)
        made.window.open(PageRef.SELL)
        made.window.show()
        said = f"stock as of {current().ago(met)}"
        sell = made.window.page(PageRef.SELL)
        assert isinstance(sell, SellPage)
        made.type(sell.box.line, "mug")
        qtbot.waitUntil(lambda: bool(sell.results.found.rows))
        assert sell.results.footer.endswith(said)
        pair.meet()
        made.window.changes.exchanged.emit()
        assert sell.results.as_of == pair.a.clock()
        made.window.open(PageRef.PRODUCTS)
        made.settle()
        products = made.window.page(PageRef.PRODUCTS)
        assert isinstance(products, ProductsPage)
        stock = products.controller.detail.form.stock
        qtbot.waitUntil(stock.age.isVisible)
        assert stock.age.text() == f"stock as of {current().ago(pair.a.clock())}"
        stock.show_stock(None, "", 3, met)
        assert stock.age.isHidden()
    pair.close()


def test_the_age_is_said_in_the_language_of_the_window() -> None:
    met = datetime(2026, 11, 24, 10, tzinfo=UTC)
    try:
        use("en")
        english = stock_age(met)
        use("fr")
        assert stock_age(met) != english
    finally:
        use()
