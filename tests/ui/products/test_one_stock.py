"""Kinds that share their stock: the page says so, and counts it once."""

from __future__ import annotations

from decimal import Decimal

from pytestqt.qtbot import QtBot

from pos.domain.catalogue.products import ProductRecord, VariantRecord
from ui.products.product_list import stock_words
from ui.products.stock_band import StockBand


def kind(name: str, on_hand: int, shares: str) -> VariantRecord:
    return VariantRecord(
        name, name, f"BOWL-{name}", (), Decimal(9), None, "", Decimal(on_hand), "", False, None, "", shares
    )


def test_one_stock_is_counted_once_and_told_beside_the_figure(qtbot: QtBot) -> None:
    kinds = (kind("Blue", 7, "b"), kind("Green", 7, "b"), kind("Red", 2, ""))
    bowl = ProductRecord("1", "Bowl", "", "", "", "", "", False, False, kinds, ("Bowl", 1))
    assert "9" in stock_words(bowl, 0)[0]
    band = StockBand()
    qtbot.addWidget(band)
    band.show_stock(Decimal(7), "", 0, None, ("Green",))
    assert (band.beside.text(), band.beside.isVisibleTo(band)) == ("One stock with Green", True)
    band.show_stock(Decimal(2), "", 0)
    assert not band.beside.isVisibleTo(band)
