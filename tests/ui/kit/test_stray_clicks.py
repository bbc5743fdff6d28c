"""A double click on what opens or closes a dialog is one click; elsewhere it is two."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.till import TillDriver
from ui.frame.key_list import KeyList
from ui.kit.controls.buttons import PlainButton


def twice(till: TillDriver, at: QPoint) -> None:
    """Touch the window twice at a point, as fast as a double click."""
    QTest.mouseDClick(till.window.windowHandle(), Qt.MouseButton.LeftButton, pos=at)
    till.process()


def once(till: TillDriver, at: QPoint) -> None:
    QTest.mouseClick(till.window.windowHandle(), Qt.MouseButton.LeftButton, pos=at)
    till.process()


def middle_of(till: TillDriver, widget: QWidget) -> QPoint:
    return widget.mapTo(till.window, widget.rect().center())


def first_of_many_tiles(till: TillDriver) -> QPoint:
    """A page full of tiles; the middle of the first one."""
    for number in range(24):
        till.stocks(f"Mug {number}", "18.00", sku=f"MUG-{number}", favourite=True)
    tiles = till.page.shelf.tiles
    till.wait(lambda: tiles.model().rowCount() == 24, "the tiles")
    place = tiles.visualRect(tiles.model().index(0, 0)).center()
    return tiles.viewport().mapTo(till.window, place)


def test_two_quick_taps_on_a_tile_are_two_of_it(till: TillDriver) -> None:
    twice(till, first_of_many_tiles(till))
    assert till.lines == ["2 × Mug 0 36.00"]


def test_the_second_tap_on_a_button_that_closed_its_dialog_takes_nothing_behind(till: TillDriver) -> None:
    tile = first_of_many_tiles(till)
    till.press("F1")
    assert isinstance(till.dialog, KeyList)
    back = till.dialog.findChild(PlainButton)
    assert back is not None
    till.dialog.card.move(tile - middle_of(till, back) + till.dialog.card.pos())
    twice(till, tile)
    assert till.dialog is None
    assert till.lines == []
    once(till, tile)
    assert till.lines == ["1 × Mug 0 18.00"]
