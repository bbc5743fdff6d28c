"""Larger letters: type and what holds it grow, the window does not, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.sample import sample
from tests.ui.frame.test_fits import fits, room
from tests.ui.scenes import SCENES, phone, walk
from tests.ui.till import TillDriver
from ui.frame.memory import WindowMemory
from ui.kit.controls.buttons import Button
from ui.kit.look import strokes, theme
from ui.kit.look.tokens import letters, letters_of
from ui.start.shell import SMALLEST, Shell

__all__ = ["phone"]

DRAWN = (strokes._laid_out, strokes._height, strokes._tag, strokes._keycap, strokes._stepper)
"""What is drawn once and kept: the size of letters never changes while the program runs."""


def use_letters(percent: int) -> None:
    letters.percent = percent
    for kept in DRAWN:
        kept.cache_clear()


@pytest.fixture
def enlarged(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[int]:
    percent = getattr(request, "param", 150)
    use_letters(percent)
    yield percent
    use_letters(100)
    qapp.setFont(theme.font())


@pytest.mark.parametrize(
    ("system", "percent"),
    [(9, 100), (12, 100), (13, 100), (15, 100), (16, 106), (18, 120), (24, 160), (30, 200), (64, 200)],
)
def test_larger_letters_of_the_system_are_followed(system: int, percent: int) -> None:
    assert letters_of(system) == percent


def test_what_was_chosen_here_goes_before_the_system(tmp_path: Path) -> None:
    memory = WindowMemory(tmp_path)
    assert memory.letters == 0
    memory.letters = 150
    assert WindowMemory(tmp_path).letters == 150
    memory.letters = 900
    assert WindowMemory(tmp_path).letters == 0


@pytest.mark.parametrize("enlarged", [125, 200], indirect=True)
def test_the_window_asks_for_no_more_room(enlarged: int, tmp_path: Path, qtbot: QtBot) -> None:
    shell = Shell(WindowMemory(tmp_path), "Scan")
    qtbot.addWidget(shell)
    assert shell.minimumWidth() <= SMALLEST[0]
    assert shell.minimumHeight() <= SMALLEST[1]
    assert shell.line.font().pixelSize() == round(theme.LARGE * enlarged / 100)
    shell.show()
    with qtbot.waitSignal(shell.painted):
        pass
    shell.close()


@pytest.mark.parametrize("enlarged", [150, 200], indirect=True)
@pytest.mark.parametrize(
    "scene", sample(["sell", "found", "done", "order", "orders", "customer", "charge", "settings 0"], 3)
)
def test_everything_that_holds_letters_grows_with_them(enlarged: int, phone: TillDriver, scene: str) -> None:
    SCENES[scene](phone)
    phone.settle()
    for line in phone.window.findChildren(QLabel) + phone.window.findChildren(QLineEdit):
        if line.isVisible() and line.font().pixelSize() > 0 and (isinstance(line, QLineEdit) or line.text()):
            assert line.height() >= QFontMetrics(line.font()).ascent(), (type(line), line.accessibleName())
            assert line.font().pixelSize() >= round(theme.SMALL * enlarged / 100), line.accessibleName()
    for button in phone.window.findChildren(Button):
        if button.isVisible() and button.text():
            assert button.height() >= QFontMetrics(button.face()).height(), button.text()
    for view in phone.window.findChildren(QAbstractItemView):
        if view.isVisible() and view.model().rowCount():
            row = view.visualRect(view.model().index(0, 0)).height()
            assert row >= QFontMetrics(theme.font()).height(), view.accessibleName()


@pytest.mark.parametrize("enlarged", sample([150, 200], 1), indirect=True)
def test_all_that_can_be_done_is_in_sight_with_large_letters(enlarged: int, phone: TillDriver) -> None:
    for scene in walk(phone):
        if scene != "done":  # its list of gaps is scrolled in one row
            fits(phone, room((1366, 768), 100), scene)
