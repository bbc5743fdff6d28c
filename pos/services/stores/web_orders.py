"""Orders that the web shop took come here: each once, as it was given; how they stand there is followed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from pos.domain.decisions.about_store import STATUS_CONFLICT
from pos.domain.stores.connection import StoreConnection
from pos.domain.stores.goods import StoreProfile
from pos.domain.stores.web_order import StoreLine, StoreOrder
from pos.journal.kinds.stores.asking import StoreAsked
from pos.services.orders.after.opened import open_order
from pos.services.shop.settings import Settings
from pos.services.stores.articles import THEIRS, seen_name
from pos.services.stores.down.following import GIVEN_UP, given_up_there, goods_there, paid_there
from pos.services.stores.down.ours import OwnOrders
from pos.services.stores.marks import Marks, is_night, keep_marks, last_seen, turn_back, was_night
from pos.services.stores.pages import Step, no_step, now_there, pages, reached, since
from pos.services.stores.people import customer_for
from pos.services.stores.up.agreed import Stands, agree, as_there, in_words, known_of, stands_here
from pos.services.stores.up.questions import ask
from pos.services.stores.web_entry import OutOfReach, order_id, web_entry
from pos.services.till.till import Till
from pos.services.till.transaction import KEEP_CHOICE
from pos.stores.connector import Connector

if TYPE_CHECKING:
    import sqlite3

    from pos.services.till.transaction import Transaction

WHAT, BEGUN, SWEPT, LOOKED = "orders", "orders begun", "swept orders", "looked at orders"
Sold = Callable[[str, int], None]
OURS = "pos-"
"""How the marker of an order that was made here begins."""
OPEN = ("AWAITING_PROCESSING", "PROCESSING", "READY_FOR_PICKUP", "OUT_FOR_DELIVERY")
ALIVE = ("PAID", "AWAITING_PAYMENT", "PARTIALLY_REFUNDED")
NUMBER = "SELECT number FROM orders WHERE uid = ?"


def unsold(_product: str, _at: int) -> None:
    """Nobody asks what was sold."""


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
                    taken += self.take(line, store, one, marks.high[BEGUN])
            if high:
                seen = last_seen(seen, (one.changed_at for one in page.items), page.at)
        if high:
            taken += self._deleted(line, store, begin)
        if high and not line.tells_deleted and is_night(self._till, marks, SWEPT):
            taken += self._ours.swept(line, store)
            was_night(self._till, marks, SWEPT)
        marks.high[WHAT] = reached(line, seen, store.number) if high else seen
        keep_marks(self._till, store.key, marks)
        return taken

    def look(self, line: Connector, store: StoreConnection, marks: Marks, sold: Sold) -> int:
        """Only tell what was sold there: no order is taken in."""
        now = now_there(line, store.number)
        turn_back(marks, LOOKED, now)
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

    def take(self, line: Connector, store: StoreConnection, order: StoreOrder, begun: int) -> bool:
        """Take one order in, or follow it; whether anything changed here.

        Ours are never imported: what was changed of them there is taken over or asked.
        """
        if order.marker.startswith(OURS):
            return self._ours.compare(line, store, order)
        if order.payment_status == "INCOMPLETE":
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
                since = before or Seen(fulfilment=OPEN[0])
                changed |= self._follow(tx, line, store, order, number, since)
                tx.connection.exec_driver_sql(KEEP_CHOICE, (name, json.dumps(asdict(now))))
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
        before: Seen,
    ) -> bool:  # fmt: skip
        """Write what became of it there since it was last read; ask where it was changed here too."""
        uid = order_id(store, order.internal)
        known, here = known_of(tx.raw(), store.key, uid), as_there(line, stands_here(tx.raw(), uid))
        if known is not None and (clash := _clash(order, before, as_there(line, known), here)):
            question = StoreAsked(
                store=store.key, about=STATUS_CONFLICT, subject=uid, name=number, here=in_words(clash[0]),
                there=in_words(clash[1]), candidates=(order.internal,),
            )  # fmt: skip
            ask(tx, question)
            return True
        changed = False
        if order.payment_status != before.payment:
            changed |= paid_there(open_order(tx, number), store, order)
        if order.payment_status in GIVEN_UP and order.payment_status != before.payment:
            changed |= given_up_there(open_order(tx, number), store, order)
        moved = order.fulfilment_status not in (before.fulfilment, here.fulfilment)
        if moved or order.tracking != before.tracking:
            told = order if moved else replace(order, fulfilment_status="")
            changed |= goods_there(open_order(tx, number), told)
        if known is None or changed:
            agree(tx, store.key, uid, order.internal, stands_here(tx.raw(), uid), order.changed_at)
        return changed


def _tell(line: Connector, order: StoreOrder, sold: Sold) -> None:
    """Which products an order of the web shop moved, where their own list may not say so."""
    if not line.tells_changes and not order.marker.startswith(OURS):
        for one in order.lines:
            if one.product:
                sold(one.product, order.changed_at)


def _clash(order: StoreOrder, before: Seen, known: Stands, here: Stands) -> tuple[str, str] | None:
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
