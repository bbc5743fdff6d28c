"""List all papers that were issued, newest first: of sales, of what was taken back, and quotes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import merge
from itertools import chain
from pathlib import Path

from pos.domain.papers.register import EVERY_PAPER, IssuedPaper, PaperFilter, PaperKind
from pos.domain.words.text import clean, fold
from pos.exchange.out.exporting import Exported, Progress, export_rows
from pos.exchange.out.sheets import Cell
from pos.services.orders.lists import whole_number
from pos.services.orders.orders import Orders
from pos.services.papers.register.of_text import PapersOfText, first_of
from pos.services.papers.register.rows import Place, Table, key, narrowed, place, rows, tables
from pos.services.till.till import Till

HEADS = (
    "kind", "number", "made_at", "day", "till", "customer", "currency", "total", "order", "invoice",
)  # fmt: skip
"""The columns of an export, in order."""

LONGEST_TEXT, PAGE = 100, 200


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
        if asked.customer:
            return self._of_customer(typed, asked, before, limit)
        start = place(before)
        if typed and not before and (named := self._named(reader, typed.upper(), asked)):
            return named
        parts = [self._stream(reader, one, typed, asked, start, limit) for one in tables(asked)]
        return tuple(first_of(merge(*chain.from_iterable(parts), key=key, reverse=True), limit))

    def _of_customer(
        self, typed: str, asked: PaperFilter, before: str, limit: int
    ) -> tuple[IssuedPaper, ...]:
        """Of the papers that another text or nothing else finds those of a customer."""
        words, others = fold(asked.customer).split(), replace(asked, customer="")
        found: list[IssuedPaper] = []
        while len(found) < limit and (
            page := self.find(typed or asked.customer, others, before=before, limit=PAGE)
        ):
            found += [one for one in page if _begin(one.customer, words)]
            before = page[-1].cursor
        return tuple(found[:limit])

    @staticmethod
    def _named(reader: sqlite3.Connection, number: str, asked: PaperFilter) -> tuple[IssuedPaper, ...]:
        """The paper of that whole number: who types it wants that one. A receipt's is its order's too."""
        found: list[IssuedPaper] = []
        for one in tables(asked):
            kinds = (one.only,) if one.only else (PaperKind.INVOICE, PaperKind.CREDIT_NOTE, PaperKind.REFUND)
            where, values = narrowed(one, asked, place(""), "+")
            of = f"{where} AND {one.name}.number = ?" + (" AND d.kind = ?" if one.only is None else "")
            for kind in kinds:
                named = [*values, number, *(() if one.only else (kind.value,))]
                found += [paper for paper in rows(reader, one, of, named, -1, "+") if paper.order != number]
        return tuple(sorted(found, key=key, reverse=True))

    def _stream(
        self, reader: sqlite3.Connection, one: Table, typed: str, asked: PaperFilter, start: Place, limit: int
    ) -> Iterator[Iterator[IssuedPaper]]:
        """Where the papers of a text come from, each newest first."""
        where, values = narrowed(one, asked, start)
        if not typed:
            yield rows(reader, one, where, values, limit)
            return
        if one.only:
            words = fold(typed).split()
            yield (row for row in rows(reader, one, where, values, -1) if _says(row, words))
            return
        number = whole_number(typed, self._till.life.letter)
        kinds = [asked.kind] if asked.kind else [kind for kind in PaperKind if kind != PaperKind.QUOTE]
        for kind in kinds:
            where, values = narrowed(one, asked, start, "+")
            named = f"{where} AND d.kind = ? AND d.number >= ? AND d.number < ?"
            yield rows(reader, one, named, [*values, kind.value, number, f"{number}~"], limit, "+")
        yield PapersOfText(reader, self._orders, typed, asked, one).behind(start)

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


def _says(row: IssuedPaper, words: Sequence[str]) -> bool:
    said = fold(f"{row.number} {row.customer} {row.order}")
    return all(word in said for word in words)


def _begin(name: str, words: Sequence[str]) -> bool:
    """Whether each of these begins a word of the name."""
    said = fold(name).split()
    return all(any(one.startswith(word) for one in said) for word in words)
