"""The window remembers its place; on a screen that is gone or smaller it comes back where it can be seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from ui.frame.memory import WindowMemory
from ui.start.shell import FRAME, Shell

OWN_FRAME = 2
"""Width of the frame that Qt's platform without a screen draws around a window."""


def opened(bot: QtBot, folder: Path) -> Shell:
    shell = Shell(WindowMemory(folder), "Scan")
    bot.addWidget(shell)
    with bot.waitSignal(shell.painted):
        shell.show()
    return shell


def left(bot: QtBot, folder: Path, place: QRect) -> None:
    """Somebody put the window there and closed it."""
    shell = opened(bot, folder)
    shell.setMinimumSize(1, 1)
    shell.setGeometry(place)
    shell.close()


def test_the_window_comes_back_to_its_place(qtbot: QtBot, tmp_path: Path) -> None:
    first = opened(qtbot, tmp_path / "none")
    screen = first.screen().availableGeometry()
    place = QRect(screen.left() + 1, screen.top() + 60, screen.width() - 2, screen.height() - 70)
    left(qtbot, tmp_path, place)
    again = opened(qtbot, tmp_path)
    assert again.size() == place.size()
    assert (again.geometry().topLeft() - place.topLeft()).manhattanLength() <= 2 * OWN_FRAME


@pytest.mark.parametrize(
    "place",
    [
        QRect(5000, 200, 760, 600),  # a second screen at the right that is gone
        QRect(-3000, -200, 760, 600),  # one at the left
        QRect(100, 4000, 760, 600),
        QRect(40, 40, 2400, 1900),  # of a larger screen
        QRect(-2400, 0, 2400, 1900),
    ],
)
def test_on_a_screen_that_is_gone_it_is_seen_all_the_same(qtbot: QtBot, tmp_path: Path, place: QRect) -> None:
    left(qtbot, tmp_path, place)
    shell = opened(qtbot, tmp_path)
    screen = shell.screen().availableGeometry()
    seen = screen.adjusted(-OWN_FRAME, 0, OWN_FRAME, OWN_FRAME)
    assert seen.contains(shell.geometry()), shell.geometry()
    assert shell.geometry().top() >= screen.top() + FRAME.height() - OWN_FRAME
