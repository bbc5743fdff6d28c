"""What of the orders is due to go up, and each as it goes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from pos.domain.money.quantity import from_micro
from pos.domain.stores.outgoing import Sender, goods_of, outgoing, standing_there
from pos.domain.stores.uploads import End, State, What
from pos.domain.stores.web_order import StoreChosen, StoreOrder
from pos.journal.heads import clock
from pos.journal.kinds.stores.uploads import StoreGoods, StoreIntended
from pos.services.orders.sold_order import told_order
from pos.services.shop.methods import BUILT_IN
from pos.services.stores.up.agreed import mark_of
from pos.services.stores.up.gate import Gate
from pos.services.stores.up.uploads import hash_of, uploads_of

if TYPE_CHECKING:
    from pos.journal.orders.facts import Story

DUE = """SELECT o.number, lower(hex(o.uid)), o.placed_at FROM orders o
    WHERE o.placed >= :since AND o.channel <> 'web' AND o.payment_status <> 'Cancelled' AND NOT EXISTS (
        SELECT 1 FROM store_upload u WHERE u.store = :store AND u.what = 'order' AND u.subject = o.uid
        AND u.ended IN ('', 'doubt', 'done')) ORDER BY o.placed, o.number"""
TARGET = """SELECT l.theirs, v.shares FROM store_link l JOIN variant v ON v.uid = l.ours
    WHERE l.store = ? AND l.noun = 'variant' AND l.ours = ?"""
CONNECTED = "SELECT holder, written_at, clock, arrival, hub FROM store_past WHERE store = ? ORDER BY clock"
FIRST = """SELECT e.hlc, e.arrival FROM till t JOIN entry e ON e.origin = t.origin
    WHERE t.origin = ? AND t.continues_life = ? AND t.continues_seq > 0 ORDER BY e.seq LIMIT 1"""
BEGAN = "SELECT opened_at FROM till WHERE origin = ? AND continues_seq > 0"


@dataclass(frozen=True, slots=True)
class Prepared:
    """An order that is about to go up."""

    made: StoreOrder
    money_note: str
    order: str
    attempt: int
    goods: tuple[StoreGoods, ...]


class Waiting:
    """The orders that wait."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def due(self) -> list[tuple[str, str, bool]]:
        """Number and id of each order that waits, oldest first, and whether it may be there already."""
        reader = self._gate.till.database.reader()
        values = {"store": self._gate.store, "since": self._gate.since_ms()}
        known_since = holds_since(reader, self._gate)
        found = []
        for number, uid, placed_at in reader.execute(DUE, values).fetchall():
            ways = uploads_of(reader, self._gate.store, What.ORDER, uid)
            if ways.state is State.NEW:
                old = not ways.attempts and datetime.fromisoformat(placed_at) < known_since
                found.append((number, uid, old))
        return found

    def prepared(self, number: str, uid: str) -> Prepared:
        """An order as it goes up at its next attempt; without product ids where one of them was gone,
        or where the web shop moved the goods of an order that was deleted there since."""
        reader = self._gate.till.database.reader()
        story, order = told_order(reader, number)
        ways = uploads_of(reader, self._gate.store, What.ORDER, uid)
        unlinked = ways.ended(End.PRODUCT_GONE) or ways.ended(End.GONE)
        variants = {one.n: one.variant_id or "" for one in order.lines}
        targets, shared = ({}, {}) if unlinked else self._targets(reader, variants.values())
        made = outgoing(order, self._sender(story), targets, _chosen(story))
        if self._gate.line.mails_buyers:
            made = replace(made, email=self._gate.email)
        sums: dict[tuple[str, str], int] = {}
        moved = {line.n: variants[line.n] for line in story.agreed.lines if line.moves}
        for (variant, theirs), pieces in goods_of(made, moved).items():
            one = (variant, theirs)
            if variant in shared:  # the web shop takes all of them off the one figure of their product
                one = (shared[variant], theirs.partition("/")[0])
            sums[one] = sums.get(one, 0) + pieces
        goods = tuple(StoreGoods(variant, theirs, pieces) for (variant, theirs), pieces in sums.items())
        return Prepared(made, standing_there(order).note, uid, ways.next, goods)

    def _targets(
        self, reader: sqlite3.Connection, variants: Iterable[str]
    ) -> tuple[dict[str, str], dict[str, str]]:
        """The products there of these variants, and what those have in common that share their stock."""
        found: dict[str, str] = {}
        shared: dict[str, str] = {}
        for one in set(filter(None, variants)):
            row = reader.execute(TARGET, (self._gate.store, bytes.fromhex(one))).fetchone()
            if row is not None:
                found[one] = row[0]
                shared |= {one: row[1]} if row[1] else {}
        return found, shared

    def _sender(self, story: Story) -> Sender:
        settings = self._gate.settings.current()
        names = dict(BUILT_IN)
        names |= {one.key: one.name for one in settings.methods if one.name}
        names |= {one.key: one.name for one in settings.delivery_methods}
        place = story.placed.fair or story.placed.seller.name
        return Sender(self._gate.email, "names" in self._gate.syncs, place, names)

    def intention(self, one: Prepared, key: str) -> StoreIntended:
        """What is written down before an order is sent: how it stands there then, in the web shop's words.

        What these cannot say, a part that went back already, is still to be told.
        """
        payment, _goods = self._gate.line.read_back(one.made.payment_status, one.made.fulfilment_status)
        return StoreIntended(
            store=self._gate.store,
            what=What.ORDER,
            id=one.order,
            attempt=one.attempt,
            key=key,
            hash=hash_of(one.made),
            at=self._gate.now(),
            goods=one.goods,
            total=str(one.made.total),
            payment=payment,
            fulfilment=one.made.fulfilment_status,
            tracking=mark_of(one.made.tracking),
            noted=mark_of(one.money_note) if payment == one.made.payment_status else 0,
        )


