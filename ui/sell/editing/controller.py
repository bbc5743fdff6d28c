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

    def begin(self, number: str) -> None:
        """Open an order in the cart; what lies in it is put aside."""
        self._sale.when_free(lambda: self._sale.begin_edit(number))

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
        number = cart.edits.number if cart.edits else ""
        title = _("Save the changes of {number}?").format(number=number)
        return Proposal(
            title, _("Save"), _Following(self._controller, cart), settings.methods, offers=self._offers(cart)
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
        self._sale.begin_anew()
        self._controller.window.changes.announce("orders")
        row, due = outcome.order.row, outcome.order.row.due
        said = [_("{number} is changed.").format(number=row.number)]
        if due.minor > 0:
            said.append(_("{amount} is due.").format(amount=current().money(due)))
        if outcome.consequences.to_give_back[1].minor > 0:
            back = current().money(outcome.consequences.to_give_back[1])
            said.append(_("{amount} is to be given back.").format(amount=back))
        self._controller.page.notices.good(
            " ".join(said), _("Show the order"), lambda: self._controller.window.open(OrderRef(row.number))
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
            self._sale.drop()
            self._controller.window.open(OrderRef(cart.edits.number))


class _Following:
    """Saves an edit, or sees what would follow from it; runs in the writer lane."""

    def __init__(self, controller: SellController, cart: Cart) -> None:
        self._shop, self._cart = controller.shop, cart

    def __call__(
        self, unmailed: frozenset[str], *, dry: bool = False, shown: Consequences | None = None
    ) -> Outcome:
        after, number = self._shop.after_sale, self._cart.edits.number if self._cart.edits else ""
        cart = self._cart if dry else self._shop.keeper.complete(self._cart)
        return after.follow(lambda: after.edits.save(cart), number, dry=dry, shown=shown, unticked=unmailed)
