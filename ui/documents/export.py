"""The list of papers as a file, written behind the window with progress and a way to stop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from pos.domain.papers.register import IssuedPaper
from pos.text import _, current, mark, ngettext, sentence
from ui.documents.paper_list import PaperList
from ui.frame.window import MainWindow
from ui.kit.actions import Action
from ui.kit.controls.buttons import PlainButton
from ui.kit.lanes import Progress
from ui.kit.lists.list_page import ListPage
from ui.kit.lists.list_presenter import ListPresenter

if TYPE_CHECKING:
    from pos.shop import Shop

KINDS = "XLSX (*.xlsx);;CSV (*.csv);;JSON (*.json)"

TITLES = (
    mark("Document"), mark("Number"), mark("Made"), mark("Day"), mark("Till"), mark("Customer"),
    mark("Currency"), mark("Total"), mark("Order"), mark("Invoice"),
)  # fmt: skip
"""The names of the columns of a file, in the order of its fields."""


class PaperExport(QObject):
    """Writes what the list holds to a file that a person names."""

    def __init__(
        self,
        page: ListPage[IssuedPaper],
        window: MainWindow,
        shop: Shop,
        papers: ListPresenter[IssuedPaper],
        listed: PaperList,
    ) -> None:
        super().__init__(page)
        self._page, self._window, self._shop = page, window, shop
        self._papers, self._listed = papers, listed
        self.action = Action("documents.export", mark("Export…"), self.ask, ("Ctrl+E",))
        self.button = PlainButton(action=self.action, height=40)

    def ask(self) -> None:
        """Ask for a file, and write to it."""
        name = _("documents {day}").format(day=self._shop.till.clock().date().isoformat())
        chosen, kind = QFileDialog.getSaveFileName(self._page, _("Export documents"), f"{name}.xlsx", KINDS)
        if chosen:
            path = Path(chosen)
            ending = f".{kind.partition(' ')[0].lower()}" if kind else ".xlsx"
            self.write(path if path.suffix else path.with_suffix(ending))

    def write(self, path: Path) -> Progress:
        """Write the papers of the text, the kind and the days to a file."""
        asked, heads, title = self._papers.asked, tuple(_(head) for head in TITLES), _("Documents")
        papers, wanted = self._shop.documents.issued, self._listed.filter_of(asked)

        def work(progress: Progress) -> tuple[int, bool]:
            def go_on(done: int) -> bool:
                progress.report(done, 0, current().number(done))
                return not progress.cancelled

            made = papers.export(path, asked.text, wanted, heads=heads, title=title, go_on=go_on)
            return made.rows, made.stopped

        def done(made: tuple[int, bool]) -> None:
            count, stopped = made
            if stopped:
                self._page.notices.info(_("The export was stopped. Nothing was written."))
                return
            said = ngettext(
                "{count} document written to {path}", "{count} documents written to {path}", count
            )
            self._page.notices.info(said.format(count=current().number(count), path=path.name))

        return self._window.behind.run(
            work, done, lambda error: self._page.warn(sentence(error)),
            title=_("Exporting documents…"), quiet=False,
        )  # fmt: skip
