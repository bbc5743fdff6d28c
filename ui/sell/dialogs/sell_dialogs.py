"""Opens the dialog that answers what was asked, and does with the answer what belongs to the page."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TypeGuard

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pos.domain.box.answers import CustomRow, UnknownCode
from pos.domain.catalogue.products import Hit
from pos.domain.money.amounts import Money
from pos.domain.money.tenders import Tender
from pos.domain.orders.after.consequences import Outcome
from pos.domain.orders.orders import Cancelled, OrderRow, PlacedOrder
from pos.domain.shop.errors import ClockMoved
from pos.domain.words.errors import CashierError
from pos.text import _, current, ngettext
from ui.kit.dialogs.dialog import Dialog, open_dialog_of
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.forms.fields import Field
from ui.sell.dialogs.cash import FloatDialog, HoldDialog
from ui.sell.dialogs.choices import ChoicesDialog
from ui.sell.dialogs.discount import DiscountDialog
from ui.sell.dialogs.held import HeldCarts, HeldDialog
from ui.sell.dialogs.item import CustomDialog, TermsDialog
from ui.sell.dialogs.last_sales import LastSalesDialog
from ui.sell.dialogs.line import LineDialog
from ui.sell.dialogs.lists import ListDialog, variant_line
from ui.sell.presenter import SellPresenter
from ui.sell.questions import Ask, AskChoices, AskCustom, AskLine, AskTenders, AskTerms, AskVariant
from ui.sell.scanner import Scan
from ui.sell.search import sounds
from ui.shared.charge.tender import TenderPresenter
from ui.shared.charge.tender_dialog import TenderDialog
from ui.shared.consequences.dialog import ConsequencesDialog, Proposal, propose
from ui.shared.consequences.following import following

if TYPE_CHECKING:
    from ui.sell.controller import SellController


class SellDialogs(QObject):
    """One dialog at a time: what is pressed twice opens one."""

    def __init__(self, controller: SellController) -> None:
        super().__init__(controller)
        self._controller = controller
        self._tender: TenderDialog | None = None
        self.waiting: list[Scan] = []
        """Scans that a dialog being filled in kept from the cart, in their order."""
        controller.sale.refused.connect(self._refused)

    def open(self, ask: Ask) -> None:
        match ask:
            case AskTerms():
                self._form(TermsDialog(self._window, ask, self._presenter))
            case AskChoices():
                self._form(ChoicesDialog(self._window, ask, self._presenter))
            case AskCustom() | UnknownCode():
                self._form(CustomDialog(self._window, ask, self._presenter))
            case AskLine(line=line):
                self._form(LineDialog(self._window, line, self._presenter))
            case AskVariant():
                self._variants(ask)
            case AskTenders(tender=tender):
                self._charge(tender)

    def custom(self) -> None:
        """F3: a custom item, named by what stands in the box."""
        self.open(AskCustom(CustomRow(Decimal(1), None, self._controller.page.box.line.text().strip())))

    def discount(self) -> None:
        """F6: the order's discount."""
        self._form(DiscountDialog(self._window, self._presenter))

    def hold(self) -> None:
        """F8: the name of the cart put aside."""
        self._form(HoldDialog(self._window, self._controller.sale.hold))

    def held(self) -> None:
        """The carts that wait."""
        HeldDialog(self._window, HeldCarts(self._controller)).open_dialog()

    def last_sales(self, text: str = "") -> None:
        """F10: the last sales; a number shows those it fits."""
        orders = self._controller.shop.orders
        newest = orders.last(1)
        dialog = LastSalesDialog(self._window, orders.find(text, limit=20), newest[0].id if newest else "")
        dialog.receipt_asked.connect(self.receipt)
        dialog.void_asked.connect(self._void)
        if dialog.open_dialog():
            self._controller.page.box.line.clear()

    def void_last(self) -> None:
        """Lead to the last sale with the question whether to take it back."""
        self.last_sales()
        dialog = open_dialog_of(self._window)
        if isinstance(dialog, LastSalesDialog):
            dialog.ask_void()

    def receipt(self, sale: PlacedOrder | OrderRow) -> None:
        """The receipt of a sale."""
        from ui.shared.papers.receipt_dialog import ReceiptDialog

        if isinstance(open_dialog_of(self._window), ReceiptDialog):
            return
        dialog = ReceiptDialog(self._window, sale.number, self._controller.paper, order=sale.id)
        dialog.open_dialog()

    def opening_float(self) -> None:
        """The cash the drawer starts with."""
        checkout, settings = self._controller.shop.checkout, self._presenter.settings
        self._form(FloatDialog(self._window, settings.currency, checkout.float_today(), self._keep_float))

    def takes_scan(self, scan: Scan) -> bool:
        """Whether an open dialog keeps a scan from the cart, and says so; else it closes and lets it in.

        What is kept from the cart is offered once the dialog is closed.
        """
        dialog = open_dialog_of(self._window)
        if dialog is None:
            return False
        if dialog.takes_code(scan.code):
            return True
        if isinstance(dialog, TenderDialog) and dialog.saving:
            return False
        if not _keeps_scans(dialog):
            dialog.close_dialog()
            return False
        if not self.waiting:
            dialog.closed.connect(self._offer_waiting)
        self.waiting.append(scan)
        words = ngettext(
            "{count} scan waits ({code}): finish or leave this first, then add it.",
            "{count} scans wait, the last {code}: finish or leave this first, then add them.",
            len(self.waiting),
        )
        dialog.say(words.format(code=scan.code, count=current().number(len(self.waiting))))
        sounds.beep()
        return True

    def _offer_waiting(self) -> None:
        """Offer to add what was scanned meanwhile, until it is added, put aside, or the cart is another's."""
        if not self.waiting:
            return
        scans, self.waiting = tuple(self.waiting), []
        count = len(scans)
        words = ngettext("{count} scan waiting", "{count} scans waiting", count)
        add = ngettext("Add it", "Add them", count)
        self._controller.page.notices.info(
            words.format(count=current().number(count)), add, lambda: self._add_waiting(scans)
        )

    def _add_waiting(self, scans: Sequence[Scan]) -> None:
        """Add them in their order; what one of them asks leaves those after it waiting."""
        for at, scan in enumerate(scans):
            self._controller.presenter.scanned(scan.code, scan.prefix)
            dialog, rest = open_dialog_of(self._window), scans[at + 1 :]
            if dialog is not None and rest:
                self.waiting = [*rest]
                dialog.closed.connect(self._offer_waiting)
                return
        if open_dialog_of(self._window) is None:
            self._controller.page.to_box()

    def says(self, words: str) -> bool:
        """Whether a dialog being filled in took it upon itself to say why its answer was not taken."""
        dialog = open_dialog_of(self._window)
        if not isinstance(dialog, FormDialog):
            return False
        dialog.say(words)
        return True

    def placed(self, _order: PlacedOrder | None = None) -> None:
        """The sale is on disk: close the counting."""
        if self._tender is not None:
            self._tender.close_dialog()

    @property
    def paying(self) -> bool:
        """Whether money is being counted."""
        return self._tender is not None

    @property
    def _window(self) -> QWidget:
        return self._controller.window

    @property
    def _presenter(self) -> SellPresenter:
        return self._controller.presenter

    def _form(self, form: FormDialog) -> None:
        if form.open_dialog() and isinstance(form.first, Field):
            form.first.take_keyboard()

    def _variants(self, ask: AskVariant) -> None:
        settings = self._presenter.settings
        lines = [variant_line(hit, settings.currency, settings.low_stock) for hit in ask.hits]

        def take(hit: object) -> None:
            if isinstance(hit, Hit):
                self._presenter.take(hit._replace(choices=1), ask.quantity)

        title = _("Which {name}?").format(name=ask.name)
        ListDialog(self._window, title, lines, take).open_dialog()

    def _charge(self, tender: TenderPresenter) -> None:
        paper = self._controller.paper
        dialog = TenderDialog(self._window, tender, print_receipt=paper.wanted)
        dialog.finished.connect(lambda tenders: self._pay(dialog, tenders))
        dialog.closed.connect(self._tender_closed)
        if dialog.open_dialog():
            self._tender = dialog

    def _pay(self, dialog: TenderDialog, tenders: tuple[Tender, ...]) -> None:
        self._controller.paper.want(dialog.print_receipt.isChecked())
        self._controller.sale.place(tenders)

    def _tender_closed(self) -> None:
        self._tender = None

    def _refused(self, error: CashierError) -> None:
        """A refusal of the sale being paid is said in the dialog; it stays, with all that was counted."""
        dialog = self._tender
        if dialog is None or not dialog.saving:
            return
        if isinstance(error, ClockMoved):
            dialog.refuse(
                error, _("The date is right"), lambda: self._controller.window.confirm_date(dialog.go_on)
            )
        else:
            dialog.refuse(error)

    def undo(self) -> None:
        """Take the last change of the cart back; before there is any, ask about what was just finished."""
        cart = self._controller.page.cart
        if (
            cart.done.order is not None
            and not cart.done.isHidden()
            and self._presenter.sale.cart.is_untouched
        ):
            self.void(cart.done.order)
        elif self._controller.editing.can_go_back():
            self._controller.editing.go_back()
        else:
            self._presenter.undo()

    def void(self, order: PlacedOrder) -> None:
        """Ask once whether a finished sale is undone, with what follows from it."""
        changes, shop = self._controller.shop.order_changes, self._controller.shop

        def act() -> None:
            changes.void(order.id)

        proposal = Proposal(
            _("Undo the sale {number}?").format(number=order.number),
            _("Undo the sale"),
            following(shop, act, order.id),
            self._presenter.settings.methods,
        )
        propose(
            self._window,
            self._controller.window.writer,
            proposal,
            self._voided,
            self._controller.sale.refused.emit,
        )

    def _voided(self, outcome: Outcome) -> None:
        """Say what is to be given back; the last sale is none any more."""
        of, number = outcome.consequences, outcome.order.row.number
        words = _("{number} is void: give {amount} back. The goods are in stock again.")
        self._controller.page.cart.done.hide()
        self._controller.page.notices.good(words.format(number=number, amount=current().money(of.handed_out)))
        self._controller.window.changes.announce("orders")

    def _void(self, sale: OrderRow) -> None:
        changes, notices = self._controller.shop.order_changes, self._controller.page.notices

        def done(cancelled: Cancelled) -> None:
            words = _("{number} is void: give {amount} back. The goods are in stock again.")
            notices.good(words.format(number=sale.number, amount=current().money(cancelled.given_back)))

        self._controller.window.writer.run(
            lambda _progress: changes.void(sale.id), done, self._controller.sale.refused.emit
        )

    def _keep_float(self, amount: Money) -> None:
        checkout, notices = self._controller.shop.checkout, self._controller.page.notices
        words = _("Opening float {amount} noted.").format(amount=current().money(amount))

        def done(_result: None) -> None:
            notices.good(words)
            self._controller.show_float()

        self._controller.window.writer.run(lambda _progress: checkout.open_float(amount), done)


def _keeps_scans(dialog: Dialog) -> TypeGuard[TenderDialog | FormDialog | ConsequencesDialog]:
    """Whether a scan would throw away what somebody wrote, or come too late for what is being saved."""
    match dialog:
        case TenderDialog():
            return dialog.tender.started
        case FormDialog():
            return dialog.changed
        case ConsequencesDialog():
            return dialog.saving or dialog.is_written
    return False
