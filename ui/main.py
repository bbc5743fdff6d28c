"""Starts the window: paints first; everything else is loaded after that (`ui.start.start`)."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from pos.disk import close_umask
from pos.places import data_folder
from pos.text import LANGUAGES, _, use
from ui.frame.memory import WindowMemory
from ui.kit.look.tokens import letters, letters_of, load_fonts
from ui.start.crash import Crash
from ui.start.one_window import called
from ui.start.shell import Shell

if TYPE_CHECKING:
    from ui.frame.window import MainWindow

DESKTOP_ID = "comptoir"
"""By it a desktop finds resources/desktop/comptoir.desktop, and so the icon of the window."""


def stand_alone() -> None:
    """Let Windows show the window under its own icon in the task bar, not among those of Python."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("Comptoir.Till")


def application(memory: WindowMemory) -> QApplication:
    """Return the application in the remembered scale, letters and language, ready for the first paint."""
    if memory.scale != 100 and "QT_SCALE_FACTOR" not in os.environ:
        os.environ["QT_SCALE_FACTOR"] = str(memory.scale / 100)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of application runs already")
    app.setApplicationName("Comptoir")
    app.setDesktopFileName(DESKTOP_ID)
    letters.percent = memory.letters or letters_of(QFontInfo(app.font()).pixelSize())
    load_fonts("InterTabular-Regular", "InterTabular-Bold")
    system = QLocale.system().name()[:2]
    use(memory.language or (system if system in LANGUAGES else "en"))
    return app


def build_window(memory: WindowMemory) -> MainWindow:
    """Return the pages with their actions, the Sell page in front; too heavy for the first paint."""
    from ui.frame.refs import PageRef
    from ui.frame.window import MainWindow
    from ui.start.pages import add_pages, add_window_actions

    window = MainWindow(memory)
    add_pages(window)
    add_window_actions(window)
    window.open(PageRef.SELL)
    return window


def read_no_sources() -> None:
    """Keep PySide from reading the source of every module imported after it.

    It looks there for its own name, to offer features no module here asks for: a tenth of a second for
    SQLAlchemy, and all its source kept in memory.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if feature is not None and "_mod_uses_pyside" in vars(feature):
        vars(feature)["_mod_uses_pyside"] = lambda module: False


def start(arguments: Sequence[str] = ()) -> tuple[QApplication, Shell, Crash]:
    """Make everything ready for the first paint; the rest begins when it has happened."""
    read_no_sources()
    stand_alone()
    close_umask()  # also what Qt and the log write is the owner's alone
    crash = Crash()
    crash.install()
    folder = data_folder(arguments)
    memory = WindowMemory(folder)
    app = application(memory)
    shell = Shell(memory, _("Scan, search, or type a price…"))

    def begin() -> None:
        from ui.start.start import Start

        Start(shell, folder, crash).begin()

    shell.painted.connect(begin)
    return app, shell, crash


def main(arguments: Sequence[str] = ()) -> int:
    """Open the window on a folder, or bring forward the one that has it open; return the exit status."""
    if called(data_folder(arguments)):
        return 0
    app, shell, crash = start(arguments)
    shell.show()
    try:
        return app.exec()
    finally:
        crash.remove()
