"""Long names in lists: two lines, amounts stay; what is longer still is said whole where the mouse rests."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QAbstractItemView, QApplication, QToolTip

from tests.ui.scenes import SCENES, phone
from tests.ui.till import TillDriver
from ui.customers.page import CustomersPage
from ui.kit.lists.cells import TwoLines, strong
from ui.kit.look import drawing, theme

__all__ = ["phone"]

LONG = "Teapot with a bamboo handle, speckled sand glaze"
LONGER = " ".join([LONG] * 4)
WIDE, HIGH = 260, 56


def drawn(name: str) -> QImage:
    image = QImage(WIDE + 100, HIGH, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    TwoLines(name, "TEA-BAM").paint(painter, QRect(0, 0, WIDE, HIGH), drawing.LEFT)
    strong("48,00 €").paint(painter, QRect(WIDE, 0, 100, HIGH), drawing.RIGHT)
    painter.end()
    return image


def lines(image: QImage) -> int:
    """How many lines of text stand in the column of names."""
    inked = [any(image.pixel(x, y) != image.pixel(0, 0) for x in range(1, WIDE)) for y in range(HIGH)]
    return sum(now and not before for before, now in zip([False, *inked], inked, strict=False))


def test_a_long_name_has_two_lines_and_amounts_stay(qapp: QApplication) -> None:
    short, long, longer = drawn("Teapot"), drawn(LONG), drawn(LONGER)
    assert drawing.width_of(LONG, theme.font(weight=theme.MEDIUM)) > WIDE
    assert (lines(short), lines(long), lines(longer)) == (2, 3, 3)
    amounts = [one.copy(WIDE, 0, 100, HIGH) for one in (short, long, longer)]
    assert amounts[0] == amounts[1] == amounts[2]
    place = QRect(0, 0, WIDE, HIGH)
    assert [TwoLines(name).is_cut(place) for name in ("Teapot", LONG, LONGER)] == [False, False, True]


def tip(view: QAbstractItemView, row: int) -> str:
    """What is said where the mouse rests on a row."""
    QToolTip.hideText()
    at = view.visualRect(view.model().index(row, 0)).center()
    place = view.viewport().mapToGlobal(at)
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, QPoint(at), place))
    said = QToolTip.text() if QToolTip.isVisible() else ""
    QToolTip.hideText()
    return said


@pytest.mark.parametrize("name", ["Teapot", LONGER])
def test_what_is_cut_is_said_whole_where_the_mouse_rests(phone: TillDriver, name: str) -> None:
    phone.stocks(name, "48.00", sku="TEA", favourite=True)
    phone.knows(name, email="tea@example.org")
    phone.window.changes.announce("customers")
    phone.enter("TEA")
    phone.settle()
    cart, shelf = phone.page.cart.cart_list, phone.page.shelf.tiles
    phone.wait(shelf.isVisible, "the tiles")
    at = [one.name for one in shelf.tiles.hits].index(name)
    seen = {"cart": tip(cart, 0), "tile": tip(shelf, at)}
    phone.type("teapot")
    phone.settle()
    seen["found"] = tip(phone.page.results, 0)
    page = SCENES["customer"](phone)
    assert isinstance(page, CustomersPage)
    names = [row.name for row in page.table.rows.all()]
    seen["customers"] = tip(page.table.list, names.index(name))
    assert all((name in words) if name == LONGER else words == "" for words in seen.values()), seen
