"""Goods back and others out: two orders, one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pos.domain.money.tenders import Tender
from pos.domain.orders import facts
from pos.domain.orders.after.exchange import plan_exchange
from pos.domain.orders.amendment import Back, Request
from pos.domain.orders.cart import Cart
from pos.domain.orders.orders import Cancelled
from pos.services.orders.after.credit import record_credit, terms_of
from pos.services.orders.after.opened import open_order
from pos.services.orders.entry_parts import NOTHING_ASKED, Asked, given_back
from pos.services.orders.place import Checkout
from pos.services.shop.settings import Settings
from pos.services.till.till import Till


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The number of the new order, and what taking the old goods back gave."""

    number: str
    credited: Cancelled


class Exchanges:
    """Takes goods of an order back against a new one; money moves by the methods it was paid with."""

    def __init__(self, till: Till, settings: Settings, checkout: Checkout) -> None:
        self._till = till
        self._settings = settings
        self._checkout = checkout

    def exchange(
        self,
        number: str,
        request: Request,
        cart: Cart,
        *,
        pays: Sequence[Tender] = (),
        back: Back | Sequence[facts.Tender] = Back.LATER,
        reason: str = "",
        asked: Asked = NOTHING_ASKED,
    ) -> Exchanged:
        """Place the cart against what comes back.

        `pays` pay what the new order costs more; `back` gives out what the return is worth more.
        """
        settings = self._settings.current()
        cart = self._checkout.agreement().lawful(cart)
        with self._till.transaction() as tx:
            old = open_order(tx, number)
            total = cart.totals().total.minor
            plan = plan_exchange(old.now, terms_of(old.story, settings), request, total, back)
            credit = replace(plan.credit, tenders=(*plan.moved, *plan.credit.tenders))
            credited = record_credit(
                tx,
                old.story,
                old.now,
                credit,
                settings,
                invoice=old.invoice(),
                reason=reason,
                moved_to=cart.id,
            )
            asked = replace(
                asked, exchanged=old.id, moved=given_back(plan.arrived, old.story.tenders, old.id)
            )
            placed = self._checkout.place_order(cart, pays if plan.left > 0 else (), unpaid=True, asked=asked)
        return Exchanged(placed.number, credited)
