"""Changes an order in the cart: opens it, says what would follow, saves it, and leaves it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos.domain.orders.after.consequences import Consequences, Outcome
from pos.domain.orders.cart import Cart
from pos.domain.orders.errors import ChangedMeanwhile
from pos.domain.words.errors import CashierError
from pos.text import _, current, sentence
from ui.frame.refs import OrderRef
from ui.kit.dialogs.dialog import open_dialog_of
from ui.sell.editing.leave_dialog import LeaveDialog
from ui.shared.consequences import words
from ui.shared.consequences.dialog import Offer, Proposal, propose
from ui.shared.consequences.going_back import of_edit
from ui.shared.orders import words as words_of_orders

if TYPE_CHECKING:
    from ui.sell.controller import SellController


class EditController(QObject):
    """What the page does while its cart changes an order."""

    def __init__(self, controller: SellController) -> None:
        super().__init__(controller)
        self._controller = controller
        self._shop, self._sale = controller.shop, controller.sale
        self.asking = False
        """Whether what would follow is being worked out."""
        self._reasons: dict[str, str] = {}
        """What was written as the reason of edits that are not saved yet, by their orders."""
        self._saved_last: Cart | None = None
        """The edit saved last, while nothing else was begun."""

    def begin(self, order: str) -> None:
        """Open an order in the cart; what lies in it is put aside."""
        self._sale.when_free(lambda: self._sale.begin_edit(order))

    def apart(self, then: Callable[[], None]) -> None:
        """Do something with a new cart: the edit at hand is put aside first."""
        if self._sale.cart.edits is None:
            self._sale.when_free(then)
        else:
            self._sale.when_free(self.hold)
            self._sale.when_free(then)

    def show_cart(self, cart: Cart) -> None:
        """Show that an order is changed, or that none is."""
        page = self._controller.page
        if not cart.is_untouched:
            self._saved_last = None
        page.band.show_cart(cart)
        self._controller.window.tell_doing(words_of_orders.edit(cart))
        difference = words.signed(cart.difference) if cart.edits and cart.lines else ""
        page.cart.show_edit(editing=cart.edits is not None, difference=difference)

    def why_not_save(self) -> str:
        """Why there is nothing to save; empty when there is."""
        return "" if self._sale.cart.is_changed else _("Nothing of the order was changed yet.")

    # saving

    def save(self) -> None:
        """F12: say what would follow, and save it when the person says so."""
        cart, form = self._sale.cart, self._controller.order_form
        if cart.edits is None or self._sale.busy or self.asking or not form.ready():
            return
        self.asking = True
        propose(self._controller.window, self._controller.window.writer, self._proposal(cart), self._saved,
                self._refused, self._asked)  # fmt: skip

    def _asked(self) -> None:
        self.asking = False

    def _proposal(self, cart: Cart) -> Proposal:
        settings = self._sale.settings
        number, order = (cart.edits.number, cart.edits.called) if cart.edits else ("", "")
        title = _("Save the changes of {number}?").format(number=number)

        def with_reason(reason: str) -> _Following:
            self._reasons[order] = reason
            return _Following(self._controller, cart, reason)

        return Proposal(
            title,
            _("Save"),
            _Following(self._controller, cart),
            settings.methods,
            offers=self._offers(cart),
            with_reason=with_reason,
            reason=self._reasons.get(order, ""),
        )

    def _offers(self, cart: Cart) -> tuple[Offer, ...]:
        """The fee stays as agreed; where it would be another now, one click takes it over."""
        agreement = self._shop.checkout.agreement()
        fee = agreement.other_fee(cart)
        if fee is None:
            return ()
        said = _("The delivery would cost {amount} now; the agreed fee stays.")
        take = _("Take {amount}").format(amount=current().money(fee))

        def over() -> None:
            self._sale.revise(agreement.with_fee_of_today)
            self.save()

        return (Offer(said.format(amount=current().money(fee)), take, over),)

    def _saved(self, outcome: Outcome) -> None:
        saved, number = self._sale.cart, outcome.order.row.number
        if saved.edits is not None:
            self._reasons.pop(saved.edits.called, None)
        self._sale.begin_anew()
        self._saved_last = saved
        self._tell(outcome, _("{number} is changed.").format(number=number))

    def _tell(self, outcome: Outcome, what: str) -> None:
        """Say what was written, and what is owed by now."""
        self._controller.window.changes.announce("orders")
        row, due = outcome.order.row, outcome.order.row.due
        said = [what]
        if due.minor > 0:
            said.append(_("{amount} is due.").format(amount=current().money(due)))
        if outcome.consequences.to_give_back[1].minor > 0:
            back = current().money(outcome.consequences.to_give_back[1])
            said.append(_("{amount} is to be given back.").format(amount=back))
        self._controller.page.notices.good(
            " ".join(said), _("Show the order"), lambda: self._controller.window.open(OrderRef(row.id))
        )
        self._controller.page.to_box()

    def _refused(self, error: CashierError) -> None:
        """Say why; an order that others changed is taken as it is now, with what was written on top of it."""
        if not isinstance(error, ChangedMeanwhile):
            self._controller.refuse(error)
            return
        cart, edits = self._sale.cart, self._shop.after_sale.edits

        def put(again: Cart) -> None:
            self._sale.revise(lambda _cart: again)
            self._controller.page.notices.warning(sentence(error))

        self._controller.window.writer.run(lambda _progress: edits.again(cart), put, self._controller.refuse)

    # taking back

    def can_go_back(self) -> bool:
        """Whether an edit was just saved, and nothing begun since."""
        return self._saved_last is not None and self._saved_last.edits is not None

    def go_back(self) -> None:
        """Ask whether the edit just saved is taken back, with what follows from it."""
        saved = self._saved_last
        if saved is None or saved.edits is None or self._sale.busy:
            return
        number, window = saved.edits.number, self._controller.window

        def done(outcome: Outcome) -> None:
            self._saved_last = None
            self._tell(outcome, _("{number} is as it was before.").format(number=number))

        propose(window, window.writer, of_edit(self._shop, saved.edits, saved), done, self._controller.refuse)

    # leaving

    def leave(self) -> None:
        """F11: back to the order; changes are asked about."""
        cart = self._sale.cart
        if cart.edits is None or self._sale.busy:
            return
        if not cart.is_changed:
            self.drop()
        elif open_dialog_of(self._controller.window) is None:
            window = self._controller.window
            LeaveDialog(window, cart.edits.number, self.save, self.hold, self.drop).open_dialog()

    def hold(self) -> None:
        """Put the changes aside, under the order's number."""
        cart = self._sale.cart
        if cart.edits is not None:
            self._sale.hold(cart.edits.number)

    def drop(self) -> None:
        """Throw the changes away and show the order as it is."""
        cart = self._sale.cart
        if cart.edits is not None:
            self._reasons.pop(cart.edits.called, None)
            self._sale.drop()
            self._controller.window.open(OrderRef(cart.edits.called))


class _Following:
    """Saves an edit, or sees what would follow from it; runs in the writer lane."""

    def __init__(self, controller: SellController, cart: Cart, reason: str = "") -> None:
        self._shop, self._cart, self._reason = controller.shop, cart, reason

    def __call__(
        self, unmailed: frozenset[str], *, dry: bool = False, shown: Consequences | None = None
    ) -> Outcome:
        after, order = self._shop.after_sale, self._cart.edits.called if self._cart.edits else ""
        cart = self._cart if dry else self._shop.keeper.complete(self._cart)

        def act() -> None:
            after.edits.save(cart, self._reason)

        return after.follow(act, order, dry=dry, shown=shown, unticked=unmailed)
