"""Orders of this shop as the web shop has them: what was changed there comes here, or a person is asked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pos.domain.decisions.about_store import STATUS_CONFLICT, THEIRS
from pos.domain.orders.facts import Fate
from pos.domain.stores.answers import Refused, Why
from pos.domain.stores.connection import StoreConnection
from pos.domain.stores.outgoing import order_of
from pos.domain.stores.uploads import End, What
from pos.domain.stores.web_order import StoreOrder
from pos.services.decisions.store.questions import Asked, asked
from pos.services.orders.after.opened import open_order
from pos.services.orders.sold_order import order_story
from pos.services.stores.down.following import (
    GIVEN_UP,
    given_up_there,
    goods_there,
    paid_there,
    part_back_of,
    part_given_back_there,
)
from pos.services.stores.down.seen import forget_seen, keep_seen, seen_before, seen_in
from pos.services.stores.lines import value_of
from pos.services.stores.pages import pages
from pos.services.stores.up.agreed import (
    Stands,
    agree,
    as_there,
    in_words,
    known_of,
    mark_of,
    met,
    stands_here,
    which_stands,
)
from pos.services.stores.up.questions import ask, drop, is_asked
from pos.services.stores.up.uploads import Upload, done, ended, uploads_of
from pos.services.till.till import Till
from pos.stores.connector import Connector

if TYPE_CHECKING:
    import sqlite3

    from pos.services.till.transaction import Transaction

NUMBER = "SELECT number FROM orders WHERE uid = ?"
UNPAID, PART_BACK = "AWAITING_PAYMENT", "PARTIALLY_REFUNDED"
THERE = "SELECT internal FROM store_upload WHERE store = ? AND what = 'order' AND ended = 'done'"
OURS_THERE = """SELECT lower(hex(subject)) FROM store_upload WHERE store = ? AND what = 'order'
    AND ended = 'done' AND (internal = ? OR public = ?)"""


class OwnOrders:
    """Compares orders that went up with what they are there now."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def compare(self, line: Connector, store: StoreConnection, listed: StoreOrder) -> bool:
        """Take over what was changed there; whether anything was. Lists lag: what differs is read itself."""
        uid = order_of(listed.marker)
        reader = self._till.database.reader()
        up = uploads_of(reader, store.key, What.ORDER, uid).done if uid else None
        row = reader.execute(NUMBER, (bytes.fromhex(uid),)).fetchone() if up else None
        if up is None or row is None:
            return False
        if listed.internal != up.internal:
            return self._doubled(line, store, up, listed)
        known = known_of(reader, store.key, uid)
        if seen_before(reader, store.key, listed.internal) == seen_in(listed):
            return False  # a person said that both stay as they are
        is_open, is_back = (
            is_asked(reader, store.key, STATUS_CONFLICT, uid),
            _is_back(reader, store, row[0], listed),
        )
        if known is None or not (
            is_open or is_back or _differs(listed, up, as_there(line, known), stands_here(reader, uid))
        ):
            return False
        on_its_way = None if is_back else uploads_of(reader, store.key, What.STATUS, uid).last
        if on_its_way and line.read_back(on_its_way.payment, on_its_way.fulfilment) == _words(listed):
            return False
        answer = line.order(listed.internal)
        if isinstance(answer, Refused) and answer.why is Why.GONE:
            return self.gone(store, up)
        now = value_of(answer, store.number)
        with self._till.transaction() as tx:
            if not now.refunded:
                forget_seen(tx, store.key, now.internal)
            changed = _told(tx, store, up, now)
            changed |= _follow(tx, line, store, uid, row[0], now, has_goods=bool(up.goods))
        return changed

    def _doubled(self, line: Connector, store: StoreConnection, up: Upload, listed: StoreOrder) -> bool:
        """Another order there bears the same marker: a person is asked which one to cancel."""
        if listed.internal in up.also:
            return False
        answer = line.order(listed.internal)
        if isinstance(answer, Refused) and answer.why is Why.GONE:
            return False
        if value_of(answer, store.number).marker != listed.marker:
            return False
        with self._till.transaction() as tx:
            _again(tx, store, up, also=(*up.also, listed.internal))
        return True

    def gone(self, store: StoreConnection, up: Upload) -> bool:
        """It was deleted there; it is never made again unasked."""
        with self._till.transaction() as tx:
            ended(tx, store.key, up, End.GONE, "deleted")
        return True

    def deleted(self, line: Connector, store: StoreConnection, named: str) -> bool:
        """Look whether an order deleted there is one of ours; its public name may be another's by now."""
        reader = self._till.database.reader()
        found = False
        for (uid,) in reader.execute(OURS_THERE, (store.key, named, named)).fetchall():
            up = uploads_of(reader, store.key, What.ORDER, uid).done
            answer = line.order(up.internal) if up else None
            if up and isinstance(answer, Refused) and answer.why is Why.GONE:
                found |= self.gone(store, up)
        return found

    def swept(self, line: Connector, store: StoreConnection) -> int:
        """Which of ours are not there any more, where the web shop tells nobody."""
        alive: set[str] = set()
        for page in pages(lambda after: line.alive("orders", after), str, store.number):
            alive.update(page.items)
        rows = self._till.database.reader().execute(THERE, (store.key,)).fetchall()
        return sum(self.deleted(line, store, internal) for (internal,) in rows if internal not in alive)

    def answered(self, line: Connector, store: StoreConnection) -> int:
        """Do what a person said where both shops had changed an order; how many those were."""
        settled = 0
        for one in asked(self._till.database.reader(), STATUS_CONFLICT):
            reader = self._till.database.reader()
            if one.store != store.key or not (one.choice or _is_so_here(reader, one)):
                continue
            up = uploads_of(reader, store.key, What.ORDER, one.subject).done
            internal = up.internal if up else one.candidates[0]
            answer = line.order(internal)
            is_gone = isinstance(answer, Refused) and answer.why is Why.GONE
            now = None if is_gone else value_of(answer, store.number)
            with self._till.transaction() as tx:
                if not one.choice and now is not None and one.there not in map(in_words, _words(now)):
                    continue
                drop(tx, store.key, STATUS_CONFLICT, one.subject)
                if now is not None and one.choice:
                    has_goods = bool(up and up.goods)
                    _settle(tx, store, one.subject, one.name, now, one.choice == THEIRS, has_goods)
            settled += 1
        return settled


