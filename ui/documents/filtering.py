"""The chip that opens the filters of documents, and says how many are on."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from pos.domain.papers.register import IssuedPaper, PaperFilter
from pos.text import _, current
from ui.documents.filter_dialog import PaperFilterDialog
from ui.frame.window import MainWindow
from ui.kit.controls.buttons import PillButton
from ui.kit.lists.declared import Asked
from ui.kit.lists.filter_row import FilterRow
from ui.kit.lists.list_presenter import ListPresenter
from ui.kit.speaking import speak

if TYPE_CHECKING:
    from pos.shop import Shop


class PaperFiltering(QObject):
    """What the list is narrowed by beside its chips."""

    def __init__(
        self,
        row: FilterRow,
        papers: ListPresenter[IssuedPaper],
        window: MainWindow,
        shop: Shop,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._papers, self._window, self._shop = papers, window, shop
        self.more = PillButton()
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.clicked.connect(self.ask)
        row.add(self.more)
        papers.asking.connect(self._mark)
        speak(self.more, lambda: self._mark(papers.asked))

    @property
    def _now(self) -> PaperFilter:
        more = self._papers.asked.more
        return more if isinstance(more, PaperFilter) else PaperFilter()

    def ask(self) -> None:
        """Open the filters, with the tills there are."""
        self._mark(self._papers.asked)
        self._window.reader.run(lambda _progress: self._shop.documents.issued.tills(), self._open)

    def _open(self, tills: tuple[str, ...]) -> None:
        dialog = PaperFilterDialog(self._window, self._now, tills, self._shop.till.clock().date())
        dialog.asked.connect(lambda asked: self._papers.use_more(None if asked == PaperFilter() else asked))
        dialog.open_dialog()

    def _mark(self, asked: Asked) -> None:
        now = asked.more if isinstance(asked.more, PaperFilter) else PaperFilter()
        count = sum(map(bool, astuple(now)))
        self.more.setText(f"{_('Filters')} · {current().number(count)}" if count else _("Filters…"))
        self.more.setChecked(bool(count))
