"""Linked variants that are counted: what is on hand, what the web shop should show, what holds them.

Kinds that share their stock are one: under the id they have in common, against the figure of their product.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from pos.domain.money.quantity import MILLION
from pos.domain.stores.goods import Figure
from pos.domain.stores.uploads import What, expected, owed
from pos.journal.heads import event_of
from pos.services.stores.up.gate import Gate
from pos.services.stores.up.uploads import open_uploads
from pos.services.stores.up.waiting import talks_since

GOODS = """SELECT lower(hex(v.uid)), l.theirs,
    coalesce((SELECT sum(on_hand) FROM stock WHERE variant_id = v.id), 0),
    coalesce((SELECT sum(quantity) FROM stock_move m WHERE m.variant_id = v.id AND m.reason = 'web shop'), 0),
    (SELECT base FROM store_stock s WHERE s.store = l.store AND s.variant = v.uid),
    coalesce((SELECT sum(delta) FROM store_upload u WHERE u.store = l.store AND u.what = 'stock'
        AND u.subject = v.uid AND u.ended = 'done'), 0)
    FROM store_link l JOIN variant v ON v.uid = l.ours
    WHERE l.store = :store AND l.noun = 'variant' AND l.theirs <> '' AND v.tracked = 1
    AND v.into_id IS NULL AND v.shares = ''"""
ONE = f"{GOODS} AND l.ours = :uid"
TOGETHER = """SELECT v.shares, min(l.theirs), min(v.uid) FROM store_link l JOIN variant v ON v.uid = l.ours
    WHERE l.store = :store AND l.noun = 'variant' AND l.theirs <> '' AND v.tracked = 1
    AND v.into_id IS NULL AND v.shares <> ''"""
FIGURES = """SELECT coalesce((SELECT sum(s.on_hand) FROM variant v JOIN stock s ON s.variant_id = v.id
        WHERE v.uid = :member), 0),
    coalesce((SELECT sum(m.quantity) FROM variant o JOIN stock_move m ON m.variant_id = o.id
        WHERE o.shares = :shares AND o.shares <> '' AND o.into_id IS NULL AND m.reason = 'web shop'), 0),
    (SELECT base FROM store_stock WHERE store = :store AND variant = :uid),
    coalesce((SELECT sum(delta) FROM store_upload WHERE store = :store AND what = 'stock'
        AND subject = :uid AND ended = 'done'), 0)"""
APART = """SELECT l.theirs FROM store_link l JOIN variant v ON v.uid = l.ours
    WHERE l.store = ? AND l.noun = 'variant' AND l.theirs > ? AND l.theirs < ? AND v.shares = ''"""
MERGED = """SELECT lower(hex(f.uid)), coalesce(nullif(t.shares, ''), lower(hex(t.uid)))
    FROM variant f JOIN variant t ON t.id = f.into_id WHERE f.into_id IS NOT NULL"""
CARRIED = """SELECT u.subject, u.ended, json_extract(g.value, '$.variant'),
    json_extract(g.value, '$.quantity') FROM store_upload u JOIN json_each(u.goods) g
    WHERE u.store = :store AND u.what = 'order' AND u.goods <> '' AND u.ended IN ('', 'doubt', 'done', 'gone')
    AND NOT EXISTS (SELECT 1 FROM store_upload s WHERE s.store = u.store AND s.what = 'status'
        AND s.subject = u.subject AND s.gave_back = 1)"""
WAITING = """SELECT coalesce(nullif(v.shares, ''), lower(hex(v.uid))),
    sum(CASE WHEN ol.quantity % 1000000 = 0 AND v.unit = '' AND NOT EXISTS (SELECT 1 FROM store_upload u
        WHERE u.store = :store AND u.what = 'order' AND u.subject = o.uid
        AND u.ended IN ('product_gone', 'gone')) THEN ol.quantity / 1000000 ELSE 0 END)
    FROM orders o CROSS JOIN order_line ol ON ol.order_id = o.id
    JOIN variant v ON v.id = ol.variant_id WHERE o.placed >= :since AND o.channel <> 'web'
    AND o.payment_status = 'Paid' AND NOT EXISTS (SELECT 1 FROM store_upload u WHERE u.store = :store
        AND u.what = 'order' AND u.subject = o.uid AND u.ended IN ('', 'doubt', 'done', 'parked'))
    GROUP BY 1"""
"""What paid orders that wait will move, with the pieces that the web shop then takes off its figure."""

MEASURED = """SELECT json_extract(g.value, '$.variant') FROM store_upload u JOIN json_each(u.goods) g
    WHERE u.store = :store AND u.what = 'status' AND u.goods <> '' AND u.ended IN ('', 'doubt')"""
REFUSED = """SELECT lower(hex(u.subject)) FROM store_upload u WHERE u.store = :store AND u.what = 'stock'
    AND u.ended = 'parked'"""
UNCLEAR = """SELECT json_extract(g.value, '$.variant') FROM store_upload u JOIN json_each(u.goods) g
    WHERE u.store = :store AND u.what = 'status' AND u.goods <> '' AND u.ended = 'count'
    UNION ALL SELECT lower(hex(u.subject)) FROM store_upload u
    WHERE u.store = :store AND u.what = 'stock' AND u.ended = 'count'"""
GIVEN_BACK = """SELECT json_extract(g.value, '$.variant') FROM store_upload u JOIN json_each(u.goods) g
    JOIN orders o ON o.uid = u.subject
    WHERE u.store = :store AND u.what = 'order' AND u.ended = 'done' AND u.goods <> ''
    AND o.payment_status IN ('Cancelled', 'Refunded') AND NOT EXISTS (SELECT 1 FROM store_upload s
        WHERE s.store = u.store AND s.what = 'status' AND s.subject = u.subject
        AND s.ended IN ('done', 'parked') AND s.payment IN ('CANCELLED', 'REFUNDED'))"""
"""Goods that came back, while nobody knows whether the web shop puts them back itself."""

UNMEASURED = """SELECT lower(hex(variant)), clock FROM store_stock s WHERE store = :store
    AND NOT EXISTS (SELECT 1 FROM store_upload u WHERE u.store = s.store AND u.what = 'stock'
    AND u.subject = s.variant AND u.clock >= :since AND u.life = :me)"""
ARRIVED = "SELECT min(arrival) FROM entry WHERE event_id = ?"
SINCE = """SELECT coalesce((SELECT sum(m.quantity) FROM stock_move m JOIN entry e ON e.arrival = m.arrival
        WHERE m.variant_id IN (SELECT id FROM variant WHERE uid = :uid AND shares = ''
            UNION SELECT id FROM variant WHERE shares = :variant AND shares <> '') AND m.reason <> 'web shop'
        AND m.arrival > :arrival AND printf('%016x', e.hlc) >= substr(:since, 1, 16)), 0)
    + 1000000 * coalesce((SELECT sum(pieces) FROM (SELECT max(json_extract(g.value, '$.quantity')) AS pieces
        FROM store_upload u
        JOIN json_each(u.goods) g JOIN orders o ON o.uid = u.subject JOIN entry e ON e.arrival = o.arrival
        WHERE u.store = :store AND u.what = 'order' AND u.goods <> ''
        AND u.ended IN ('', 'doubt', 'done', 'gone') AND json_extract(g.value, '$.variant') = :variant
        AND o.arrival > :arrival AND printf('%016x', e.hlc) >= substr(:since, 1, 16)
        AND NOT EXISTS (SELECT 1 FROM store_upload s
            WHERE s.store = u.store AND s.what = 'status' AND s.subject = u.subject
            AND s.gave_back = 1) GROUP BY u.subject)), 0)"""
"""What moved here since, but for what orders of since carry."""


@dataclass(frozen=True, slots=True)
class Good:
    """One linked variant and what its figure there should be; everything in pieces but `on_hand`.

    Of kinds that share their stock `uid` is what they have in common, `shelf` one of them, and `apart` are
    the combinations of their product that have a figure of their own.
    """

    uid: str
    theirs: str
    on_hand: int  # millionths
    elsewhere: int
    base: int | None
    sent: int
    carried: int = 0
    carried_done: int = 0
    busy: bool = False
    """Something of ours that moves it is on its way: what its figure says cannot be told from that."""
    asked: bool = False
    """A person must say what is so."""
    waits: bool = False
    """Something of ours will move it soon: its difference is not sent yet."""
    refused: bool = False
    """The web shop took no difference of it."""
    earlier: int = 0
    """Of what is owed, what may have been told already by who talked to the web shop before, without a trace
    here: its figure can only be measured."""
    coming: int = 0
    """Of what is owed, what paid orders that wait will carry."""
    shelf: str = ""
    apart: frozenset[str] = frozenset()

    @property
    def figure(self) -> Figure:
        """Which figure there it is; without its quantity."""
        product, _, combination = self.theirs.partition("/")
        return Figure(product, combination, None)

    @property
    def owed(self) -> int:
        """What is to be told; 0 while a fraction of a piece is open."""
        if self.base is None or self.on_hand % MILLION:
            return 0
        return owed(self.on_hand // MILLION, self.base, self.elsewhere, self.carried, self.sent)

    @property
    def to_tell(self) -> int:
        """What is to be told as a difference, beside what orders that wait will carry."""
        is_whole = self.base is not None and not self.on_hand % MILLION
        return self.owed + self.coming if is_whole else 0

    @property
    def expected(self) -> int:
        """The figure that should be there now."""
        assert self.base is not None
        return expected(self.base, self.elsewhere, self.carried_done, self.sent)

    @property
    def can_be_read(self) -> bool:
        """Whether its figure there tells what others moved."""
        return self.base is not None and not (self.busy or self.asked or self.earlier)

    @property
    def can_be_told(self) -> bool:
        """Whether its difference may be sent."""
        return self.can_be_read and not self.waits and not self.refused


class Goods:
    """The variants of a web shop; what orders carry and what is on its way is read once, until `refresh`."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self.refresh()

    def refresh(self) -> None:
        """Orders went up or came to an end since."""
        reader = self._gate.till.database.reader()
        self.since = talks_since(reader, self._gate)
        values = {"store": self._gate.store, "since": self._gate.since_ms()}

        def named(sql: str) -> set[str]:
            return {variant for (variant,) in reader.execute(sql, values)}

        self._in_orders: set[str] = set()
        self._waits = named(GIVEN_BACK)
        self._coming: dict[str, int] = {}
        if "orders" in self._gate.syncs:
            self._coming = dict(reader.execute(WAITING, values).fetchall())
            self._waits |= self._coming.keys()
        self._carry(reader, values)
        self._busy = self._in_orders | named(MEASURED)
        self._asked = named(UNCLEAR)
        self._refused = named(REFUSED)
        asked = {
            "store": self._gate.store, "since": self.since.clock, "me": bytes.fromhex(self._gate.life)
        }  # fmt: skip
        self._told: dict[str, str] = dict(reader.execute(UNMEASURED, asked)) if self.since.clock else {}

    def _is_unmeasured(self, reader: sqlite3.Connection, uid: str) -> bool:
        """Whether nobody has measured it since who may have told more than is known here talked to the web
        shop."""
        clock = self._told.get(uid)
        if clock is None or clock < self.since.clock:
            return clock is not None
        (arrival,) = reader.execute(ARRIVED, (bytes.fromhex(event_of(clock)),)).fetchone()
        return int(arrival or 0) <= self.since.arrival

    def _carry(self, reader: sqlite3.Connection, values: dict[str, object]) -> None:
        """What orders carry, each once: two lives may both have meant it, and found the very same there."""
        orders: dict[tuple[bytes, str], tuple[int, bool]] = {}
        merged = dict(reader.execute(MERGED).fetchall())
        for order, end, carried, quantity in reader.execute(CARRIED, values):
            variant, is_there = merged.get(carried, carried), end in ("done", "gone")
            pieces, was_there = orders.get((order, carried), (0, False))
            orders[order, carried] = max(pieces, quantity), is_there or was_there
            if not is_there:
                self._in_orders.add(variant)
        self._carried: dict[str, tuple[int, int]] = {}
        for (_order, carried), (quantity, is_there) in orders.items():
            variant = merged.get(carried, carried)
            all_of, there = self._carried.get(variant, (0, 0))
            self._carried[variant] = all_of - quantity, there - (quantity if is_there else 0)

    def all(self, reader: sqlite3.Connection) -> dict[str, Good]:
        """Each by its id."""
        open_ones = self._on_their_way(reader)
        rows = reader.execute(GOODS, {"store": self._gate.store})
        found = {row[0]: self._good(reader, row, row[0] in open_ones) for row in rows}
        for row in reader.execute(f"{TOGETHER} GROUP BY v.shares", {"store": self._gate.store}).fetchall():
            found[row[0]] = self._together(reader, row, row[0] in open_ones)
        return found

    def one(self, reader: sqlite3.Connection, uid: str) -> Good | None:
        """One of them as it is now; None where it is not linked or not counted any more."""
        is_open = uid in self._on_their_way(reader)
        row = reader.execute(ONE, {"store": self._gate.store, "uid": bytes.fromhex(uid)}).fetchone()
        if row is not None:
            return self._good(reader, row, is_open)
        asked = {"store": self._gate.store, "shares": uid}
        together = reader.execute(f"{TOGETHER} AND v.shares = :shares GROUP BY v.shares", asked).fetchone()
        return None if together is None else self._together(reader, together, is_open)

    def is_in_orders(self, uid: str) -> bool:
        """Whether an order of ours that moves it is on its way."""
        return uid in self._in_orders

    def _on_their_way(self, reader: sqlite3.Connection) -> set[str]:
        return {one.subject for one in open_uploads(reader, self._gate.store, What.STOCK)}

    def _together(self, reader: sqlite3.Connection, row: tuple[str, str, bytes], is_open: bool) -> Good:
        """Kinds that share the figure of their product."""
        uid, theirs, member = row
        product = theirs.partition("/")[0]
        store = self._gate.store
        asked = {"store": store, "shares": uid, "uid": bytes.fromhex(uid), "member": member}
        figures = reader.execute(FIGURES, asked).fetchone()
        good = self._good(reader, (uid, product, *figures), is_open)
        others = reader.execute(APART, (store, f"{product}/", f"{product}0"))
        apart = frozenset(one.partition("/")[2] for (one,) in others)
        return replace(good, shelf=member.hex(), apart=apart)

    def _good(
        self, reader: sqlite3.Connection, row: tuple[str, str, int, int, int | None, int], is_open: bool
    ) -> Good:
        uid, theirs, on_hand, elsewhere, base, sent = row
        carried, there = self._carried.get(uid, (0, 0))
        good = Good(
            uid, theirs, on_hand, elsewhere // MILLION, base, sent, carried, there,
            busy=is_open or uid in self._busy, asked=uid in self._asked, waits=uid in self._waits,
            refused=uid in self._refused, coming=self._coming.get(uid, 0), shelf=uid,
        )  # fmt: skip
        if is_open or not good.owed or not self._is_unmeasured(reader, uid):
            return good
        values = {
            "store": self._gate.store, "uid": bytes.fromhex(uid), "variant": uid, "since": self.since.clock,
            "arrival": self.since.arrival,
        }  # fmt: skip
        (since,) = reader.execute(SINCE, values).fetchone()
        return replace(good, earlier=good.owed - since // MILLION)
