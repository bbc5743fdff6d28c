"""Orders that the web shop took come here: each once, as it was given; how they stand there is followed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from pos.domain.decisions.about_store import STATUS_CONFLICT
from pos.domain.stores.connection import StoreConnection
from pos.domain.stores.goods import StoreProfile
from pos.domain.stores.uploads import What
from pos.domain.stores.web_order import StoreLine, StoreOrder
from pos.services.orders.after.opened import open_order
from pos.services.shop.settings import Settings
from pos.services.stores.articles import THEIRS
from pos.services.stores.down.following import (
    GIVEN_UP,
    given_up_there,
    goods_there,
    paid_there,
    part_given_back_there,
)
from pos.services.stores.down.ours import OwnOrders
from pos.services.stores.down.seen import keep_seen, seen_before, seen_in
from pos.services.stores.marks import BEGUN, MET, Marks, is_night, keep_marks, last_seen, was_night
from pos.services.stores.pages import Step, no_step, now_there, pages, reached, since
from pos.services.stores.people import customer_for
from pos.services.stores.up.agreed import (
    Stands,
    agree,
    as_there,
    known_of,
    mark_of,
    met,
    stands_here,
    which_stands,
)
from pos.services.stores.up.questions import ask, drop
from pos.services.stores.up.uploads import uploads_of
from pos.services.stores.web_entry import OutOfReach, order_id, web_entry
from pos.services.till.till import Till
from pos.stores.connector import Connector

if TYPE_CHECKING:
    import sqlite3

    from pos.services.till.transaction import Transaction

WHAT, SWEPT, LOOKED = "orders", "swept orders", "looked at orders"
Sold = Callable[[str, int], None]
OURS = "pos-"
"""How the marker of an order that was made here begins."""
OPEN = ("AWAITING_PROCESSING", "PROCESSING", "READY_FOR_PICKUP", "OUT_FOR_DELIVERY")
ALIVE = ("PAID", "AWAITING_PAYMENT", "PARTIALLY_REFUNDED")
DIGITS = 18
NUMBER = "SELECT number FROM orders WHERE uid = ?"


def unsold(_product: str, _at: int) -> None:
    """Nobody asks what was sold."""


class WebOrders:
    """Takes in what the web shop sold, and follows how it stands there."""

    def __init__(self, till: Till, settings: Settings) -> None:
        self._till = till
        self._settings = settings
        self._ours = OwnOrders(till)

    def answered(self, line: Connector, store: StoreConnection) -> int:
        """Do what a person said where both shops had changed an order; how many those were."""
        return self._ours.answered(line, store)

    def pull(
        self,
        line: Connector,
        store: StoreConnection,
        profile: StoreProfile,
        marks: Marks,
        step: Step = no_step,
        sold: Sold = unsold,
    ) -> int:
        """Take in what is new or stands otherwise there; how many orders that were.

        A first pull takes what is still to be packed or paid; what was done before stays there alone.
        """
        high, taken = marks.high.get(WHAT, 0), 0
        seen = high or now_there(line, store.number)
        marks.high.setdefault(BEGUN, seen)
        begin = since(line, high) if high else 0
        met: set[tuple[str, int]] = set()
        asked = pages(lambda after: line.orders(begin, after), lambda one: one.internal, store.number, step)
        for page in asked:
            for one in sorted(page.items, key=_age):
                if (one.internal, one.changed_at) not in met:
                    _tell(line, one, sold)
                    met.add((one.internal, one.changed_at))
                    taken += self.take(line, store, one, marks.high[BEGUN], marks.turned)
                marks.newest = max(marks.newest, _number(one))
            if high:
                seen = last_seen(seen, (one.changed_at for one in page.items), page.at)
        taken += self._deleted(line, store, begin or marks.high.get(MET, 0))
        if high and not line.tells_deleted and is_night(self._till, marks, SWEPT):
            taken += self._ours.swept(line, store)
            was_night(self._till, marks, SWEPT)
        marks.high[WHAT] = reached(line, seen, store.number) if high else seen
        keep_marks(self._till, store.key, marks)
        return taken

    def look(self, line: Connector, store: StoreConnection, marks: Marks, sold: Sold) -> int:
        """Only tell what was sold there: no order is taken in."""
        now = now_there(line, store.number)
        high = marks.high.get(LOOKED, now)
        begin = since(line, high)
        for page in pages(lambda after: line.orders(begin, after), lambda one: one.internal, store.number):
            for one in page.items:
                _tell(line, one, sold)
        marks.high[LOOKED] = reached(line, high, store.number)
        return 0

    def _deleted(self, line: Connector, store: StoreConnection, since: int) -> int:
        """What of ours was deleted there."""
        asked = pages(lambda after: line.deleted(WHAT, since, after), lambda one: one.id, store.number)
        return sum(self._ours.deleted(line, store, one.id) for page in asked for one in page.items)

    def take(
        self, line: Connector, store: StoreConnection, order: StoreOrder, begun: int, turned: int = 0
    ) -> bool:
        """Take one order in, or follow it; whether anything changed here.

        It is wanted if it was made since `begun` by the clock there, or is above the number `turned`.

        Ours are never imported: what was changed of them there is taken over or asked.
        """
        if order.marker.startswith(OURS):
            return self._ours.compare(line, store, order)
        if order.payment_status == "INCOMPLETE":
            return False
        uid = bytes.fromhex(order_id(store, order.internal))
        reader = self._till.database.reader()
        before = seen_before(reader, store.key, order.internal)
        known = reader.execute(NUMBER, (uid,)).fetchone()
        if known is not None and before == seen_in(order):
            return False
        if known is None and not _is_wanted(order, begun, turned):
            return False
        try:
            with self._till.transaction() as tx:
                number = known[0] if known else self._place(tx, store, order)
                changed = known is None
                since = before or Stands("", OPEN[0], 0, "")
                changed |= self._follow(tx, line, store, order, number, since)
                keep_seen(tx, store.key, order)
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
        self, tx: Transaction, line: Connector, store: StoreConnection, order: StoreOrder, number: str,
        before: Stands,
    ) -> bool:  # fmt: skip
        """Write what became of it there since it was last read; ask where it was changed here too."""
        uid = order_id(store, order.internal)
        known, was = known_of(tx.raw(), store.key, uid), stands_here(tx.raw(), uid)
        here = as_there(line, was)
        if known is not None and (clash := _clash(order, before, as_there(line, known), here)):
            ask(tx, which_stands(store.key, uid, number, clash, order))
            return True
        changed = False
        if order.payment_status != before.payment:
            changed |= paid_there(open_order(tx, number), store, order)
        if order.payment_status in GIVEN_UP and order.payment_status != before.payment:
            changed |= given_up_there(open_order(tx, number), store, order)
        is_back = bool(order.refunded) and part_given_back_there(open_order(tx, number), store, order)
        changed |= is_back
        moved = order.fulfilment_status not in (before.fulfilment, here.fulfilment)
        if moved or mark_of(order.tracking) != before.tracking:
            told = order if moved else replace(order, fulfilment_status="")
            changed |= goods_there(open_order(tx, number), told)
        here = as_there(line, now := stands_here(tx.raw(), uid))
        same, stands = _same(order, here), met(known, was, now, same=_same(order, here))
        stands = replace(stands, noted=now.noted) if is_back else stands  # how much went back they know
        is_other = _is_other_total(tx.raw(), store, uid, order, stands)
        if known is None or changed or is_other:
            there = stands.total if order.total == Decimal(stands.total) else str(order.total)
            agree(tx, store.key, uid, order.internal, stands, order.changed_at, told=there)
        if all(same):
            drop(tx, store.key, STATUS_CONFLICT, uid)
        elif left := _left(order, before, here, same):
            ask(tx, which_stands(store.key, uid, number, left, order))
        return changed or is_other


def _same(order: StoreOrder, here: Stands) -> tuple[bool, bool]:
    """Whether money and goods stand here as they do there; of what was given up as a whole all is said."""
    if {order.payment_status, here.payment} <= {*GIVEN_UP}:
        return True, True
    return order.payment_status == here.payment, order.fulfilment_status == here.fulfilment


def _left(order: StoreOrder, before: Stands, here: Stands, same: tuple[bool, bool]) -> tuple[str, str] | None:
    """What is said here and there of what changed there and has no word here."""
    if not same[0] and order.payment_status != before.payment:
        return here.payment, order.payment_status
    if not same[1] and order.fulfilment_status != before.fulfilment:
        return here.fulfilment, order.fulfilment_status
    return None


def _is_other_total(
    reader: sqlite3.Connection, store: StoreConnection, uid: str, order: StoreOrder, stands: Stands
) -> bool:
    """Whether its total was changed there since it was last told of: both figures are kept."""
    last = uploads_of(reader, store.key, What.STATUS, uid).done
    return order.total != Decimal(last.told or last.total if last else stands.total)


def _tell(line: Connector, order: StoreOrder, sold: Sold) -> None:
    """Which products an order of the web shop moved, where their own list may not say so."""
    if not line.tells_changes and not order.marker.startswith(OURS):
        for one in order.lines:
            if one.product:
                sold(one.product, order.changed_at)


def _clash(order: StoreOrder, before: Stands, known: Stands, here: Stands) -> tuple[str, str] | None:
    """What is said here and there of money or goods, where both shops changed it to something else."""
    axes = (
        (order.payment_status, before.payment, known.payment, here.payment),
        (order.fulfilment_status, before.fulfilment, known.fulfilment, here.fulfilment),
    )
    clashes = (
        (ours, theirs)
        for theirs, was, agreed, ours in axes
        if theirs != was and ours != agreed and ours != theirs
    )
    return next(clashes, None)


def _is_wanted(order: StoreOrder, begun: int, turned: int) -> bool:
    """Whether an order that is not here yet comes: made since the web shop is connected, or still open."""
    made = int(order.made_at.timestamp()) if order.made_at else order.changed_at
    return (
        made >= begun
        or 0 < turned < _number(order)
        or (order.payment_status in ALIVE and order.fulfilment_status in OPEN)
    )


def _number(order: StoreOrder) -> int:
    """Its number inside, which grows from order to order; 0 of one that has none, or none that can be."""
    return int(order.internal) if order.internal.isdecimal() and len(order.internal) <= DIGITS else 0


def _age(order: StoreOrder) -> tuple[float, int, str]:
    """What sorts the orders of a page, which begins with the newest, as they were made."""
    made = order.made_at.timestamp() if order.made_at else 0.0
    return made, len(order.internal), order.internal


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
