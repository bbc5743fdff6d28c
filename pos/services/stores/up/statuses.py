"""How orders stand goes up, and whether the web shop puts goods back by itself is measured."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pos.domain.decisions.about_store import LEAVE_OUT
from pos.domain.stores.answers import Done, Refused, Unclear, Why
from pos.domain.stores.movements import BACK, Moved
from pos.domain.stores.outgoing import order_of, standing_there
from pos.domain.stores.there import in_digits
from pos.domain.stores.uploads import End, What
from pos.domain.stores.web_order import StoreChange, StoreOrder
from pos.journal.kinds.stores.uploads import StoreGoods, StoreIntended
from pos.services.orders.sold_order import told_order
from pos.services.stores.up.agreed import (
    STANDING,
    Stands,
    as_there,
    clash,
    known_of,
    mark_of,
    stands_by,
    which_stands,
)
from pos.services.stores.up.figures import Figures
from pos.services.stores.up.gate import Gate, Halted
from pos.services.stores.up.goods import Goods
from pos.services.stores.up.measuring import Measuring
from pos.services.stores.up.questions import ask
from pos.services.stores.up.uploads import (
    COLUMNS,
    Upload,
    attempts,
    decided_on,
    done,
    ended,
    intend,
    open_uploads,
    question_of,
    uploads_of,
)

STANDS = f"""SELECT lower(hex(o.uid)), o.number, u.internal, max(u.what = 'order' AND u.goods <> ''),
    {", ".join(f"o.{one}" for one in STANDING.split(", "))}
    FROM store_upload u JOIN orders o ON o.uid = u.subject
    WHERE u.store = :store AND u.what IN ('order', 'status') AND u.internal <> '' AND u.ended = 'done'
    GROUP BY o.uid ORDER BY o.placed"""
KNOWN = """SELECT lower(hex(subject)), payment, fulfilment, tracking, total, noted FROM store_upload
    WHERE store = :store AND what IN ('order', 'status') AND ended = 'done' ORDER BY clock"""
BUSY = """SELECT lower(hex(subject)) FROM store_upload
    WHERE store = :store AND what = 'status' AND ended IN ('', 'doubt', 'count')
    UNION SELECT subject FROM store_question WHERE store = :store AND about = 'status_conflict'
    AND is_over = 0
    UNION SELECT lower(hex(subject)) FROM store_upload WHERE store = :store AND what = 'order'
    AND ended = 'gone'"""
NOTED = "SELECT max(clock) FROM exception_done WHERE which = ? AND choice = 'note' HAVING max(clock) <> ''"
REFUSED = f"{COLUMNS} WHERE store = ? AND what = 'status' AND ended = 'parked' ORDER BY clock"
OTHER_TOTAL = f"{COLUMNS} WHERE store = ? AND told <> '' AND told <> total ORDER BY clock"
INTERNAL = """SELECT internal FROM store_upload WHERE store = ? AND what IN ('order', 'status')
    AND subject = ? AND internal <> '' AND ended = 'done' ORDER BY clock DESC LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Changed:
    """An order that stands otherwise here than is known of it there."""

    order: str
    number: str
    internal: str
    has_goods: bool
    note: str = ""  # that a person wants to stand there


@dataclass(frozen=True, slots=True)
class Before:
    """Goods that the web shop may put back by itself, with their figures, and the web shop's time then."""

    goods: tuple[StoreGoods, ...] = ()
    at: int = 0


