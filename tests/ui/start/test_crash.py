"""What nobody expected: said without values, written down, and never the end of the sale."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from ui.frame.window import MainWindow
from ui.kit.dialogs.dialog import open_dialog_of
from ui.start.crash import LOG, Crash, report_of
from ui.start.crash_dialog import CrashDialog, show_crash


@pytest.fixture
def crash(qtbot: QtBot) -> Iterator[Crash]:
    """The hooks taken over for one test."""
    made = Crash()
    made.install()
    yield made
    made.remove()


def broken(name: str) -> None:
    try:
        raise KeyError(name)
    except KeyError as error:
        raise ValueError(f"no customer {name}") from error


def caught() -> ValueError:
    with pytest.raises(ValueError, match="Lucie") as raised:
        broken("Lucie Martin")
    return raised.value


def test_the_report_names_places_but_no_values() -> None:
    report = report_of(caught())
    assert "Lucie" not in report
    assert "builtins.KeyError" in report
    assert "builtins.ValueError" in report
    assert "test_crash.py" in report
    assert "broken" in report


def test_a_crash_is_written_to_the_log_without_values(crash: Crash, tmp_path: Path) -> None:
    crash.write_to(tmp_path)
    error = caught()
    sys.excepthook(type(error), error, error.__traceback__)
    written = (tmp_path / "log" / "comptoir.log").read_text("utf-8")
    assert "builtins.ValueError" in written
    assert "Lucie" not in written


def test_the_log_turns_over(crash: Crash, tmp_path: Path) -> None:
    crash.write_to(tmp_path)
    for _line in range(7):
        LOG.info("%s", "x" * 999_000)
    files = sorted(one.name for one in (tmp_path / "log").iterdir())
    assert files == ["comptoir.log", *(f"comptoir.log.{n}" for n in range(1, 5))]


def test_a_folder_that_cannot_be_written_stops_nothing(crash: Crash, tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file where the folder would be")
    crash.write_to(tmp_path)
    LOG.error("still here")


def test_nothing_is_shown_on_the_terminal(crash: Crash, capfd: pytest.CaptureFixture[str]) -> None:
    error = caught()
    sys.excepthook(type(error), error, error.__traceback__)
    shown = capfd.readouterr()
    assert "Traceback" not in shown.out + shown.err


def test_a_crash_in_a_lane_opens_the_dialog(crash: Crash, window: MainWindow, qtbot: QtBot) -> None:
    crash.happened.connect(partial(show_crash, window), Qt.ConnectionType.QueuedConnection)
    window.behind.run(lambda _progress: broken("Lucie"))
    window.behind.run(lambda _progress: broken("Lucie"))
    qtbot.waitUntil(lambda: isinstance(open_dialog_of(window), CrashDialog))
    dialog = open_dialog_of(window)
    assert isinstance(dialog, CrashDialog)
    press(dialog, "Copy report")
    assert "builtins.ValueError" in QGuiApplication.clipboard().text()
    press(dialog, "Continue")
    assert open_dialog_of(window) is None
    assert window.isVisible()


def press(dialog: CrashDialog, name: str) -> None:
    button = next(one for one in dialog.findChildren(QAbstractButton) if one.text() == name)
    button.click()


def test_the_hooks_are_given_back() -> None:
    before = sys.excepthook
    made = Crash()
    made.install()
    made.remove()
    assert sys.excepthook is before
    assert not [one for one in LOG.handlers if isinstance(one, RotatingFileHandler)]
