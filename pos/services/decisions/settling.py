"""What a person may have done where two tills changed one order without knowing of each other."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from pos.domain.money.quantity import from_micro
from pos.domain.orders.after.edit import edited
from pos.domain.orders.after.take_over import change_between
from pos.domain.orders.cart import Cart
from pos.domain.orders.orders import PlacedOrder
from pos.journal.kinds.orders import OrderEdited
from pos.journal.orders.details import details_of, other_value
from pos.journal.orders.facts import Story, agreed_by, personal_of
from pos.services.orders.after.edits import Edits
from pos.services.orders.after.opened import open_order
from pos.services.orders.agreements import cart_of
from pos.services.orders.changes import OrderChanges
from pos.services.orders.place import Checkout
from pos.services.till.till import Till


class Settling:
    """Brings an order back to one story."""

    def __init__(self, till: Till, edits: Edits, changes: OrderChanges, checkout: Checkout) -> None:
        self._till = till
        self._edits = edits
        self._changes = changes
        self._checkout = checkout

    def take_over(self, number: str, events: Sequence[str]) -> None:
        """Do once more, on the version in force, what the others of these edits changed."""
        with self._till.transaction() as tx:
            story = open_order(tx, number).story
            others = [one for one in events if one in story.versions and one != story.in_force.event]
            for event in others:
                of = self._edits.editable(number)
                made = story.versions[event].fact
                assert isinstance(made, OrderEdited)
                change = change_between(_cart(story, made.from_), _cart(story, event), of.cart)
                cart = edited(of.cart, change, of.versions, lambda part: part.taxes)
                self._edits.edit(number, cart)

    def sell_what_is_out(self, number: str) -> None:
        """Let the order hold as many pieces of each line as were handed over."""
        with self._till.transaction() as tx:
            goods = {str(one.n): one for one in open_order(tx, number).now.goods}
            cart = self._edits.editable(number).cart
            for line in cart.lines:
                one = goods[line.id]
                if one.handed > one.sold - one.dropped:
                    cart = cart.with_quantity(line.id, from_micro(one.handed + one.dropped))
            self._edits.edit(number, cart)

    def take_back_what_is_out(self, number: str) -> None:
        """Take the handing over back of every piece that the order does not hold."""
        with self._till.transaction() as tx:
            now = open_order(tx, number).now
            over = [(one.n, one.handed - one.returned - max(0, one.sold - one.dropped)) for one in now.goods]
            if now.is_cancelled:
                over = [(one.n, one.with_customer) for one in now.goods]
            self._changes.hand_over(number, [(n, -pieces) for n, pieces in over if pieces > 0])

    def set_detail(self, number: str, name: str, *, others: bool) -> None:
        """Set a detail again, as it is or as the others said, over all that is known of it."""
        with self._till.transaction() as tx:
            heads = details_of(open_order(tx, number).story)[name]
            value = other_value(heads) if others else heads.value
            self._edits.set_over_all(number, name, value)

    def place_again(self, number: str) -> PlacedOrder:
        """Place what the order was once more, as it was agreed, to be paid."""
        with self._till.transaction():
            cart = replace(self._edits.editable(number).cart, id=uuid.uuid4().hex)
            return self._checkout.place_order(cart, unpaid=True, accept_oversell=True)


def _cart(story: Story, event: str) -> Cart:
    told = story.versions[event]
    return cart_of(story.placed, agreed_by(told), personal_of(told))
