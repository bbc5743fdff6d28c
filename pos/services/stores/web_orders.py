"""Orders that the web shop took come here: each once, as it was given; how they stand there is followed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pos.domain.orders.facts import What
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.orders.standing import OPEN_STATUSES, Standing
from pos.domain.stores.connection import StoreConnection
from pos.domain.stores.goods import StoreProfile
from pos.domain.stores.web_order import StoreLine, StoreOrder
from pos.journal.kinds.orders import (
    CreditedPart,
    GoodsHandedOver,
    HandedLine,
    OrderCredited,
    OrderStatusSaid,
    TrackingPersonal,
)
from pos.journal.kinds.payments import PaymentGivenBack, PaymentTaken
from pos.services.orders.after.opened import OpenOrder, open_order
from pos.services.shop.settings import Settings
from pos.services.stores.articles import THEIRS, seen_name
from pos.services.stores.catalogue import OVERLAP, now_there
from pos.services.stores.marks import KEEP, Marks, keep_marks
from pos.services.stores.pages import Step, no_step, pages
from pos.services.stores.people import customer_for
from pos.services.stores.web_entry import PAID, OutOfReach, order_id, web_entry, web_tender
from pos.services.till.till import Till
from pos.stores.connector import Connector

if TYPE_CHECKING:
    import sqlite3

    from pos.services.till.transaction import Transaction

WHAT, BEGUN = "orders", "orders begun"
OURS = "pos-"
"""How the marker of an order that was made here begins."""
FULFILMENT = {
    "AWAITING_PROCESSING": FulfilmentStatus.AWAITING,
    "PROCESSING": FulfilmentStatus.PROCESSING,
    "READY_FOR_PICKUP": FulfilmentStatus.READY,
    "OUT_FOR_DELIVERY": FulfilmentStatus.OUT,
    "SHIPPED": FulfilmentStatus.SHIPPED,
    "DELIVERED": FulfilmentStatus.DELIVERED,
}
OPEN = ("AWAITING_PROCESSING", "PROCESSING", "READY_FOR_PICKUP", "OUT_FOR_DELIVERY")
ALIVE = ("PAID", "AWAITING_PAYMENT", "PARTIALLY_REFUNDED")
NUMBER = "SELECT number FROM orders WHERE uid = ?"


@dataclass(frozen=True, slots=True)
class Seen:
    """How an order stood there when it was last read."""

    payment: str = ""
    fulfilment: str = ""
    tracking: str = ""


class WebOrders:
    """Takes in what the web shop sold, and follows how it stands there."""

    def __init__(self, till: Till, settings: Settings) -> None:
        self._till = till
        self._settings = settings

    def pull(
        self,
        line: Connector,
        store: StoreConnection,
        profile: StoreProfile,
        marks: Marks,
        step: Step = no_step,
    ) -> int:
        """Take in what is new or stands otherwise there; how many orders that were.

        A first pull takes what is still to be packed or paid; what was done before stays there alone.
        """
        if BEGUN not in marks.high:
            marks.high[BEGUN] = now_there(line, store.number)
        high = marks.high.get(WHAT, 0)
        seen, taken = max(high, 0 if high else marks.high[BEGUN]), 0
        since = max(0, high - OVERLAP) if high else 0
        met: set[tuple[str, int]] = set()
        asked = pages(lambda after: line.orders(since, after), lambda one: one.internal, store.number, step)
        for page in asked:
            for one in sorted(page.items, key=_age):
                if (one.internal, one.changed_at) not in met:
                    met.add((one.internal, one.changed_at))
                    taken += self.take(store, one, marks.high[BEGUN])
                if high:
                    seen = max(seen, one.changed_at)
        marks.high[WHAT] = seen
        keep_marks(self._till, store.key, marks)
        return taken

    def take(self, store: StoreConnection, order: StoreOrder, begun: int) -> bool:
        """Take one order in, or follow it; whether anything changed here. Ours are never imported."""
        if order.marker.startswith(OURS) or order.payment_status == "INCOMPLETE":
            return False
        uid = bytes.fromhex(order_id(store, order.internal))
        now = Seen(order.payment_status, order.fulfilment_status, order.tracking)
        reader = self._till.database.reader()
        name = seen_name(store.key, f"order/{order.internal}")
        before = _before(reader, name)
        known = reader.execute(NUMBER, (uid,)).fetchone()
        if known is not None and before == now:
            return False
        if known is None and not _is_wanted(order, begun):
            return False
        try:
            with self._till.transaction() as tx:
                number = known[0] if known else self._place(tx, store, order)
                changed = known is None
                changed |= self._follow(tx, store, order, number, before or Seen(fulfilment=OPEN[0]))
                tx.connection.exec_driver_sql(KEEP, (name, json.dumps(asdict(now))))
        except OutOfReach:
            return False
        return changed

    def _place(self, tx: Transaction, store: StoreConnection, order: StoreOrder) -> str:
        settings = self._settings.current()
        number = tx.next_number("order")
        made = order.made_at or tx.now
        tx.record(
            web_entry(
                store,
                order,
                settings,
                number=number,
                day=_local_day(made, tx.now),
                variant_of=lambda line: _variant(tx.raw(), store.key, line),
                customer=customer_for(tx, store, order),
            )
        )
        return number

    def _follow(
        self, tx: Transaction, store: StoreConnection, order: StoreOrder, number: str, before: Seen
    ) -> bool:
        """Write what became of it there since it was last read."""
        opened = open_order(tx, number)
        changed = False
        if order.payment_status != before.payment:
            changed |= _money(opened, store, order)
        if order.payment_status in ("CANCELLED", "REFUNDED") and order.payment_status != before.payment:
            changed |= _given_up(open_order(tx, number), store, order)
        if order.fulfilment_status != before.fulfilment or order.tracking != before.tracking:
            changed |= _goods(open_order(tx, number), order)
        return changed


def _is_wanted(order: StoreOrder, begun: int) -> bool:
    """Whether an order that is not here yet comes: made since the web shop is connected, or still open."""
    made = int(order.made_at.timestamp()) if order.made_at else order.changed_at
    return made >= begun or (order.payment_status in ALIVE and order.fulfilment_status in OPEN)


def _age(order: StoreOrder) -> tuple[float, int, str]:
    """What sorts the orders of a page, which begins with the newest, as they were made."""
    made = order.made_at.timestamp() if order.made_at else 0.0
    return made, len(order.internal), order.internal


def _before(reader: sqlite3.Connection, name: str) -> Seen | None:
    row = reader.execute("SELECT value FROM choice WHERE key = ?", (name,)).fetchone()
    return Seen(**json.loads(row[0])) if row else None


def _local_day(made: datetime, now: datetime) -> str:
    return made.astimezone(now.tzinfo).date().isoformat()


def _variant(reader: sqlite3.Connection, key: str, line: StoreLine) -> str:
    """The variant here that a line is of, by its link."""
    if not line.product:
        return ""
    theirs = [f"{line.product}/{line.combination}"] if line.combination else []
    for one in (*theirs, line.product):
        row = reader.execute(THEIRS, (key, "variant", one)).fetchone()
        if row is not None:
            return str(row[0].hex())
    return ""


def _money(opened: OpenOrder, store: StoreConnection, order: StoreOrder) -> bool:
    """It was paid there meanwhile."""
    due = opened.now.due
    if order.payment_status not in PAID or not due:
        return False
    opened.tx.record(PaymentTaken(opened.id, opened.tx.day, (web_tender(store, order, due, "paid later"),)))
    return True


def _given_up(opened: OpenOrder, store: StoreConnection, order: StoreOrder) -> bool:
    """It was cancelled or refunded there as a whole: nothing of it is left, and its money went back."""
    tx, now = opened.tx, opened.now
    if now.is_all_credited:
        return False
    what = What.CANCEL if order.payment_status == "CANCELLED" else What.REFUND
    fact = _credit(opened, now, what, tx.next_number("refund"))
    head = tx.record(fact)
    kept = now.paid - now.refunded
    if kept > 0:
        tender = web_tender(store, order, kept, "back")
        tx.record(PaymentGivenBack(opened.id, tx.day, (tender,), for_=head.event_id))
    return True


def _credit(opened: OpenOrder, now: Standing, what: What, number: str) -> OrderCredited:
    goods = {one.n: one for one in now.goods}
    parts = []
    for part in now.left:
        line = goods.get(part.key.line)
        returned = min(part.pieces, line.with_customer) if line else 0
        parts.append(
            CreditedPart(
                part.worth.gross, part.worth.net, part.worth.taxes, part.key.line, part.key.charge,
                returned, part.pieces - returned, "gone" if returned else "stock",
            )
        )  # fmt: skip
    gross, net = sum(one.gross for one in parts), sum(one.net for one in parts)
    return OrderCredited(
        id=opened.id,
        day=opened.tx.day,
        number=number,
        what=what.value,
        of=opened.story.in_force.event,
        parts=tuple(parts),
        total=gross,
        net=net,
        tax=gross - net,
    )


def _goods(opened: OpenOrder, order: StoreOrder) -> bool:
    """How far the goods are there: said here too, as far as the pieces allow it; no message goes out."""
    tx, now = opened.tx, opened.now
    status = FULFILMENT.get(order.fulfilment_status)
    if status is None:
        return False
    if status in OPEN_STATUSES:
        if now.fulfilment_status == status or not any(one.open for one in now.goods):
            return False
        tx.record(OrderStatusSaid(opened.id, tx.day, "fulfilment", status.value, seen=opened.claims()))
        return True
    pieces = tuple(HandedLine(one.n, one.open) for one in now.goods if one.open)
    if pieces:
        how = "shipped" if status is FulfilmentStatus.SHIPPED else "handed_over"
        tx.record(
            GoodsHandedOver(
                opened.id, tx.day, pieces, how, seen=opened.claims(),
                personal=TrackingPersonal(order.tracking),
            )
        )  # fmt: skip
    elif now.fulfilment_status != status and now.is_with_customer:
        tx.record(OrderStatusSaid(opened.id, tx.day, "fulfilment", status.value, seen=opened.claims()))
    else:
        return False
    return True
