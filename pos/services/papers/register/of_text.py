"""The papers of the orders that a text finds, newest first, however many orders that are.

A paper is never older than its order. Where a text finds few orders, all their papers are read. Where it
finds many, they are gone through from the newest, so many at a time, with what older orders were given since.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from heapq import merge

from pos.domain.papers.register import IssuedPaper, PaperFilter, PaperKind
from pos.services.orders.orders import Orders
from pos.services.papers.register.rows import Place, Table, key, latest, narrowed, rows

FEW = 500
"""So many orders are looked at together."""
LATER = (PaperKind.CREDIT_NOTE, PaperKind.REFUND)
"""What few orders have: these papers are gone through themselves."""
GIVEN_LATER = """SELECT d.order_id FROM document d JOIN orders o ON o.id = d.order_id
    WHERE d.kind IN ('invoice', 'credit_note', 'refund') AND d.made >= ? AND d.made <= ? AND o.placed < ?"""


class PapersOfText:
    """Goes through the papers of a text and a filter from a place in the list."""

    def __init__(
        self,
        reader: sqlite3.Connection,
        orders: Orders,
        typed: str,
        asked: PaperFilter,
        of: Table,
        few: int = FEW,
    ) -> None:
        self._reader, self._orders, self._typed, self._asked, self._of = reader, orders, typed, asked, of
        self._few = few

    def behind(self, start: Place) -> Iterator[IssuedPaper]:
        """The papers behind a place, newest first."""
        upto = min(start[0], latest(self._asked))
        first = self._orders.that_fit(self._typed, upto, self._few)
        if len(first) < self._few:
            return self._of_orders([order for _placed, order in first], start)
        if self._asked.kind in LATER or len(self._papers(start)) < self._few:
            return self._walk(start)
        return self._by_orders(start, upto, first)

    def _walk(self, start: Place) -> Iterator[IssuedPaper]:
        """Paper by paper, each looked at."""
        while some := self._papers(start):
            fitting = self._orders.fitting(self._typed, [order for _place, order in some])
            wanted = [order for _place, order in some if order in fitting]
            end = some[-1][0]
            yield from (one for one in self._of_orders(wanted, start) if key(one) >= end)
            start = end

    def _papers(self, start: Place) -> list[tuple[Place, int]]:
        """The next papers of the filter, whatever they say: the place and the order of each."""
        where, values = narrowed(self._of, self._asked, start)
        sql = f"""SELECT d.made, d.number, d.kind, d.order_id FROM document d WHERE {where}
            ORDER BY d.made DESC, d.number DESC, d.kind DESC LIMIT ?"""
        found = self._reader.execute(sql, [*values, self._few])
        return [((made, number, kind), order) for made, number, kind, order in found]

    def _by_orders(self, start: Place, upto: int, some: list[tuple[int, int]]) -> Iterator[IssuedPaper]:
        """From the newest orders on, until a moment with all papers made since."""
        many = self._few
        while some:
            since = some[-1][0] + 1 if len(some) == many else 0  # of one moment all or none
            if since > upto:
                many *= 2
            else:
                orders = {order for placed, order in some if placed >= since}
                orders |= self._older(since, upto) if since else set()
                yield from (one for one in self._of_orders(sorted(orders), start) if key(one)[0] >= since)
                start = min(start, (since, "", ""))
                upto, many = since - 1, self._few
            some = self._orders.that_fit(self._typed, upto, many) if since else []

    def _older(self, since: int, upto: int) -> set[int]:
        """Orders of the text that were placed before a moment and given papers from then on."""
        rows_ = self._reader.execute(GIVEN_LATER, (since, upto, since))
        return self._orders.fitting(self._typed, list({order for (order,) in rows_}))

    def _of_orders(self, orders: Sequence[int], start: Place) -> Iterator[IssuedPaper]:
        where, values = narrowed(self._of, self._asked, start, "+")
        streams = []
        for first in range(0, len(orders), self._few):
            part = orders[first : first + self._few]
            of = f"{where} AND d.order_id IN ({','.join('?' * len(part))})"
            streams.append(rows(self._reader, self._of, of, [*values, *part], -1, "+"))
        return merge(*streams, key=key, reverse=True)


def first_of(papers: Iterator[IssuedPaper], limit: int) -> list[IssuedPaper]:
    """So many of them at most, none twice."""
    seen: dict[tuple[str, str, str], IssuedPaper] = {}
    for one in papers:
        seen.setdefault((one.kind, one.number, one.order_id), one)
        if len(seen) == limit:
            break
    return list(seen.values())
