"""Room for it: tiles use the shelf and keep apart, large amounts and long names are whole, nothing shifts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from pos.domain.money.amounts import Money
from pos.text import use
from tests.ui.till import TillDriver
from ui.kit.controls.panel import BarAbove
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.fields import TextField
from ui.kit.forms.numbers import MoneyField, PriceField
from ui.kit.look import strokes
from ui.sell.cart.cart_list import stepper_place
from ui.sell.tiles.tile_rows import FAVOURITES

NAMES = ["Mug", "Bowl", "Plate", "Vase", "Jug", "Cup", "Lamp", "Tray"]


def shelf(till: TillDriver, wide: int, high: int, names: list[str]) -> None:
    for number, name in enumerate(names):
        till.stocks(name, "18.00", sku=f"SKU-{number}", favourite=True)
    till.window.resize(wide, high)
    till.page.shelf.show_chip(FAVOURITES)
    till.process()
    assert len(till.page.shelf.tiles.tiles.hits) == len(names)


@pytest.mark.parametrize(("wide", "high"), [(1280, 720), (1920, 1080)])
def test_a_few_tiles_use_the_whole_shelf(till: TillDriver, wide: int, high: int) -> None:
    shelf(till, wide, high, NAMES)
    tiles = till.page.shelf.tiles
    last = tiles.visualRect(tiles.tiles.index(len(NAMES) - 1))
    assert tiles.viewport().rect().contains(last)
    rows = -(-len(NAMES) // tiles.columns)
    if wide == 1920:
        assert rows * tiles.gridSize().height() > 0.45 * tiles.viewport().height()
    assert tiles.columns * tiles.gridSize().width() > tiles.viewport().width() - tiles.columns - 1


def test_tiles_have_three_sizes_that_are_remembered(till: TillDriver) -> None:
    shelf(till, 1280, 800, [f"Mug {number}" for number in range(60)])
    tiles = till.page.shelf.tiles
    columns = []
    for size in (1, 2, 3):
        till.window.use_tiles(size)
        columns.append(tiles.columns)
    assert columns[0] > columns[1] > columns[2] >= 2
    till.start_again()
    assert till.window.memory.tiles == 3
    till.window.resize(1280, 800)
    till.process()
    assert till.page.shelf.tiles.columns == columns[2]


@pytest.mark.parametrize("names", [NAMES, [f"Candle {n}" for n in range(40)], ["Mug"] * 12])
def test_no_tile_has_the_colour_of_one_beside_it(till: TillDriver, names: list[str]) -> None:
    shelf(till, 1280, 800, names)
    tiles = till.page.shelf.tiles
    for size in (1, 2, 3):
        tiles.use_size(size)
        colours = [tiles.colour(at) for at in range(len(names))]
        for at, colour in enumerate(colours):
            row, column = divmod(at, tiles.columns)
            for other, beside in enumerate(colours):
                there, across = divmod(other, tiles.columns)
                if other != at and abs(there - row) <= 1 and abs(across - column) <= 1:
                    assert colour != beside, (names[at], names[other])


@pytest.mark.parametrize("price", ["18.00", "12345.67", "1234567.89", "98765432.10"])
def test_an_amount_keeps_clear_of_the_stepper(till: TillDriver, price: str) -> None:
    till.stocks("Mug", "2.00", sku="MUG")
    till.stocks("Bell", price, sku="BELL")
    till.enter("MUG")
    till.enter("BELL")
    till.settle()
    cart = till.page.cart.cart_list
    for row in cart.lines.rows:
        place = QRect(0, 0, cart.viewport().width(), 53)
        amount = place.right() + 1 - 16 - strokes.width_of(row.amount, strokes.STRONG)
        assert stepper_place(place, cart.amount_room).right() + 4 < amount


def test_amounts_stay_where_they_are_when_a_cart_begins_to_scroll(till: TillDriver) -> None:
    cart = till.page.cart.cart_list
    wide = 0
    for number in range(30):
        till.stocks(f"Mug {number}", "18.00", sku=f"MUG-{number}")
        till.enter(f"MUG-{number}")
        wide = wide or cart.viewport().width()
        assert cart.viewport().width() == wide
    assert cart.verticalScrollBar().maximum() > 0
    assert cart.findChildren(BarAbove)[0].isVisible()


def test_long_names_have_two_lines() -> None:
    name = "Bowl of ash wood, turned by hand in the valley of the Loue"
    first, second = strokes.wrapped(name, strokes.NAME, 190)
    assert f"{first} {second}" == name
    assert strokes.width_of(first, strokes.NAME) <= 190
    assert strokes.wrapped("Mug", strokes.NAME, 190) == ("Mug", "")


def test_a_field_shows_the_beginning_of_what_is_longer(qapp: QApplication) -> None:
    field = TextField("E-mail", "a.very.long.name.of.somebody.who.buys@a-long-domain.example.org")
    assert field.line.cursorPosition() == 0
    field.set_text("another.long.name@example.org")
    assert field.line.cursorPosition() == 0


@pytest.mark.parametrize(("language", "locale", "leads"), [("en", "en_GB", True), ("fr", "fr_FR", False)])
def test_the_sign_of_the_money_stands_where_amounts_have_it(
    qapp: QApplication, language: str, locale: str, leads: bool
) -> None:
    use(language, locale)
    try:
        for field in (MoneyField("", "EUR", Money(100, "EUR")), PriceField("", "EUR", Decimal(1))):
            field.show()
            QApplication.processEvents()
            assert (field.unit.x() < field.line.x()) is leads
            field.deleteLater()
    finally:
        use("en")


def test_fields_beside_one_with_a_mistake_stay_where_they_are(qapp: QApplication) -> None:
    holder = QWidget()
    row = QHBoxLayout(holder)
    wrong, name = TextField("Price"), TextField("Name")
    kind = ChoiceField("Tax", [("a", "One")])
    for part in (wrong, name, kind):
        row.addWidget(part)
    holder.resize(600, 80)
    holder.show()
    QApplication.processEvents()
    parts = (name.title, name.box, kind.title, kind.choices, wrong.box)
    before = [part.mapTo(holder, QPoint(0, 0)).y() for part in parts]
    wrong.set_mistake("A price is zero or more, with two decimals at most, and without any letters in it.")
    holder.resize(600, 200)
    QApplication.processEvents()
    assert [part.mapTo(holder, QPoint(0, 0)).y() for part in parts] == before
    holder.deleteLater()


def test_the_chips_stay_where_nothing_of_them_changed(till: TillDriver) -> None:
    till.stocks("Mug", "18.00", sku="MUG", favourite=True)
    till.settle()
    shelf = till.page.shelf
    chips = shelf.chips.buttons()
    chips[-1].setFocus()
    shelf.open(till.shop.search, "EUR", 3)  # as after a change of the settings
    assert shelf.chips.buttons() == chips
    assert chips[-1].hasFocus()
