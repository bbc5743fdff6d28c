"""Whether the web shop moved figures by something of ours: they are read, and its customers' orders later.

Its lists tell of an order only some time after its figure fell. So the figure is read first, and kept, and
the orders made until then are asked for once lists surely show them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import hexdigits

import msgspec

from pos.domain.stores.answers import Done, Refused
from pos.domain.stores.goods import Figure
from pos.domain.stores.movements import Moved, Span, Touched, by_others, moved
from pos.domain.stores.web_order import StoreLine, StoreOrder
from pos.services.stores.pages import pages
from pos.services.stores.up.gate import Gate
from pos.services.stores.up.goods import Good, Goods
from pos.services.stores.up.uploads import Upload
from pos.services.till.life import CHOICE, DROP_CHOICE, KEEP_CHOICE

QUIET = 1.1
"""Seconds between two readings that must be of different seconds of the web shop's clock."""
MOST_READINGS = 5
UID_DIGITS = 32
LATE = 15 * 60
"""Seconds after which an order is in no list of late changes any more."""
BESIDE = 2
"""Seconds between an order there and the change of its product that it made."""
KNOWN = "SELECT coalesce(max(max(at, end_at)), 0) FROM store_upload WHERE store = ? AND ended = 'done'"
LAST = """SELECT coalesce(max(max(at, end_at)), 0) FROM store_upload
    WHERE store = ? AND clock <> '' AND (life <> ? OR clock < ?)"""


class Look(msgspec.Struct, frozen=True):
    """How far figures were beyond what was expected when they were read, by variant; and when that was."""

    at: int
    moved: dict[str, int]


@dataclass(frozen=True, slots=True)
class Still:
    """Figures by variant that were the same in two different seconds: the last of the one, the first of the
    other. One that is not counted there is None."""

    figures: Mapping[str, int | None]
    until: int
    since: int


