"""Connects order and page: the panel, the top of the cart, placing, and what is left of a placed order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos.contacts.checks import warm_up
from pos.domain.customers.customers import billed
from pos.domain.orders.cart import Cart
from pos.domain.orders.orders import PlacedOrder
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.shop.readiness import Gap
from pos.text import _, current, ngettext, sentence
from ui.kit.look.tags import Mood
from ui.sell.dialogs.lists import Line, ListDialog
from ui.sell.order import words as order_words
from ui.shared.charge.account import Transfer, transfer_of
from ui.shared.charge.transfer_dialog import TransferDialog

if TYPE_CHECKING:
    from ui.sell.controller import SellController
    from ui.sell.order.form.panel import OrderPanel


class OrderFormController(QObject):
    """Customer, delivery and placing on the Sell page; the panel is built when it is first wanted."""

    def __init__(self, controller: SellController) -> None:
        super().__init__(controller)
        self._controller = controller
        self.presenter = controller.order_form
        self.panel: OrderPanel | None = None
        self._warm = False
        self._cart_id = self.presenter.cart.id
        self._transfer: Transfer | None = None
        self._connect()
        self._show_place()
        self.show_mails()

    def _connect(self) -> None:
        presenter, page = self.presenter, self._controller.page
        presenter.looking.connect(self._load_checks)
        presenter.opened.connect(self.open_at)
        presenter.told.connect(page.notices.good)
        presenter.warned.connect(self._warn)
        presenter.known_changed.connect(self._show_header)
        page.cart.header.kind_asked.connect(self.ask_kind)
        page.cart.done.invoice_asked.connect(self.open_invoice)
        page.cart.done.transfer_asked.connect(self.show_transfer)

    def _warn(self, words: str) -> None:
        """What is to be known of an order is said as long as it is that order; of none, until it begins."""
        sale, page = self.presenter.sale, self._controller.page
        told = sale.cart
        if told.is_untouched:
            page.notices.warning(words, cause=lambda: sale.cart == told)
        else:
            page.notices.warning(words, cause=lambda: sale.cart.id == told.id)

    def _load_checks(self) -> None:
        if not self._warm:
            self._warm = True
            self._controller.window.behind.run(lambda _progress: warm_up())

    # the panel

    @property
    def is_open(self) -> bool:
        """Whether the panel stands in place of the tiles."""
        return self.panel is not None and self._controller.page.rest is self.panel

    def toggle(self) -> None:
        """F4: open the panel, or go into it; from inside it goes away."""
        inside = self.panel.focusWidget() if self.panel is not None and self.is_open else None
        if inside is not None and inside.hasFocus():
            self.close()
        else:
            self.open_at("email")

    def open_at(self, field: str) -> None:
        """Open the panel with the keyboard in a field, or in the box."""
        page = self._controller.page
        self._load_checks()
        panel = self._made()
        if page.box.line.text():
            page.box.line.clear()
        page.show_at_rest(panel)
        panel.show_cart(self.presenter.cart, self.presenter.sale.totals)
        panel.show_known()
        self._show_place()
        if field:
            panel.to_field(field)
        else:
            page.to_box()

    def close(self) -> None:
        """Show the tiles again; what was typed is in the order."""
        page = self._controller.page
        self.presenter.pending = False
        page.show_at_rest(page.shelf)
        self._show_place()
        page.to_box()

    def _made(self) -> OrderPanel:
        if self.panel is None:
            from ui.sell.order.form.panel import OrderPanel

            self.panel = OrderPanel(self.presenter, self._controller.page.known)
            self.panel.left.connect(self._controller.page.to_box)
            self.panel.handing.methods_asked.connect(lambda: self._controller.gaps.fill(Gap.DELIVERY))
            self.panel.completed.connect(self._completed)
            self.panel.head.close_it.clicked.connect(self.close)
        return self.panel

    def _completed(self) -> None:
        """Enter in the last field: place what waits to be placed, else go on with the goods."""
        if self.presenter.pending and self.presenter.cart.buyer is not None:
            self.presenter.place()
        else:
            self._controller.page.to_box()

    # what is shown

    def show_cart(self, cart: Cart) -> None:
        if self.presenter.renew():
            return  # shown already
        another, self._cart_id = cart.id != self._cart_id, cart.id
        if another and self.is_open:
            self.close()  # what was written there was put aside with its cart, or placed
        self.presenter.look_up()
        self._show_header()
        self._show_place()
        if self.panel is not None and self.is_open:
            self.panel.show_cart(cart, self.presenter.sale.totals)

    def _show_header(self) -> None:
        self._controller.page.cart.header.show_buyer(self.presenter.cart, self.presenter.known)

    def _show_place(self) -> None:
        cart = self.presenter.cart
        bill = billed(cart.buyer, cart.billing, cart.fulfilment.address)
        invoice = self.presenter.settings.invoice_at_once and bool(bill.name or bill.company)
        self._controller.page.cart.place.show_terms(ordering=self.is_open, invoice=invoice)

    def show_mails(self) -> None:
        """Say at the bottom how many messages wait, and offer to send what perhaps went."""
        post, status = self._controller.shop.mails.post(), self._controller.window.status
        words = ngettext("{count} e-mail waiting", "{count} e-mails waiting", post.waiting)
        shown = words.format(count=current().number(post.waiting)) if post.waiting else ""
        status.say("mails", shown, Mood.NEUTRAL)
        words = ngettext(
            "{count} e-mail perhaps sent: send it", "{count} e-mails perhaps sent: send them", post.perhaps
        )
        shown = words.format(count=current().number(post.perhaps)) if post.perhaps else ""
        status.offer("perhaps", shown, self._send_again)

    def _send_again(self) -> None:
        mails = self._controller.shop.mails
        self._controller.window.writer.run(
            lambda _progress: mails.send_again(), lambda _none: self.show_mails()
        )

    def look_again(self) -> None:
        """Something was written: customers and mails may be others."""
        self.presenter.read_again()
        self._show_place()
        self.show_mails()

    def ask_kind(self) -> None:
        """Take away, pickup or delivery, from the top of the cart."""
        lines = [
            Line(order_words.kind_words(kind), _(order_words.NOTES[kind]), "", "", kind)
            for kind in FulfilmentKind
        ]
        dialog = ListDialog(self._controller.window, _("How is it handed over?"), lines, self._take_kind)
        dialog.list.choose(list(FulfilmentKind).index(self.presenter.cart.fulfilment.kind))
        dialog.open_dialog()

    def _take_kind(self, kind: object) -> None:
        if kind is FulfilmentKind.DELIVERY:
            self.presenter.deliver()
        elif isinstance(kind, FulfilmentKind):
            self.presenter.choose_kind(kind)

    # a placed order

    def placed(self, order: PlacedOrder) -> None:
        """An order is on disk: show its invoice and how to pay it."""
        self.close()
        self.presenter.read_again()
        self.show_mails()
        due = order.total + order.rounding - order.paid
        if due.minor <= 0:
            return
        documents, settings = self._controller.shop.documents, self.presenter.settings
        invoice = documents.invoice_number(order.id)
        for remark in documents.remarks(order.id):
            self._controller.page.notices.warning(sentence(remark))
        self._transfer = transfer_of(settings, due, invoice or order.number)
        self._controller.page.cart.done.show_unpaid(due, invoice, transfer=self._transfer is not None)

    def open_invoice(self, order: PlacedOrder, number: str) -> None:
        """The invoice: looked at, printed, saved."""
        from ui.shared.papers.documents import open_paper_of

        open_paper_of(self._controller.window, "invoice", number, order.id)

    def show_transfer(self) -> None:
        """The code that a banking app reads."""
        if self._transfer is not None:
            TransferDialog(self._controller.window, self._transfer).open_dialog()
