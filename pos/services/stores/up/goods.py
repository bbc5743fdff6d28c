"""Linked variants that are counted: what is on hand, what the web shop should show, what holds them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from pos.domain.money.quantity import MILLION
from pos.domain.stores.goods import Figure
from pos.domain.stores.uploads import What, expected, owed
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
    AND v.into_id IS NULL"""
ONE = f"{GOODS} AND l.ours = :uid"
CARRIED = """SELECT u.ended, json_extract(g.value, '$.variant'), json_extract(g.value, '$.quantity')
    FROM store_upload u JOIN json_each(u.goods) g
    WHERE u.store = :store AND u.what = 'order' AND u.goods <> '' AND u.ended IN ('', 'doubt', 'done', 'gone')
    AND NOT EXISTS (SELECT 1 FROM store_upload s WHERE s.store = u.store AND s.what = 'status'
        AND s.subject = u.subject AND s.gave_back = 1)"""
WAITING = """SELECT DISTINCT lower(hex(v.uid)) FROM orders o CROSS JOIN order_line ol ON ol.order_id = o.id
    JOIN variant v ON v.id = ol.variant_id WHERE o.placed >= :since AND o.channel <> 'web'
    AND o.payment_status = 'Paid' AND NOT EXISTS (SELECT 1 FROM store_upload u WHERE u.store = :store
        AND u.what = 'order' AND u.subject = o.uid AND u.ended IN ('', 'doubt', 'done', 'parked'))"""
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

UNMEASURED = """SELECT lower(hex(variant)) FROM store_stock s WHERE store = :store AND clock < :since
    AND NOT EXISTS (SELECT 1 FROM store_upload u WHERE u.store = s.store AND u.what = 'stock'
    AND u.subject = s.variant AND u.clock >= :since)"""
SINCE = """SELECT coalesce((SELECT sum(m.quantity) FROM variant v JOIN stock_move m ON m.variant_id = v.id
        JOIN entry e ON e.arrival = m.arrival WHERE v.uid = :uid AND m.reason <> 'web shop'
        AND printf('%016x', e.hlc) >= substr(:since, 1, 16)), 0)
    + 1000000 * coalesce((SELECT sum(json_extract(g.value, '$.quantity')) FROM store_upload u
        JOIN json_each(u.goods) g JOIN orders o ON o.uid = u.subject JOIN entry e ON e.arrival = o.arrival
        WHERE u.store = :store AND u.what = 'order' AND u.goods <> ''
        AND u.ended IN ('', 'doubt', 'done', 'gone') AND json_extract(g.value, '$.variant') = :variant
        AND printf('%016x', e.hlc) >= substr(:since, 1, 16) AND NOT EXISTS (SELECT 1 FROM store_upload s
            WHERE s.store = u.store AND s.what = 'status' AND s.subject = u.subject
            AND s.gave_back = 1)), 0)"""
"""What moved here since, but for what orders of since carry."""


@dataclass(frozen=True, slots=True)
class Good:
    """One linked variant and what its figure there should be; everything in pieces but `on_hand`."""

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
        if "orders" in self._gate.syncs:
            self._waits |= named(WAITING)
        self._carried: dict[str, tuple[int, int]] = {}
        for end, variant, quantity in reader.execute(CARRIED, values):
            all_of, there = self._carried.get(variant, (0, 0))
            self._carried[variant] = all_of - quantity, there - (quantity if end in ("done", "gone") else 0)
            if end not in ("done", "gone"):
                self._in_orders.add(variant)
        self._busy = self._in_orders | named(MEASURED)
        self._asked = named(UNCLEAR)
        self._refused = named(REFUSED)
        lived = {"store": self._gate.store, "since": self.since}
        self._unmeasured = {uid for (uid,) in reader.execute(UNMEASURED, lived)} if self.since else set()

    def all(self, reader: sqlite3.Connection) -> dict[str, Good]:
        """Each by its id."""
        open_ones = self._on_their_way(reader)
        rows = reader.execute(GOODS, {"store": self._gate.store})
        return {row[0]: self._good(reader, row, row[0] in open_ones) for row in rows}

    def one(self, reader: sqlite3.Connection, uid: str) -> Good | None:
        """One of them as it is now; None where it is not linked or not counted any more."""
        row = reader.execute(ONE, {"store": self._gate.store, "uid": bytes.fromhex(uid)}).fetchone()
        return None if row is None else self._good(reader, row, uid in self._on_their_way(reader))

    def is_in_orders(self, uid: str) -> bool:
        """Whether an order of ours that moves it is on its way."""
        return uid in self._in_orders

    def _on_their_way(self, reader: sqlite3.Connection) -> set[str]:
        return {one.subject for one in open_uploads(reader, self._gate.store, What.STOCK)}

    def _good(
        self, reader: sqlite3.Connection, row: tuple[str, str, int, int, int | None, int], is_open: bool
    ) -> Good:
        uid, theirs, on_hand, elsewhere, base, sent = row
        carried, there = self._carried.get(uid, (0, 0))
        good = Good(
            uid, theirs, on_hand, elsewhere // MILLION, base, sent, carried, there,
            busy=is_open or uid in self._busy, asked=uid in self._asked, waits=uid in self._waits,
            refused=uid in self._refused,
        )  # fmt: skip
        if is_open or not good.owed or uid not in self._unmeasured:
            return good
        values = {"store": self._gate.store, "uid": bytes.fromhex(uid), "variant": uid, "since": self.since}
        (since,) = reader.execute(SINCE, values).fetchone()
        return replace(good, earlier=good.owed - since // MILLION)
