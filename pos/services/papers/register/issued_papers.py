"""List all papers that were issued, newest first: of sales, of what was taken back, and quotes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge
from itertools import islice
from pathlib import Path
from typing import Any

from pos.domain.money.amounts import Money
from pos.domain.papers.register import EVERY_PAPER, IssuedPaper, PaperFilter, PaperKind
from pos.domain.words.text import clean, fold
from pos.exchange.out.exporting import Exported, Progress, export_rows
from pos.exchange.out.sheets import Cell
from pos.services.orders.lists import whole_number
from pos.services.orders.orders import Orders
from pos.services.till.till import Till

PAPERS = """SELECT d.kind, d.number, json_extract(CAST(e.header AS TEXT), '$.recorded_at'), d.day,
    d.letter, o.customer, d.total, o.currency, o.number, d.invoice, d.made
    FROM document d JOIN orders o ON o.id = d.order_id JOIN entry e ON e.arrival = d.arrival"""
QUOTES = """SELECT 'quote' AS kind, q.number, q.made_at, substr(q.made_at, 1, 10) AS day,
    substr(q.number, 1, instr(q.number, '-') - 1) AS letter, q.customer, q.total, q.currency,
    coalesce(o.number, ''), '', q.made
    FROM quote q LEFT JOIN orders o ON o.uid = q.order_uid"""
HEADS = (
    "kind", "number", "made_at", "day", "till", "customer", "currency", "total", "order", "invoice",
)  # fmt: skip
"""The columns of an export, in order."""

OF_ORDER = "SELECT id FROM orders WHERE number = ?"
FOUND, PAGE = 2000, 200
"""A text is followed to so many orders, read so many at a time."""
LONGEST_TEXT = 100
ANY_ZONE = 15 * 60 * 60 * 1000
"""Milliseconds: a local day begins and ends at most so far from midnight in UTC."""
DAY = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class _Table:
    """Where rows come from: the statement, the name of its table, and whether it holds one kind alone."""

    sql: str
    name: str
    only: PaperKind | None = None


_TABLES = (_Table(PAPERS, "d"), _Table(QUOTES, "q", PaperKind.QUOTE))


class IssuedPapers:
    """Reads the list of papers, a page at a time by key."""

    def __init__(self, till: Till, orders: Orders) -> None:
        self._till = till
        self._orders = orders

    def find(
        self, text: str = "", asked: PaperFilter = EVERY_PAPER, *, before: str = "", limit: int = 50
    ) -> tuple[IssuedPaper, ...]:
        """Papers of a text (number, order, customer, goods), of a kind, of days, of a till, newest first.

        `before` is the cursor of the last row read.
        """
        reader, typed = self._till.database.reader(), clean(text, LONGEST_TEXT).strip()
        start = _place(before)
        if not typed:
            streams = [_rows(reader, one, *_narrowed(one, asked, start), limit) for one in _tables(asked)]
            return tuple(islice(merge(*streams, key=_key, reverse=True), limit))
        found = {(one.kind, one.number, one.order): one for one in self._of_text(reader, typed, asked, start)}
        exact = [one for one in found.values() if one.number == typed.upper() != one.order]
        if exact and not before:  # who types the whole number of an invoice wants that paper
            return tuple(exact)
        return tuple(sorted(found.values(), key=_key, reverse=True)[:limit])

    def _of_text(
        self, reader: sqlite3.Connection, typed: str, asked: PaperFilter, start: tuple[int, str, str]
    ) -> Iterator[IssuedPaper]:
        number = whole_number(typed, self._till.life.letter)
        for one in _tables(asked):
            where, values = _narrowed(one, asked, start)
            if one.only:
                words = fold(typed).split()
                every = _rows(reader, one, where, values, -1)
                yield from (row for row in every if _says(row, words))
                continue
            kinds = [asked.kind] if asked.kind else [kind for kind in PaperKind if kind != PaperKind.QUOTE]
            for kind in kinds:
                named = f"{where} AND d.kind = ? AND d.number >= ? AND d.number < ?"
                yield from _rows(reader, one, named, [*values, kind.value, number, f"{number}~"], PAGE)
            for orders in self._orders_of(reader, typed):
                of = f"{where} AND d.order_id IN ({','.join('?' * len(orders))})"
                yield from _rows(reader, one, of, [*values, *orders], -1)

    def _orders_of(self, reader: sqlite3.Connection, typed: str) -> Iterator[list[int]]:
        """The rows of the orders that the text finds, some at a time."""
        before, found = "", 0
        while found < FOUND and (page := self._orders.find(typed, before=before, limit=PAGE)):
            yield [key for row in page for (key,) in reader.execute(OF_ORDER, (row.number,))]
            before, found = page[-1].cursor, found + len(page)

    def export(
        self,
        path: Path,
        text: str = "",
        asked: PaperFilter = EVERY_PAPER,
        *,
        heads: Sequence[str] = HEADS,
        title: str = "Documents",
        go_on: Progress = lambda _done: True,
    ) -> Exported:
        """The papers of a text and a filter as a file, whole or not at all.

        A file that is there is replaced. Raises FileKindUnknown and ExportRefused.
        """
        return export_rows(path, title, heads, map(_cells, self._every(text, asked)), go_on)

    def _every(self, text: str, asked: PaperFilter) -> Iterator[IssuedPaper]:
        before = ""
        while page := self.find(text, asked, before=before, limit=PAGE):
            yield from page
            before = page[-1].cursor

    def tills(self) -> tuple[str, ...]:
        """The letters of all tills, to choose from."""
        rows = self._till.database.reader().execute("SELECT DISTINCT letter FROM till ORDER BY letter")
        return tuple(letter for (letter,) in rows if letter)


def _cells(row: IssuedPaper) -> Sequence[Cell]:
    return (
        row.kind.value, row.number, row.made_at, row.day.isoformat(), row.till, row.customer,
        row.total.currency, row.total.major, row.order, row.invoice,
    )  # fmt: skip


def _tables(asked: PaperFilter) -> Sequence[_Table]:
    if asked.kind is None:
        return _TABLES
    return [one for one in _TABLES if (one.only is PaperKind.QUOTE) == (asked.kind is PaperKind.QUOTE)]


def _narrowed(of: _Table, asked: PaperFilter, start: tuple[int, str, str]) -> tuple[str, list[object]]:
    """The condition of a filter behind a place in the list, with its values."""
    name = of.name
    kind, day, letter = (
        ("d.kind", "d.day", "d.letter")
        if of.only is None
        else ("'quote'", "substr(q.made_at, 1, 10)", "substr(q.number, 1, instr(q.number, '-') - 1)")
    )
    wheres, values = [f"({name}.made, {name}.number, {kind}) < (?, ?, ?)", f"{name}.made > 0"], list(start)
    if asked.kind and of.only is None:
        wheres, values = [*wheres, "d.kind = ?"], [*values, asked.kind.value]
    if asked.since:
        wheres += [f"{day} >= ?", f"{name}.made >= ?"]
        values += [asked.since, _midnight(asked.since) - ANY_ZONE]
    if asked.until:
        wheres += [f"{day} <= ?", f"{name}.made < ?"]
        values += [asked.until, _midnight(asked.until) + DAY + ANY_ZONE]
    if asked.till:
        wheres, values = [*wheres, f"{letter} = ?"], [*values, asked.till]
    return " AND ".join(wheres), list(values)


def _rows(
    reader: sqlite3.Connection, of: _Table, where: str, values: Sequence[object], limit: int
) -> Iterator[IssuedPaper]:
    order = f"ORDER BY {of.name}.made DESC, {of.name}.number DESC{'' if of.only else ', d.kind DESC'}"
    return map(_row, reader.execute(f"{of.sql} WHERE {where} {order} LIMIT ?", [*values, limit]))


def _row(columns: Any) -> IssuedPaper:
    kind, number, at, day, letter, customer, total, currency, order, invoice, made = columns
    return IssuedPaper(
        PaperKind(kind),
        number,
        datetime.fromisoformat(at),
        date.fromisoformat(day),
        letter,
        customer,
        Money(total, currency),
        order,
        invoice,
        f"{made} {kind} {number}",
    )


def _place(cursor: str) -> tuple[int, str, str]:
    if not cursor:
        return (1 << 62), "", ""
    made, kind, number = cursor.split(" ", 2)
    return int(made), number, kind


def _key(row: IssuedPaper) -> tuple[int, str, str]:
    return _place(row.cursor)


def _says(row: IssuedPaper, words: Sequence[str]) -> bool:
    said = fold(f"{row.number} {row.customer} {row.order}")
    return all(word in said for word in words)


def _midnight(day: str) -> int:
    return int(datetime.fromisoformat(f"{day[:10]}T00:00:00+00:00").timestamp()) * 1000
