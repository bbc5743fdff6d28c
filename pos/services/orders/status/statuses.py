"""Say how far an order is, in the words of the shop: a given status, or one of its own that stands as it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.domain.mail.kinds import MailKind, status_key
from pos.domain.orders.errors import PaymentFollowsMoney, StatusUnknown
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.shop.statuses import PAYMENT, ShopStatus, named_as, offered
from pos.journal.kinds.orders import OrderStatusSaid
from pos.services.orders.after.opened import open_order
from pos.services.orders.asked_mails import about
from pos.services.orders.changes import OrderChanges
from pos.services.shop.settings import Settings
from pos.services.till.till import Till

if TYPE_CHECKING:
    from pos.services.orders.after.opened import OpenOrder


class Statuses:
    """What may be said of orders, and saying it."""

    def __init__(self, till: Till, settings: Settings, changes: OrderChanges) -> None:
        self._till = till
        self._settings = settings
        self._changes = changes

    def offered(self, axis: str) -> tuple[ShopStatus, ...]:
        """What can be said of the money or of the goods, in order, without what is switched off."""
        return offered(self._settings.current().statuses, axis)

    def say(self, number: str, axis: str, written: str, tracking_number: str = "") -> None:
        """Give an order the status that is written by its key or name; the one it has changes nothing.

        A payment status only where the money gives the one it stands as: raises PaymentFollowsMoney.
        Raises StatusUnknown or StatusOff, and what setting how far the goods are raises.
        """
        status = self._named(axis, written)
        given, own = status.stands_as or status.key, status.key if status.is_own else ""
        settings = self._settings.current()
        with self._till.transaction() as tx:
            order = open_order(tx, number)
            if axis == PAYMENT:
                self._say_payment(order, given, own, status.name or given)
                return
            same = order.now.fulfilment_status == given
            if not same or (not own and order.now.fulfilment_own):
                self._changes.set_fulfilment(number, FulfilmentStatus(given), tracking_number)
            elif tracking_number:
                self._changes.track(number, tracking_number)
            order = open_order(tx, number)
            if own and order.now.fulfilment_own != own:
                mails = about(tx, order.story, settings, MailKind.STATUS, key=status_key(own))
                _record(order, axis, status, order.claims(), mails)

    def _say_payment(self, order: OpenOrder, given: str, own: str, asked: str) -> None:
        now = order.now
        if now.payment_status != given:
            raise PaymentFollowsMoney(order.story.placed.number, now.payment_status, asked)
        if now.payment_own != own:
            status = self._named(PAYMENT, own or given)
            _record(order, PAYMENT, status, order.payment_claims())

    def _named(self, axis: str, written: str) -> ShopStatus:
        statuses = self._settings.current().statuses
        found = named_as(statuses, axis, written)
        if found is None:
            names = (one.name or one.key for one in offered(statuses, axis))
            raise StatusUnknown(written, ", ".join(names))
        return found


def _record(
    order: OpenOrder, axis: str, status: ShopStatus, seen: tuple[str, ...], mails: tuple[str, ...] = ()
) -> None:
    order.tx.record(
        OrderStatusSaid(
            id=order.id,
            day=order.tx.day,
            axis=axis,
            status=status.key,
            stands_as=status.stands_as,
            seen=seen,
            mails=mails,
        )
    )
