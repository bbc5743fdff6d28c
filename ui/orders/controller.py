"""Connects the page with its presenter once the shop is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from pos.domain.orders.errors import OrderUnknown
from pos.text import sentence
from ui.frame.window import MainWindow
from ui.orders.detail import Detail
from ui.orders.panel_side import PanelSide
from ui.orders.presenter import ALL, HELD, OrderBook
from ui.shared.orders import words
from ui.shared.orders.words import Entry

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.orders.page import OrdersPage


class Desk(QObject):
    """The page at work."""

    def __init__(self, page: OrdersPage, window: MainWindow, shop: Shop) -> None:
        super().__init__(page)
        self.page, self.window, self.shop = page, window, shop
        self.book = OrderBook(shop, window.behind, self)
        self.detail = Detail(lambda: self.book.settings, lambda: self.book.today)
        page.table.painter.today = lambda: self.book.today
        page.row.addWidget(self.detail)
        self._stale = False
        self._connect_list()
        self.side = PanelSide(self)

    def _connect_list(self) -> None:
        page, book = self.page, self.book
        page.search.typed.connect(book.search)
        page.search.stepped.connect(page.table.step)
        page.search.entered.connect(self._entered)
        page.filters.chosen.connect(book.use_filter)
        page.filters.period.connect(book.use_period)
        page.table.chosen.connect(self._chosen)
        page.table.taken.connect(lambda _row: self._entered())
        page.table.wanted.connect(book.more)
        page.bare.action.clicked.connect(lambda: self.window.show_page("sell"))
        page.nothing.action.clicked.connect(self.all)
        book.listed.connect(self._listed)
        book.grown.connect(page.table.rows.append)
        book.shown.connect(self.detail.show_order)
        book.counted.connect(page.filters.show_counts)
        book.summed.connect(page.foot.setText)
        self.window.changes.changed.connect(self._changed)

    # the list

    def start(self) -> None:
        """List everything from its top."""
        self.book.relist()

    def catch_up(self) -> None:
        """Read again what changed meanwhile."""
        if self._stale:
            self._stale = False
            self.book.refresh()

    def all(self) -> None:
        """List everything again, whatever was looked for."""
        self.book.forget_filters()
        self.page.search.line.clear()
        self.book.relist()

    def open_order(self, number: str) -> None:
        """Show an order, this till's first where several have that number; one that none has is said."""
        typed = number.strip().removeprefix("#")
        self.book.forget_filters()
        self.page.search.line.setText(f"#{typed}" if typed else "")
        self.book.search(self.page.search.line.text())
        if typed and not self.book.rows:
            QApplication.beep()
            self.all()
            self.page.notices.warning(sentence(OrderUnknown(typed)))
            return
        letter = self.book.settings.letter
        own = next((n for n, row in enumerate(self.book.rows) if words.key(row).startswith(f"{letter}-")), 0)
        self.page.table.list.choose(own if typed else 0)
        self.page.table.list.setFocus()

    def scanned(self, code: str) -> None:
        """A code scanned on this page: an order's own, else what was sold under it."""
        if code.startswith("#"):
            self.open_order(code)
            return
        hits = self.shop.search.by_code(code, scanned=True)
        self.page.search.line.setText(hits[0].name if hits else code)
        self.book.forget_filters()
        self.book.search(self.page.search.line.text())
        if not self.book.rows:
            QApplication.beep()

    def _listed(self, rows: tuple[Entry, ...]) -> None:
        page, book = self.page, self.book
        shown = words.key_of(book.order)
        kept = shown if any(words.key(one) == shown for one in rows) else ""
        wanted = kept or (words.key(rows[0]) if rows else "")
        page.table.show_rows(rows, wanted)
        page.filters.mark(book.filter, book.period)
        unfiltered = not book.text.strip() and book.filter in (ALL, HELD)
        bare = not rows and unfiltered and book.is_bare
        page.show_found(bool(rows), bare, self.detail)
        if shown != wanted:
            book.show(wanted)

    def _chosen(self, row: Entry | None) -> None:
        if row is not None:
            self.book.show(words.key(row))

    def _entered(self) -> None:
        """Enter: what the order waits for first."""
        if self.book.order is not None:
            self.detail.main.setFocus()

    def pay(self) -> None:
        """Count the money for what is still due."""
        self.side.pay()

    def _changed(self, _kinds: object) -> None:
        if self.page.isVisible():
            self.book.refresh()
        else:
            self._stale = True
