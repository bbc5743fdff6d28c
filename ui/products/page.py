"""The Products page: its list, the import in its place, its commands; it decides nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pos.domain.catalogue.products import ProductRecord
from pos.text import _, mark
from ui.frame.window import MainWindow
from ui.kit.actions import Command
from ui.kit.lists.list_page import ListPage

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.products.controller import ProductsController
    from ui.products.imports.page import ImportPage


class ProductsPage(QWidget):
    """The list of what is sold, and in its place the import while one is under way."""

    controller: ProductsController

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.listing: ListPage[ProductRecord] = ListPage()
        self.taking_in: ImportPage | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self.listing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)
        self.setFocusProxy(self.listing)
        window.files_dropped.connect(self.take_files)

    def open_shop(self, shop: Shop) -> None:
        """Come to life with the products of a shop."""
        from ui.products.controller import ProductsController
        from ui.products.imports.page import ImportPage

        self.controller = ProductsController(self, self.window_, shop)
        self.taking_in = ImportPage(self.window_, shop)
        self.stack.addWidget(self.taking_in)
        self.taking_in.left.connect(self.show_list)
        for name, title, keys, run in (
            ("search", mark("Search products"), ("F2",), self.listing.search.setFocus),
            ("add", mark("Add product"), ("Ctrl+N",), self.controller.add),
            ("import", mark("Import a catalogue"), ("Ctrl+I",), self.show_import),
            ("undo", mark("Undo"), ("Ctrl+Z",), self.listing.undo),
        ):
            self.window_.commands.add(Command(f"products.{name}", title, keys, run), self)
        self.controller.list.look_for()

    def show_list(self) -> None:
        """Show the products again after an import."""
        self.stack.setCurrentWidget(self.listing)
        self.controller.list.refresh()
        self.listing.search.setFocus()

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

    def scanned(self, code: str) -> None:
        """Look for a code that was scanned, while the list is shown."""
        self.listing.scanned(code)


def products_page(window: MainWindow) -> ProductsPage:
    """Build the page; files dropped on the window come here from any page."""
    return ProductsPage(window)
