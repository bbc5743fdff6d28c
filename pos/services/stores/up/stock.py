"""Stock goes up as differences, and what the web shop moved itself comes here as one move."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos.domain.catalogue.stock import Reason
from pos.domain.decisions.about_store import THEIRS
from pos.domain.money.quantity import MILLION
from pos.domain.stores import troubles
from pos.domain.stores.answers import STOPS, Answer, Done, Refused, Unclear, Why
from pos.domain.stores.goods import Figure
from pos.domain.stores.uploads import End, What, expected, key_of, may_repeat, owed
from pos.journal.kinds.stock import StockMove, StockMoved
from pos.journal.kinds.stores.uploads import StoreFigure, StoreIntended, StoreMet
from pos.services.stores.up.gate import POLLS, Gate, Halted
from pos.services.stores.up.uploads import (
    Upload,
    counts,
    decided_on,
    done,
    ended,
    intend,
    open_uploads,
    uploads_of,
)

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

GOODS = """SELECT v.id, lower(hex(v.uid)) AS uid, l.theirs, coalesce(p.source, '') AS source,
    coalesce((SELECT sum(on_hand) FROM stock WHERE variant_id = v.id), 0) AS on_hand,
    coalesce((SELECT sum(quantity) FROM stock_move m WHERE m.variant_id = v.id AND m.reason = 'web shop'), 0)
        AS elsewhere,
    (SELECT base FROM store_stock s WHERE s.store = l.store AND s.variant = v.uid) AS base,
    coalesce((SELECT sum(delta) FROM store_upload u WHERE u.store = l.store AND u.what = 'stock'
        AND u.subject = v.uid AND u.ended = 'done'), 0) AS sent
    FROM store_link l JOIN variant v ON v.uid = l.ours LEFT JOIN product p ON p.id = v.product_id
    WHERE l.store = :store AND l.noun = 'variant' AND l.theirs <> '' AND v.tracked = 1
    AND v.into_id IS NULL"""
CARRIED = """SELECT u.ended, json_extract(g.value, '$.variant'),
    json_extract(g.value, '$.quantity')
    FROM store_upload u JOIN json_each(u.goods) g
    WHERE u.store = :store AND u.what = 'order' AND u.goods <> '' AND u.ended IN ('', 'doubt', 'done', 'gone')
    AND NOT EXISTS (SELECT 1 FROM store_upload s WHERE s.store = u.store AND s.what = 'status'
        AND s.subject = u.subject AND s.gave_back = 1)"""
WAITING = """SELECT lower(hex(v.uid)), sum(ol.quantity) FROM orders o JOIN order_line ol ON ol.order_id = o.id
    JOIN variant v ON v.id = ol.variant_id WHERE o.placed >= :since AND o.channel <> 'web'
    AND o.payment_status = 'Paid' AND NOT EXISTS (SELECT 1 FROM store_upload u WHERE u.store = :store
        AND u.what = 'order' AND u.subject = o.uid AND u.ended IN ('', 'doubt', 'done', 'parked'))
    GROUP BY v.uid"""
MEASURED = """SELECT json_extract(g.value, '$.variant') FROM store_upload u JOIN json_each(u.goods) g
    WHERE u.store = :store AND u.what = 'status' AND u.goods <> '' AND u.ended IN ('', 'doubt')"""
ASKED = """SELECT lower(hex(u.subject)) FROM store_upload u WHERE u.store = :store AND u.what = 'stock'
    AND u.ended IN ('count', 'parked')"""
GIVEN_BACK = """SELECT json_extract(g.value, '$.variant') FROM store_upload u JOIN json_each(u.goods) g
    JOIN orders o ON o.uid = u.subject
    WHERE u.store = :store AND u.what = 'order' AND u.ended = 'done' AND u.goods <> ''
    AND o.payment_status IN ('Cancelled', 'Refunded') AND NOT EXISTS (SELECT 1 FROM store_upload s
        WHERE s.store = u.store AND s.what = 'status' AND s.subject = u.subject AND s.ended = 'done'
        AND s.payment IN ('CANCELLED', 'REFUNDED'))"""
"""Goods that came back, while nobody knows whether the web shop puts them back itself."""
HOLDING = (MEASURED, ASKED, GIVEN_BACK)
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Good:
    """One linked variant and what its figure there should be; everything in pieces but `on_hand`."""

    uid: str
    theirs: str
    source: str
    on_hand: int  # millionths
    elsewhere: int
    base: int | None
    sent: int
    carried: int = 0
    carried_done: int = 0
    held: bool = False

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


class StockUp:
    """What is owed, what is open, and the figures of the web shop."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._till = gate.till
        self.sent = 0

    def goods(self, reader: sqlite3.Connection) -> dict[str, Good]:
        """Every linked variant that is counted, by its id."""
        values = {"store": self._gate.store, "since": self._gate.since_ms()}
        carried: dict[str, list[int]] = {}
        held = {variant for sql in HOLDING for (variant,) in reader.execute(sql, values)}
        held |= {one.subject for one in open_uploads(reader, self._gate.store, What.STOCK)}
        for end, variant, quantity in reader.execute(CARRIED, values):
            sums = carried.setdefault(variant, [0, 0])
            sums[0] -= quantity
            if end in ("done", "gone"):
                sums[1] -= quantity
            else:
                held.add(variant)
        for variant, _quantity in reader.execute(WAITING, values) if "orders" in self._gate.syncs else ():
            held.add(variant)
        found = {}
        for _row, uid, theirs, source, on_hand, elsewhere, base, sent in reader.execute(GOODS, values):
            all_of, there = carried.get(uid, (0, 0))
            found[uid] = Good(
                uid, theirs, source, on_hand, elsewhere // MILLION, base, sent, all_of, there, uid in held
            )
        return found

    def one(self, reader: sqlite3.Connection, uid: str) -> Good:
        return self.goods(reader)[uid]

    def asked(self, reader: sqlite3.Connection) -> set[str]:
        """The variants of which a person must say what is so."""
        return {uid for (uid,) in reader.execute(ASKED, {"store": self._gate.store})}

    def waiting(self) -> list[Good]:
        """Those the web shop must still be told of."""
        return [one for one in self.goods(self._till.database.reader()).values() if one.owed]

    # the round

    def settle(self) -> None:
        """What became of the differences that were on their way."""
        reader, gate = self._till.database.reader(), self._gate
        for one in open_uploads(reader, gate.store, What.STOCK):
            good = self.goods(reader).get(one.subject)
            if good is None:
                continue
            if one.attempt.end is None and gate.line.keyed and may_repeat(one.attempt, gate.now(), gate.life):
                self._add(one, good)
            elif one.attempt.end is None:
                with self._till.transaction() as tx:
                    ended(tx, gate.store, one, End.DOUBT, "", gate.now())
            elif gate.now() >= one.end_at + gate.settle or gate.now() < one.end_at:
                self._question(one, good)

    def decide(self) -> None:
        """Go on as a person said where it was not clear: with our figure, or with theirs."""
        reader, gate = self._till.database.reader(), self._gate
        for one in counts(reader, gate.store):
            variants = tuple(each.variant for each in one.goods) if one.what is What.STATUS else ("",)
            answers = {uid or one.subject: decided_on(reader, one, uid) for uid in variants}
            goods = self.goods(reader)
            theirs = {uid: self.read(goods[uid]) for uid in answers if answers[uid] and uid in goods}
            if not all(answers.values()) or any(there is None for there in theirs.values()):
                continue
            with self._till.transaction() as tx:
                for uid, there in theirs.items():
                    self._agree(tx, uid, there or 0, answers[uid])
                if one.what is What.STATUS:
                    done(tx, gate.store, one, at=gate.now())
                else:
                    ended(tx, gate.store, one, End.NO, answers[one.subject])

    def _agree(self, tx: Transaction, uid: str, there: int, choice: str) -> None:
        """Count differences from now on from their figure; what is ours then goes there, or theirs stands."""
        good = self.one(tx.raw(), uid)
        base = there - good.elsewhere - good.carried_done - good.sent
        tx.record(StoreMet(store=self._gate.store, figures=(StoreFigure(uid, base),)))
        due = self.one(tx.raw(), uid).owed
        if choice == THEIRS and due:
            move = StockMove(uid, quantity=-due * MILLION)
            tx.record(StockMoved(reason=Reason.COUNT.value, moves=(move,)))

    def meet(self) -> None:
        """Of what was linked since: the figures from which differences are counted.

        Where theirs began, what is on hand here is what they had; what they moved since is seen by itself.
        """
        goods = self.goods(self._till.database.reader()).values()
        unmet = [one for one in goods if one.base is None and not one.on_hand % MILLION]
        figures = []
        for one in unmet:
            base: int | None = one.on_hand // MILLION - one.elsewhere - one.carried - one.sent
            if self._gate.stock == "till" and not one.source:
                there = self.read(one)
                base = None if there is None else there - one.elsewhere - one.carried_done - one.sent
            if base is not None:
                figures.append(StoreFigure(one.uid, base))
        for start in range(0, len(figures), AT_ONCE):
            with self._till.transaction() as tx:
                some = tuple(figures[start : start + AT_ONCE])
                tx.record(StoreMet(store=self._gate.store, figures=some))

    def run(self) -> None:
        """Tell every difference that is owed and not held."""
        due = [one for one in self.waiting() if not one.held]
        for told, one in enumerate(due):
            self._gate.steps("stock")(told, len(due))
            self._tell(one)

    def follow(self, products: Iterable[str]) -> None:
        """Read the figures of products that changed there, and book what the web shop moved itself."""
        wanted = set(products)
        if not wanted:
            return
        for one in self.goods(self._till.database.reader()).values():
            if one.base is not None and not one.held and one.figure.product in wanted:
                there = self.read(one)
                if there is not None:
                    self._book(one.uid, there)

    def read(self, good: Good) -> int | None:
        """The figure there, read directly; None where there is none."""
        answer = self._gate.read(self._gate.line.figures(good.figure.product))
        return _quantity(answer, good)

    # one difference

    def _book(self, uid: str, there: int) -> None:
        """What the figure moved beyond our own doing is a move of the web shop."""
        with self._till.transaction() as tx:
            good = self.one(tx.raw(), uid)
            if good.held or good.base is None:
                return
            self._book_in(tx, good, there)

    def _book_in(self, tx: Transaction, good: Good, there: int) -> None:
        outside = there - good.expected
        if outside:
            move = StockMove(good.uid, quantity=outside * MILLION)
            tx.record(StockMoved(reason=Reason.WEB.value, moves=(move,)))

    def _tell(self, good: Good) -> None:
        gate = self._gate
        there = self.read(good)
        if there is None:
            return
        gate.before_write()
        with self._till.transaction() as tx:
            now = self.one(tx.raw(), good.uid)
            if now.held or now.base is None:
                return
            self._book_in(tx, now, there)
            now = self.one(tx.raw(), good.uid)
            if not now.owed:
                return
            ways = uploads_of(tx.raw(), gate.store, What.STOCK, good.uid)
            intend(
                tx,
                StoreIntended(
                    store=gate.store, what=What.STOCK, id=good.uid, attempt=ways.next,
                    key=key_of(good.uid, What.STOCK, ways.next) if gate.line.keyed else "",
                    delta=now.owed, before=there, at=gate.now(),
                ),
            )  # fmt: skip
        last = uploads_of(self._till.database.reader(), gate.store, What.STOCK, good.uid).last
        assert last is not None
        self._add(last, good)

    def _add(self, one: Upload, good: Good) -> None:
        gate = self._gate
        gate.before_write()
        answer: Answer[None]
        if one.attempt.key:
            answer = self._keyed(one, good)
        else:
            answer = gate.line.change_stock(
                Figure(good.figure.product, good.figure.combination, one.before), one.delta
            )
        self._end(one, answer)

    def _keyed(self, one: Upload, good: Good) -> Answer[None]:
        gate = self._gate
        ticket = gate.line.add_stock(good.figure, one.delta, one.attempt.key)
        for _again in range(2):
            if isinstance(ticket, Unclear):
                gate.go_on()
                ticket = gate.line.add_stock(good.figure, one.delta, one.attempt.key)
        if isinstance(ticket, Unclear):
            raise Halted(ticket)  # the same key says it in the next round
        if isinstance(ticket, Refused):
            return ticket
        for seconds in POLLS:
            if seconds:
                gate.wait(seconds)
            answer = gate.line.outcome(ticket.value)
            gate.heard(answer)
            gate.go_on()
            if isinstance(answer, Done) and answer.value.is_complete:
                part = answer.value.parts[0] if answer.value.parts else None
                if isinstance(part, Refused):
                    return part
                return Done(None, answer.at) if isinstance(part, Done) else Unclear(troubles.BUSY)
        raise Halted(answer if not isinstance(answer, Done) else Refused(Why.LATER))

    def _end(self, one: Upload, answer: Answer[None]) -> None:
        gate = self._gate
        with self._till.transaction() as tx:
            match answer:
                case Done():
                    done(tx, gate.store, one, at=gate.now())
                    self.sent += 1
                case Refused(why=why, code="batch"):
                    ended(tx, gate.store, one, End.NO)
                case Refused(why=why) if why in STOPS or why is Why.LATER:
                    ended(tx, gate.store, one, End.NO, answer.text)
                case Refused(why=Why.GONE):
                    ended(tx, gate.store, one, End.NO, answer.text)
                case Refused():
                    ended(tx, gate.store, one, End.PARKED, answer.text or answer.code)
                case Unclear():
                    ended(tx, gate.store, one, End.DOUBT, "", gate.now())
        if isinstance(answer, Refused) and answer.code != "batch":
            gate.heard(answer)

    # did it move?

    def _question(self, one: Upload, good: Good) -> None:
        """Whether the difference was made since: by the figure, less what web customers bought meanwhile."""
        there = self.read(good)
        if there is None:
            return
        bought = self.bought(good, one.attempt.at)
        moved = there - one.before + bought
        with self._till.transaction() as tx:
            if moved == one.delta:
                done(tx, self._gate.store, one, at=self._gate.now())
                self.sent += 1
            else:
                why = End.NO if moved == 0 else End.COUNT
                ended(tx, self._gate.store, one, why, f"{one.before}, {there}, {bought}", self._gate.now())

    def bought(self, good: Good, since: int) -> int:
        """Pieces that web customers bought of it since, by their paid orders."""
        after, pieces = 0, 0
        figure = good.figure
        while True:
            answer = self._gate.read(self._gate.line.orders_made(since, self._gate.now() + 1, after))
            if isinstance(answer, Refused):
                return pieces
            for order in answer.value.items:
                if order.payment_status == "PAID" and not order.marker.startswith("pos-"):
                    pieces += sum(
                        int(line.quantity)
                        for line in order.lines
                        if (line.product, line.combination) == (figure.product, figure.combination)
                    )
            after = answer.value.after
            if not after:
                return pieces


def _quantity(answer: Done[Sequence[Figure]] | Refused, good: Good) -> int | None:
    if isinstance(answer, Refused):
        return None
    figure = good.figure
    by_id = {one.combination: one.quantity for one in answer.value}
    return by_id.get(figure.combination, by_id.get(""))
