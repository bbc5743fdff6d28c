"""Write down here what became of an order there: paid, given up, on its way; no message goes out."""

from __future__ import annotations

from msgspec import UNSET
from msgspec.structs import replace

from pos.domain.money.amounts import decimals, round_half_away
from pos.domain.orders.facts import Fate, What
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.orders.parts import take_of_all
from pos.domain.orders.standing import OPEN_STATUSES, Standing
from pos.domain.stores.connection import StoreConnection
from pos.domain.stores.web_order import StoreOrder
from pos.journal.kinds.orders import (
    CreditedPart,
    DetailPersonal,
    GoodsHandedOver,
    HandedLine,
    OrderCredited,
    OrderDetailsSet,
    OrderStatusSaid,
    TrackingPersonal,
)
from pos.journal.kinds.payments import PaymentGivenBack, PaymentTaken
from pos.journal.orders.details import TRACKING, details_of
from pos.services.orders.after.opened import OpenOrder
from pos.services.stores.web_entry import PAID, web_tender

GIVEN_UP = ("CANCELLED", "REFUNDED")
FULFILMENT = {
    "AWAITING_PROCESSING": FulfilmentStatus.AWAITING,
    "PROCESSING": FulfilmentStatus.PROCESSING,
    "READY_FOR_PICKUP": FulfilmentStatus.READY,
    "OUT_FOR_DELIVERY": FulfilmentStatus.OUT,
    "SHIPPED": FulfilmentStatus.SHIPPED,
    "DELIVERED": FulfilmentStatus.DELIVERED,
}


def paid_there(opened: OpenOrder, store: StoreConnection, order: StoreOrder) -> bool:
    """It was paid there meanwhile."""
    due = opened.now.due
    if order.payment_status not in PAID or not due:
        return False
    opened.tx.record(PaymentTaken(opened.id, opened.tx.day, (web_tender(store, order, due, "paid later"),)))
    return True


def given_up_there(
    opened: OpenOrder, store: StoreConnection, order: StoreOrder, fate: Fate = Fate.GONE
) -> bool:
    """It was cancelled or refunded there as a whole: nothing of it is left, and its money went back.

    `fate` is where the pieces are that the customer had.
    """
    tx, now = opened.tx, opened.now
    if now.is_all_credited:
        return False
    what = What.CANCEL if order.payment_status == "CANCELLED" else What.REFUND
    fact = _credit(opened, now, what, tx.next_number("refund"), fate)
    head = tx.record(fact)
    kept = now.paid - now.refunded
    if kept > 0:
        tender = web_tender(store, order, kept, "back")
        tx.record(PaymentGivenBack(opened.id, tx.day, (tender,), for_=head.event_id))
    return True


def part_back_of(now: Standing, store: StoreConnection, order: StoreOrder) -> int:
    """How much more went back there than here of an order that was not given up, at most what is left of it;
    in minor units."""
    if order.payment_status in GIVEN_UP:
        return 0
    there = round_half_away(order.refunded.scaleb(decimals(store.currency)))
    return max(0, min(there - now.refunded, sum(part.worth.gross for part in now.left)))


def part_given_back_there(opened: OpenOrder, store: StoreConnection, order: StoreOrder) -> bool:
    """A part of its money went back there: so much of it is credited here too, and no goods come back."""
    tx, now = opened.tx, opened.now
    amount = part_back_of(now, store, order)
    if not amount:
        return False
    parts = tuple(
        CreditedPart(worth.gross, worth.net, worth.taxes, key.line, key.charge)
        for key, worth in take_of_all(now.left, amount)
    )
    head = tx.record(_credited(opened, What.REFUND, tx.next_number("refund"), parts))
    back = min(amount, now.paid - now.refunded)
    if back > 0:
        tender = web_tender(store, order, now.refunded + back, "part back")
        tx.record(PaymentGivenBack(opened.id, tx.day, (replace(tender, amount=back),), for_=head.event_id))
    return True


def _credit(opened: OpenOrder, now: Standing, what: What, number: str, fate: Fate) -> OrderCredited:
    goods = {one.n: one for one in now.goods}
    parts = []
    for part in now.left:
        line = goods.get(part.key.line)
        returned = min(part.pieces, line.with_customer) if line else 0
        parts.append(
            CreditedPart(
                part.worth.gross, part.worth.net, part.worth.taxes, part.key.line, part.key.charge,
                returned, part.pieces - returned, fate.value if returned else Fate.STOCK.value,
            )
        )  # fmt: skip
    return _credited(opened, what, number, tuple(parts))


def _credited(opened: OpenOrder, what: What, number: str, parts: tuple[CreditedPart, ...]) -> OrderCredited:
    gross, net = sum(one.gross for one in parts), sum(one.net for one in parts)
    return OrderCredited(
        id=opened.id,
        day=opened.tx.day,
        number=number,
        what=what.value,
        of=opened.story.in_force.event,
        parts=parts,
        total=gross,
        net=net,
        tax=gross - net,
    )


def goods_there(opened: OpenOrder, order: StoreOrder) -> bool:
    """How far the goods are there: said here too, as far as the pieces allow it; no message goes out."""
    tx, now = opened.tx, opened.now
    tracked = _tracked(opened, order.tracking)
    status = FULFILMENT.get(order.fulfilment_status)
    if status is None:
        return tracked
    if status in OPEN_STATUSES:
        if now.fulfilment_status == status or not any(one.open for one in now.goods):
            return tracked
        tx.record(OrderStatusSaid(opened.id, tx.day, "fulfilment", status.value, seen=opened.claims()))
        return True
    pieces = tuple(HandedLine(one.n, one.open) for one in now.goods if one.open)
    if pieces:
        how = "shipped" if status is FulfilmentStatus.SHIPPED else "handed_over"
        tx.record(
            GoodsHandedOver(
                opened.id, tx.day, pieces, how, seen=opened.claims(),
                personal=TrackingPersonal(order.tracking) if order.tracking else UNSET,
            )
        )  # fmt: skip
    elif now.fulfilment_status != status and now.is_with_customer:
        tx.record(OrderStatusSaid(opened.id, tx.day, "fulfilment", status.value, seen=opened.claims()))
    else:
        return tracked
    return True


def _tracked(opened: OpenOrder, tracking: str) -> bool:
    """The number under which the goods travel, where it is another than is known here."""
    known = details_of(opened.story)[TRACKING]
    if not tracking or tracking == known.value:
        return False
    opened.tx.record(
        OrderDetailsSet(
            opened.id, opened.tx.day, b={TRACKING: tuple(sorted(known.values))},
            personal=DetailPersonal(tracking_number=tracking),
        )
    )  # fmt: skip
    return True
