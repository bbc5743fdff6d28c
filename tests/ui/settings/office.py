"""The Settings page of a shop, in the words of the person in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from pos.domain.shop.settings import ShopSettings
from tests.ui.shop_window import ShopWindow, shop_window
from ui.frame.refs import PageRef
from ui.frame.window import MainWindow
from ui.settings.page import SettingsPage
from ui.settings.rows import Section
from ui.shared.papers.receipts import Receipts
from ui.shared.stores.web_shop import WebShop

S = TypeVar("S", bound=Section)


class Office(ShopWindow):
    """The Settings page of a shop."""

    page: SettingsPage
    web_shop: WebShop

    def section(self, kind: type[S]) -> S:
        """A section of the page."""
        assert self.page.sections is not None
        return self.page.sections.section(kind)

    def settle(self) -> None:
        """Have all sections, and wait for the lane of checks too."""
        super().settle()
        sections = self.page.sections
        if sections is not None and self.page.isVisible():
            for kind in sections.kinds:  # by itself one comes after the other, as test_opening.py sees
                sections.section(kind)
        checks = self.page.checks
        if checks is not None:
            self.bot.waitUntil(lambda: not checks.busy, timeout=10_000)
        super().settle()  # what the sections read comes, and gets its place


def opened_page(window: MainWindow, web_shop: WebShop | None = None) -> SettingsPage:
    """Give the window the page and open it."""
    receipts, web_shop = Receipts(window), web_shop or WebShop(window)
    window.add_page(
        PageRef.SETTINGS, "Settings", "settings", lambda window: SettingsPage(window, receipts, web_shop)
    )
    window.open(PageRef.SETTINGS)
    page = window.page(PageRef.SETTINGS)
    assert isinstance(page, SettingsPage)
    return page


@contextmanager
def opened(qtbot: QtBot, folder: Path) -> Iterator[Office]:
    """Open the page."""
    with shop_window(qtbot, folder) as made:
        office = Office(made.bot, made.window, made.shop)
        office.web_shop = WebShop(office.window)
        office.page = opened_page(office.window, office.web_shop)
        office.window.show()
        office.settle()
        yield office


def shown(office: Office) -> list[str]:
    return [row.title.text() for part in office.page.built for row in part.rows if row.isVisible()]


def open_(office: Office, section: Section) -> None:
    """Choose a section in the list at the left."""
    office.page.navigation.choose(list(office.page.built).index(section))
    office.settle()


def settings(office: Office) -> ShopSettings:
    return office.shop.settings.current()


def button(inside: QWidget, name: str) -> QAbstractButton:
    found = [one for one in inside.findChildren(QAbstractButton) if one.accessibleName() == name]
    return next(one for one in found if one.isVisible())
