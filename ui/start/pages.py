"""Which pages the window has, in the order of the bar, and the commands that work on all of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from pos.text import LANGUAGES, mark
from ui.frame.key_list import KeyList, Palette
from ui.frame.window import MainWindow
from ui.kit.actions import Command
from ui.kit.look.theme import Mode
from ui.sell.page import sell_page

_THEMES = {
    Mode.LIGHT: mark("Light theme"),
    Mode.DARK: mark("Dark theme"),
    Mode.SYSTEM: mark("Theme of the system"),
}


def add_pages(window: MainWindow) -> None:
    """Make the pages known; each is loaded and built when it is first shown."""
    window.add_page("sell", mark("Sell"), "shopping-basket", sell_page)
    window.add_page("orders", mark("Orders"), "receipt-text", _orders, load=_load_orders)
    window.add_page("customers", mark("Customers"), "user", _customers, load=_load_customers)
    window.add_page("products", mark("Products"), "package", _products, load=_load_products)
    window.add_page("settings", mark("Settings"), "settings", _settings, bottom=True, load=_load_settings)
    window.files_dropped.connect(lambda files: _take_files(window, files))


def _load_orders() -> None:
    import ui.orders.controller
    import ui.orders.page  # noqa: F401


def _orders(window: MainWindow) -> QWidget:
    from ui.orders.page import orders_page

    return orders_page(window)


def _load_customers() -> None:
    import ui.customers.controller
    import ui.customers.page  # noqa: F401


def _customers(window: MainWindow) -> QWidget:
    from ui.customers.page import customers_page

    return customers_page(window)


def _load_products() -> None:
    import pos.exchange.formats  # noqa: F401
    import ui.products.controller
    import ui.products.imports.page
    import ui.products.page  # noqa: F401


def _products(window: MainWindow) -> QWidget:
    from ui.products.page import products_page

    return products_page(window)


def _load_settings() -> None:
    import babel.languages  # noqa: F401

    from ui.settings.sections import warm_up

    warm_up()


def _settings(window: MainWindow) -> QWidget:
    from ui.settings.page import settings_page

    return settings_page(window)


def _take_files(window: MainWindow, files: tuple[Path, ...]) -> None:
    """Lead files dropped anywhere to the Products page, which takes them from the same signal."""
    built = window.page("products") is not None
    window.show_page("products")
    if not built:
        window.files_dropped.emit(files)


def add_window_commands(window: MainWindow) -> None:
    """Give the window the commands that work on every page."""
    known = window.commands

    def open_palette() -> None:
        dialog = Palette(window, known)
        dialog.open_dialog(dialog.box.line)

    known.add(Command("keys", mark("All keys"), ("F1",), lambda: KeyList(window, known).open_dialog()))
    known.add(Command("commands", mark("Commands"), ("Ctrl+K",), open_palette))
    for name, title in window.page_titles().items():
        known.add(Command(f"page.{name}", title, (), lambda name=name: window.show_page(name)))  # type: ignore[misc]
    for mode, title in _THEMES.items():
        known.add(Command(f"theme.{mode}", title, (), lambda mode=mode: window.use_mode(mode)))  # type: ignore[misc]
    for code, title in LANGUAGES.items():
        known.add(Command(f"language.{code}", title, (), lambda code=code: window.use_language(code)))  # type: ignore[misc]
    known.add(Command("quit", mark("Quit"), ("Ctrl+Q",), lambda: window.window().close()))