def _is_so_here(reader: sqlite3.Connection, one: Asked) -> bool:
    """Whether what was said there was done here meanwhile, unasked."""
    here = stands_here(reader, one.subject)
    return one.there in (in_words(here.payment), in_words(here.fulfilment))


def _differs(there: StoreOrder, up: Upload, known: Stands, here: Stands) -> bool:
    """Whether the web shop says anything else than what both knew."""
    is_tracked = bool(there.tracking) and mark_of(there.tracking) != here.tracking
    is_otherwise = _words(there) != (known.payment, known.fulfilment)
    return is_otherwise or is_tracked or there.total != Decimal(up.told or up.total)


def _words(there: StoreOrder) -> tuple[str, str]:
    return there.payment_status, there.fulfilment_status


def _told(tx: Transaction, store: StoreConnection, up: Upload, now: StoreOrder) -> bool:
    """Its total was changed there: both figures are kept, and a person sees it."""
    if now.total == Decimal(up.told or up.total):
        return False
    _again(tx, store, up, told=up.total if now.total == Decimal(up.total) else str(now.total))
    return True


def _again(tx: Transaction, store: StoreConnection, up: Upload, **told: object) -> None:
    """That it is there is said once more, with what is known of it now."""
    known = {
        "internal": up.internal, "public": up.public, "told": up.told, "also": up.also,
        "gave_back": up.gave_back, "at": up.end_at,
    }  # fmt: skip
    done(tx, store.key, up, **{**known, **told})


