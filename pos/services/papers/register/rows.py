"""Rows of the list of papers: where they are read from, narrowed by a filter, newest first by key."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pos.domain.money.amounts import Money
from pos.domain.papers.register import IssuedPaper, PaperFilter, PaperKind

PAPERS = """SELECT d.kind, d.number, json_extract(CAST(e.header AS TEXT), '$.recorded_at'), d.day,
    d.letter, o.customer, d.total, o.currency, o.number, lower(hex(o.uid)), d.invoice, d.made
    FROM document d JOIN orders o ON o.id = d.order_id JOIN entry e ON e.arrival = d.arrival"""
QUOTES = """SELECT 'quote' AS kind, q.number, q.made_at, substr(q.made_at, 1, 10) AS day,
    substr(q.number, 1, instr(q.number, '-') - 1) AS letter, q.customer, q.total, q.currency,
    coalesce(o.number, ''), coalesce(lower(hex(o.uid)), ''), '', q.made
    FROM quote q LEFT JOIN orders o ON o.uid = q.order_uid"""
Place = tuple[int, str, str]
"""Where a row stands: the moment it was made, its number, its kind."""
ANY_ZONE = 15 * 60 * 60 * 1000
"""Milliseconds: a local day begins and ends at most so far from midnight in UTC."""
DAY = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Table:
    """Where rows come from: the statement, the name of its table, and whether it holds one kind alone."""

    sql: str
    name: str
    only: PaperKind | None = None


TABLES = (Table(PAPERS, "d"), Table(QUOTES, "q", PaperKind.QUOTE))


def tables(asked: PaperFilter) -> Sequence[Table]:
    if asked.kind is None:
        return TABLES
    return [one for one in TABLES if (one.only is PaperKind.QUOTE) == (asked.kind is PaperKind.QUOTE)]


def narrowed(of: Table, asked: PaperFilter, start: Place, hold: str = "") -> tuple[str, list[object]]:
    """The condition of a filter behind a place in the list, with its values.

    A `hold` of "+" keeps SQLite from finding the rows by the moment they were made.
    """
    name = of.name
    kind, day, letter = (
        ("d.kind", "d.day", "d.letter")
        if of.only is None
        else ("'quote'", "substr(q.made_at, 1, 10)", "substr(q.number, 1, instr(q.number, '-') - 1)")
    )
    wheres, values = (
        [f"({hold}{name}.made, {name}.number, {kind}) < (?, ?, ?)", f"{hold}{name}.made > 0"],
        list(start),
    )
    if asked.kind and of.only is None:
        wheres, values = [*wheres, "d.kind = ?"], [*values, asked.kind.value]
    if asked.since:
        wheres += [f"{day} >= ?", f"{hold}{name}.made >= ?"]
        values += [asked.since, _midnight(asked.since) - ANY_ZONE]
    if asked.until:
        wheres += [f"{day} <= ?", f"{hold}{name}.made < ?"]
        values += [asked.until, latest(asked)]
    if asked.till:
        wheres, values = [*wheres, f"{letter} = ?"], [*values, asked.till]
    return " AND ".join(wheres), list(values)


def rows(
    reader: sqlite3.Connection, of: Table, where: str, values: Sequence[object], limit: int, hold: str = ""
) -> Iterator[IssuedPaper]:
    """The papers of a condition, newest first; a `hold` of "+" keeps SQLite from walking along that order."""
    columns = ["made", "number", *([] if of.only else ["kind"])]
    order = ", ".join(f"{hold}{of.name}.{column} DESC" for column in columns)
    return map(_row, reader.execute(f"{of.sql} WHERE {where} ORDER BY {order} LIMIT ?", [*values, limit]))


def _row(columns: Any) -> IssuedPaper:
    kind, number, at, day, letter, customer, total, currency, order, order_id, invoice, made = columns
    return IssuedPaper(
        PaperKind(kind),
        number,
        datetime.fromisoformat(at),
        date.fromisoformat(day),
        letter,
        customer,
        Money(total, currency),
        order,
        order_id,
        invoice,
        f"{made} {kind} {number}",
    )


def place(cursor: str) -> Place:
    if not cursor:
        return (1 << 62), "", ""
    made, kind, number = cursor.split(" ", 2)
    return int(made), number, kind


def key(row: IssuedPaper) -> Place:
    return place(row.cursor)


def latest(asked: PaperFilter) -> int:
    """The last moment at which a paper of a filter can have been made."""
    return _midnight(asked.until) + DAY + ANY_ZONE if asked.until else 1 << 62


def _midnight(day: str) -> int:
    return int(datetime.fromisoformat(f"{day[:10]}T00:00:00+00:00").timestamp()) * 1000
