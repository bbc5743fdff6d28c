"""Which rows a list of orders reads: each way to find them follows an index, newest first."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pos.domain.money.amounts import Money
from pos.domain.money.quantity import from_micro
from pos.domain.orders.orders import OrderRow, Work
from pos.domain.shop.numbering import order_number
from pos.domain.words.text import fold
from pos.model.conditions import OPEN, UNPAID

COLUMNS = """SELECT o.number, o.placed_at, o.channel, o.customer, o.currency, o.total, o.rounding,
    o.paid, o.payment_status, o.fulfilment_status, o.item_count, o.id, o.fulfilment"""

LATEST = 3000
"""Among so many newest orders the names of goods and people are read, also those no index knows."""
WORDS_MAX = 8
DIGITS_MAX = 15
"""Digits of a counter; more is a code."""

_NUMBER = re.compile(r"#?([A-Za-z]{0,3}[0-9]*-)?([0-9]{1,15})")
_DELIVERY = "o.fulfilment = 'delivery'"
_PROCESSING = f"o.{OPEN} AND o.fulfilment_status = 'Processing'"
_AWAITING = f"o.{OPEN} AND o.fulfilment_status = 'Awaiting processing'"
_UNPAID = f"o.{UNPAID}"


@dataclass(frozen=True, slots=True)
class Source:
    """One way to orders: a condition on `o`, reached through `tables`, newest first by `key`."""

    condition: str
    values: tuple[object, ...] = ()
    tables: str = "orders o"
    key: str = "o.id"


EVERY = (Source("1"),)

WORK: dict[Work, tuple[Source, ...]] = {
    Work.TO_BE_PAID: (
        Source(f"{_UNPAID} AND o.payment_status = 'Awaiting payment'"),
        Source(f"{_UNPAID} AND o.payment_status = 'Part paid'"),
    ),
    Work.TO_PREPARE: (Source(_AWAITING), Source(f"{_PROCESSING} AND NOT {_DELIVERY}")),
    Work.TO_SHIP: (Source(f"{_PROCESSING} AND {_DELIVERY}"),),
}
"""The lists of what is to be done; a status at a time, so that the index gives them in order."""


def listing(
    columns: str, sources: Sequence[Source], rest: Sequence[tuple[str, object]], limit: int
) -> tuple[str, list[object]]:
    """The statement that lists what any of the sources gives and the rest allows, with its values.

    A condition of the rest without a value is one that needs none.
    """
    also = "".join(f" AND {condition}" for condition, _value in rest)
    wanted = [value for _condition, value in rest if value is not None]
    if len(sources) == 1:
        one = sources[0]
        sql = f"{columns} FROM {one.tables} WHERE {one.condition}{also} ORDER BY {one.key} DESC LIMIT ?"
        return sql, [*one.values, *wanted, limit]
    parts: list[str] = []
    values: list[object] = []
    for one in sources:
        parts.append(
            f"SELECT id FROM (SELECT o.id FROM {one.tables} WHERE {one.condition}{also}"
            f" ORDER BY {one.key} DESC LIMIT ?)"
        )
        values += [*one.values, *wanted, limit]
    union = " UNION ".join(parts)
    sql = f"{columns} FROM orders o WHERE o.id IN ({union}) ORDER BY o.id DESC LIMIT ?"
    return sql, [*values, limit]


def any_of(work: Work) -> str:
    """One condition for a list of what is to be done."""
    return " OR ".join(f"({one.condition})" for one in WORK[work])


def adding(source: Source, rest: Sequence[tuple[str, object]], currency: str) -> tuple[str, list[object]]:
    """The statement that counts and adds up what a source gives: count, total, still due."""
    also = "".join(f" AND {condition}" for condition, _value in rest)
    return (
        f"""SELECT count(*), coalesce(sum(o.total + o.rounding), 0),
            coalesce(sum(CASE WHEN {_UNPAID} THEN o.total + o.rounding - o.paid ELSE 0 END), 0)
            FROM {source.tables} WHERE {source.condition}{also} AND o.currency = ?""",
        [*source.values, *(value for _condition, value in rest), currency],
    )


OF_DAYS = """SELECT coalesce(sum(CASE WHEN kind = 'sales' THEN count ELSE 0 END), 0), coalesce(sum(gross), 0)
    FROM day_total WHERE day >= ? AND day <= ? AND kind IN ('sales', 'voids', 'rounding')"""


def by_number(reader: sqlite3.Connection, typed: str, own_letter: str) -> tuple[Source, ...]:
    """The ways to the orders of a number: whole on each till, or as it begins; none for another text."""
    number = _NUMBER.fullmatch(typed)
    if number is None:
        return ()
    letter, digits = (number[1] or "").upper(), number[2]
    if letter:
        begins = letter + digits
        return (
            Source("o.number = ?", (letter + digits.zfill(6),)),
            Source("o.number >= ? AND o.number < ?", (begins, begins + "~"), key="o.number"),
        )
    letters = dict.fromkeys((own_letter, *_letters(reader)))
    return tuple(Source("o.number = ?", (order_number(one, int(digits)),)) for one in letters)


def is_only_number(typed: str) -> bool:
    """Whether nothing but an order's number can be meant: three digits may be a phone number's."""
    number = _NUMBER.fullmatch(typed)
    return typed.startswith("#") or (number is not None and bool(number[1] or len(number[2]) < 3))


def by_customers(ids: Iterable[str]) -> tuple[Source, ...]:
    """The ways to what these customers bought."""
    known = "o.customer_id = (SELECT c.id FROM customer c WHERE c.uid = ?)"
    return tuple(Source(known, (bytes.fromhex(one),)) for one in ids)


def by_goods(ids: Iterable[str]) -> tuple[Source, ...]:
    """The ways to the orders that took these variants off the shelf."""
    tables = "stock_move m CROSS JOIN orders o ON o.id = m.order_id"
    sold = "m.variant_id = (SELECT v.id FROM variant v WHERE v.uid = ?) AND m.reason = 'sale'"
    return tuple(Source(sold, (bytes.fromhex(one),), tables, "m.id") for one in ids)


def among_latest(typed: str) -> Source:
    """The newest orders with the words in one line's name, or in the name of who bought."""
    words = [(fold(word), word.lower()) for word in typed.split()[:WORDS_MAX]]
    line = " AND ".join(_has("l.name") for _word in words)
    buyer = " AND ".join(_has("o.customer") for _word in words)
    values = tuple(form for word in words for form in word)
    return Source(
        f"o.id > (SELECT max(id) FROM orders) - {LATEST} AND (({buyer}) OR EXISTS"
        f" (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND {line}))",
        (*values, *values),
    )


