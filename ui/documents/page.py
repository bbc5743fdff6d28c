"""The Documents page: its commands; it decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.domain.papers.register import IssuedPaper
from pos.text import mark
from ui.frame.window import MainWindow
from ui.kit.actions import Action
from ui.kit.lists.list_page import ListPage

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.documents.controller import DocumentsController


class DocumentsPage(ListPage[IssuedPaper]):
    """The list of all papers that were issued, and the one chosen in it."""

    controller: DocumentsController

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window

    def open_shop(self, shop: Shop) -> None:
        """Come to life with the papers of a shop."""
        from ui.documents.controller import DocumentsController

        self.controller = DocumentsController(self, self.window_, shop)
        self.window_.registry.add(
            Action("documents.open", mark("Look at the document"), self.controller.open_chosen, ("F12",)),
            Action("documents.print", mark("Print the chosen documents"), self.controller.print_chosen),
            self.controller.export.action,
            Action("documents.filter", mark("Filter documents…"), self.controller.filtering.ask, ("Ctrl+F",)),
            Action("documents.search", mark("Search documents"), self.search.setFocus, ("F2",)),
            page=self,
        )
        self.controller.list.look_for()


def documents_page(window: MainWindow) -> DocumentsPage:
    return DocumentsPage(window)
