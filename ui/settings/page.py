"""The Settings page: sections at the left, their settings beside; each is kept as soon as it is left."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.words.text import words
from pos.text import _, mark
from ui.frame.refs import PageRef, Ref, SettingRef
from ui.frame.window import MainWindow
from ui.kit.actions import Action
from ui.kit.controls.empty import EmptyState
from ui.kit.controls.panel import scrolling
from ui.kit.forms.form import lets_undo_through
from ui.kit.forms.tab_order import reading_order
from ui.kit.lanes import Lane
from ui.kit.lists.search_row import SearchField
from ui.kit.look import theme
from ui.kit.page import Page, written_for_the_page
from ui.kit.speaking import speak
from ui.settings.navigation import Menu, Navigation, SectionRow, SettingAction
from ui.shared.papers.receipts import Receipts
from ui.shared.stores.web_shop import WebShop

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.settings.presenter import SettingsPresenter
    from ui.settings.rows import Section, SettingRow
    from ui.settings.sections import Sections

WIDTH = 800
NARROW = 760
"""A page less wide has no room for the list of sections beside the settings."""
ROOM_BESIDE = 1100
"""From this width of the page on there is room for an example beside the settings."""
_SCROLL = 60


class SettingsPage(Page):
    """Shows one section, or what was searched in all; the first is painted before the others are built."""

    presenter: SettingsPresenter

    def __init__(self, window: MainWindow, receipts: Receipts, web_shop: WebShop) -> None:
        super().__init__()
        self.window_ = window
        self._receipts, self._web_shop = receipts, web_shop
        self.sections: Sections | None = None
        """None until the shop is open."""
        self.at = 0
        self._wanted: list[str] = []
        self.checks: Lane | None = None
        self.search = SearchField()
        self.navigation, self.menu = Navigation(), Menu()
        self.nothing = EmptyState("search", "")
        self.nothing.hide()
        self._lay_out()
        self.setFocusProxy(self.search)
        self.search.typed.connect(self.look_for)
        self.search.stepped.connect(self._step)
        self.search.line.installEventFilter(self)
        self.navigation.section.connect(self.open_section)
        self.menu.section.connect(self.open_section)
        speak(self, self._say)

    def _lay_out(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 4, 24)
        self._column.setSpacing(theme.space(5))
        self._column.addWidget(self.nothing)
        self._column.addStretch(1)
        inside.setMaximumWidth(WIDTH)
        self.area = scrolling(_at_left(inside))
        self._left = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._left.setSpacing(theme.space(3))
        self._left.addWidget(self.search)
        self._left.addWidget(self.navigation, 1)
        self._left.addWidget(self.menu, 1)
        self.menu.hide()
        self.search.setFixedWidth(self.navigation.width())
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._beside.setContentsMargins(16, 14, 4, 0)
        self._beside.setSpacing(theme.space(5))
        self._beside.addLayout(self._left)
        self._beside.addWidget(self.area, 1)

    def _fit(self) -> None:
        """In a narrow page let the sections be chosen above their settings, from a list that opens."""
        narrow, way = self.width() < theme.tall(NARROW), QBoxLayout.Direction
        if narrow == self.navigation.isHidden():
            return
        had_keyboard = self.navigation.hasFocus() or self.menu.hasFocus()
        self._beside.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._beside.setSpacing(theme.space(3 if narrow else 5))
        self._left.setDirection(way.LeftToRight if narrow else way.TopToBottom)
        self._left.setContentsMargins(0, 0, 12 if narrow else 0, 0)
        self.search.setMaximumWidth(theme.tall(WIDTH) if narrow else self.navigation.width())
        self.search.setMinimumWidth(0 if narrow else self.navigation.width())
        self.navigation.setHidden(narrow)
        self.menu.setVisible(narrow)
        if had_keyboard:
            self._sections_shown().setFocus()

    def _sections_shown(self) -> QWidget:
        """Where the sections are chosen now."""
        return self.menu if self.navigation.isHidden() else self.navigation

    def open_shop(self, shop: Shop) -> None:
        from ui.settings.presenter import SettingsPresenter
        from ui.settings.sections import Sections, makers

        window = self.window_
        checks = self.checks = Lane("checks", self)  # minutes in a large shop: no receipt may wait for them
        window.status.follow(checks)
        self.presenter = SettingsPresenter(shop, window.memory, window.writer, window.behind, checks, self)
        self.presenter.decided.connect(self._decided)
        self.sections = sections = Sections(
            makers(window, self.presenter, self._receipts, self._web_shop), self
        )
        sections.built.connect(self._take_in)
        window.closing.connect(sections.stop)
        window.closing.connect(self._leave)
        window.closing.connect(lambda: checks.close(cancel=True))
        window.status.cancelled.connect(self.presenter.stop_check)
        sections.section(sections.kinds[self.at])
        undo = Action("settings.undo", mark("Undo the last change of a setting"), self.undo, ("Ctrl+Z",))
        window.registry.add(undo, page=self)
        window.changes.changed.connect(lambda _tables: self._changed())
        window.page_shown.connect(lambda name: self._shown())

    def _take_in(self, section: Section) -> None:
        """Give a section that was just built its place."""
        section.hide()
        self._column.insertWidget(list(self.built).index(section), section)
        if section.aside is not None:
            section.aside.hide()
            self._beside.addWidget(section.aside)
        section.show_settings(self.presenter.settings)
        if self._wanted or section is self._chosen():  # else it is hidden until it is chosen
            self._arrange()
        for row in section.rows:
            go = partial(self.show_row, section, row)
            self.window_.registry.add(SettingAction(section.heading, row.message, go))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Build the other sections once this one is seen."""
        super().paintEvent(event)
        if self.sections is not None and not self.sections.complete:
            QTimer.singleShot(0, self.sections, self.sections.build_rest)

    @property
    def built(self) -> Iterable[Section]:
        """The sections there are so far, in their order."""
        return self.sections or ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Do without what stands beside where the window is small."""
        super().resizeEvent(event)
        self._fit()
        if (event.oldSize().width() >= ROOM_BESIDE) != (event.size().width() >= ROOM_BESIDE):
            self._show_aside(bool(self.search.line.text()))

    def _show_aside(self, searching: bool) -> None:
        room = self.width() >= ROOM_BESIDE
        for section in self.built:
            if section.aside is not None:
                section.aside.setVisible(room and not searching and section is self._chosen())

    def prepare(self) -> None:
        """Build all sections, so that their settings can be found from everywhere."""
        if self.sections is not None:
            self.sections.build_rest()

    def open(self, ref: Ref) -> None:
        """Show one setting, the keyboard in it."""
        from ui.settings.sections import PLACES

        if isinstance(ref, SettingRef) and self.sections is not None and ref.name in PLACES:
            section = self.sections.section(PLACES[ref.name])
            self.show_row(section, section.named[ref.name])

    def show_row(self, section: Section, row: SettingRow) -> None:
        """Show a setting in its section, the keyboard in it."""
        assert self.sections is not None
        self.window_.open(PageRef.SETTINGS)
        self.open_section(self.sections.kinds.index(type(section)))
        QTimer.singleShot(0, row, lambda: self._go_to(row))  # once it is laid out

    def _go_to(self, row: SettingRow) -> None:
        self.area.ensureWidgetVisible(row)
        reading_order(row.control)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def scanned(self, code: str) -> bool:
        """A code means nothing here but to the scanner's own section; it must not lead away."""
        if (chosen := self._chosen()) is not None:
            chosen.scanned()
        return True

    def warn(self, words: str) -> None:
        self.window_.notices.warning(words)

    def undo(self) -> None:
        """Take back the last change of a setting."""
        self.presenter.undo()

    def open_section(self, at: int) -> None:
        """Show one section; what was searched is forgotten."""
        if self.sections is None:
            return
        self.at = at
        if not self.search.line.hasFocus():
            self._sections_shown().setFocus()  # a field that had the keyboard may be hidden now
        self.search.show_text("")
        chosen = self.sections.section(self.sections.kinds[at])
        self.look_for("")
        chosen.opened()

    def look_for(self, text: str) -> None:
        """Show the settings whose words begin with these; without any the section chosen."""
        self._wanted = words(text)
        self._arrange()
        self.area.verticalScrollBar().setValue(0)

    def _arrange(self) -> None:
        """Show what is wanted of the sections built so far; one not built yet counts nothing found."""
        if self.sections is None:
            return
        wanted, chosen = self._wanted, self._chosen()
        found = {section: section.search(wanted) for section in self.sections}
        for section, number in found.items():
            section.setVisible(bool(number) if wanted else section is chosen)
        self._show_aside(bool(wanted))
        self.nothing.setVisible(bool(wanted) and self.sections.complete and not any(found.values()))
        entries = [
            SectionRow(kind.heading, kind.icon, self._number(kind, found) if wanted else None)
            for kind in self.sections.kinds
        ]
        for place in (self.navigation, self.menu):
            place.show_entries(entries, -1 if wanted else self.at)

    def _number(self, kind: type[Section], found: dict[Section, int]) -> int | None:
        section = self.sections.known(kind) if self.sections else None
        return found[section] if section is not None else None

    def _chosen(self) -> Section | None:
        return self.sections.known(self.sections.kinds[self.at]) if self.sections else None

    def _decided(self) -> None:
        """Let the window and the other pages follow."""
        settings = self.presenter.settings
        self.window_.name_shop(settings.name, self.presenter.shop.people.current(), settings.letter)
        self.window_.changes.announce("settings")

    def _leave(self) -> None:
        """Keep what stands in the field that is being written in when the window closes."""
        here = self.focusWidget()
        if here is not None and here.hasFocus():
            here.clearFocus()

    def _changed(self) -> None:
        for section in self.built:
            section.show_settings(self.presenter.settings)

    def _shown(self) -> None:
        chosen = self._chosen()
        if self.isVisible() and chosen is not None:
            chosen.opened()
            self._changed()

    def _step(self, by: int) -> None:
        """Arrows from the search choose the section, or scroll through what was found."""
        if self.search.line.text():
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + by * _SCROLL)
        else:
            self.navigation.step(by)

    def _say(self) -> None:
        self.search.line.setPlaceholderText(_("Search settings"))
        self.search.line.setAccessibleName(_("Search settings"))
        self.nothing.say(_("No setting is called like that"), _("Try another word."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Ctrl+Z in the empty search take back the last setting."""
        if lets_undo_through(event, bool(self.search.line.text())):
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give what nothing else wanted to the search."""
        if event.key() == Qt.Key.Key_Escape:
            self.search.setFocus()
        elif written_for_the_page(event):
            self.search.setFocus()
            self.search.line.insert(event.text())
        else:
            super().keyPressEvent(event)


def _at_left(inside: QWidget) -> QWidget:
    """Keep a column readable on a wide screen."""
    middle = QWidget()
    row = QHBoxLayout(middle)
    row.setContentsMargins(0, 0, 12, 0)
    row.addWidget(inside, 1000)
    row.addStretch(1)
    return middle
