"""What of this shop is what in the web shop: an order with how far it came, a variant with its figure."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from decimal import Decimal

from pos.domain.money.amounts import Money
from pos.domain.stores.there import OrderThere, StockThere, in_digits
from pos.domain.stores.uploads import State, What
from pos.journal.ids import moment
from pos.journal.seal import header_of
from pos.services.orders.sold_order import order_story
from pos.services.stores.articles import CHANGED, FIGURE, seen_name
from pos.services.stores.up.goods import Good
from pos.services.stores.up.uploads import uploads_of
from pos.services.till.life import CHOICE
from pos.services.till.till import Till

STORE = "SELECT key, orders_from FROM store ORDER BY state = 'off', clock DESC LIMIT 1"
ROW = """SELECT placed_at, total + rounding, currency, payment_status FROM orders WHERE uid = ?"""
LAST = """SELECT max(clock, end_clock) FROM store_upload WHERE store = ? AND what = 'order' AND subject = ?
    ORDER BY attempt DESC, clock DESC LIMIT 1"""
WRITTEN = "SELECT header FROM entry WHERE event_id = ? ORDER BY arrival LIMIT 1"
LINK = """SELECT l.theirs, coalesce(v.shares, '') FROM store_link l LEFT JOIN variant v ON v.uid = l.ours
    WHERE l.store = ? AND l.noun = 'variant' AND l.ours = ? AND l.theirs <> ''"""


class There:
    """Asked of the tables; nobody is called. `goods` are the linked variants by id."""

    def __init__(self, till: Till, goods: Callable[[], dict[str, Good]]) -> None:
        self._till = till
        self._goods = goods

    def order(self, number: str) -> OrderThere | None:
        """How far an order came there; None of one that never goes. Raises OrderUnknown."""
        reader = self._till.database.reader()
        found = reader.execute(STORE).fetchone()
        if found is None:
            return None
        placed = order_story(reader, number).placed
        placed_at, total, currency, payment = reader.execute(ROW, (bytes.fromhex(placed.id),)).fetchone()
        here = Money(total, currency).major
        key, orders_from = found
        if placed.store:
            last = uploads_of(reader, key, What.STATUS, placed.id).done
            told = in_digits(Decimal(last.told), here) if last and last.told else here
            number, internal = placed.store.number, placed.store.internal
            return OrderThere(State.DONE, number, internal, told, told != here, placed_at)
        ways = uploads_of(reader, key, What.ORDER, placed.id)
        if ways.last is None:
            goes = bool(orders_from) and moment(placed_at) >= moment(orders_from) and payment != "Cancelled"
            return OrderThere(State.NEW, "", "", None, False, placed_at) if goes else None
        one = ways.done or ways.last
        there = in_digits(Decimal(one.told or one.total), here) if ways.done else None
        since = _written(reader, reader.execute(LAST, (key, bytes.fromhex(placed.id))).fetchone()[0])
        differs = there is not None and there != here
        return OrderThere(ways.state, one.public, one.internal, there, differs, since, ways.last.said)

    def stock(self, variant: str) -> StockThere | None:
        """The figure of a variant there; None of one that is not linked."""
        reader = self._till.database.reader()
        found = reader.execute(STORE).fetchone()
        link = reader.execute(LINK, (found[0], bytes.fromhex(variant))).fetchone() if found else None
        if link is None:
            return None
        theirs, shares = link
        row = reader.execute(CHOICE, (seen_name(found[0], theirs.partition("/")[0]),)).fetchone()
        seen = json.loads(row[0]) if row else {}
        good = self._goods().get(shares or variant)
        is_met = good is not None and good.base is not None
        return StockThere(
            seen.get(f"{theirs}.{FIGURE}"),
            good.expected if good and is_met else None,
            good.to_tell if good and is_met else 0,
            seen.get(CHANGED, 0),
        )


def _written(reader: sqlite3.Connection, clock: str) -> str:
    """When the entry of a version was written, with its offset."""
    (header,) = reader.execute(WRITTEN, (bytes.fromhex(clock[16:]),)).fetchone()
    return header_of(header).recorded_at
