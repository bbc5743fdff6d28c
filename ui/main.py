"""Starts the window: paints first, then opens the shop in a lane while keys typed meanwhile are kept."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QWidget

from pos.text import LANGUAGES, mark, use
from ui.commands import Command
from ui.crash import Crash
from ui.main_window import MainWindow
from ui.memory import WindowMemory
from ui.theme import theme


def data_folder(arguments: Sequence[str]) -> Path:
    """Return the folder of the till: `--data DIR`, else COMPTOIR_DATA, else the platform's place."""
    for at, word in enumerate(arguments):
        if word.startswith("--data="):
            return Path(word.removeprefix("--data="))
        if word == "--data" and at + 1 < len(arguments):
            return Path(arguments[at + 1])
    if chosen := os.environ.get("COMPTOIR_DATA"):
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("comptoir", appauthor=False)


def application(memory: WindowMemory) -> QApplication:
    """Return the application in the remembered scale, theme and language."""
    if memory.scale != 100 and "QT_SCALE_FACTOR" not in os.environ:
        os.environ["QT_SCALE_FACTOR"] = str(memory.scale / 100)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of application runs already")
    app.setApplicationName("Comptoir")
    theme().start(app, memory.mode)
    system = QLocale.system().name()[:2]
    use(memory.language or (system if system in LANGUAGES else "en"))
    return app


def sell_page(window: MainWindow) -> QWidget:
    """Build the page that is there at the first paint."""
    from ui.sell.page import sell_page as build

    return build(window)


def build_window(memory: WindowMemory) -> MainWindow:
    """Return the window with its Sell page, ready to be shown; the other pages come after the first paint."""
    window = MainWindow(memory)
    window.add_page("sell", mark("Sell"), "shopping-basket", sell_page)
    window.show_page("sell")
    return window


def add_window_commands(window: MainWindow) -> None:
    """Give the window the commands that work on every page."""
    from ui.key_list import KeyList, Palette

    known = window.commands
    known.add(Command("keys", mark("All keys"), ("F1",), lambda: KeyList(window, known).open_sheet()))
    palette = Command("commands", mark("Commands"), ("Ctrl+K",), lambda: open_palette())
    known.add(palette)

    def open_palette() -> None:
        sheet = Palette(window, known)
        sheet.open_sheet(sheet.box.line)


def main(arguments: Sequence[str] = ()) -> int:
    """Open the window on a till's folder and return the exit status."""
    folder = data_folder(arguments)
    memory = WindowMemory(folder)
    app = application(memory)
    crash = Crash()
    crash.install()
    window = build_window(memory)
    from ui.opening import Opening

    opening = Opening(window, folder, crash)
    opening.begin_after_paint()
    window.show()
    try:
        return app.exec()
    finally:
        crash.remove()
