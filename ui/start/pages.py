"""Which pages the window has, in the order of the bar, and the actions that work on all of them."""

from __future__ import annotations

from functools import partial

from pos.text import LANGUAGES, mark
from ui.frame.key_list import KeyList, Palette
from ui.frame.refs import PageRef
from ui.frame.window import MainWindow
from ui.kit.actions import Action
from ui.kit.look.theme import Mode
from ui.kit.page import Page
from ui.sell.page import SellPage
from ui.shared.papers.receipts import Receipts
from ui.shared.stores.web_shop import WebShop

_THEMES = {
    Mode.LIGHT: mark("Light theme"),
    Mode.DARK: mark("Dark theme"),
    Mode.SYSTEM: mark("Theme of the system"),
}


def add_pages(window: MainWindow) -> WebShop:
    """Make the pages known; each is loaded and built when it is first shown. Returns what they share."""
    receipts, web_shop = Receipts(window), WebShop(window)

    def settings(window: MainWindow) -> Page:
        from ui.settings.page import SettingsPage

        return SettingsPage(window, receipts, web_shop)

    window.add_page(PageRef.SELL, mark("Sell"), "shopping-basket", lambda window: SellPage(window, receipts))
    window.add_page(PageRef.ORDERS, mark("Orders"), "receipt-text", _orders, load=_load_orders)
    window.add_page(PageRef.DOCUMENTS, mark("Documents"), "file-text", _documents, load=_load_documents)
    window.add_page(PageRef.CUSTOMERS, mark("Customers"), "user", _customers, load=_load_customers)
    window.add_page(PageRef.PRODUCTS, mark("Products"), "package", _products, load=_load_products)
    window.add_page(
        PageRef.SETTINGS, mark("Settings"), "settings", settings, bottom=True, load=_load_settings
    )
    return web_shop


def _load_orders() -> None:
    import ui.orders.controller
    import ui.orders.page  # noqa: F401
    from pos.shop import load_orders

    load_orders()


def _orders(window: MainWindow) -> Page:
    from ui.orders.page import orders_page

    return orders_page(window)


def _load_documents() -> None:
    import ui.documents.controller
    import ui.documents.page  # noqa: F401


def _documents(window: MainWindow) -> Page:
    from ui.documents.page import documents_page

    return documents_page(window)


def _load_customers() -> None:
    import ui.customers.controller
    import ui.customers.page  # noqa: F401


def _customers(window: MainWindow) -> Page:
    from ui.customers.page import customers_page

    return customers_page(window)


def _load_products() -> None:
    import pos.exchange.formats  # noqa: F401
    import ui.products.controller
    import ui.products.imports.page
    import ui.products.page  # noqa: F401


def _products(window: MainWindow) -> Page:
    from ui.products.page import products_page

    return products_page(window)


def _load_settings() -> None:
    import babel.languages  # noqa: F401

    import ui.settings.page  # noqa: F401
    from ui.settings.sections import warm_up

    warm_up()


def add_window_actions(window: MainWindow) -> None:
    """Give the window the actions that work on every page."""
    known = window.registry

    def find() -> None:
        Palette(window, known).open_dialog()
        window.prepare(PageRef.SETTINGS)

    keys = Action(
        "keys",
        mark("All keys"),
        lambda: KeyList(window, known).open_dialog(),
        ("F1",),
        label=mark("Keys"),
        icon="keyboard",
    )
    commands = Action("commands", mark("Commands"), find, ("Ctrl+K",), icon="list")
    for one in (commands, keys):
        window.rail.add_action(one)
    known.add(
        keys,
        commands,
        *(
            Action(f"page.{place}", title, partial(window.ask, place))
            for place, title in window.page_titles().items()
        ),
        *(Action(f"theme.{mode}", title, partial(window.use_mode, mode)) for mode, title in _THEMES.items()),
        *(
            Action(f"language.{code}", title, partial(window.use_language, code))
            for code, title in LANGUAGES.items()
        ),
        Action("quit", mark("Quit"), lambda: window.window().close(), ("Ctrl+Q",)),
    )
