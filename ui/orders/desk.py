"""Connects the page with its presenter once the shop is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from pos.domain.cart import HeldCart
from pos.domain.errors import ClockMoved, OrderUnknown
from pos.domain.orders import FulfilmentStatus, Order, OrderPaper
from pos.domain.payments import Settlement
from pos.text import _, sentence
from ui.main_window import MainWindow
from ui.orders import counter_side, words
from ui.orders.detail import Detail
from ui.orders.papers import open_paper
from ui.orders.pay_sheet import PaySheet
from ui.orders.presenter import ALL, HELD, OrderBook, Refusal, Told
from ui.orders.words import Entry
from ui.parts.sheet import open_sheet_of
from ui.sell.charge.tender import Tendering

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.orders.page import OrdersPage


class Desk(QObject):
    """The page at work."""

    def __init__(self, page: OrdersPage, window: MainWindow, shop: Shop) -> None:
        super().__init__(page)
        self.page, self.window, self.shop = page, window, shop
        self.book = OrderBook(shop, window.writer, window.behind, self)
        self.detail = Detail(lambda: self.book.settings, lambda: self.book.today)
        page.table.painter.today = lambda: self.book.today
        page.row.addWidget(self.detail)
        self._paying: PaySheet | None = None
        self._stale = False
        self._connect_list()
        self._connect_detail()

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
        book.told.connect(self._told)
        book.refused.connect(self._refused)
        book.paid.connect(self._paid)
        self.window.changes.changed.connect(self._changed)

    def _connect_detail(self) -> None:
        detail = self.detail
        detail.pay_asked.connect(self.pay)
        detail.invoice_asked.connect(self._invoice)
        detail.paper_asked.connect(self._open)
        detail.status_chosen.connect(self._set_status)
        detail.tracked.connect(self._track)
        detail.cancelled.connect(self._cancel)
        detail.repeat_asked.connect(self._repeat)
        detail.taken_up.connect(self._take_up)
        detail.thrown_away.connect(self._discard)
        detail.customer_asked.connect(self._customer)

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
        self.detail.setVisible(not bare)
        page.filters.setVisible(not bare)
        page.lists.setCurrentWidget(page.table if rows else page.bare if bare else page.nothing)
        if shown != wanted:
            book.show(wanted)

    def _chosen(self, row: Entry | None) -> None:
        if row is not None:
            self.book.show(words.key(row))

    def _entered(self) -> None:
        """Enter: what the order waits for first."""
        if self.book.order is not None:
            self.detail.main.setFocus()

    # changes

    def pay(self) -> None:
        """Count the money for what is still due."""
        order = self._order()
        if order is None or order.row.due.minor <= 0 or open_sheet_of(self.window) is not None:
            return
        settings = self.book.settings
        sheet = PaySheet(self.window, Tendering(order.row.due, settings.methods, settings.cash_step))
        sheet.finished.connect(lambda tenders: self.book.pay(order, tenders))
        sheet.closed.connect(self._stop_paying)
        self._paying = sheet
        agreed = [one.key for one in settings.methods]
        if order.payment_method in agreed:
            sheet.choose(agreed.index(order.payment_method))
        sheet.open_sheet(sheet.amount.line)

    def _stop_paying(self) -> None:
        self._paying = None

    def _paid(self, _settlement: Settlement) -> None:
        if self._paying is not None:
            self._paying.close_sheet()

    def _invoice(self) -> None:
        order, paper = self._order(), self.detail.paper("invoice")
        if paper is not None:
            self._open(paper)
        elif order is not None:
            self.book.issue_invoice(order, self._show_invoice)

    def _show_invoice(self) -> None:
        """Open the invoice just made, as soon as the panel knows it."""
        self.book.refresh()
        paper = self.detail.paper("invoice")
        if paper is not None:
            self._open(paper)

    def _open(self, paper: OrderPaper) -> None:
        order = self._order()
        if order is not None:
            open_paper(self.window, self.shop, order, paper)

    def _set_status(self, status: FulfilmentStatus) -> None:
        order = self._order()
        if order is not None:
            self.book.set_fulfilment(order, status)

    def _track(self, number: str) -> None:
        order = self._order()
        if order is not None:
            self.book.track(order, number)

    def _cancel(self, reason: str) -> None:
        order = self._order()
        if order is not None:
            self.detail.keep()
            self.book.cancel(order, reason)

    def _repeat(self) -> None:
        order = self._order()
        if order is not None:
            counter_side.repeat(self.window, order.row.number)

    def _take_up(self) -> None:
        if isinstance(self.book.order, HeldCart):
            counter_side.take_up(self.window, self.book.order.cart.id)

    def _discard(self) -> None:
        if isinstance(self.book.order, HeldCart):
            self.book.discard(self.book.order)

    def _customer(self, customer_id: str) -> None:
        open_customer = getattr(self.window.show_page("customers"), "open_customer", None)
        if open_customer is not None:
            open_customer(customer_id)

    def _order(self) -> Order | None:
        return self.book.order if isinstance(self.book.order, Order) else None

    # what comes back

    def _told(self, told: Told) -> None:
        if told.undo is None:
            self.page.notices.good(told.words)
        else:
            self.page.notices.good(told.words, _("Undo"), told.undo)
        self.page.last_undo = told.undo
        self.window.changes.announce("orders")

    def _refused(self, refusal: Refusal) -> None:
        """Say what was refused where it was asked; a moved clock can be confirmed right there."""
        clock = isinstance(refusal.error, ClockMoved)
        help_words = _("The date is right") if clock else ""
        if self._paying is not None and refusal.change == "pay":
            self._paying.refuse(refusal.error, help_words, lambda: self._confirm_date(refusal))
        elif clock:
            self.page.notices.warning(
                sentence(refusal.error), help_words, lambda: self._confirm_date(refusal)
            )
        else:
            self.page.notices.warning(sentence(refusal.error))

    def _confirm_date(self, refusal: Refusal) -> None:
        till = self.shop.till
        self.window.writer.run(lambda _progress: till.confirm_date(), lambda _done: refusal.again())

    def _changed(self, _kinds: object) -> None:
        if self.page.isVisible():
            self.book.refresh()
        else:
            self._stale = True
