"""A piece that there is once may be at another till: it is said there, and asked before it is sold here."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pos.domain.sync.errors import LetterUnusable
from tests.two_tills import PairedTills
from tests.ui.shop_window import shop_window
from ui.frame.refs import PageRef
from ui.products.page import ProductsPage
from ui.sell.page import SellPage
from ui.start.pages import add_pages


def test_the_only_vase_is_at_the_fair_and_asked_about_here(qtbot: QtBot, ram: Path) -> None:
    pair = PairedTills(ram)
    assert pair.b.sells("MUG-BLU").number == "B-000001"
    pair.meet()
    vase = pair.a.stocks("Vase, crackled", sku="VASE", price="240.00", quantity="1").variant_id
    with pytest.raises(LetterUnusable):
        pair.a.shop.catalogue.change_variant(vase, till="at the fair")
    with shop_window(qtbot, ram / "w", pair.a.shop) as made:
        add_pages(made.window)
        made.window.open(PageRef.PRODUCTS)
        made.window.show()
        made.settle()
        products = made.window.page(PageRef.PRODUCTS)
        assert isinstance(products, ProductsPage)
        controller = products.controller
        controller.list.look_for("vase")
        made.settle()
        form = controller.detail.form
        qtbot.waitUntil(form.till.isVisible)
        assert form.variant is not None
        assert form.variant.id == vase
        form.till.set_value("B")
        form.till.changed.emit()
        made.settle()
        assert pair.a.hit("VASE").till == "B"

        made.window.open(PageRef.SELL)
        sell = made.window.page(PageRef.SELL)
        assert isinstance(sell, SellPage)
        made.type(sell.box.line, "vase")
        qtbot.waitUntil(lambda: bool(sell.results.found.rows))
        assert "at till B" in sell.results.found.spoken(sell.results.found.rows[0])
        made.type(sell.box.line, "VASE", enter=True)
        assert not sell.controller.sale.cart.lines
        (bar,) = sell.notices.bars()
        assert bar.text == "Vase, crackled is at till B. Sell it here all the same?"
        assert bar.action is not None
        made.press(bar.action)
        assert [line.sku for line in sell.controller.sale.cart.lines] == ["VASE"]
    pair.meet()
    assert pair.b.hit("VASE").till == "B"
    order = pair.b.sells("VASE")
    assert order.number == "B-000002"
    assert pair.digest(pair.a) != pair.digest(pair.b)
    pair.meet()
    assert pair.digest(pair.a) == pair.digest(pair.b)
    assert pair.a.shop.auditor.verify(rebuild=True).ok
    pair.close()
