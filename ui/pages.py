"""Which pages the window has, in the order of the bar, and the commands that work on all of them."""

from __future__ import annotations

from pos.text import mark
from ui.commands import Command
from ui.key_list import KeyList, Palette
from ui.main_window import MainWindow
from ui.sell.page import sell_page


def add_pages(window: MainWindow) -> None:
    """Make the pages known; each is built when it is first shown."""
    window.add_page("sell", mark("Sell"), "shopping-basket", sell_page)


def add_window_commands(window: MainWindow) -> None:
    """Give the window the commands that work on every page."""
    known = window.commands

    def open_palette() -> None:
        sheet = Palette(window, known)
        sheet.open_sheet(sheet.box.line)

    known.add(Command("keys", mark("All keys"), ("F1",), lambda: KeyList(window, known).open_sheet()))
    known.add(Command("commands", mark("Commands"), ("Ctrl+K",), open_palette))
