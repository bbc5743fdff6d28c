"""How orders stand goes up, and whether the web shop puts goods back by itself is measured."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pos.domain.money.amounts import Money
from pos.domain.stores.answers import Refused, Unclear, Why
from pos.domain.stores.outgoing import standing_there
from pos.domain.stores.uploads import End, What
from pos.domain.stores.web_order import StoreChange, StoreOrder
from pos.journal.kinds.stores.uploads import StoreGoods, StoreIntended
from pos.services.orders.sold_order import told_order
from pos.services.stores.up.gate import Gate, Halted
from pos.services.stores.up.stock import StockUp
from pos.services.stores.up.uploads import Upload, done, ended, intend, open_uploads, uploads_of

STANDS = """SELECT lower(hex(o.uid)), o.number, o.payment_status, o.fulfilment_status,
    o.tracking_number <> '', o.total + o.rounding, o.currency, u.internal, u.goods <> ''
    FROM store_upload u JOIN orders o ON o.uid = u.subject
    WHERE u.store = :store AND u.what = 'order' AND u.ended = 'done' ORDER BY o.placed"""
KNOWN = """SELECT lower(hex(subject)), payment, fulfilment, tracking, total FROM store_upload
    WHERE store = :store AND what IN ('order', 'status') AND ended = 'done' ORDER BY clock"""
BUSY = """SELECT lower(hex(subject)) FROM store_upload
    WHERE store = :store AND what = 'status' AND ended IN ('', 'doubt', 'parked', 'count')"""
BACK = ("CANCELLED", "REFUNDED")


@dataclass(frozen=True, slots=True)
class Changed:
    """An order that stands otherwise here than is known of it there."""

    order: str
    number: str
    internal: str
    has_goods: bool


class StatusesUp:
    """What changed of orders that are there."""

    def __init__(self, gate: Gate, stock: StockUp) -> None:
        self._gate = gate
        self._till = gate.till
        self._stock = stock
        self.sent = 0

    def waiting(self) -> list[Changed]:
        """The orders of which something is to be said there."""
        from pos.domain.orders.orders import FulfilmentStatus, PaymentStatus
        from pos.domain.stores.outgoing import FULFILMENT_THERE, PAYMENT_THERE

        reader = self._till.database.reader()
        values = {"store": self._gate.store}
        known = {uid: rest for uid, *rest in reader.execute(KNOWN, values)}
        busy = {uid for (uid,) in reader.execute(BUSY, values)}
        found = []
        for uid, number, paid, handed, tracked, total, currency, internal, goods in reader.execute(
            STANDS, values
        ):
            stands = [
                PAYMENT_THERE[PaymentStatus(paid)],
                FULFILMENT_THERE[FulfilmentStatus(handed)],
                tracked,
                str(Money(total, currency).major),
            ]
            if uid not in busy and known[uid] != stands:
                found.append(Changed(uid, number, internal, bool(goods)))
        return found

    def run(self) -> None:
        """Say what changed; a cancelled or refunded order's goods are measured around it."""
        for one in self.waiting():
            self._gate.go_on()
            self._say(one)

    def _say(self, one: Changed) -> None:
        gate, reader = self._gate, self._till.database.reader()
        there = gate.read(gate.line.order(one.internal))
        _story, order = told_order(reader, one.number)
        stands = standing_there(order)
        ways = uploads_of(reader, gate.store, What.STATUS, one.order)
        made = uploads_of(reader, gate.store, What.ORDER, one.order).done
        assert made is not None
        gave = any(each.payment in BACK and each.attempt.end is End.DONE for each in ways.attempts)
        befores = made.goods if stands.payment_status in BACK and not gave else ()
        goods = tuple(
            StoreGoods(each.variant, each.theirs, each.quantity, self._figure(each)) for each in befores
        )
        total = (order.row.total + order.rounding).major
        gate.before_write()
        with self._till.transaction() as tx:
            event = intend(
                tx,
                StoreIntended(
                    store=gate.store, what=What.STATUS, id=one.order, attempt=ways.next, at=gate.now(),
                    goods=goods, total=str(total), payment=stands.payment_status,
                    fulfilment=stands.fulfilment_status, tracking=bool(stands.tracking),
                ),
            )  # fmt: skip
        last = uploads_of(reader, gate.store, What.STATUS, one.order).last
        assert last is not None
        assert last.attempt.event == event
        if isinstance(there, Refused):
            self._gone(last, there)
        else:
            note = _note(there.value, stands, total, Decimal(made.told or made.total), one.number)
            self._put(last, one.internal, StoreChange(
                stands.payment_status, stands.fulfilment_status, stands.tracking, note
            ))  # fmt: skip

    def _figure(self, one: StoreGoods) -> int:
        good = self._stock.goods(self._till.database.reader()).get(one.variant)
        there = self._stock.read(good) if good else None
        return there or 0

    def _put(self, last: Upload, internal: str, change: StoreChange) -> None:
        gate = self._gate
        answer = gate.line.set_status(internal, change)
        for _again in range(2):
            if isinstance(answer, Unclear):
                gate.go_on()
                answer = gate.line.set_status(internal, change)
        if isinstance(answer, Refused) and answer.why not in (Why.GONE, Why.ITEM, Why.TAKEN):
            with self._till.transaction() as tx:
                ended(tx, gate.store, last, End.NO, answer.text)
        gate.heard(answer)
        if isinstance(answer, Unclear):
            raise Halted(answer)  # said again in the next round: it does no harm twice
        if isinstance(answer, Refused):
            self._gone(last, answer)
            return
        with self._till.transaction() as tx:
            if last.goods:
                ended(tx, gate.store, last, End.DOUBT, "", gate.now())
            else:
                done(tx, gate.store, last, at=gate.now())
        self.sent += 1

    def _gone(self, last: Upload, answer: Refused) -> None:
        with self._till.transaction() as tx:
            why = "gone" if answer.why is Why.GONE else answer.text or answer.code
            ended(tx, self._gate.store, last, End.PARKED, why)

    def settle(self) -> None:
        """Say again what may not have arrived, and measure what was given back."""
        reader, gate = self._till.database.reader(), self._gate
        for one in open_uploads(reader, gate.store, What.STATUS):
            if one.attempt.end is None:
                self._again(one)
            elif gate.now() >= one.end_at + gate.settle or gate.now() < one.end_at:
                self._measure(one)

    def _again(self, one: Upload) -> None:
        gate, reader = self._gate, self._till.database.reader()
        made = uploads_of(reader, gate.store, What.ORDER, one.subject).done
        row = reader.execute("SELECT number FROM orders WHERE uid = ?", (bytes.fromhex(one.subject),))
        number = row.fetchone()
        if made is None or number is None:
            return
        there = gate.read(gate.line.order(made.internal))
        if isinstance(there, Refused):
            self._gone(one, there)
            return
        _story, order = told_order(reader, number[0])
        stands = standing_there(order)
        note = _note(there.value, stands, Decimal(one.total), Decimal(made.told or made.total), number[0])
        tracking = stands.tracking if one.tracking else ""
        self._put(one, made.internal, StoreChange(one.payment, one.fulfilment, tracking, note))

    def _measure(self, one: Upload) -> None:
        """Whether the figures rose by what was given back, less what web customers bought meanwhile."""
        goods = self._stock.goods(self._till.database.reader())
        moved, wanted = 0, 0
        clear = True
        for each in one.goods:
            good = goods.get(each.variant)
            there = self._stock.read(good) if good else None
            if good is None or there is None:
                continue
            rise = there - each.before + self._stock.bought(good, one.attempt.at)
            clear = clear and rise in (0, each.quantity)
            moved, wanted = moved + rise, wanted + each.quantity
        with self._till.transaction() as tx:
            if clear and moved in (0, wanted):
                done(tx, self._gate.store, one, gave_back=moved == wanted and wanted > 0, at=self._gate.now())
            else:
                ended(tx, self._gate.store, one, End.COUNT, f"{moved} of {wanted}", self._gate.now())


def _note(there: StoreOrder, stands: StoreChange, total: Decimal, sent: Decimal, number: str) -> str:
    """The staff's note there with ours behind it, once; "" where there is nothing to add."""
    said = [stands.note]
    if total != sent:
        said.append(f"now {total}, see {number}")
    new = [one for one in said if one and one not in there.note]
    return "\n".join([there.note, *new]).strip() if new else ""
