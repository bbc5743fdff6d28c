"""Opens the dialog of each thing that can be done with an order, and tells what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject

from pos.domain.orders.after.consequences import Consequences, Outcome
from pos.domain.orders.orders import Order
from pos.domain.words.errors import CashierError
from pos.text import _, current
from ui.frame.refs import EditOrder, RepeatOrder
from ui.frame.window import MainWindow
from ui.kit.dialogs.dialog import open_dialog_of
from ui.orders.acts.acts import Acts, Refusal
from ui.orders.acts.details_dialog import DetailsDialog, details_of
from ui.orders.acts.hand_over_dialog import HandOverDialog
from ui.orders.acts.money_dialogs import CorrectDialog, RepayDialog
from ui.orders.acts.note_dialog import NoteDialog
from ui.orders.acts.return_dialog import ReturnDialog
from ui.orders.detail.deeds import Deed
from ui.orders.detail.panel import OrderDetail
from ui.shared.consequences.asking import AskDialog
from ui.shared.consequences.dialog import Follow, Proposal, propose
from ui.shared.consequences.following import following
from ui.shared.consequences.going_back import to_version
from ui.shared.papers.documents import show_slip


class Asks(QObject):
    """What is asked of the order in the panel before it is done."""

    def __init__(self, window: MainWindow, acts: Acts, detail: OrderDetail, parent: QObject) -> None:
        super().__init__(parent)
        self.window, self.acts, self.shop = window, acts, acts.shop
        self.detail = detail
        self._would: Outcome | None = None
        """What cancelling would lead to, as it is shown."""

    def take_back(self, order: Order, variant_id: str) -> None:
        """Ask what comes back, one piece of a variant first."""
        dialog = ReturnDialog(self.window, self.window.writer, self.shop, order)
        dialog.of_lines.takes_one_of({variant_id})
        self._open(dialog, self._taken_back)

    def ask(self, deed: Deed, order: Order) -> None:
        """Begin with it; a dialog that is open keeps the keyboard."""
        if open_dialog_of(self.window) is not None:
            return
        writer, shop = self.window.writer, self.shop
        match deed:
            case Deed.EDIT:
                self.window.open(EditOrder(order.id))
            case Deed.RETURN:
                self._open(ReturnDialog(self.window, writer, shop, order), self._taken_back)
            case Deed.HAND_OVER | Deed.TAKE_BACK:
                back = deed is Deed.TAKE_BACK
                handing = HandOverDialog(self.window, writer, shop, order, back=back)
                handing.slip_asked.connect(partial(show_slip, self.window, order))
                self._hand_over(handing)
            case Deed.REPAY:
                self._open(RepayDialog(self.window, writer, shop, order), self._given_back)
            case Deed.CORRECT:
                self._correct(CorrectDialog(self.window, writer, shop, order))
            case Deed.DETAILS:
                self._details(order)
            case Deed.NOTE:
                self._note(order)
            case Deed.COPY_TODAY | Deed.COPY_OLD:
                self.window.open(RepeatOrder(order.id, old_prices=deed is Deed.COPY_OLD))
            case Deed.VOID:
                self._void(order)

    def _open(self, dialog: AskDialog, saved: Callable[[Outcome], None]) -> None:
        def done(outcome: Outcome) -> None:
            self.acts.wrote.emit()
            saved(outcome)

        dialog.saved.connect(done)
        dialog.clock.connect(self.window.confirm_date)
        dialog.open_dialog()

    def _note(self, order: Order) -> None:
        dialog = NoteDialog(self.window, order.row.number)
        dialog.written.connect(lambda text, private: self.acts.note(order, text, private=private))
        dialog.open_dialog()

    def _details(self, order: Order) -> None:
        """Change what is agreed beside the goods; the way back sets what was there before."""
        methods, clock = self.shop.settings.current().methods, self.shop.till.clock
        dialog = DetailsDialog(self.window, order, methods, lambda: clock().date())

        def write(changed: Mapping[str, str], shown: Mapping[str, str]) -> None:
            self.acts.set_details(order, changed, shown, dialog.close_dialog, refused)

        def refused(error: CashierError) -> None:
            dialog.refused(error, details_of(self.shop.orders.order(order.id)))

        dialog.written.connect(write)
        dialog.open_dialog()

    def _void(self, order: Order) -> None:
        """Undo a finished sale, asked once with what follows."""
        changes = self.shop.order_changes

        def act() -> None:
            changes.void(order.id)

        proposal = Proposal(
            _("Undo the sale {number}?").format(number=order.row.number),
            _("Undo the sale"),
            following(self.shop, act, order.id),
            self.shop.settings.current().methods,
        )

        def done(outcome: Outcome) -> None:
            self.acts.wrote.emit()
            self._taken_back(outcome)

        def refused(error: CashierError) -> None:
            self.acts.refused.emit(Refusal("void", error, partial(self._void, order)))

        propose(self.window, self.window.writer, proposal, done, refused)

    def go_back(self, order: Order, version: int, last: int) -> None:
        """Let an order be as in that version again, asked once with what follows, and so its way back."""

        def done(outcome: Outcome) -> None:
            self.acts.wrote.emit()
            said = _("{number} is as in version {n} again.")
            again = partial(self.go_back, order, last, len(outcome.order.versions))
            self.acts.told.emit(said.format(number=order.row.number, n=current().number(version)), again)

        def refused(error: CashierError) -> None:
            self.acts.refused.emit(Refusal("edit", error, partial(self.go_back, order, version, last)))

        proposal = to_version(self.shop, order, version, last)
        propose(self.window, self.window.writer, proposal, done, refused)

    # cancelling, asked in the place of the buttons

    def look_at_cancel(self) -> None:
        """See what would follow from cancelling, as it is filled in now."""
        self._would = None
        order = self.detail.shown

        def refused(error: CashierError) -> None:
            self.acts.refused.emit(Refusal("cancel", error, self.look_at_cancel))

        if isinstance(order, Order):
            follow = self._cancelling(order)
            self.window.writer.run(
                lambda _progress: follow(frozenset(), dry=True),
                self._show_cancel,
                refused,
                latest="consequences",
            )

    def _cancelling(self, order: Order) -> Follow:
        band, changes = self.detail.band, self.shop.order_changes
        reason, goods = band.reason.text(), band.goods.value()
        repay = band.repay.isVisible() and band.repay.isChecked()

        def act() -> None:
            changes.cancel(order.id, reason, goods=goods, repay=repay)

        return following(self.shop, act, order.id)

    def _show_cancel(self, outcome: Outcome) -> None:
        self._would = outcome
        if self.detail.band.isVisible():
            self.detail.band.show_outcome(outcome, self.shop.settings.current().methods)

    def cancel(self) -> None:
        """Cancel the order as it is shown; until it is known what follows, nothing is done."""
        order, would = self.detail.shown, self._would
        if isinstance(order, Order) and would is not None:
            self.acts.follow("cancel", self._cancelling(order), would.consequences, self._cancelled)

    def _cancelled(self, outcome: Outcome) -> None:
        """What the service did is what was shown."""
        self.detail.keep()
        number, of = outcome.order.row.number, outcome.consequences
        said = [_("{number} is cancelled. The goods are in stock again.").format(number=number)]
        if of.given_back:
            said.append(_("Give {amount} back.").format(amount=current().money(of.handed_out)))
        said += self._notes_made(of)
        self.acts.told.emit(" ".join(said), None)
        self.acts.stays.emit(_("A cancelled order stays cancelled. Order again for a new one."))

    @staticmethod
    def _notes_made(of: Consequences) -> list[str]:
        return [
            _("Credit note {number} made.").format(number=paper.number)
            for paper in of.documents
            if paper.kind == "credit_note"
        ]

    # what became of it

    def _taken_back(self, outcome: Outcome) -> None:
        of, number = outcome.consequences, outcome.order.row.number
        said = [_("{number}: a part was taken back.").format(number=number)]
        if outcome.order.now is not None and outcome.order.now.is_all_credited:
            said = [_("{number} was taken back.").format(number=number)]
        if of.given_back:
            said.append(_("Give {amount} back.").format(amount=current().money(of.handed_out)))
        said += self._notes_made(of)
        if outcome.made is not None:
            said.append(_("New order: {number}.").format(number=outcome.made.row.number))
            self.window.order_placed.emit(outcome.made.id)
        self.acts.told.emit(" ".join(said), None)
        self.acts.stays.emit(_("What came back stays taken back. Place a new order for what goes out again."))

    def _hand_over(self, dialog: HandOverDialog) -> None:
        def saved(outcome: Outcome) -> None:
            self._handed(outcome, dialog.chosen)

        self._open(dialog, saved)

    def _handed(self, outcome: Outcome, chosen: Sequence[tuple[int, int]]) -> None:
        """Say what is still to be handed over; the way back is the same with minus."""
        order = outcome.order
        goods = order.now.goods if order.now else ()
        waits = any(one.open for one in goods)
        words = _("{number}: a part is still to be handed over.") if waits else _("{number} is handed over.")
        back = [(n, -pieces) for n, pieces in chosen]
        undo = partial(self.acts.hand_over, order, back)
        self.acts.told.emit(words.format(number=order.row.number), undo)

    def _given_back(self, outcome: Outcome) -> None:
        amount = current().money(outcome.consequences.handed_out)
        self.acts.told.emit(_("Give {amount} back.").format(amount=amount), None)
        self.acts.stays.emit(_("Money given back stays given back. Record a payment if it comes again."))

    def _correct(self, dialog: CorrectDialog) -> None:
        """Put a payment under its right method; the way back puts it under the one it had."""
        order = dialog.order
        methods = {one.n: one.method for one in dialog.taken}

        def saved(_outcome: Outcome) -> None:
            n = dialog.payment.value()
            undo = partial(self.acts.correct, order, n, methods[n])
            self.acts.told.emit(
                _("The payment of {number} is corrected.").format(number=order.row.number), undo
            )

        self._open(dialog, saved)
