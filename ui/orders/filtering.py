"""The chips of one's own over the orders: more filters, and those that are kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from pos.domain.orders.lists.filters import FilterChoices, OrderFilter
from pos.text import _, current
from ui.frame.window import MainWindow
from ui.kit.controls.buttons import PillButton
from ui.kit.lists.declared import Asked
from ui.kit.lists.filter_row import FilterRow
from ui.kit.lists.list_presenter import ListPresenter
from ui.kit.speaking import speak
from ui.orders import filters
from ui.orders.filter_dialog import FilterDialog
from ui.orders.filters import KeptFilter, KeptFilters
from ui.shared.orders.words import Entry

if TYPE_CHECKING:
    from pos.shop import Shop


class Filtering(QObject):
    """A chip that opens the filters, and one for each that is kept."""

    def __init__(
        self, row: FilterRow, orders: ListPresenter[Entry], window: MainWindow, shop: Shop, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._row, self._orders, self._window, self._shop = row, orders, window, shop
        self._kept = KeptFilters(shop.settings)
        self.more = PillButton()
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.clicked.connect(self.ask)
        row.add(self.more)
        self.chips: dict[str, PillButton] = {}
        self._show_kept()
        orders.asking.connect(self._mark)
        speak(self.more, lambda: self._mark(orders.asked))

    def ask(self) -> None:
        """Open the filters, with what there is to choose from."""
        self._mark(self._orders.asked)
        self._window.reader.run(lambda _progress: self._shop.orders.choices(), self._open)

    def _open(self, choices: FilterChoices) -> None:
        now = self._now
        one = self._same(self._orders.asked)
        dialog = FilterDialog(
            self._window,
            now,
            choices,
            self._shop.settings.current(),
            self._shop.till.clock().date(),
            name=one.name if one else "",
        )
        dialog.asked.connect(lambda asked, name: self._use(asked, name, one))
        if one:
            dialog.forgotten.connect(lambda: self._forget(one.name))
        dialog.open_dialog()

    @property
    def _now(self) -> OrderFilter:
        more = self._orders.asked.more
        return more if isinstance(more, OrderFilter) else OrderFilter()

    def _use(self, asked: OrderFilter, name: str, before: KeptFilter | None) -> None:
        if name:
            kept = KeptFilter(name, self._orders.asked.filter, asked)
            self._window.writer.run(
                lambda _progress: self._kept.keep(kept, before.name if before else ""),
                lambda _done: self._show_kept(),
            )
        self._orders.use_more(None if filters.is_empty(asked) else asked)

    def _forget(self, name: str) -> None:
        self._window.writer.run(lambda _progress: self._kept.forget(name), lambda _done: self._show_kept())
        self._orders.use_more(None)

    def _show_kept(self) -> None:
        for chip in self.chips.values():
            self._row.take(chip)
        self.chips = {}
        for one in self._kept.all():
            chip = PillButton(one.name)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.setToolTip(filters.in_words(one.asked, self._shop.settings.current()))
            chip.clicked.connect(lambda _on=False, one=one: self._take(one))
            self._row.add(chip)
            chip.show()
            self.chips[one.name] = chip
        self._mark(self._orders.asked)

    def _take(self, one: KeptFilter) -> None:
        """Use a kept filter; the one in use is taken off."""
        used = self._same(self._orders.asked)
        asked = replace(self._orders.asked, filter=one.chip, more=one.asked)
        if used == one:
            asked = replace(asked, filter="", more=None)
        self._orders.ask(asked)

    def _same(self, asked: Asked) -> KeptFilter | None:
        return next(
            (one for one in self._kept.all() if (one.chip, one.asked) == (asked.filter, asked.more)), None
        )

    def _mark(self, asked: Asked) -> None:
        used = self._same(asked)
        for name, chip in self.chips.items():
            chip.setChecked(used is not None and name == used.name)
        count = filters.count_of(asked.more) if isinstance(asked.more, OrderFilter) else 0
        self.more.setText(f"{_('Filters')} · {current().number(count)}" if count else _("Filters…"))
        self.more.setChecked(bool(count) and used is None)
