"""Take goods or value back, and give back what is then the customer's."""

from __future__ import annotations

from collections.abc import Sequence

from pos.domain.orders.amendment import Back, Request, plan_refund
from pos.domain.orders.facts import Tender
from pos.domain.orders.orders import Cancelled
from pos.services.orders.after.credit import record_credit, terms_of
from pos.services.orders.after.opened import open_order
from pos.services.shop.settings import Settings
from pos.services.till.till import Till


class Returns:
    """Refunds of any part of an order, with its goods, papers and money in one transaction."""

    def __init__(self, till: Till, settings: Settings) -> None:
        self._till = till
        self._settings = settings

    def refund(
        self,
        number: str,
        request: Request,
        back: Back | Sequence[Tender] = Back.AS_PAID,
        *,
        reason: str = "",
    ) -> Cancelled:
        """Take back lines, charges or an amount; `back` gives back what is then the customer's."""
        settings = self._settings.current()
        with self._till.transaction() as tx:
            order = open_order(tx, number)
            tx.require_clock()
            plan = plan_refund(order.now, terms_of(order.story, settings), request, back)
            return record_credit(
                tx, order.story, order.now, plan, settings, invoice=order.invoice(), reason=reason
            )
