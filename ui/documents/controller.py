"""Connects the page with its list once the shop is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from pos.domain.papers.register import IssuedPaper, MadeTogether
from pos.text import _, current, ngettext, sentence
from ui.documents.detail import PaperDetail
from ui.documents.export import PaperExport
from ui.documents.filtering import PaperFiltering
from ui.documents.paper_list import PaperList
from ui.frame.refs import OrderRef, PageRef
from ui.frame.window import MainWindow
from ui.kit.lanes import Progress
from ui.kit.lists.list_presenter import ListPresenter
from ui.shared.papers.documents import ON_ROLL, PRINTER, open_paper_of
from ui.shared.papers.receipts import PRINTER as ROLL_PRINTER
from ui.shared.papers.receipts import WIDTH

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.documents.page import DocumentsPage


class DocumentsController(QObject):
    """The page at work."""

    def __init__(self, page: DocumentsPage, window: MainWindow, shop: Shop) -> None:
        super().__init__(page)
        self.page, self.window, self.shop = page, window, shop
        listed = PaperList(shop, lambda: shop.till.clock().date())
        self.list = ListPresenter(listed, window.reader, window.behind, self)
        self.detail = PaperDetail()
        self.export = PaperExport(page, window, shop, self.list, listed)
        page.build(self.list, self.detail, self.export.button)
        self.filtering = PaperFiltering(page.filters, self.list, window, shop, self)
        self._connect()

    def _connect(self) -> None:
        page, detail = self.page, self.detail
        self.list.chosen.connect(self._choose)
        page.entered.connect(self.open_chosen)
        page.code_scanned.connect(self._scanned)
        page.bare.action.clicked.connect(lambda: self.window.open(PageRef.SELL))
        page.nothing.action.clicked.connect(lambda: self.list.look_for())
        detail.open_asked.connect(self.open_chosen)
        detail.order_asked.connect(lambda order_id: self.window.open(OrderRef(order_id)))
        detail.print_asked.connect(self.print_chosen)
        self.window.changes.changed.connect(page.changed)
        self.window.closing.connect(self.list.close)

    @property
    def chosen(self) -> tuple[IssuedPaper, ...]:
        """The papers chosen in the list."""
        keys = set(self.list.keys)
        return tuple(row for row in self.list.rows if self.list.declared.key(row) in keys)

    def _choose(self, keys: tuple[str, ...]) -> None:
        if len(keys) < 2:
            self.detail.show_paper(next(iter(self.chosen), None))

    def open_chosen(self) -> None:
        """Look at the paper that is chosen, or print those that are."""
        chosen = self.chosen
        if len(chosen) > 1:
            self.print_chosen()
        elif chosen:
            (paper,) = chosen
            open_paper_of(self.window, paper.kind.value, paper.number, paper.order_id)

    def print_chosen(self) -> None:
        """Print the chosen papers one after the other, behind the window; each on the printer of its kind."""
        settings, documents = self.shop.settings, self.shop.documents
        roll, sheets = settings.choice(ROLL_PRINTER), settings.choice(PRINTER)
        asked = [(one.kind.value, one.number, one.order_id) for one in self.chosen]
        if any(not (roll if kind in ON_ROLL else sheets) for kind, *_of in asked):
            self.page.warn(_("No printer is chosen yet: look at one of the documents to choose one."))
            return
        width = int(settings.choice(WIDTH, "80"))

        def use(kind: str, _number: str, pdf: bytes) -> None:
            from ui.shared.papers.printing import print_pdf

            print_pdf(pdf, roll if kind in ON_ROLL else sheets)

        def work(progress: Progress) -> MadeTogether:
            def go_on(done: int, total: int) -> bool:
                progress.report(done, total)
                return not progress.cancelled

            return documents.make_together(asked, use, go_on, width_mm=width)

        self.window.behind.run(
            work, self._printed, lambda error: self.page.warn(sentence(error)),
            title=_("Printing documents"), quiet=False,
        )  # fmt: skip

    def _printed(self, of: MadeTogether) -> None:
        said = ngettext("{count} document printed", "{count} documents printed", of.made)
        self.page.notices.info(said.format(count=current().number(of.made)))
        for _number, error in of.refused[:1]:
            self.page.warn(sentence(error))

    def _scanned(self, code: str) -> None:
        """The code of a paper: the papers of its order."""
        self.list.look_for(code.removeprefix("#"), lambda: None if self.list.rows else QApplication.beep())
