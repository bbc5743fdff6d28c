"""The buttons of the panel at work: which dialog opens, what is written, and what is said about it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from pos.domain.money.amounts import Money
from pos.domain.money.tenders import Settlement
from pos.domain.orders.cart import HeldCart
from pos.domain.orders.errors import ChangedSinceShown
from pos.domain.orders.orders import Order, OrderPaper
from pos.domain.quotes.quotes import Quote
from pos.domain.shop.errors import ClockMoved
from pos.domain.shop.statuses import ShopStatus
from pos.text import _, current, sentence
from ui.frame.refs import CartRef, CustomerRef, OrderRef, QuoteRef
from ui.frame.window import MainWindow
from ui.kit.dialogs.dialog import open_dialog_of
from ui.kit.lists.list_page import ListPage
from ui.kit.notices import Cause
from ui.orders.acts.acts import Acts, Refusal
from ui.orders.acts.asks import Asks
from ui.orders.acts.pay_dialog import PayDialog
from ui.orders.detail.deeds import Deed
from ui.orders.detail.explain_dialog import ExplainDialog
from ui.orders.detail.explained import Figure, explain
from ui.orders.detail.panel import OrderDetail
from ui.orders.detail.versions_dialog import VersionsDialog
from ui.orders.presenter import OrderPresenter
from ui.shared.charge.account import Transfer, transfer_of
from ui.shared.charge.tender import TenderPresenter
from ui.shared.charge.transfer_dialog import TransferDialog
from ui.shared.orders.words import Entry
from ui.shared.papers.documents import open_paper, open_paper_of, show_quote


class DetailController(QObject):
    """What the person wants of the order in the panel."""

    def __init__(
        self, page: ListPage[Entry], window: MainWindow, orders: OrderPresenter, detail: OrderDetail
    ) -> None:
        super().__init__(page)
        self.page, self.window, self.shop = page, window, orders.shop
        self.orders, self.detail = orders, detail
        self.acts = Acts(orders.shop, window.writer, self)
        self.asks = Asks(window, self.acts, detail, self)
        self._paying: PayDialog | None = None
        self._connect()

    def _connect(self) -> None:
        detail, acts = self.detail, self.acts
        detail.pay_asked.connect(self.pay)
        detail.invoice_asked.connect(self._invoice)
        detail.transfer_asked.connect(self._transfer)
        detail.paper_asked.connect(self._open)
        detail.body.papers.drawn.connect(self._draw)
        detail.status_chosen.connect(self._set_status)
        detail.tracked.connect(self._track)
        detail.cancelled.connect(self.asks.cancel)
        detail.band.changed.connect(self.asks.look_at_cancel)
        detail.repay_asked.connect(lambda: self.ask(Deed.REPAY))
        detail.repeat_asked.connect(lambda: self.ask(Deed.COPY_TODAY))
        detail.taken_up.connect(self._take_up)
        detail.thrown_away.connect(self._discard)
        detail.deed_chosen.connect(self.ask)
        detail.body.addresses.page_asked.connect(lambda address: QDesktopServices.openUrl(QUrl(address)))
        detail.body.figure_asked.connect(self._explain)
        detail.body.history.versions.clicked.connect(self._compare)
        detail.body.notes.asked.connect(lambda: self.ask(Deed.NOTE))
        detail.body.needs.decided.connect(self.acts.decide)
        detail.body.letters.list.again_asked.connect(self.acts.send_again)
        detail.body.letters.list.drop_asked.connect(self.acts.drop_mail)
        detail.customer_asked.connect(self._customer)
        acts.wrote.connect(lambda: self.window.changes.announce("orders"))
        acts.told.connect(self.orders.list.tell)
        acts.way_back.connect(self.orders.list.keep_way)
        acts.stays.connect(self._stays)
        acts.refused.connect(self._refused)
        acts.paid.connect(self._paid)
        acts.paid_in_part.connect(self._offer_the_rest)
        self.orders.shown.connect(lambda _order: self.page.notices.look_again())

    def ask(self, deed: Deed) -> None:
        """Begin something with the order in the panel."""
        order = self._order()
        if order is not None:
            self.asks.ask(deed, order)

    def _explain(self, figure: Figure) -> None:
        """Say where a figure comes from."""
        order = self._order()
        if order is not None:
            title, steps = explain(order, figure, self.orders.settings)
            ExplainDialog(self.window, title, steps).open_dialog()

    def _compare(self) -> None:
        order = self._order()
        if order is not None:
            dialog = VersionsDialog(self.window, order)
            last = len(order.versions)
            dialog.back_asked.connect(lambda version: self.asks.go_back(order, version, last))
            dialog.open_dialog()

    def pay(self) -> None:
        """Count the money for what is still due."""
        order = self._order()
        if order is None or order.row.due.minor <= 0 or open_dialog_of(self.window) is not None:
            return
        settings = self.orders.settings
        tender = TenderPresenter(order.row.due, settings.methods, settings.cash_step, self._code, True)
        dialog = PayDialog(self.window, tender)
        dialog.finished.connect(lambda paid: self.acts.pay(order, paid, accept_more=tender.accepts_more))
        dialog.closed.connect(self._stop_paying)
        self._paying = dialog
        agreed = [one.key for one in settings.methods]
        if order.payment_method in agreed:
            dialog.choose(agreed.index(order.payment_method))
        dialog.open_dialog()

    def _stop_paying(self) -> None:
        self._paying = None

    def _paid(self, _settlement: Settlement) -> None:
        if self._paying is not None:
            self._paying.close_dialog()

    def _offer_the_rest(self, words: str, due: Money) -> None:
        """Say what is still due, and take it as long as it is: one Enter, if that is what comes next."""
        paid = self.orders.order

        def still() -> bool:
            now = self.orders.order
            same = isinstance(now, Order) and isinstance(paid, Order) and now.id == paid.id
            return not isinstance(now, Order) or (same and now.row.due.minor > 0)

        take = _("Take {amount} now").format(amount=current().money(due))
        bar = self.page.notices.good(words, take, self.pay, cause=still)
        if bar.action is not None and open_dialog_of(self.window) is None:
            bar.action.setFocus()

    def _invoice(self) -> None:
        if isinstance(self.orders.order, Quote):
            show_quote(self.window, self.orders.order.row)
            return
        order, paper = self._order(), self.detail.paper("invoice")
        if paper is not None:
            self._open(paper)
        elif order is not None:
            self.acts.issue_invoice(order, self._show_invoice)

    def _show_invoice(self) -> None:
        """Open the invoice just made, as soon as the panel knows it."""
        paper = self.detail.paper("invoice")
        if paper is not None:
            self._open(paper)

    def _open(self, paper: OrderPaper) -> None:
        order = self._order()
        if order is not None:
            open_paper(self.window, order, paper)

    def _draw(self, kind: str) -> None:
        """Show a paper that bears the order's number."""
        order = self._order()
        if order is not None:
            open_paper_of(self.window, kind, order.row.number, order.id)

    def _transfer(self) -> None:
        """Show the account and the code that a banking app reads, for what is still due."""
        order = self._order()
        wanted = self._transfer_of(order.row.due) if order is not None else None
        if wanted is not None:
            TransferDialog(self.window, wanted).open_dialog()

    def _transfer_of(self, amount: Money) -> Transfer | None:
        order, paper = self._order(), self.detail.paper("invoice")
        reference = paper.number if paper is not None else order.row.number if order is not None else ""
        return transfer_of(self.orders.settings, amount, reference)

    def _code(self, amount: Money) -> str:
        """What the code for an amount of the order says, with its invoice as the reference."""
        wanted = self._transfer_of(amount)
        return wanted.payload if wanted is not None else ""

    def _set_status(self, status: ShopStatus) -> None:
        order = self._order()
        if order is not None:
            self.acts.say_status(order, status)

    def _track(self, number: str) -> None:
        order = self._order()
        if order is not None:
            self.acts.track(order, number)

    def _take_up(self) -> None:
        if isinstance(self.orders.order, HeldCart):
            self.window.open(CartRef(self.orders.order.cart.id))
        elif isinstance(self.orders.order, Quote):
            row = self.orders.order.row
            self.window.open(OrderRef(row.order_id) if row.order_id else QuoteRef(row.id))

    def _discard(self) -> None:
        if isinstance(self.orders.order, HeldCart):
            self.acts.discard(self.orders.order)

    def _customer(self, customer_id: str) -> None:
        self.window.open(CustomerRef(customer_id))

    def _order(self) -> Order | None:
        return self.orders.order if isinstance(self.orders.order, Order) else None

    # what comes back

    def _stays(self, instead: str) -> None:
        """Undo then says what to do instead, and leaves what was done before alone."""

        def say() -> None:
            self.page.notices.info(instead)

        self.orders.list.keep_way(say)

    def _refused(self, refusal: Refusal) -> None:
        """Say what was refused where it was asked; a moved clock can be confirmed right there."""
        clock = isinstance(refusal.error, ClockMoved)
        help_words = _("The date is right") if clock else ""
        if self._paying is not None and refusal.change == "pay":
            self._paying.refuse(refusal.error, help_words, lambda: self.window.confirm_date(refusal.again))
        elif clock:
            self.page.notices.warning(
                sentence(refusal.error),
                help_words,
                lambda: self.window.confirm_date(refusal.again),
                cause=self._same_order(),
            )
        else:
            self.page.notices.warning(sentence(refusal.error), cause=self._same_order())
        if isinstance(refusal.error, ChangedSinceShown):
            self.window.changes.announce("orders")  # what is shown is read again, and so is what would follow

    def _same_order(self) -> Cause:
        """Holds while the same order is looked at."""
        keys = self.orders.list.keys
        return lambda: self.orders.list.keys == keys
