"""What every test stands on: one place, one hour, no screen, a home of its own, nothing left running."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from PySide6.QtCore import QThread, QTimer

PATIENCE = 60
"""Seconds that whatever should come soon is waited for: a machine may be slow, and have other work too."""
_file: Path | None = None

# Before anything reads them: a zone with summer time, a plain locale, a home that is nobody's.
HOME = Path(tempfile.mkdtemp(prefix="comptoir-tests-"))
os.environ.update(TZ="Europe/Paris", LC_ALL="C.UTF-8", LANG="C.UTF-8", LANGUAGE="")
os.environ.update({name: str(HOME) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")})
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # nobody's keyring is touched
for name in [n for n in os.environ if n.startswith("XDG_") or n in ("COMPTOIR_DATA", "QT_SCALE_FACTOR")]:
    del os.environ[name]
if hasattr(time, "tzset"):
    time.tzset()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="everything, also what takes long")


def pytest_configure(config: pytest.Config) -> None:
    from hypothesis import HealthCheck, settings

    if config.getoption("--all"):
        os.environ["COMPTOIR_ALL"] = "1"
    quick = {"derandomize": True, "deadline": None, "database": None, "print_blob": True}
    quiet = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    settings.register_profile("sample", max_examples=25, suppress_health_check=quiet, **quick)
    settings.register_profile("all", max_examples=2000, suppress_health_check=quiet, **quick)
    settings.load_profile("all" if os.environ.get("COMPTOIR_ALL") else "sample")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("COMPTOIR_ALL"):
        return
    for item in items:
        if item.get_closest_marker("full"):
            item.add_marker(pytest.mark.skip(reason="takes long: python3 tests --all"))


def pytest_collection_finish() -> None:
    gc.freeze()  # what the imports made is out of the way of every later collection


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before the first test of a file, put out of the way too what the files before it loaded for good."""
    global _file
    if item.path != _file:
        _file = item.path
        gc.collect()
        gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    failed = os.environ.get("COMPTOIR_FAILED_CHECKS")
    if failed:
        terminalreporter.section("checks that failed before the tests, see above")
        terminalreporter.write_line(failed)


def pytest_unconfigure() -> None:
    shutil.rmtree(HOME, ignore_errors=True)


class PatientBot(QtBot):
    """Waits for what comes soon as long as a slow machine may take."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 5000) -> None:
        super().waitUntil(callback, timeout=max(timeout, PATIENCE * 1000))


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(autouse=True)
def clean_home() -> Iterator[Path]:
    """A home folder that is empty again for the next test."""
    yield HOME
    for left in HOME.iterdir():
        shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread alive, a log open or, where it used Qt, its timer or thread."""
    before = set(threading.enumerate())
    yield
    threads = [thread for thread in threading.enumerate() if thread not in before]
    for thread in threads:
        thread.join(8)  # a web shop that hangs does so for five seconds
    alive = [thread.name for thread in threads if thread.is_alive() and not _is_foreign(thread)]
    assert not alive, f"threads left running: {alive}"
    logs = [one for one in logging.getLogger("comptoir").handlers if isinstance(one, logging.FileHandler)]
    assert not logs, f"logs left open: {logs}"
    if {"qtbot", "qapp"} & set(request.fixturenames):
        assert not (busy := _busy_in_qt()), f"timers or threads of Qt left running: {busy}"


def _is_foreign(thread: threading.Thread) -> bool:
    """A thread of Qt's own that once ran Python; `_busy_in_qt` looks at those."""
    return isinstance(thread, threading._DummyThread)


def _busy_in_qt() -> list[str]:
    if "PySide6.QtCore" not in sys.modules:
        return []
    from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
    from shiboken6 import Shiboken, isValid

    app = QCoreApplication.instance()
    if app is not None:
        app.processEvents()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # what the test asked to delete is gone
    ours = [one for one in Shiboken.getAllValidWrappers() if isinstance(one, (QTimer, QThread))]
    return [repr(one) for one in ours if isValid(one) and _is_busy(one)]


def _is_busy(thing: QTimer | QThread) -> bool:
    from PySide6.QtCore import QThread, QTimer

    if isinstance(thing, QTimer):
        return thing.isActive()
    return thing.isRunning() and thing is not QThread.currentThread()
