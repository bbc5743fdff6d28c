"""The Products page: its list, the import in its place, its commands; it decides nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from pos.domain.catalogue.products import ProductRecord
from pos.text import _, mark
from ui.frame.refs import CatalogueFiles, Ref
from ui.frame.window import MainWindow
from ui.kit.actions import Action
from ui.kit.controls.stack import Stack
from ui.kit.lists.list_page import ListPage
from ui.kit.page import Page

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.products.controller import ProductsController
    from ui.products.imports.page import ImportPage


class ProductsPage(Page):
    """The list of what is sold, and in its place the import while one is under way."""

    controller: ProductsController

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.listing: ListPage[ProductRecord] = ListPage()
        self.taking_in: ImportPage | None = None
        self.stack = Stack()
        self.stack.addWidget(self.listing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)
        self.setFocusProxy(self.listing)

    def open_shop(self, shop: Shop) -> None:
        """Come to life with the products of a shop."""
        from ui.products.controller import ProductsController
        from ui.products.imports.page import ImportPage

        self.controller = ProductsController(self, self.window_, shop)
        self.taking_in = ImportPage(self.window_, shop)
        self.stack.addWidget(self.taking_in)
        self.taking_in.left.connect(self.show_list)
        self.window_.registry.add(
            Action("products.search", mark("Search products"), self.listing.search.setFocus, ("F2",)),
            self.controller.adding,
            self.controller.importing,
            Action("products.undo", mark("Undo"), self.listing.undo, ("Ctrl+Z",)),
            page=self,
        )
        self.controller.list.look_for()

    def show_list(self) -> None:
        self.stack.setCurrentWidget(self.listing)
        self.controller.list.refresh()
        self.listing.search.setFocus()

    def show_import(self) -> ImportPage | None:
        if self.taking_in is not None:
            self.stack.setCurrentWidget(self.taking_in)
            self.taking_in.setFocus()
        return self.taking_in

    def open(self, ref: Ref) -> None:
        """Look at files for an import."""
        if isinstance(ref, CatalogueFiles):
            self.take_files(ref.files)

    def take_files(self, files: tuple[Path, ...]) -> None:
        """Look at a file that was dropped on the window; one at a time."""
        page = self.show_import()
        if page is not None:
            page.open_file(files[0])
            if len(files) > 1:
                page.notices.info(_("One file at a time: {file} comes first.").format(file=files[0].name))

    def scanned(self, code: str) -> bool:
        """Look for a code that was scanned, while the list is shown."""
        return self.listing.scanned(code)

    def warn(self, words: str) -> None:
        self.listing.warn(words)


def products_page(window: MainWindow) -> ProductsPage:
    """Build the page; files dropped on the window come here from any page."""
    return ProductsPage(window)