def holds_since(reader: sqlite3.Connection, gate: Gate) -> datetime:
    """Since when this very till has sent to the web shop: what is older it may have sent in another life."""
    began = reader.execute(BEGAN, (gate.till.life.origin,)).fetchone()
    moments = [datetime.fromisoformat(began[0])] if began and began[0] else []
    moments += [datetime.fromisoformat(one.written_at) for one in _tenures(reader, gate) if one.life]
    return max(moments, default=datetime.fromisoformat("1970-01-01T00:00:00+00:00"))


@dataclass(frozen=True, slots=True)
class Since:
    """A moment by the clock of the entry that was written then, "" where there was none, and by its arrival
    here: what came before it was before, whatever clock wrote it."""

    clock: str = ""
    arrival: int = 0


def talks_since(reader: sqlite3.Connection, gate: Gate) -> Since:
    """When the web shop was last taken over from a life that may have told it more than is known here.

    What such a life did last may be written nowhere here: this till was restored from a backup that is older,
    or told of it by a bundle that is. A life that goes on where that one was begins with its own first entry.
    Where both were at the hub, nothing left for the web shop that was not there before.
    """
    since = Since()
    for before, now in pairwise(one for one in _tenures(reader, gate) if one.life):
        if before.life != now.life and not (before.hub and now.hub):
            lives = (bytes.fromhex(now.life), bytes.fromhex(before.life))
            began = reader.execute(FIRST, lives).fetchone()
            since = Since(clock(began[0], ""), began[1]) if began else now.since
    return since


@dataclass(frozen=True, slots=True)
class Tenure:
    """A life, or none (""), that came to talk to the web shop: when that was, and whether in the end what it
    sent lay on the hub before."""

    life: str
    written_at: str
    since: Since
    hub: bool


def _tenures(reader: sqlite3.Connection, gate: Gate) -> list[Tenure]:
    found: list[Tenure] = []
    for holder, written_at, since, arrival, hub in reader.execute(CONNECTED, (gate.store,)):
        if found and found[-1].life == holder:
            found[-1] = replace(found[-1], hub=bool(hub))
        else:
            found.append(Tenure(holder, written_at, Since(since, arrival), bool(hub)))
    return found


def _chosen(story: Story) -> dict[int, tuple[StoreChosen, ...]]:
    """What was chosen of each line's product, where the catalogue tells the options apart."""
    found = {}
    for line in story.agreed.lines:
        named = [one for one in line.options if one.name]
        if named:
            found[line.n] = tuple(
                StoreChosen(one.name, one.value, from_micro(one.price_change), is_text=one.text)
                for one in named
            )
    return found
