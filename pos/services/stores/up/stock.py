"""Differences of stock go up, each once; where nobody knows whether one arrived, the figures are asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pos.domain.catalogue.stock import Reason
from pos.domain.decisions.about_store import THEIRS
from pos.domain.money.quantity import MILLION
from pos.domain.stores import troubles
from pos.domain.stores.answers import STOPS, Answer, Done, Refused, Unclear, Why
from pos.domain.stores.goods import Figure
from pos.domain.stores.movements import Moved
from pos.domain.stores.uploads import End, What, key_of, may_repeat, refused_again
from pos.journal.kinds.stock import StockMove, StockMoved
from pos.journal.kinds.stores.uploads import StoreFigure, StoreIntended, StoreMet
from pos.services.stores.up.figures import Figures
from pos.services.stores.up.gate import Gate, Halted
from pos.services.stores.up.goods import Good, Goods
from pos.services.stores.up.measuring import Measuring
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

TOGETHER = 20
"""Variants whose figures are seen to stand still at a time, where differences go without a key."""
CLEAR = {Moved.NO: End.NO, Moved.UNCLEAR: End.COUNT}


class StockUp:
    """What is owed, and what of it is on its way."""

    def __init__(self, gate: Gate, goods: Goods, measuring: Measuring, figures: Figures) -> None:
        self._gate = gate
        self._till = gate.till
        self._goods = goods
        self._measuring = measuring
        self._figures = figures
        self.sent = 0
        self._is_slow = False
        """The web shop is busy with what others sent it: to send more makes no sense now."""

    def waiting(self) -> list[Good]:
        """Those the web shop must still be told of, and can be."""
        goods = self._goods.all(self._till.database.reader()).values()
        return [
            one
            for one in goods
            if one.to_tell and not (one.asked or one.refused or self._figures.is_uncounted(one))
        ]

    # what was on its way

    def settle(self) -> None:
        """What became of the differences that were on their way."""
        gate = self._gate
        self._goods.refresh()
        for one in open_uploads(self._till.database.reader(), gate.store, What.STOCK):
            good = self._goods.one(self._till.database.reader(), one.subject)
            if good is None:
                self._in_vain(one)
                continue
            gate.go_on()
            if one.attempt.end is None and gate.line.keyed and may_repeat(one.attempt, gate.now(), gate.life):
                if not self._is_slow:
                    self._add(one, good, may_be_done=True)
            elif one.attempt.end is None and one.attempt.key and not gate.is_flushed(one.attempt.event):
                continue
            elif one.attempt.end is None:
                with self._till.transaction() as tx:
                    ended(tx, gate.store, one, End.DOUBT, "", gate.now())
            elif not one.attempt.at and not gate.is_flushed(one.attempt.event):
                continue
            elif gate.now() >= one.end_at + gate.settle or gate.now() < one.end_at:
                self._question(one)

    def _in_vain(self, one: Upload) -> None:
        """The figure that it was for is no more: the product went there, or is not counted any more."""
        with self._till.transaction() as tx:
            ended(tx, self._gate.store, one, End.NO, "no figure")
            tx.connection.exec_driver_sql(*self._measuring.forget(one))

    def _question(self, one: Upload) -> None:
        """Whether the difference was made since: by the figure, less what web customers bought meanwhile."""
        answer = self._measuring.answer(one, {one.subject: one.delta})
        if answer is Moved.LATER:
            return
        with self._till.transaction() as tx:
            if answer is Moved.YES:
                done(tx, self._gate.store, one, at=self._gate.now())
                self.sent += 1
            else:
                ended(tx, self._gate.store, one, CLEAR[answer], "", self._gate.now())
            tx.connection.exec_driver_sql(*self._measuring.forget(one))

    def decide(self) -> None:
        """Go on as a person said where it was not clear: with our figures, or with theirs."""
        reader, gate = self._till.database.reader(), self._gate
        self._goods.refresh()
        for one in counts(reader, gate.store):
            variants = tuple(each.variant for each in one.goods) if one.what is What.STATUS else ("",)
            answers = {uid or one.subject: decided_on(reader, one, uid) for uid in variants}
            if not all(answers.values()):
                continue
            goods = [good for uid in answers if (good := self._goods.one(reader, uid))]
            still = None if any(good.busy for good in goods) else self._measuring.still(goods)
            if still is None:
                continue
            gate.go_on()
            with self._till.transaction() as tx:
                for uid, there in still.figures.items():
                    if there is not None:
                        self._agree(tx, uid, there, answers[uid])
                if one.what is What.STATUS:
                    done(tx, gate.store, one, at=gate.now())
                else:
                    ended(tx, gate.store, one, End.NO, answers[one.subject])
            self._goods.refresh()

    def _agree(self, tx: Transaction, uid: str, there: int, choice: str) -> None:
        """Count differences from now on from their figure; what is ours then goes there, or theirs stands."""
        good = self._goods.one(tx.raw(), uid)
        assert good is not None
        base = there - good.elsewhere - good.carried_done - good.sent
        tx.record(StoreMet(store=self._gate.store, figures=(StoreFigure(uid, base),)))
        due = replace(good, base=base).owed
        if choice == THEIRS and due:
            move = StockMove(good.shelf, quantity=-due * MILLION)
            tx.record(StockMoved(reason=Reason.COUNT.value, moves=(move,)))

    # telling

    def run(self) -> None:
        """Tell every difference that is owed and not held."""
        self._goods.refresh()
        self._doubt()
        due = [one for one in self.waiting() if one.can_be_told]
        of = len(due)
        while due and not self._is_slow:
            self._gate.steps("stock")(of - len(due), of)
            if self._gate.line.keyed:
                good = due.pop(0)
                there, at = self._measuring.figure(good)
                self._tell(good, there, at)
            else:
                self._tell_together(due[:TOGETHER])
                del due[:TOGETHER]

    def _doubt(self) -> None:
        """What may have been told already by who talked to the web shop before is in doubt from the start."""
        for one in self._goods.all(self._till.database.reader()).values():
            if not one.earlier or one.busy or one.asked:
                continue
            with self._till.transaction() as tx:
                now = self._goods.one(tx.raw(), one.uid)
                if now is None or not now.earlier:
                    continue
                n = uploads_of(tx.raw(), self._gate.store, What.STOCK, one.uid).next
                intend(
                    tx,
                    StoreIntended(
                        store=self._gate.store, what=What.STOCK, id=one.uid, attempt=n, delta=now.earlier,
                        before=now.expected,
                    ),
                )  # fmt: skip
                last = uploads_of(tx.raw(), self._gate.store, What.STOCK, one.uid).last
                assert last is not None
                ended(tx, self._gate.store, last, End.DOUBT, "", self._gate.now())

    def _tell_together(self, goods: Sequence[Good]) -> None:
        """Without a key only figures that stand still can say later whether a difference arrived."""
        still = self._measuring.still(goods)
        for one in goods if still else ():
            there, _at = self._measuring.figure(one)
            if still and there == still.figures[one.uid]:
                self._tell(one, there, still.since)

    def _tell(self, good: Good, there: int | None, at: int) -> None:
        """Book what others moved, write down the difference, send it."""
        gate = self._gate
        if there is None:
            self._figures.leave(good)
            return
        gate.before_write()
        with self._till.transaction() as tx:
            now = self._goods.one(tx.raw(), good.uid)
            if now is None or not now.can_be_told:
                return
            self._figures.book(tx, now, there)
            if not now.owed:
                return
            n = uploads_of(tx.raw(), gate.store, What.STOCK, good.uid).next
            intend(
                tx,
                StoreIntended(
                    store=gate.store, what=What.STOCK, id=good.uid, attempt=n,
                    key=key_of(gate.life, good.uid, What.STOCK, n) if gate.line.keyed else "",
                    delta=now.owed, before=there, at=at,
                ),
            )  # fmt: skip
        last = uploads_of(self._till.database.reader(), gate.store, What.STOCK, good.uid).last
        assert last is not None
        self._add(last, good)

    def _add(self, one: Upload, good: Good, *, may_be_done: bool = False) -> None:
        """Send it, or send it again under its key."""
        gate = self._gate
        gate.before_write()
        if one.attempt.key:
            answer = self._keyed(one, good, may_be_done=may_be_done)
            if answer is None:
                self._is_slow = True
            else:
                self._end(one, answer)
        else:
            figure = Figure(good.figure.product, good.figure.combination, one.before)
            self._end(one, gate.line.change_stock(figure, one.delta))

    def _keyed(self, one: Upload, good: Good, *, may_be_done: bool) -> Answer[None] | None:
        """What became of it; None while the web shop has not come to it."""
        gate = self._gate
        ticket = gate.line.add_stock(good.figure, one.delta, one.attempt.key)
        for _again in range(2):
            if isinstance(ticket, Unclear):
                may_be_done = True
                gate.before_write()
                ticket = gate.line.add_stock(good.figure, one.delta, one.attempt.key)
        if isinstance(ticket, Unclear):
            raise Halted(ticket)  # the same key says it in the next round
        if isinstance(ticket, Refused) and may_be_done:
            if refused_again(ticket.why, ticket.code) is None:
                raise Halted(ticket)
            return Unclear(troubles.BUSY)
        if isinstance(ticket, Refused):
            return ticket
        outcome = gate.outcome(ticket.value)
        if outcome is None:
            return None  # it is asked for under the same key in the next round
        part = outcome.parts[0] if outcome.parts else None
        if isinstance(part, Refused):
            return part
        return Done(None) if isinstance(part, Done) else Unclear(troubles.BUSY)

    def _end(self, one: Upload, answer: Answer[None]) -> None:
        gate = self._gate
        with self._till.transaction() as tx:
            match answer:
                case Done():
                    done(tx, gate.store, one, at=gate.now())
                    self.sent += 1
                case Refused(why=why, code=code):
                    is_no = code == "batch" or why in STOPS or why in (Why.LATER, Why.GONE)
                    ended(tx, gate.store, one, End.NO if is_no else End.PARKED, answer.text or code)
                case Unclear():
                    ended(tx, gate.store, one, End.DOUBT, "", gate.now())
        if isinstance(answer, Refused) and answer.code != "batch":
            gate.heard(answer)
        if isinstance(answer, Refused) and answer.why is Why.GONE:
            self._figures.leave_until_it_changes(one.subject)
