"""The Products page: its list, the import in its place, its commands and words; it decides nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pos.text import _, mark
from ui.frame.window import MainWindow
from ui.kit.actions import Command
from ui.kit.lists.list_page import ListPage
from ui.kit.look.pictures import Pictures
from ui.kit.speaking import speak
from ui.products.filters import Filters
from ui.products.product_list import ProductTable
from ui.products.search import ProductSearch

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.products.controller import Desk
    from ui.products.imports.page import ImportPage


class ProductsPage(ListPage):
    """The list of what is sold, and in its place the import while one is under way."""

    def __init__(self, window: MainWindow) -> None:
        self.pictures = Pictures()
        self.search = ProductSearch()
        self.filters = Filters()
        self.table = ProductTable(self.pictures)
        super().__init__(window, self.search.field, self.filters, self.table, "package")
        self.pictures.setParent(self)
        self.desk: Desk | None = None
        self.taking_in: ImportPage | None = None
        self.stack = QStackedWidget()
        self._lay_stack()
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

    def _lay_stack(self) -> None:
        listing = QWidget()
        self.lay_out(listing, self.search)
        self.stack.addWidget(listing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)

    def open_shop(self, shop: Shop) -> None:
        """Come to life with the products of a shop."""
        from ui.products.controller import Desk
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


def products_page(window: MainWindow) -> ProductsPage:
    """Build the page; files dropped on the window come here from any page."""
    return ProductsPage(window)