class StatusesUp:
    """What changed of orders that are there."""

    def __init__(self, gate: Gate, goods: Goods, measuring: Measuring, figures: Figures) -> None:
        self._gate = gate
        self._till = gate.till
        self._goods = goods
        self._measuring = measuring
        self._figures = figures
        self.sent = 0

    def waiting(self) -> list[Changed]:
        """The orders of which something is to be said there."""
        reader = self._till.database.reader()
        values = {"store": self._gate.store}
        known = {uid: Stands(*rest) for uid, *rest in reader.execute(KNOWN, values)}
        busy = {uid for (uid,) in reader.execute(BUSY, values)}
        for one in attempts(reader, REFUSED, self._gate.store):
            choice = decided_on(reader, one)
            if not choice:
                busy.add(one.subject)
            elif choice == LEAVE_OUT:
                known[one.subject] = Stands(one.payment, one.fulfilment, one.tracking, one.total, -1)
        noted = self._to_note(reader)
        found = []
        rows = reader.execute(STANDS, values)
        for uid, number, internal, goods, *row in rows:
            is_known = stands_by(row).says_the_same(known[uid])
            if uid not in busy and (not is_known or uid in noted):
                found.append(Changed(uid, number, internal, bool(goods), noted.get(uid, "")))
        return found

    def _to_note(self, reader: sqlite3.Connection) -> dict[str, str]:
        """By order the note that a person wants there: that its receipt says another total."""
        found = {}
        for one in attempts(reader, OTHER_TOTAL, self._gate.store):
            row = reader.execute(NOTED, (question_of(one),)).fetchone()
            said = uploads_of(reader, self._gate.store, What.STATUS, one.subject).done if row else None
            if row and (said is None or said.clock < row[0]):
                told = in_digits(Decimal(one.told), Decimal(one.total))
                found[one.subject] = f"receipt {one.total}, not {told}"
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
        known = known_of(reader, gate.store, one.order)
        known = as_there(gate.line, known) if known else None
        if isinstance(there, Done) and known and self._clashes(one, there.value, known, stands):
            return
        made = uploads_of(reader, gate.store, What.ORDER, one.order).done
        was_back = isinstance(there, Done) and there.value.payment_status in BACK
        before = Before() if was_back else self._before(one.order, made, stands.payment_status)
        if before is None:
            return
        gate.before_write()
        last = self._intend(one.order, before, stands, str((order.row.total + order.rounding).major))
        if last is None:
            return
        if isinstance(there, Refused):
            self._refused(last, there)
        else:
            change = stands
            if known:
                words = gate.line.read_back(stands.payment_status, stands.fulfilment_status)
                change = _only_ours(there.value, known, stands, words)
            self._put(last, there.value, change, one.number, one.note)

    def _before(self, order: str, made: Upload | None, payment: str) -> Before | None:
        """The figures that the web shop may raise by it, standing still; None where they do not yet."""
        ways = uploads_of(self._till.database.reader(), self._gate.store, What.STATUS, order)
        gave = any(each.gave_back for each in ways.attempts)
        said = ways.done.payment if ways.done else made.payment if made else ""
        if made is None or not made.goods or gave or payment not in BACK or said == payment:
            return Before()
        self._goods.refresh()
        reader = self._till.database.reader()
        goods = [good for each in made.goods if (good := self._goods.one(reader, each.variant))]
        goods = [good for good in goods if good.base is not None]
        if not all(good.can_be_read for good in goods):
            return None
        still = self._measuring.still(goods) if goods else None
        if still is None:
            return None if goods else Before()
        counted = {uid: figure for uid, figure in still.figures.items() if figure is not None}
        return Before(
            tuple(
                StoreGoods(each.variant, each.theirs, each.quantity, counted[each.variant])
                for each in made.goods
                if each.variant in counted
            ),
            still.since,
        )

    def _intend(self, order: str, before: Before, stands: StoreChange, total: str) -> Upload | None:
        """Written down, with what others moved until then; None where something else began meanwhile."""
        gate = self._gate
        with self._till.transaction() as tx:
            for each in before.goods:
                good = self._goods.one(tx.raw(), each.variant)
                if good is None or not good.can_be_read:
                    return None
                self._figures.book(tx, good, each.before)
            n = uploads_of(tx.raw(), gate.store, What.STATUS, order).next
            intend(
                tx,
                StoreIntended(
                    store=gate.store, what=What.STATUS, id=order, attempt=n, at=before.at or gate.now(),
                    goods=before.goods, total=total, payment=stands.payment_status,
                    fulfilment=stands.fulfilment_status, tracking=mark_of(stands.tracking),
                    noted=mark_of(stands.note),
                ),
            )  # fmt: skip
        self._goods.refresh()
        return uploads_of(self._till.database.reader(), gate.store, What.STATUS, order).last

    def _clashes(self, one: Changed, there: StoreOrder, known: Stands, stands: StoreChange) -> bool:
        """Whether both shops said something else meanwhile: then a person is asked, and nothing is said."""
        said = StoreChange(there.payment_status, there.fulfilment_status)
        here = as_there(self._gate.line, Stands(stands.payment_status, stands.fulfilment_status, 0, ""))
        found = clash(said, known, here, as_one=self._gate.line.has_one_status)
        if found:
            with self._till.transaction() as tx:
                ask(tx, which_stands(self._gate.store, one.order, one.number, found, there))
        return bool(found)

    def _put(self, last: Upload, there: StoreOrder, stands: StoreChange, number: str, note: str = "") -> None:
        gate = self._gate
        total = Decimal(last.total)
        note = _note(there, (stands.note, note), total, number)
        change = replace(stands, note=note, is_ours=bool(order_of(there.marker)))
        gate.before_write()  # what was just written down is on the hub before it leaves
        answer = gate.line.set_status(there.internal, change)
        for _again in range(2):
            if isinstance(answer, Unclear):
                gate.before_write()
                answer = gate.line.set_status(there.internal, change)
        gate.heard(answer)  # where it wants to be asked later, the very same is said again then
        if isinstance(answer, Unclear):
            raise Halted(answer)  # said again in the next round: it does no harm twice
        if isinstance(answer, Refused):
            self._refused(last, answer)
            return
        with self._till.transaction() as tx:
            if last.goods:
                ended(tx, gate.store, last, End.DOUBT, "", gate.now())
            else:
                told = last.total if there.total == total else str(there.total)
                done(
                    tx, gate.store, last, internal=there.internal, told=told, at=gate.now(),
                    gave_back=self._was_given_back(last, there),
                )  # fmt: skip
        self._goods.refresh()
        self.sent += 1

    def _was_given_back(self, last: Upload, there: StoreOrder) -> bool:
        """Whether the web shop itself had given the order up before: its goods are back, or its figures will
        say that they are not."""
        reader = self._till.database.reader()
        made = uploads_of(reader, self._gate.store, What.ORDER, last.subject).done
        ways = uploads_of(reader, self._gate.store, What.STATUS, last.subject)
        gave = any(each.gave_back or each.payment in BACK for each in ways.attempts if each != last)
        return bool(made and made.goods) and not gave and {last.payment, there.payment_status} <= {*BACK}

    def _refused(self, last: Upload, answer: Refused) -> None:
        """The web shop does not want it, or deleted the order: then it is never made again unasked."""
        gate = self._gate
        made = uploads_of(self._till.database.reader(), gate.store, What.ORDER, last.subject).done
        with self._till.transaction() as tx:
            if answer.why is Why.GONE and made:
                ended(tx, gate.store, last, End.NO, "deleted")
                ended(tx, gate.store, made, End.GONE, "deleted")
            else:
                ended(tx, gate.store, last, End.PARKED, answer.text or answer.code)

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
        internal = reader.execute(INTERNAL, (gate.store, bytes.fromhex(one.subject))).fetchone()
        row = reader.execute("SELECT number FROM orders WHERE uid = ?", (bytes.fromhex(one.subject),))
        number = row.fetchone()
        if internal is None or number is None:
            return
        there = gate.read(gate.line.order(internal[0]))
        if isinstance(there, Refused):
            self._refused(one, there)
            return
        _story, order = told_order(reader, number[0])
        stands = standing_there(order)
        tracking = stands.tracking if one.tracking else ""
        said = StoreChange(one.payment, one.fulfilment, tracking, stands.note, stands.refunded)
        self._put(one, there.value, said, number[0])

    def _measure(self, one: Upload) -> None:
        """Whether the figures rose by what was given back, less what web customers bought meanwhile."""
        gate, reader = self._gate, self._till.database.reader()
        made = uploads_of(reader, gate.store, What.ORDER, one.subject).done
        self._goods.refresh()
        wanted = {each.variant: each.quantity for each in one.goods}
        answer = self._measuring.answer(one, wanted, made.internal if made else "")
        if answer is Moved.LATER:
            return
        with self._till.transaction() as tx:
            if answer is Moved.UNCLEAR:
                ended(tx, gate.store, one, End.COUNT, "", gate.now())
            else:
                done(tx, gate.store, one, gave_back=answer is Moved.YES, at=gate.now())
            tx.connection.exec_driver_sql(*self._measuring.forget(one))
        self._goods.refresh()


def _only_ours(there: StoreOrder, known: Stands, stands: StoreChange, words: tuple[str, str]) -> StoreChange:
    """What changed here; what only they changed is left as it is there, and followed when it is read.

    `words` are the two statuses as the web shop has them.
    """
    payment, fulfilment = words
    if payment == known.payment != there.payment_status:
        stands = replace(stands, payment_status="")
    if fulfilment == known.fulfilment != there.fulfilment_status:
        stands = replace(stands, fulfilment_status="")
    return stands


def _note(there: StoreOrder, wanted: Sequence[str], total: Decimal, number: str) -> str:
    """The staff's note there with ours behind it, once; "" where there is nothing to add."""
    said = [*wanted, f"now {total}, see {number}" if total != there.total else ""]
    new = [one for one in said if one and one not in there.note]
    return "\n".join([there.note, *new]).strip() if new else ""
