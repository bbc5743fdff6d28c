"""The one page of all lists: search, chips, table, foot, messages, and the chosen ones at the right."""

from __future__ import annotations

from typing import Any, Generic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pos.text import _, current, ngettext, sentence
from ui.kit.controls.beside import Beside
from ui.kit.controls.empty import EmptyState
from ui.kit.controls.panel import bring_into_sight
from ui.kit.dialogs.dialog import open_dialog_of
from ui.kit.lists.declared import Asked, Counted, Hint
from ui.kit.lists.detail import DetailPanel
from ui.kit.lists.filter_row import FilterRow
from ui.kit.lists.list_presenter import ListPresenter
from ui.kit.lists.rows import R
from ui.kit.lists.search_row import SearchField, SearchRow
from ui.kit.lists.table import Table
from ui.kit.look import theme
from ui.kit.notices import Notices
from ui.kit.page import Page, written_for_the_page
from ui.kit.speaking import speak
from ui.kit.voice import AtRest

LIST_BELOW = 240
"""Least height of a list that has its panel below it: some rows are seen at once."""


class ListPage(Page, Generic[R]):
    """Shows what a presenter lists of a declared list; buttons for the whole list stand beside the search."""

    entered = Signal()  # Enter in the search or on a row, once what was asked for is listed
    code_scanned = Signal(str)

    presenter: ListPresenter[R]
    panel: DetailPanel

    def build(self, presenter: ListPresenter[R], panel: DetailPanel, *buttons: QWidget) -> None:
        """Come to life, with the shop."""
        declared = presenter.declared
        self.presenter, self.panel = presenter, panel
        self.search = SearchField()
        self.filters = FilterRow(declared)
        self.table: Table[R] = Table(declared.title, declared.columns, declared.key, several=declared.several)
        self.notices = Notices()
        self._rest = AtRest(self)
        self.bare = EmptyState(declared.icon, "", main=True)
        self.nothing = EmptyState("search", "")
        self.foot = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.lists = QStackedWidget()
        self.setFocusProxy(self.search)
        self._lay_out(SearchRow(self.search, *buttons))
        self._connect()
        speak(self, self._say)

    def _lay_out(self, top: QWidget) -> None:
        above = QWidget()
        left = QVBoxLayout(above)
        left.setContentsMargins(16, 14, 16, 8)
        left.setSpacing(10)
        for page in (self.table, self.bare, self.nothing):
            self.lists.addWidget(page)
        for part in (top, self.filters, self.notices):
            left.addWidget(part)
        left.addWidget(self.lists, 1)
        left.addWidget(self.foot)
        self.beside = Beside(above, self.panel)
        self.beside.turned.connect(self._turned)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.beside)

    def _turned(self, below: bool) -> None:
        """Take the width of a narrow page for the panel too."""
        self.panel.lay_below(below)
        self.lists.setMinimumHeight(theme.tall(LIST_BELOW) if below else 0)

    def _look_below(self) -> None:
        """What was touched in the list is shown, also where its panel lies below."""
        if self.beside.is_below:
            bring_into_sight(self.panel)

    def _connect(self) -> None:
        presenter, table = self.presenter, self.table
        self.search.typed.connect(presenter.search)
        self.search.stepped.connect(lambda by: presenter.when_listed(lambda: table.list.step(by)))
        self.search.entered.connect(lambda: presenter.when_listed(self.entered.emit))
        self.filters.chosen.connect(presenter.use_filter)
        self.filters.narrowed.connect(presenter.use_choice)
        table.chosen.connect(lambda rows: presenter.choose(tuple(map(presenter.declared.key, rows))))
        table.taken.connect(lambda _row: self.entered.emit())
        table.wanted.connect(presenter.more)
        table.list.clicked.connect(self._look_below)
        presenter.asking.connect(self._ask)
        presenter.listed.connect(self._list)
        presenter.grown.connect(self._grow)
        presenter.chosen.connect(self._choose)
        presenter.counted.connect(self._count)
        presenter.told.connect(self.notices.told)
        presenter.refused.connect(lambda error: self.warn(sentence(error)))

    # what is shown

    @property
    def _is_built(self) -> bool:
        return self.layout() is not None

    def _ask(self, asked: Asked) -> None:
        self.notices.look_again()
        self.filters.mark(asked)
        if self.search.line.text() != asked.text:
            self.search.show_text(asked.text)

    def _list(self) -> None:
        of = self.presenter
        self.table.show_rows(of.rows, of.keys)
        self.panel.setVisible(not of.is_bare)
        self.filters.setVisible(not of.is_bare)
        self.lists.setCurrentWidget(self.table if of.rows else self.bare if of.is_bare else self.nothing)
        self._say_foot()
        found = map(of.declared.columns.spoken, of.rows[:1])
        said = self.foot.text() or self.nothing.title.text()
        self._rest.say(". ".join((said, *found)) if of.asked.text else "")

    def _grow(self, rows: tuple[R, ...]) -> None:
        self.table.rows.append(rows)
        self._say_foot()

    def _count(self, counted: Counted) -> None:
        self.filters.show_counts(counted)
        self._say_foot()

    def _choose(self, _keys: object) -> None:
        self.notices.look_again()
        if said := self._say_several():
            self.panel.show_several(said)
        self._say_foot()

    def _say_foot(self) -> None:
        of = self.presenter
        said = of.declared.foot(of.asked, len(of.rows), of.has_more, of.counts)
        self.foot.setText(self._say_several() or said)

    def _say_several(self) -> str:
        count = len(self.presenter.keys)
        said = ngettext("{count} chosen", "{count} chosen", count).format(count=current().number(count))
        return said if count > 1 else ""

    def _say(self) -> None:
        declared = self.presenter.declared
        self.search.line.setPlaceholderText(_(declared.search_hint))
        self.search.line.setAccessibleName(_(declared.search_title))
        _hint(self.bare, declared.bare)
        _hint(self.nothing, declared.nothing)
        self._say_foot()

    # what comes in

    def undo(self) -> None:
        """Take the last change back."""
        if not self.presenter.undo():
            self.notices.info(_("There is nothing to undo on this page."))

    def changed(self, _kinds: Any = None) -> None:
        """Something was written in the shop."""
        self.presenter.changed(seen=self.isVisible())

    def scanned(self, code: str) -> bool:
        """Look for a code that was scanned anywhere on this page; a dialog is not disturbed."""
        if self._is_built and self.isVisible() and open_dialog_of(self) is None:
            self.code_scanned.emit(code)
        return True

    def warn(self, words: str) -> None:
        """Say why something was not done, as long as the same rows are looked at and searched for."""
        keys, asked = self.presenter.keys, self.presenter.asked
        self.notices.warning(
            words, cause=lambda: (self.presenter.keys, self.presenter.asked) == (keys, asked)
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Read again what changed while another page was shown."""
        super().showEvent(event)
        if self._is_built:
            self.presenter.catch_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give what nothing else wanted to the search."""
        if self._is_built and written_for_the_page(event):
            line = self.search.line
            line.setFocus(Qt.FocusReason.OtherFocusReason)
            line.insert(event.text())
        elif self._is_built and event.key() == Qt.Key.Key_Escape:
            self.search.setFocus()
        else:
            super().keyPressEvent(event)


def _hint(place: EmptyState, hint: Hint) -> None:
    place.say(_(hint.title), _(hint.words), _(hint.action) if hint.action else "")
