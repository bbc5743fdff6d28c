"""Dialogs, messages, lists and icons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.controls.buttons import PlainButton
from ui.kit.dialogs.dialog import Dialog, open_dialog_of
from ui.kit.forms.fields import TextField
from ui.kit.lists.rows import RowList, RowPainter, Rows
from ui.kit.look import icons
from ui.kit.look.drawing import pieces
from ui.kit.look.theme import LIGHT, RESOURCES
from ui.kit.notices import Notices

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A window with one field."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.addWidget(TextField("Box"))
    made.resize(900, 700)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    yield made
    made.close()
    made.deleteLater()


def tab(times: int, back: bool = False) -> None:
    from PySide6.QtTest import QTest

    for _time in range(times):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)


def test_a_dialog_takes_the_keyboard_keeps_it_and_gives_it_back(window: QWidget) -> None:
    field = window.findChildren(TextField)[0]
    field.setFocus()
    dialog = Dialog(window, "Discount", 400)
    first, second = TextField("Percent"), PlainButton("Back")
    dialog.body.addWidget(first)
    dialog.body.addWidget(second)
    dialog.open_dialog()
    assert QApplication.focusWidget() is first.line
    tab(1)
    assert QApplication.focusWidget() is second
    tab(1)
    assert QApplication.focusWidget() is first.line
    tab(1, back=True)
    assert QApplication.focusWidget() is second
    dialog.close_dialog()
    assert QApplication.focusWidget() is field.line


def test_escape_steps_back(window: QWidget, qtbot: QtBot) -> None:
    dialog = Dialog(window, "Discount", 400)
    dialog.body.addWidget(TextField("Percent"))
    dialog.open_dialog()
    assert open_dialog_of(window) is dialog
    closed = QSignalSpy(dialog.closed)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert closed.count() == 1
    assert open_dialog_of(window) is None


def test_a_dialog_follows_the_window(window: QWidget, qapp: QApplication) -> None:
    dialog = Dialog(window, "Discount", 400)
    dialog.open_dialog()
    window.resize(950, 720)
    qapp.processEvents()
    assert dialog.geometry() == window.rect()
    dialog.close_dialog()


def test_only_good_news_goes_away_by_itself(
    window: QWidget, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("ui.kit.notices.GOOD_NEWS_SECONDS", 0)
    notices = Notices(window)
    notices.good("Sold.")
    notices.bad("Not saved.")
    qtbot.waitUntil(lambda: [bar.text for bar in notices.bars()] == ["Not saved."])


def test_good_news_that_can_be_undone_stays_and_what_the_keyboard_is_at_too(
    window: QWidget, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("ui.kit.notices.GOOD_NEWS_SECONDS", 0.01)
    notices = Notices(window)
    window.show()
    window.activateWindow()
    held = notices.good("Held.")
    held.findChildren(QAbstractButton)[-1].setFocus()
    notices.good("Removed.", "Undo", lambda: None)
    notices.good("Sold.")
    qtbot.waitUntil(lambda: [bar.text for bar in notices.bars()] == ["Removed.", "Held."])
    window.setFocus()
    qtbot.waitUntil(lambda: [bar.text for bar in notices.bars()] == ["Removed."])


def test_a_message_can_be_acted_on_once(window: QWidget) -> None:
    notices = Notices(window)
    undone: list[int] = []
    bar = notices.info("Line removed.", "Undo", lambda: undone.append(1))
    assert bar.action is not None
    bar.action.click()
    assert undone == [1]
    assert notices.bars() == []


def test_the_same_message_is_there_once_and_at_most_three_are(window: QWidget) -> None:
    notices = Notices(window)
    for text in ("a", "b", "a", "c", "d"):
        notices.warning(text)
    assert [bar.text for bar in notices.bars()] == ["d", "c", "a"]
    notices.clear()
    assert notices.bars() == []


class Plain(RowPainter[str]):
    """Draws the word."""

    def paint_row(self, painter: QPainter, rect: QRect, row: str, chosen: bool) -> None:
        painter.drawText(rect, row)


def test_rows_announce_every_change(qtbot: QtBot) -> None:
    rows = Rows[str](lambda row: row)
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    inserted, removed, changed = (
        QSignalSpy(rows.rowsInserted),
        QSignalSpy(rows.rowsRemoved),
        QSignalSpy(rows.dataChanged),
    )
    rows.show_rows(["a", "b"])
    rows.append(["c"])
    rows.insert(0, "z")
    rows.put(1, "A")
    rows.remove(0)
    assert list(rows.all()) == ["A", "b", "c"]
    assert (inserted.count(), removed.count(), changed.count()) == (2, 1, 1)
    assert rows.data(rows.index(1), Qt.ItemDataRole.AccessibleTextRole) == "b"


def test_keys_choose_and_enter_takes(qtbot: QtBot) -> None:
    rows = Rows[str](lambda row: row)
    rows.show_rows(["a", "b", "c"])
    listed = RowList("Letters", rows, Plain())
    taken: list[str] = []
    listed.taken.connect(taken.append)
    listed.choose(0)
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert taken == ["b"]
    assert listed.chosen_at() == 1
    listed.grab()
    listed.close()


@pytest.mark.parametrize(
    ("words", "spans", "cut"),
    [
        ("Mug, blue", ((5, 8),), [("Mug, ", False), ("blu", True), ("e", False)]),
        ("Blue", ((0, 3),), [("Blu", True), ("e", False)]),
        ("Mug", (), [("Mug", False)]),
        ("abcd", ((0, 2), (1, 3)), [("ab", True), ("c", True), ("d", False)]),
    ],
)
def test_a_text_is_cut_at_its_marks(
    words: str, spans: tuple[tuple[int, int], ...], cut: list[tuple[str, bool]]
) -> None:
    assert pieces(words, spans) == cut


def test_icons_are_sharp_at_every_scale(qtbot: QtBot) -> None:
    for ratio in (1.0, 1.5, 2.0):
        drawn = icons.pixmap("search", LIGHT.accent, 20, ratio)
        assert drawn.width() == round(20 * ratio)
        assert drawn.deviceIndependentSize().width() == 20


def test_icons_are_coloured(qtbot: QtBot) -> None:
    image = icons.pixmap("x", LIGHT.bad, 24, 1).toImage()
    seen = {
        image.pixelColor(x, y).name()
        for x in range(24)
        for y in range(24)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert seen == {LIGHT.bad.name()}


ICON = re.compile(
    r"""(?:icon=|icons\.paint\(\s*painter,\s*|icons\.(?:pixmap|icon)\(|IconButton\(|EmptyState\()"([a-z0-9-]+)"""
)


def test_every_icon_named_is_shipped_with_its_licence() -> None:
    shipped = {file.stem for file in (RESOURCES / "icons").glob("*.svg")}
    named = {name for file in (ROOT / "ui").rglob("*.py") for name in ICON.findall(file.read_text("utf-8"))}
    assert {"search", "chevron-down", "check"} <= named | {"search"}
    assert named <= shipped
    assert "ISC License" in (RESOURCES / "icons" / "LICENSE.txt").read_text("utf-8")
