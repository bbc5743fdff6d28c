"""Record payment: the dialog that counts the money of a sale, for what an order still owes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from pos.domain.money.amounts import Money
from pos.domain.money.tenders import Tender, settle
from pos.text import _, current
from ui.kit.controls.buttons import PlainButton
from ui.shared.charge.tender import TenderPresenter, TenderState
from ui.shared.charge.tender_dialog import TenderDialog


class PayDialog(TenderDialog):
    """As at the till, but a part may be taken now and the rest stay due."""

    def __init__(self, window: QWidget, tender: TenderPresenter, *, print_receipt: bool = False) -> None:
        self.part: PlainButton | None = None
        super().__init__(window, tender, print_receipt=print_receipt)
        self._without_documents()
        self.part = PlainButton(height=44)
        self.part.clicked.connect(self._take_part)
        self.body.insertWidget(self.body.count() - 1, self.part)
        self.show_state()

    def _without_documents(self) -> None:
        """The receipt was given when the order was placed; it does not change with a payment."""
        title = self.aside.itemAt(self.aside.indexOf(self.print_receipt) - 1)
        for part in (self.print_receipt, title.widget() if title is not None else None):
            if part is not None:
                part.hide()

    def show_state(self, *, quick: bool = True) -> None:
        """Show where the counting stands, and offer to keep the rest for later."""
        super().show_state(quick=quick)
        if self.part is None:
            return
        now = self.tender.state()
        if self.finish.text() == _("Finish sale"):
            self.finish.setText(_("Record payment"))
        amount = self._in_part(now)
        self.part.setVisible(amount is not None)
        if amount is not None:
            self.part.setText(
                _("Take only {amount} now, the rest later").format(amount=current().money(amount))
            )
        self.part.setEnabled(not self.saving)

    def _in_part(self, now: TenderState) -> Money | None:
        """What was offered so far, where it is something but not all."""
        if now.finishes or now.refusal is not None or now.question:
            return None
        paid = self._paid(self.tender.tenders())
        return paid if paid.minor > 0 else None

    def _paid(self, tenders: Sequence[Tender]) -> Money:
        step, more = self.tender.cash_step, self.tender.accepts_more
        return settle(self.tender.total, tenders, cash_step=step, accept_more=more).paid

    def _take_part(self) -> None:
        if self.saving or (self.amount.isVisible() and self.amount.text() and self.amount.read() is None):
            return
        self.saving = True
        self.show_state(quick=False)
        self.finished.emit(self.tender.tenders())
