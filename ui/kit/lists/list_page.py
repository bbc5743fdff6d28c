"""What the pages with a list have in common: search, chips, table, sum, and the chosen one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.kit.controls.chips import Chips
from ui.kit.controls.empty import EmptyState
from ui.kit.dialogs.dialog import open_dialog_of
from ui.kit.lists.search_row import SearchField
from ui.kit.lists.table import GrowingTable
from ui.kit.look import theme
from ui.kit.notices import Notices

if TYPE_CHECKING:
    from ui.frame.window import MainWindow


class ListDesk(Protocol):
    """What a page at work answers to, once the shop is open."""

    def catch_up(self) -> None:
        """Read again what changed meanwhile."""

    def scanned(self, code: str) -> None:
        """Look for a code that was scanned."""


class ListPage(QWidget):
    """A list, and the panel of the one that is chosen in it; it decides nothing."""

    desk: ListDesk | None

    def __init__(
        self, window: MainWindow, line: SearchField, filters: Chips, table: GrowingTable[Any], icon: str
    ) -> None:
        super().__init__()
        self.window_ = window
        self.desk = None
        self._line, self._filters, self._table = line, filters, table
        self.notices = Notices()
        self.bare = EmptyState(icon, "", main=True)
        self.nothing = EmptyState("search", "")
        self.foot = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.lists = QStackedWidget()
        self.setFocusProxy(line)

    def lay_out(self, ground: QWidget, top: QWidget) -> None:
        """Lay everything on a ground, with the search in the top row; the panel is added at the right."""
        self.row = QHBoxLayout(ground)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(16, 14, 16, 8)
        left.setSpacing(10)
        for page in (self._table, self.bare, self.nothing):
            self.lists.addWidget(page)
        for part in (top, self._filters, self.notices):
            left.addWidget(part)
        left.addWidget(self.lists, 1)
        left.addWidget(self.foot)
        self.row.addLayout(left, 1)

    def show_found(self, found: bool, bare: bool, panel: QWidget) -> None:
        """Show the table, or that nothing fits; a shop that has nothing yet gets no chips and no panel."""
        panel.setVisible(not bare)
        self._filters.setVisible(not bare)
        self.lists.setCurrentWidget(self._table if found else self.bare if bare else self.nothing)

    @property
    def _is_listing(self) -> bool:
        """Whether the list is what this page shows."""
        return self.lists.isVisibleTo(self)

    def scanned(self, code: str) -> None:
        """Look for a code that was scanned anywhere on this page; a dialog is not disturbed."""
        if self.desk is not None and self._is_listing and open_dialog_of(self) is None:
            self.desk.scanned(code)

    def showEvent(self, event: QShowEvent) -> None:
        """Read again what changed while another page was shown."""
        super().showEvent(event)
        if self.desk is not None:
            self.desk.catch_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give what nothing else wanted to the search."""
        if event.text() and event.text().isprintable() and self._is_listing:
            self._line.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._line.line.insert(event.text())
            self._line.typed.emit(self._line.line.text())
        elif event.key() == Qt.Key.Key_Escape:
            self._line.setFocus()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the rows in the other language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._table.list.viewport().update()
