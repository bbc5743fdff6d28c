"""The Settings page: sections under a search; each setting is kept as soon as it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.folding import words
from pos.text import _
from ui import theme
from ui.main_window import MainWindow
from ui.parts.empty import EmptyState
from ui.parts.lanes import Lane
from ui.parts.panel import scrolling
from ui.parts.search_row import SearchField
from ui.parts.speaking import speak

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.settings.rows import Section

WIDTH = 880


class SettingsPage(QWidget):
    """Built with its sections once the shop is open."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.sections: list[Section] = []
        self.checks: Lane | None = None
        self.search = SearchField()
        self.nothing = EmptyState("search", "")
        self.nothing.hide()
        self._lay_out()
        self.setFocusProxy(self.search)
        self.search.typed.connect(self.look_for)
        self.search.stepped.connect(self._scroll)
        speak(self, self._say)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.search)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 24)
        self._column.setSpacing(theme.space(5))
        self._column.addWidget(self.nothing)
        self._column.addStretch(1)
        self.area = scrolling(_centred(inside))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(theme.space(3))
        top = QWidget()
        top.setLayout(head)
        head.setContentsMargins(0, 0, 0, 0)
        above = _centred(top)
        above.setContentsMargins(0, 0, 12, 0)  # the bar of the sections below
        column.addWidget(above)
        column.addWidget(self.area, 1)

    def open_shop(self, shop: Shop) -> None:
        """Show the settings of a shop."""
        from ui.settings.list_sections import MoneySection, PeopleSection
        from ui.settings.presenter import Decisions
        from ui.settings.safety_section import AboutSection, SafetySection
        from ui.settings.shop_section import ShopSection, StockSection
        from ui.settings.window_section import PaperSection, WindowSection

        window = self.window_
        checks = self.checks = Lane("checks", self)  # minutes in a large shop: no receipt may wait for them
        window.status.follow(checks)
        window.closing.connect(lambda: checks.close(cancel=True))
        self.decisions = Decisions(shop, window.memory, window.writer, checks, self)
        self.decisions.decided.connect(self._decided)
        self.window_section = WindowSection(window)
        self.paper = PaperSection(window, shop, self.decisions)
        self.shop_section = ShopSection(self.decisions)
        self.people = PeopleSection(self.decisions)
        self.money = MoneySection(self.decisions)
        self.stock = StockSection(self.decisions)
        self.safety = SafetySection(self.decisions)
        self.about = AboutSection(self.decisions)
        self.sections = [
            self.window_section, self.paper, self.shop_section, self.people, self.money, self.stock,
            self.safety, self.about,
        ]  # fmt: skip
        for at, section in enumerate(self.sections):
            self._column.insertWidget(at, section)
        window.changes.changed.connect(lambda _tables: self._changed())
        window.page_shown.connect(lambda name: self._shown())

    def scanned(self, code: str) -> None:
        """A code means nothing here; the scanner must not lead away from what is being set."""

    def look_for(self, text: str) -> None:
        """Show the settings whose words begin with these."""
        wanted = words(text)
        found = sum(section.search(wanted) for section in self.sections)
        self.nothing.setVisible(not found)
        self.area.verticalScrollBar().setValue(0)

    def _decided(self) -> None:
        """Let the window and the other pages follow."""
        settings = self.decisions.settings
        self.window_.name_shop(settings.name, self.decisions.shop.people.current(), settings.letter)
        self.window_.changes.announce("settings")

    def _changed(self) -> None:
        if self.isVisible():
            self.shop_section.show_settings(self.decisions.settings)

    def _shown(self) -> None:
        if self.isVisible():
            self.paper.show_choices()
            self.people.show_people()
            self.safety.say()
            self._changed()

    def _scroll(self, by: int) -> None:
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + by * 60)

    def _say(self) -> None:
        self.search.line.setPlaceholderText(_("Search settings: language, printer, backup…"))
        self.search.line.setAccessibleName(_("Search settings"))
        self.nothing.say(_("No setting is called like that"), _("Try another word."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give what nothing else wanted to the search."""
        if event.key() == Qt.Key.Key_Escape:
            self.search.setFocus()
        elif event.text() and event.text().isprintable():
            self.search.setFocus()
            self.search.line.insert(event.text())
            self.look_for(self.search.line.text())
        else:
            super().keyPressEvent(event)


def _centred(inside: QWidget) -> QWidget:
    """Keep a column readable on a wide screen."""
    inside.setMaximumWidth(WIDTH)
    middle = QWidget()
    row = QHBoxLayout(middle)
    row.setContentsMargins(16, 0, 16, 0)
    row.addStretch(1)
    row.addWidget(inside, 1000)
    row.addStretch(1)
    return middle


def settings_page(window: MainWindow) -> SettingsPage:
    """Build the page."""
    return SettingsPage(window)
