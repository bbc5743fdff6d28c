"""What can be done with an order or a cart on hold, each with its way back where there is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from pos.domain.money.tenders import Settlement, Tender
from pos.domain.orders.after.consequences import Consequences, Outcome
from pos.domain.orders.cart import HeldCart
from pos.domain.orders.orders import FulfilmentStatus, Order
from pos.domain.shop.statuses import FULFILMENT, ShopStatus
from pos.domain.words.errors import CashierError
from pos.text import _, current, sentence
from ui.kit.lanes import Lane
from ui.shared.consequences.dialog import Follow
from ui.shared.orders import words

if TYPE_CHECKING:
    from pos.shop import Shop


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was refused, of which change, and how to try again."""

    change: str
    error: CashierError
    again: Callable[[], None]


class Acts(QObject):
    """Writes in the writer lane, and says what became of it; `wrote` comes first, to read again."""

    wrote = Signal()
    told = Signal(str, object)  # words, how to take it back or None
    refused = Signal(object)  # Refusal
    paid = Signal(object)  # Settlement
    paid_in_part = Signal(str, object)  # words, and the Money still due
    way_back = Signal(object)  # how to take back what is told elsewhere, or to say why it cannot be
    stays = Signal(str)  # what was done cannot be undone: what to do instead

    def __init__(self, shop: Shop, writer: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shop = shop
        self._writer = writer

    def say_status(self, order: Order, status: ShopStatus) -> None:
        """Say how far the goods or the money have come, and offer the way back."""
        changes, axis, row = self.shop.order_changes, status.axis, order.row
        which, number = order.id, row.number
        if axis == FULFILMENT:
            said = words.fulfilment_tag(status.key, row.fulfilment, status.name)[0]
            back = words.fulfilment_tag(row.fulfilment_status, row.fulfilment, row.fulfilment_name)[0]
            before = row.fulfilment_own or row.fulfilment_status
        else:
            said = words.payment_tag(status.key, status.name)[0]
            back = words.payment_tag(row.payment_status, row.payment_name)[0]
            before = row.payment_own or row.payment_status

        def take_back() -> None:
            if axis == FULFILMENT:
                changes.undo_fulfilment(which, FulfilmentStatus(row.fulfilment_status))
            self.shop.statuses.say(which, axis, before)

        def undo() -> None:
            self._write(
                axis,
                take_back,
                lambda _none: self._tell(
                    _("Undone: {number} is “{status}” again."), number=number, status=back
                ),
            )

        self._write(
            axis,
            lambda: self.shop.statuses.say(which, axis, status.key),
            # Translators: an order and the status it was given
            lambda _none: self._tell(_("{number}: {status}"), undo, number=number, status=said),
        )

    def track(self, order: Order, tracking_number: str) -> None:
        """Keep the number under which the goods travel."""
        changes, which, number = self.shop.order_changes, order.id, order.row.number
        self._write(
            "tracking",
            lambda: changes.track(which, tracking_number),
            lambda _none: self._tell(_("The tracking number of {number} is kept."), number=number),
        )

    def issue_invoice(self, order: Order, then: Callable[[], None]) -> None:
        """Give an order its invoice, then show it."""
        changes, which, number = self.shop.order_changes, order.id, order.row.number

        def done(invoice: str) -> None:
            made = _("Invoice {invoice} made for {number}.").format(invoice=invoice, number=number)
            remarks = map(sentence, self.shop.documents.remarks(which))
            self.told.emit(" ".join([made, *remarks]), None)
            self.stays.emit(_("An invoice stays. Change or cancel the order: a credit note is made with it."))
            then()

        self._write("invoice", lambda: changes.issue_invoice(which), done)

    def note(self, order: Order, text: str, *, private: bool) -> None:
        """Keep a person's words beside those before them."""
        changes, which, number = self.shop.order_changes, order.id, order.row.number
        self._write(
            "note",
            lambda: changes.note(which, text, private=private),
            lambda _none: self._tell(_("The note on {number} is kept."), number=number),
        )

    def set_details(
        self,
        order: Order,
        changed: Mapping[str, str],
        shown: Mapping[str, str],
        saved: Callable[[], object] = lambda: None,
        refused: Callable[[CashierError], None] | None = None,
    ) -> None:
        """Set details of an order, and offer the way back; `refused` hears why not instead of the page."""
        edits, number = self.shop.after_sale.edits, order.row.number
        before = {name: shown[name] for name in changed}

        def done(_none: None) -> None:
            saved()
            self.wrote.emit()
            said = _("Delivery and notes of {number} are kept.")
            self._tell(said, lambda: self.set_details(order, before, changed), number=number)

        def failed(error: CashierError) -> None:
            if refused is not None:
                refused(error)
            else:
                again = partial(self.set_details, order, changed, shown)
                self.refused.emit(Refusal("details", error, again))

        self._writer.run(lambda _progress: edits.set_details(order.id, changed, shown), done, failed)

    def correct(self, order: Order, payment: int, method: str) -> None:
        """Put a payment under another method again."""
        changes = self.shop.order_changes
        self._write(
            "pay",
            lambda: changes.correct(order.id, payment, method),
            lambda _none: self._tell(_("The payment of {number} is corrected."), number=order.row.number),
        )

    def hand_over(self, order: Order, pieces: Sequence[tuple[int, int]]) -> None:
        """Undo a handing over, or a taking back: the same pieces with the other sign."""
        changes = self.shop.order_changes
        self._write(
            "fulfilment",
            lambda: changes.hand_over(order.id, pieces),
            lambda _none: self._tell(_("The handing over of {number} is undone."), number=order.row.number),
        )

    def send_again(self, which: str) -> None:
        """Let a message go out (once more)."""
        mails = self.shop.mails
        self._write("mail", lambda: mails.again(which), lambda _mail: self._told_mail(_("It is sent next.")))

    def _told_mail(self, said: str) -> None:
        self._tell(said)
        self.stays.emit(_("A message that goes out stays. Write another one to the customer."))

    def drop_mail(self, which: str) -> None:
        """Let a message never go out."""
        mails = self.shop.mails
        self._write("mail", lambda: mails.drop(which), lambda _mail: self._tell(_("It is not sent.")))

    def decide(self, which: str, choice: str) -> None:
        """Answer what two tills did without knowing of each other."""
        exceptions = self.shop.exceptions
        self._write(
            "decision",
            lambda: exceptions.resolve(which, choice),
            lambda _again: self._tell(_("It is decided.")),
        )

    def follow(
        self, change: str, follow: Follow, shown: Consequences, done: Callable[[Outcome], None]
    ) -> None:
        """Do what was shown; something else is refused."""
        self._write(change, lambda: follow(frozenset(), shown=shown), done)

    def pay(self, order: Order, tenders: Sequence[Tender], *, accept_more: bool = False) -> None:
        """Take money for an order, more than is due where that was accepted; `paid` when it is on disk."""
        changes, which, number = self.shop.order_changes, order.id, order.row.number

        def work() -> tuple[Settlement, int]:
            settlement = changes.pay(which, tuple(tenders), accept_more=accept_more)
            return settlement, max(one.n for one in self.shop.orders.order(which).payments)

        def done(result: tuple[Settlement, int]) -> None:
            settlement, payment = result
            undo = partial(self.take_payment_back, order, payment)
            self.paid.emit(settlement)
            words = paid_words(number, settlement)
            if settlement.due.minor > 0:
                self.way_back.emit(undo)
                self.paid_in_part.emit(words, settlement.due)
            else:
                self.told.emit(words, undo)

        self._write("pay", work, done)

    def take_payment_back(self, order: Order, payment: int) -> None:
        """Undo a payment by its counter-entry."""
        changes, number = self.shop.order_changes, order.row.number
        self._write(
            "payment back",
            lambda: changes.take_payment_back(order.id, payment),
            lambda _none: self._tell(_("Undone: {number} is without that payment again."), number=number),
        )

    def discard(self, held: HeldCart) -> None:
        """Throw a cart on hold away, with its way back."""
        carts, name = self.shop.carts, words.customer(held)

        def undo() -> None:
            self._write(
                "held",
                lambda: carts.hold(held.cart, held.label),
                lambda _cart: self._tell(_("Undone: the cart of {name} waits again."), name=name),
            )

        self._write(
            "held",
            lambda: carts.discard(held.cart.id),
            lambda _none: self._tell(_("The cart of {name} was thrown away."), undo, name=name),
        )

    def _write(self, change: str, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        def over(result: Any) -> None:
            self.wrote.emit()
            done(result)

        def failed(error: CashierError) -> None:
            self.refused.emit(Refusal(change, error, lambda: self._write(change, work, done)))

        self._writer.run(lambda _progress: work(), over, failed)

    def _tell(self, said: str, undo: Callable[[], None] | None = None, **values: str) -> None:
        self.told.emit(said.format(**values), undo)


def paid_words(number: str, settlement: Settlement) -> str:
    if settlement.change.minor > 0:
        return _("{number} is paid. Change to give: {amount}").format(
            number=number, amount=current().money(settlement.change)
        )
    if settlement.over.minor > 0:
        return _("{number} is paid. To give back: {amount}").format(
            number=number, amount=current().money(settlement.over)
        )
    if settlement.due.minor > 0:
        return _("{amount} noted for {number}; {due} is still due.").format(
            amount=current().money(settlement.paid), number=number, due=current().money(settlement.due)
        )
    return _("{number} is paid.").format(number=number)
