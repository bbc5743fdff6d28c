"""Several rows chosen on a list page, with the mouse and with keys alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.kit.letters import ListDriver, letters_page

NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def driver(qtbot: QtBot) -> Iterator[ListDriver]:
    with letters_page(qtbot, ["ant", "bee", "cow", "elk", "gnat"]) as made:
        yield made


def test_several_are_chosen_with_ctrl_and_shift_and_a_click(driver: ListDriver) -> None:
    driver.click("bee")
    driver.click("elk", CTRL)
    assert driver.chosen == ("bee", "elk")
    assert driver.page.foot.text() == "2 chosen"
    assert driver.page.panel.several.title.text() == "2 chosen"
    assert driver.page.panel.stack.currentWidget() is driver.page.panel.several
    driver.click("elk", CTRL)
    assert driver.chosen == ("bee",)
    assert driver.page.foot.text() == "5 of 5"
    driver.click("bee")
    driver.click("gnat", SHIFT)
    assert driver.chosen == ("bee", "cow", "elk", "gnat")


def test_several_are_chosen_with_keys_alone(driver: ListDriver) -> None:
    driver.page.table.list.setFocus()
    driver.key(Qt.Key.Key_Down, SHIFT)
    driver.key(Qt.Key.Key_Down, SHIFT)
    assert driver.chosen == ("ant", "bee", "cow")
    driver.key(Qt.Key.Key_Escape)
    assert driver.chosen == ("cow",)
    driver.key(Qt.Key.Key_A, CTRL)
    assert len(driver.chosen) == 5
    driver.key(Qt.Key.Key_Home)
    driver.key(Qt.Key.Key_Down, CTRL)
    driver.key(Qt.Key.Key_Down, CTRL)
    driver.key(Qt.Key.Key_Space)
    assert driver.chosen == ("ant", "cow")
    driver.key(Qt.Key.Key_Space)
    assert driver.chosen == ("ant",)


def test_several_stay_chosen_when_the_list_is_read_again(driver: ListDriver) -> None:
    driver.click("bee")
    driver.click("elk", CTRL)
    driver.letters.all.remove("ant")
    driver.list.refresh()
    driver.settle()
    assert driver.chosen == ("bee", "elk")
    assert driver.page.foot.text() == "2 chosen"


def test_the_ground_below_the_rows_takes_nothing_away(driver: ListDriver) -> None:
    driver.click("bee")
    view = driver.page.table.list.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, NO_KEY, view.rect().bottomLeft())
    assert driver.chosen == ("bee",)