def _has(column: str) -> str:
    return f"(instr(lower({column}), ?) > 0 OR instr(lower({column}), ?) > 0)"


def whole_number(number: str, own_letter: str) -> str:
    """A number as orders have it; a bare counter is this till's own."""
    number = number.strip().removeprefix("#").upper()
    if number.isdecimal() and number.isascii() and len(number) <= DIGITS_MAX:
        return order_number(own_letter, int(number))
    return number


def days(reader: sqlite3.Connection, since: str, until: str) -> list[tuple[str, object]]:
    """The orders from a day to another: looked up by halving, since there is no index of days."""
    found: list[tuple[str, object]] = []
    if since:
        found.append(("o.id >= ?", _first_of(reader, since)))
    if until:
        found.append(("o.id < ?", _first_of(reader, until + "~")))
    return found


def _first_of(reader: sqlite3.Connection, day: str) -> int:
    """The first order that is not before a day; orders of one file stand in the order of their days."""
    low, high = 0, reader.execute("SELECT coalesce(max(id), 0) + 1 FROM orders").fetchone()[0]
    while low < high:
        middle = (low + high) // 2
        row = reader.execute(
            "SELECT id, day FROM orders WHERE id >= ? ORDER BY id LIMIT 1", (middle,)
        ).fetchone()
        if row is None or row[1] >= day:
            high = middle
        else:
            low = row[0] + 1
    return int(low)


def _letters(reader: sqlite3.Connection) -> list[str]:
    """The letters of all tills, one jump through the index of numbers each."""
    found: list[str] = []
    after = ""
    while row := reader.execute("SELECT min(number) FROM orders WHERE number > ?", (after,)).fetchone():
        if row[0] is None:
            break
        letter = row[0].rpartition("-")[0]
        found.append(letter)
        after = f"{letter}-~"
    return found


def order_row(row: Any) -> OrderRow:
    """The row of a list, from its COLUMNS."""
    number, at, channel, customer, currency, total, rounding, paid, payment, fulfilment, items, key, kind = (
        row
    )
    owed = 0 if payment in ("Refunded", "Cancelled") else total + rounding - paid
    return OrderRow(
        number=number,
        placed_at=datetime.fromisoformat(at),
        channel=channel,
        customer=customer,
        currency=currency,
        total=Money(total, currency),
        paid=Money(paid, currency),
        due=Money(owed, currency),
        payment_status=payment,
        fulfilment_status=fulfilment,
        item_count=from_micro(items),
        cursor=key,
        fulfilment=kind,
    )