class Measuring:
    """Reads figures, and answers whether something of ours moved them."""

    def __init__(self, gate: Gate, goods: Goods) -> None:
        self._gate = gate
        self._goods = goods

    def figure(self, good: Good) -> tuple[int | None, int]:
        """The figure there, read directly, None where there is none; and the web shop's time then."""
        found, first, _last = self.figures([good])
        return found[good.uid], first

    def figures(self, goods: Sequence[Good]) -> tuple[dict[str, int | None], int, int]:
        """Figures by variant, each product read once; the web shop's time at the first and at the last."""
        found: dict[str, int | None] = {}
        first = last = 0
        for product in dict.fromkeys(one.figure.product for one in goods):
            answer = self._gate.read(self._gate.line.figures(product))
            last = self._gate.now()
            first = first or last
            for one in goods:
                if one.figure.product == product:
                    found[one.uid] = _quantity(answer, one.figure)
        return found, first, last

    def still(self, goods: Sequence[Good]) -> Still | None:
        """Figures that nobody moves just now; None where they do not stand still."""
        before: dict[str, int | None] = {}
        until = 0
        for _reading in range(MOST_READINGS):
            found, first, last = self.figures(goods)
            if found == before and first > until:
                return Still(found, until, first)
            before, until = found, last
            self._gate.wait(QUIET)
        return None

    def answer(self, one: Upload, wanted: Mapping[str, int], of: str = "") -> Moved:
        """Whether figures moved by what was wanted of each; `of` is the order this is about, inside."""
        look = self._look(one) or self._looked(one, wanted)
        if look is None or 0 <= self._gate.now() - look.at < self._gate.settle:
            return Moved.LATER
        if not look.moved:
            return Moved.NO
        span = self._span(one, look)
        if span.start > self._gate.now():  # the web shop's clock was set back: what happened since?
            return Moved.UNCLEAR
        orders = self._orders(span.start, of)
        if orders is None:
            return Moved.UNCLEAR
        found = {
            moved(by, wanted[uid], by_others(self._touched(orders, uid), span))
            for uid, by in look.moved.items()
            if uid in wanted
        }
        answer = found.pop() if len(found) == 1 else Moved.UNCLEAR if found else Moved.NO
        if answer is Moved.NO and span.vague and any(self._was_touched(orders, uid) for uid in look.moved):
            return Moved.UNCLEAR
        return answer

    def _was_touched(self, orders: Sequence[StoreOrder], uid: str) -> bool:
        """Whether somebody changed the product since, by nothing that is known here or ordered there.

        A difference that a lost life told, and the opposite that it told too, leave no other trace.
        """
        reader, gate = self._gate.till.database.reader(), self._gate
        good = self._goods.one(reader, uid)
        if good is None:
            return False
        if good.figure.combination and not gate.line.tells_changes:
            return True  # its own changes show nowhere
        answer = gate.read(gate.line.product(good.figure.product))
        at = answer.value.changed_at if isinstance(answer, Done) else 0
        (known,) = reader.execute(KNOWN, (gate.store,)).fetchone()
        stamps = [stamp for one in self._touched(orders, uid) for stamp in (one.made, one.changed)]
        return at > known and all(abs(at - stamp) > BESIDE for stamp in stamps)

    def _span(self, one: Upload, look: Look) -> Span:
        """Where another life may have told it nobody knows when: after what it told last, surely."""
        if one.attempt.at:
            return Span(one.attempt.at, look.at, exact=not one.attempt.key)
        reader = self._gate.till.database.reader()
        me = bytes.fromhex(self._gate.life)
        (last,) = reader.execute(LAST, (self._gate.store, me, self._goods.since.clock)).fetchone()
        return Span(max(1, last - LATE), look.at, exact=False, vague=True)

    def forget(self, one: Upload) -> tuple[str, tuple[str]]:
        """The statement that forgets what was looked at for an attempt."""
        return DROP_CHOICE, (_name(one),)

    # the figures

    def _look(self, one: Upload) -> Look | None:
        reader = self._gate.till.database.reader()
        row = reader.execute(CHOICE, (_name(one),)).fetchone()
        return msgspec.json.decode(row[0], type=Look) if row else None

    def _looked(self, one: Upload, wanted: Mapping[str, int]) -> Look | None:
        """Read them now; None where something else of ours may move them, or they do not stand still."""
        reader, gate = self._gate.till.database.reader(), self._gate
        goods = [good for uid in wanted if (good := self._goods.one(reader, uid)) and good.base is not None]
        if not goods:
            return Look(-1, {})
        if any(self._goods.is_in_orders(good.uid) for good in goods):
            return None
        still = self.still(goods)
        if still is None:
            return None
        read = {good.uid: still.figures[good.uid] for good in goods}
        beyond = {good.uid: there - good.expected for good in goods if (there := read[good.uid]) is not None}
        look = Look(still.until, beyond)
        with gate.till.transaction() as tx:
            tx.connection.exec_driver_sql(KEEP_CHOICE, (_name(one), msgspec.json.encode(look).decode()))
        return look

    # what others did

    def _orders(self, since: int, of: str) -> list[StoreOrder] | None:
        """What was made or changed there since; None where some of it cannot be told any more."""
        line, number = self._gate.line, self._gate.store.partition(":")[2]
        found: dict[str, StoreOrder] = {}
        for page in pages(lambda after: line.orders(since - 1, after), lambda one: one.internal, number):
            self._gate.go_on()
            if page.unread:
                return None
            found |= {one.internal: one for one in page.items if one.internal != of}
        for gone in pages(lambda after: line.deleted("orders", since - 1, after), lambda one: one.id, number):
            if any(one.at >= since for one in gone.items):
                return None
        return list(found.values())

    def _touched(self, orders: Sequence[StoreOrder], uid: str) -> list[Touched]:
        good = self._goods.one(self._gate.till.database.reader(), uid)
        found = []
        for one in orders if good else ():
            pieces = sum(int(line.quantity) for line in one.lines if good and _is_of(line, good))
            if pieces:
                made = int(one.made_at.timestamp()) if one.made_at else one.changed_at
                is_ours = self._is_known(one.marker)
                found.append(Touched(made, one.changed_at, one.payment_status, pieces, is_ours))
        return found

    def _is_known(self, marker: str) -> bool:
        """Whether an order is one of ours; one that was lost here is as anybody's."""
        uid = marker.removeprefix("pos-")
        if uid == marker or len(uid) != UID_DIGITS or not set(uid) <= set(hexdigits):
            return False
        reader = self._gate.till.database.reader()
        return (
            reader.execute("SELECT 1 FROM orders WHERE uid = ?", (bytes.fromhex(uid),)).fetchone() is not None
        )


def _is_of(line: StoreLine, good: Good) -> bool:
    """Whether a line may be of this figure; a product's own is shared by combinations that have none."""
    figure = good.figure
    if line.product != figure.product or line.combination in good.apart:
        return False
    return figure.combination in ("", line.combination)


def _name(one: Upload) -> str:
    """Where it is kept what was looked at for an attempt."""
    return f"store.look:{one.attempt.event}"


def _quantity(answer: Done[tuple[Figure, ...]] | Refused, figure: Figure) -> int | None:
    if isinstance(answer, Refused):
        return None
    return next((one.quantity for one in answer.value if one.combination == figure.combination), None)