def _follow(
    tx: Transaction, line: Connector, store: StoreConnection, uid: str, number: str, now: StoreOrder, *,
    has_goods: bool,
) -> bool:  # fmt: skip
    """Take over what only they changed; ask where both did, or where money would move."""
    both = known_of(tx.raw(), store.key, uid)
    assert both is not None
    known, here = as_there(line, both), as_there(line, stands_here(tx.raw(), uid))
    conflict = _conflict(tx, store, number, now, known, here)
    if not conflict:
        drop(tx, store.key, STATUS_CONFLICT, uid)
    elif is_asked(tx.raw(), store.key, STATUS_CONFLICT, uid):
        return False
    else:
        ask(tx, which_stands(store.key, uid, number, conflict, now))
        return True
    money = now.payment_status not in (known.payment, here.payment)
    moved = now.fulfilment_status not in (known.fulfilment, here.fulfilment)
    told = now if moved else replace(now, fulfilment_status="")
    was = stands_here(tx.raw(), uid)
    gave_back = _apply(tx, store, number, told, money=money, goods=moved or bool(now.tracking)) and has_goods
    after = stands_here(tx.raw(), uid)
    words = line.read_back(after.payment, after.fulfilment)
    same = words[0] == now.payment_status, words[1] == now.fulfilment_status
    stands = _after(met(both, was, after, same=same), now)
    agree(tx, store.key, uid, now.internal, stands, now.changed_at, gave_back=gave_back)
    return True


def _after(here: Stands, now: StoreOrder) -> Stands:
    """What is known there of an order once it is followed: that money went back here is still to be said."""
    return replace(here, payment=now.payment_status) if now.payment_status in GIVEN_UP else here


def _is_back(reader: sqlite3.Connection, store: StoreConnection, number: str, order: StoreOrder) -> bool:
    """Whether a part of its money went back there that did not here, and nobody was asked about yet."""
    seen = seen_before(reader, store.key, order.internal) if order.refunded else None
    if not order.refunded or (seen and seen.total == seen_in(order).total):
        return False
    return part_back_of(order_story(reader, number).standing(), store, order) > 0


def _conflict(
    tx: Transaction, store: StoreConnection, number: str, now: StoreOrder, known: Stands, here: Stands
) -> tuple[str, str] | None:
    """What is said here and there where nobody but a person can say which one stands."""
    if _is_back(tx.raw(), store, number, now):
        return here.payment, PART_BACK
    if now.payment_status not in (known.payment, here.payment):
        paid = open_order(tx, number).now.paid
        is_safe = now.payment_status == "PAID" and known.payment == UNPAID
        is_safe |= now.payment_status in GIVEN_UP and not paid
        if here.payment != known.payment or not is_safe:
            return here.payment, now.payment_status
    changed_there = now.fulfilment_status not in (known.fulfilment, here.fulfilment)
    if changed_there and here.fulfilment != known.fulfilment:
        return here.fulfilment, now.fulfilment_status
    return None


def _apply(
    tx: Transaction, store: StoreConnection, number: str, now: StoreOrder, *, money: bool, goods: bool
) -> bool:
    """What became of it there happens here too; whether its goods came back.

    They are put on the shelf here, and on theirs: where it does not, its figure says so.
    """
    if money and now.payment_status in GIVEN_UP:
        return given_up_there(open_order(tx, number), store, now, Fate.STOCK)
    if money:
        paid_there(open_order(tx, number), store, now)
    if now.refunded:
        part_given_back_there(open_order(tx, number), store, now)
    if goods:
        goods_there(open_order(tx, number), now)
    return False


def _settle(
    tx: Transaction, store: StoreConnection, uid: str, number: str, now: StoreOrder, theirs: bool,
    has_goods: bool,
) -> None:  # fmt: skip
    """What a person chose stands in both shops: theirs is done here, ours is said there in this round."""
    here, gave_back = stands_here(tx.raw(), uid), False
    if theirs or now.refunded:  # what went back there stays so there, whatever is said
        keep_seen(tx, store.key, now)
    if theirs:
        money, goods = now.payment_status != here.payment, now.fulfilment_status != here.fulfilment
        gave_back = _apply(tx, store, number, now, money=money, goods=goods) and has_goods
        stands = _after(stands_here(tx.raw(), uid), now)
    else:
        stands = replace(here, payment=now.payment_status, fulfilment=now.fulfilment_status)
    agree(tx, store.key, uid, now.internal, stands, now.changed_at, gave_back=gave_back)
