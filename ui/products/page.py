"""The Products page: arranges search, table and panel, and connects them; it decides nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.text import _, mark
from ui import theme
from ui.commands import Command
from ui.main_window import MainWindow
from ui.parts.empty import EmptyState
from ui.parts.notices import Notices
from ui.parts.pictures import Pictures
from ui.parts.sheet import open_sheet_of
from ui.parts.speaking import speak
from ui.products.filters import Filters
from ui.products.product_list import ProductTable
from ui.products.search import ProductSearch

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.products.desk import Desk
    from ui.products.imports.page import ImportPage


class ProductsPage(QWidget):
    """The list of what is sold, and in its place the import while one is under way."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.desk: Desk | None = None
        self.taking_in: ImportPage | None = None
        self.pictures = Pictures(self)
        self.search = ProductSearch()
        self.filters = Filters()
        self.notices = Notices()
        self.table = ProductTable(self.pictures)
        self.bare = EmptyState("package", "", main=True)
        self.nothing = EmptyState("search", "")
        self.foot = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.lists = QStackedWidget()
        self.stack = QStackedWidget()
        self._lay_out()
        self.setFocusProxy(self.search)
        window.files_dropped.connect(self.take_files)
        self.add_command = Command("products.add", mark("Add product"), ("Ctrl+N",), self._add)
        self.import_command = Command(
            "products.import", mark("Import a catalogue"), ("Ctrl+I",), self._import
        )
        window.commands.add(
            Command("products.search", mark("Search products"), ("F2",), self.search.setFocus), self
        )
        window.commands.add(self.add_command, self)
        window.commands.add(self.import_command, self)
        window.commands.add(Command("products.undo", mark("Undo"), ("Ctrl+Z",), self._undo), self)
        speak(self, self._say)

    def _lay_out(self) -> None:
        self.middle = QWidget()
        self.row = QHBoxLayout(self.middle)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(16, 14, 16, 8)
        left.setSpacing(10)
        for page in (self.table, self.bare, self.nothing):
            self.lists.addWidget(page)
        for part in (self.search, self.filters, self.notices):
            left.addWidget(part)
        left.addWidget(self.lists, 1)
        left.addWidget(self.foot)
        self.row.addLayout(left, 1)
        self.stack.addWidget(self.middle)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)

    def open_shop(self, shop: Shop) -> None:
        """Come to life with the products of a shop."""
        from ui.products.desk import Desk
        from ui.products.imports.page import ImportPage

        self.pictures.folder = shop.folder.pictures
        self.table.painter.currency = shop.settings.current().currency
        self.table.painter.low_stock = shop.settings.current().low_stock
        self.desk = Desk(self, self.window_, shop)
        self.taking_in = ImportPage(self.window_, shop)
        self.stack.addWidget(self.taking_in)
        self.taking_in.left.connect(self.show_list)
        self.desk.start()

    def show_list(self) -> None:
        """Show the products again after an import."""
        self.stack.setCurrentIndex(0)
        if self.desk is not None:
            self.desk.start()
        self.search.setFocus()

    def show_import(self) -> ImportPage | None:
        """Show the import in place of the list."""
        if self.taking_in is not None:
            self.stack.setCurrentWidget(self.taking_in)
            self.taking_in.setFocus()
        return self.taking_in

    def scanned(self, code: str) -> None:
        """Look for a code that was scanned anywhere on this page; an import or a sheet is not disturbed."""
        if self.desk is not None and self.stack.currentIndex() == 0 and open_sheet_of(self) is None:
            self.desk.scanned(code)

    def take_files(self, files: tuple[Path, ...]) -> None:
        """Look at a file that was dropped on the window; one at a time."""
        page = self.show_import()
        if page is not None:
            page.open_file(files[0])
            if len(files) > 1:
                page.notices.info(_("One file at a time: {file} comes first.").format(file=files[0].name))

    def _add(self) -> None:
        if self.desk is not None:
            self.desk.add()

    def _import(self) -> None:
        self.show_import()

    def _undo(self) -> None:
        if self.desk is not None:
            self.desk.undo()

    def _say(self) -> None:
        self.bare.say(
            _("No products yet"), _("Import a catalogue or add the first one."), _("Import a catalogue")
        )
        self.nothing.say(_("Nothing found"), _("Try fewer letters, or another filter."))
        if self.desk is not None:
            self.desk.say()

    def showEvent(self, event: QShowEvent) -> None:
        """Read again what changed while another page was shown."""
        super().showEvent(event)
        if self.desk is not None:
            self.desk.catch_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give what nothing else wanted to the search."""
        if event.text() and event.text().isprintable() and self.stack.currentIndex() == 0:
            self.search.field.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.field.line.insert(event.text())
            self.search.field.typed.emit(self.search.field.line.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.search.setFocus()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the rows in the other language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.table.list.viewport().update()


def products_page(window: MainWindow) -> ProductsPage:
    """Build the page; files dropped on the window come here from any page."""
    return ProductsPage(window)
