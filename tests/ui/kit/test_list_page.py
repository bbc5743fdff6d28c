"""The one list page: read, found, looked at, undone, with keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.kit.letters import ListDriver, letters_page
from ui.kit.lists.cells import strong
from ui.kit.lists.columns import Column, ColumnPainter, Columns
from ui.kit.lists.declared import ALL
from ui.kit.lists.list_presenter import PAGE

NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def driver(qtbot: QtBot) -> Iterator[ListDriver]:
    with letters_page(qtbot, ["ant", "bee", "cow", "elk", "gnat"]) as made:
        yield made


@pytest.fixture
def long(qtbot: QtBot) -> Iterator[ListDriver]:
    with letters_page(qtbot, [f"word {n:03}" for n in range(150)]) as made:
        yield made


def test_the_first_row_is_chosen_and_the_foot_says_what_there_is(driver: ListDriver) -> None:
    assert driver.shown == ["ant", "bee", "cow", "elk", "gnat"]
    assert driver.chosen == ("ant",)
    assert driver.page.foot.text() == "5 of 5"
    assert driver.page.search.line.placeholderText() == "A letter"


def test_a_long_list_is_read_on_from_its_last_row(long: ListDriver) -> None:
    assert len(long.shown) == PAGE
    assert long.page.foot.text() == f"{PAGE}+ of 150"
    bar = long.page.table.list.verticalScrollBar()
    while len(long.shown) < 150:
        bar.setValue(bar.maximum())
        long.settle()
    assert long.shown == long.letters.all
    afters = [after for _asked, after, _limit in long.letters.asked]
    assert afters == [None, "word 059", "word 119"]


def test_reading_on_is_asked_for_once(long: ListDriver) -> None:
    long.list.more()
    long.list.more()
    long.settle()
    assert long.shown == long.letters.all[: 2 * PAGE]


def test_rows_read_on_for_an_old_question_are_dropped(long: ListDriver) -> None:
    long.letters.all = [f"slow {n:03}" for n in range(100)]
    long.letters.gate.set()
    long.list.search("slow")
    long.settle()
    long.letters.gate.clear()
    grown = []
    long.list.grown.connect(grown.append)
    long.list.more()
    long.list.search("slow 001")
    long.letters.gate.set()
    long.settle()
    assert grown == []
    assert long.shown == ["slow 001"]


def test_a_list_read_again_does_not_move_under_the_hand(long: ListDriver) -> None:
    bar = long.page.table.list.verticalScrollBar()
    bar.setValue(500)
    long.list.refresh()
    long.settle()
    assert bar.value() == 500


def test_an_answer_that_comes_too_late_is_dropped(driver: ListDriver) -> None:
    listed = []
    driver.list.listed.connect(lambda: listed.append(driver.list.rows))
    driver.list.search("slow")
    driver.list.search("bee")
    driver.letters.gate.set()
    driver.settle()
    assert listed == [("bee",)]
    assert driver.shown == ["bee"]


def test_what_is_typed_ahead_waits_for_its_rows(driver: ListDriver) -> None:
    entered: list[tuple[str, ...]] = []
    driver.page.entered.connect(lambda: entered.append(driver.list.keys))
    driver.letters.all = ["a slow one", "two slow ones"]
    driver.page.search.line.setText("slow")
    driver.page.search.typed.emit("slow")
    QTest.keyClick(driver.page.search.line, Qt.Key.Key_Down)
    QTest.keyClick(driver.page.search.line, Qt.Key.Key_Return)
    assert entered == []
    driver.letters.gate.set()
    driver.settle()
    assert entered == [("two slow ones",)]


def test_the_chosen_row_stays_when_the_list_is_read_again(driver: ListDriver) -> None:
    driver.click("cow")
    driver.letters.all.insert(0, "aardvark")
    driver.list.refresh()
    driver.settle()
    assert driver.shown[0] == "aardvark"
    assert driver.chosen == ("cow",)
    driver.letters.all.remove("cow")
    driver.list.refresh()
    driver.settle()
    assert driver.chosen == ("aardvark",)
    assert driver.looked[-1] == ("aardvark",)


def test_what_is_looked_at_is_read_again_first(driver: ListDriver) -> None:
    driver.looked.clear()
    driver.list.refresh()
    assert driver.looked == [("ant",)]
    driver.settle()
    assert driver.looked == [("ant",)]


def test_a_row_can_be_looked_at_that_is_not_listed(long: ListDriver) -> None:
    long.list.look_for(show="word 149")
    long.settle()
    long.list.refresh()
    long.settle()
    assert long.list.keys == ("word 149",)
    assert long.page.table.list.chosen_rows() == ()
    long.click("word 003")
    assert long.chosen == ("word 003",)


def test_filters_forget_the_text_and_each_other(driver: ListDriver) -> None:
    driver.type("e")
    assert driver.shown == ["bee", "elk"]
    driver.page.filters.pills["vowels"].click()
    driver.settle()
    assert driver.shown == ["ant", "elk"]
    assert driver.page.search.line.text() == ""
    assert driver.page.filters.pills["vowels"].text() == "Vowels · 2"
    driver.page.filters.narrowed.emit("4")
    driver.settle()
    assert driver.shown == ["gnat"]
    assert not any(pill.isChecked() for pill in driver.page.filters.pills.values())
    assert driver.page.filters.beside.currentText() == "4 letters"
    driver.list.look_for()
    driver.settle()
    assert driver.page.filters.pills[ALL].isChecked()
    assert driver.page.filters.beside.currentText() == "Any length"


def test_a_chip_nothing_waits_behind_is_absent(driver: ListDriver) -> None:
    assert driver.page.filters.pills["vowels"].isVisible()
    driver.letters.all = ["bee"]
    driver.list.refresh()
    driver.settle()
    assert not driver.page.filters.pills["vowels"].isVisible()


def test_nothing_found_and_nothing_at_all_are_said(driver: ListDriver) -> None:
    driver.type("zzz")
    assert driver.page.lists.currentWidget() is driver.page.nothing
    assert driver.chosen == ()
    assert driver.looked[-1] == ()
    driver.letters.all = []
    driver.list.look_for()
    driver.settle()
    assert driver.page.lists.currentWidget() is driver.page.bare
    assert driver.page.bare.action.text() == "Write"
    assert not driver.page.panel.isVisible()
    assert not driver.page.filters.isVisible()


def test_keys_move_the_choice(long: ListDriver) -> None:
    long.page.table.list.setFocus()
    long.key(Qt.Key.Key_Down)
    assert long.chosen == ("word 001",)
    long.key(Qt.Key.Key_PageDown)
    assert long.chosen > ("word 003",)
    long.key(Qt.Key.Key_Home)
    assert long.chosen == ("word 000",)
    long.key(Qt.Key.Key_End)
    assert long.chosen == ("word 059",)
    QTest.keyClick(long.page.search.line, Qt.Key.Key_Up)
    assert long.chosen == ("word 058",)


def test_enter_takes_and_esc_goes_back_to_the_search(driver: ListDriver) -> None:
    entered = []
    driver.page.entered.connect(lambda: entered.append(driver.list.keys))
    driver.page.table.list.setFocus()
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Return)
    assert entered == [("bee",)]
    driver.key(Qt.Key.Key_Escape)
    assert driver.page.search.line.hasFocus()


def test_letters_typed_on_the_list_go_to_the_search(driver: ListDriver) -> None:
    driver.page.table.list.setFocus()
    QTest.keyClicks(driver.page.table.list, "g")
    driver.settle()
    assert driver.page.search.line.text() == "g"
    assert driver.shown == ["gnat"]


def test_changes_are_taken_back_in_turn(driver: ListDriver) -> None:
    undone: list[str] = []
    driver.list.tell("First.", lambda: undone.append("first"))
    driver.list.tell("Only said.")
    driver.list.tell("Second.", lambda: undone.append("second"))
    for _time in range(3):
        driver.page.undo()
    assert undone == ["second", "first"]
    assert driver.page.notices.bars()[0].text == "There is nothing to undo on this page."


def test_a_page_not_seen_reads_again_when_it_is_shown(driver: ListDriver) -> None:
    driver.page.hide()
    driver.letters.asked.clear()
    driver.page.changed()
    driver.settle()
    assert driver.letters.asked == []
    driver.page.show()
    driver.settle()
    assert len(driver.letters.asked) == 1


def test_a_list_that_cannot_be_read_says_why_and_can_be_tried_again(driver: ListDriver) -> None:
    driver.letters.broken = True
    driver.list.refresh()
    driver.settle()
    assert len(driver.page.notices.bars()) == 1
    assert driver.shown == ["ant", "bee", "cow", "elk", "gnat"]
    driver.letters.broken = False
    driver.type("cow")
    assert driver.shown == ["cow"]


def test_after_the_close_nothing_is_read(driver: ListDriver) -> None:
    driver.list.close()
    driver.letters.asked.clear()
    driver.list.refresh()
    driver.list.more()
    assert driver.letters.asked == []


def test_columns_share_the_room_and_a_narrow_row_leaves_one_out() -> None:
    columns: Columns[str] = Columns(
        Column("", strong, 50),
        Column("", strong, share=2, gap=10),
        Column("", strong, 20, needs=200),
        Column("", strong, share=1),
        height=20,
        edge=4,
    )
    wide = [(place.left(), place.width()) for _column, place in columns.places(QRect(0, 0, 212, 20))]
    assert wide == [(4, 50), (64, 66), (142, 20), (174, 34)]
    narrow = [(place.left(), place.width()) for _column, place in columns.places(QRect(10, 0, 180, 20))]
    assert narrow == [(14, 50), (74, 66), (152, 34)]


def test_columns_fold_away_in_their_order_and_the_row_says_them_then() -> None:
    columns: Columns[str] = Columns(
        Column("a", strong, 60),
        Column("b", strong, 60, folds=1),
        Column("c", strong, 60, folds=2),
        height=20,
        edge=0,
    )
    painter = ColumnPainter(columns)
    for width, shown in ((204, "abc"), (203, "ab"), (132, "ab"), (131, "a"), (60, "a")):
        row = QRect(0, 0, width, 20)
        assert "".join(column.title for column, _place in columns.places(row)) == shown
        assert painter.whole(row, "x") == ("" if shown == "abc" else "x, x, x")
    assert columns.least_width() == 60


def test_in_a_narrow_page_the_panel_lies_below_the_list(driver: ListDriver) -> None:
    page = driver.page
    left = page.table.mapTo(page, QPoint(0, 0)).x()
    assert page.panel.x() > left + page.table.width()
    assert page.panel.y() == 0
    page.resize(page.beside.minimumSizeHint().width(), 400)
    driver.bot.waitUntil(lambda: page.beside.is_below and page.panel.x() == 0)
    assert page.panel.y() >= page.table.mapTo(page, QPoint(0, 0)).y() + page.table.height()
    assert page.panel.width() == page.width()
    page.resize(900, 400)
    driver.bot.waitUntil(lambda: not page.beside.is_below and page.panel.y() == 0)
    assert page.panel.width() == page.panel.sizeHint().width()


def test_a_row_is_said_column_by_column(driver: ListDriver) -> None:
    table = driver.page.table
    assert table.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "ant, ANT, 3, kind ant"
    driver.page.grab()
