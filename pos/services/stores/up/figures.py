"""Figures of the web shop: from which differences are counted; what it moved itself comes here as a move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pos.domain.catalogue.stock import Reason
from pos.domain.money.quantity import MILLION
from pos.domain.stores.goods import Figure, StoreProduct
from pos.domain.stores.outgoing import there as named_there
from pos.journal.kinds.stock import StockMove, StockMoved
from pos.journal.kinds.stores.uploads import StoreFigure, StoreMet
from pos.services.stores.marks import FIGURES as WHAT
from pos.services.stores.marks import Marks, is_night, keep_marks, was_night
from pos.services.stores.pages import pages
from pos.services.stores.up.gate import Gate
from pos.services.stores.up.goods import Good, Goods
from pos.services.stores.up.measuring import Measuring

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

GIVEN_BACK = """SELECT s.clock, json_extract(g.value, '$.theirs') FROM store_upload s
    JOIN store_upload u ON u.store = s.store AND u.what = 'order' AND u.subject = s.subject
    JOIN json_each(u.goods) g WHERE s.store = :store AND s.what = 'status' AND s.gave_back = 1
    AND s.goods = '' AND s.clock > :since AND u.goods <> '' AND u.ended = 'done'"""
MOVED = """SELECT 1 FROM stock_move m JOIN variant v ON v.id = m.variant_id
    WHERE v.uid = ? AND m.reason <> 'web shop' LIMIT 1"""
BOOKED = """SELECT DISTINCT json_extract(m.value, '$.variant')
    FROM entry e JOIN entry_part p ON p.arrival = e.arrival
    JOIN json_each(CAST(p.body AS TEXT), '$.moves') m WHERE e.arrival > :since AND e.arrival <= :until
    AND e.origin <> :me AND e.kind = 'stock.moved'
    AND json_extract(CAST(p.body AS TEXT), '$.reason') = :reason"""
LAST = "SELECT coalesce(max(arrival), 0) FROM entry"
LINK = "SELECT theirs FROM store_link WHERE store = ? AND noun = 'variant' AND ours = ? AND theirs <> ''"
AT_ONCE = 500
LATE = 15 * 60
"""Seconds after which a product that changed is in no list of late changes any more."""


class Figures:
    """Meets what was linked, and follows what changed there."""

    def __init__(self, gate: Gate, goods: Goods, measuring: Measuring, marks: Marks) -> None:
        self._gate = gate
        self._till = gate.till
        self._goods = goods
        self._measuring = measuring
        self._marks = marks
        self._expected: dict[str, int | None] | None = None

    def meet(self) -> None:
        """Of what was linked since: the figures from which differences are counted.

        Where theirs began, what is on hand here is what they had; what they moved since is seen by itself.
        Where ours began, differences are counted from theirs, so that all we have more or less goes there.
        """
        self._goods.refresh()
        goods = self._goods.all(self._till.database.reader()).values()
        figures = []
        for one in goods:
            if one.base is not None or one.on_hand % MILLION:
                continue
            base: int | None = one.on_hand // MILLION - one.elsewhere - one.carried - one.sent
            if self._gate.stock == "till" and self._ever_moved(one):
                base = self._base(one)
            if base is not None:
                figures.append(StoreFigure(one.uid, base))
        for start in range(0, len(figures), AT_ONCE):
            with self._till.transaction() as tx:
                some = tuple(figures[start : start + AT_ONCE])
                tx.record(StoreMet(store=self._gate.store, figures=some))

    def _ever_moved(self, good: Good) -> bool:
        """Whether there was ever a figure of it here: else the one there is all there is."""
        reader = self._till.database.reader()
        return reader.execute(MOVED, (bytes.fromhex(good.shelf),)).fetchone() is not None

    def _base(self, good: Good) -> int | None:
        """From where differences are counted by the figure there; None where that cannot be told now."""
        if good.busy or self.is_uncounted(good):
            return None
        there = self._measuring.figure(good)[0]
        if there is None:
            self.leave(good)
            return None
        return there - good.elsewhere - good.carried_done - good.sent

    def changed(self, product: StoreProduct) -> None:
        """A product changed there: its figures are read, once, unless they are what they should be.

        A list shows figures late; what moved them since it will show later, at another stamp. What the figure
        of a kind should be that something of ours is on its way to nobody knows: it is read afterwards.
        """
        marks = self._marks
        kinds = (Figure(product.id, one.id, one.quantity) for one in product.combinations if one.counts)
        figures = (Figure(product.id, "", product.quantity), *kinds)
        counted = {named_there(one.product, one.combination) for one in figures if one.quantity is not None}
        marks.uncounted = [one for one in marks.uncounted if one not in counted]
        shown = self._as_should_be(figures)
        if shown and all(shown):
            return
        if marks.read.get(product.id, -1) != product.changed_at:
            marks.behind[product.id] = product.changed_at

    def sold(self, product: str, at: int) -> None:
        """Something of a product was sold there, or came back, though no list may say that it changed."""
        if self._marks.read.get(product, -1) != at:
            self._marks.behind[product] = at

    def _as_should_be(self, figures: Sequence[Figure]) -> list[bool]:
        """Whether a list shows of each counted kind of a product what should be there, as far as is known."""
        if self._expected is None:
            self._goods.refresh()
            goods = self._goods.all(self._till.database.reader()).values()
            self._expected = {
                one.theirs: one.expected if one.can_be_read else None for one in goods if one.base is not None
            }
        named = [(named_there(one.product, one.combination), one.quantity) for one in figures]
        known = [(there, self._expected[one]) for one, there in named if one in self._expected]
        return [expected is not None and there == expected for there, expected in known]

    def sweep(self) -> None:
        """Once a night: look at every figure in the lists, whatever they say has changed.

        What differs is read by itself then. A night that is cut short goes on at its page in the next round.
        """
        marks, line = self._marks, self._gate.line
        if WHAT not in marks.page and not is_night(self._till, marks, WHAT):
            return
        was_night(self._till, marks, WHAT)
        number, start = self._gate.store.partition(":")[2], marks.page.setdefault(WHAT, 0)
        for page in pages(line.listed_figures, _product, number, self._step, start):
            for figures in page.items:
                if not all(self._as_should_be(figures)):
                    marks.behind.setdefault(_product(figures), 0)
            marks.page[WHAT] = max(page.after, marks.page[WHAT])
            keep_marks(self._till, self._gate.store, marks)
        del marks.page[WHAT]

    def _step(self, done: int, of: int) -> None:
        self._gate.go_on()
        self._gate.steps(WHAT)(done, of)

    def follow(self) -> None:
        """Read the figures of what changed there, and book what the web shop moved itself.

        What something of ours is on its way to is read once that has arrived, and what a person is asked
        about once that is answered; other kinds of the same product do not wait for it.
        """
        marks = self._marks
        self._given_back_there()
        self._booked_by_others()
        if not marks.behind:
            return
        self._goods.refresh()
        by_product: dict[str, list[Good]] = {}
        for one in self._goods.all(self._till.database.reader()).values():
            if one.figure.product in marks.behind:
                by_product.setdefault(one.figure.product, []).append(one)
        for product, changed_at in list(marks.behind.items()):
            goods = [one for one in by_product.get(product, ()) if one.base is not None]
            ready = [one for one in goods if one.can_be_read]
            if ready != goods and (not ready or marks.partly.get(product) == changed_at):
                continue
            at = self._read(ready) if ready else self._gate.now()
            if at == changed_at:
                continue  # more may happen in this very second
            if ready != goods:
                marks.partly[product] = changed_at
                continue
            del marks.behind[product]
            marks.partly.pop(product, None)
            marks.read[product] = changed_at
        now = self._gate.now()
        marks.read = {one: at for one, at in marks.read.items() if abs(now - at) <= 2 * LATE}

    def _given_back_there(self) -> None:
        """Orders that were given up in the web shop itself: whether their goods came back its figures say."""
        values = {"store": self._gate.store, "since": self._marks.back}
        for clock, theirs in self._till.database.reader().execute(GIVEN_BACK, values):
            self._marks.behind.setdefault(theirs.partition("/")[0], 0)
            self._marks.back = max(self._marks.back, clock)

    def _booked_by_others(self) -> None:
        """What another life booked, and was not heard of while this one read the same figure, counts twice:
        the figure says what is so."""
        reader, marks = self._till.database.reader(), self._marks
        (until,) = reader.execute(LAST).fetchone()
        since, marks.heard = marks.heard, until
        values = {
            "since": since, "until": until, "me": self._till.life.origin, "reason": Reason.WEB.value,
        }  # fmt: skip
        for (variant,) in reader.execute(BOOKED, values).fetchall() if since else ():
            row = reader.execute(LINK, (self._gate.store, bytes.fromhex(variant))).fetchone()
            if row:
                marks.behind.setdefault(row[0].partition("/")[0], 0)

    def _read(self, goods: Sequence[Good]) -> int:
        """Read and book the figures of a product; the web shop's time then."""
        found, at, _last = self._measuring.figures(goods)
        for one in goods:
            there = found[one.uid]
            if there is None:
                self.leave(one)
                continue
            if one.theirs in self._marks.uncounted:
                self._marks.uncounted.remove(one.theirs)
            if there != one.expected:
                with self._till.transaction() as tx:
                    now = self._goods.one(tx.raw(), one.uid)
                    if now is not None and now.can_be_read:
                        self.book(tx, now, there)
        return at

    def book(self, tx: Transaction, good: Good, there: int) -> None:
        """What a figure moved beyond our own doing is a move of the web shop."""
        outside = there - good.expected
        if outside:
            move = StockMove(good.shelf, quantity=outside * MILLION)
            tx.record(StockMoved(reason=Reason.WEB.value, moves=(move,)))

    # what the web shop does not count

    def leave(self, good: Good) -> None:
        """The web shop has no figure of it: nothing is told until it changes there."""
        if good.theirs not in self._marks.uncounted:
            self._marks.uncounted.append(good.theirs)

    def leave_until_it_changes(self, uid: str) -> None:
        good = self._goods.one(self._till.database.reader(), uid)
        if good is not None:
            self.leave(good)

    def is_uncounted(self, good: Good) -> bool:
        """Whether the web shop had no figure of it when it last changed there."""
        return good.theirs in self._marks.uncounted


def _product(figures: Sequence[Figure]) -> str:
    return figures[0].product
