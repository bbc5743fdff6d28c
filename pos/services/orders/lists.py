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
    o.credited, o.paid, o.refunded, o.payment_status, o.fulfilment_status, o.item_count, o.placed, o.id,
    o.fulfilment"""

BALANCE = "o.total - o.credited + o.rounding - o.paid + o.refunded"
"""What is due of an order; below 0 it is to be given back."""

LATEST = 3000
"""Among so many newest orders the names of goods and people are read, also those no index knows."""
OFTEN, LOOKED_AT, PAGE = 2000, 20_000, 50
"""A variant with so many moves is looked for among so many newest orders, if they hold it so often."""
WORDS_MAX = 8
DIGITS_MAX = 15
"""Digits of a counter; more is a code."""

_DAY = 24 * 60 * 60 * 1000
_ANY_ZONE = 15 * 60 * 60 * 1000
"""Milliseconds: a local day begins and ends at most so far from midnight in UTC."""

_NUMBER = re.compile(r"#?([A-Za-z]{0,3}[0-9]*-)?([0-9]{1,15})")
_DELIVERY = "o.fulfilment = 'delivery'"
_PROCESSING = f"o.{OPEN} AND o.fulfilment_status = 'Processing'"
_AWAITING = f"o.{OPEN} AND o.fulfilment_status = 'Awaiting processing'"
_UNPAID = f"o.{UNPAID}"
_VARIANT = "(SELECT v.id FROM variant v WHERE v.uid = ?)"


NEWEST = "o.placed DESC, o.number DESC, o.id DESC"
"""Lists are in the order of placing, whenever an order arrived; of one moment by their numbers."""


Rest = tuple[str, tuple[object, ...]]
"""A condition on `o` beside the way it is found, with its values."""


@dataclass(frozen=True, slots=True)
class Source:
    """One way to orders: a condition on `o`, reached through `tables`, newest first by `key`."""

    condition: str
    values: tuple[object, ...] = ()
    tables: str = "orders o"
    key: str = NEWEST


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
    columns: str, sources: Sequence[Source], rest: Sequence[Rest], limit: int
) -> tuple[str, list[object]]:
    """The statement that lists what any of the sources gives and the rest allows, with its values.

    The rest is conditions on `o`, each with its values.
    """
    also = "".join(f" AND {condition}" for condition, _value in rest)
    wanted = [value for _condition, values in rest for value in values]
    if len(sources) == 1:
        one = sources[0]
        sql = f"{columns} FROM {one.tables} WHERE {one.condition}{also} ORDER BY {one.key} LIMIT ?"
        return sql, [*one.values, *wanted, limit]
    parts: list[str] = []
    values: list[object] = []
    for one in sources:
        parts.append(
            f"SELECT id FROM (SELECT o.id FROM {one.tables} WHERE {one.condition}{also}"
            f" ORDER BY {one.key} LIMIT ?)"
        )
        values += [*one.values, *wanted, limit]
    union = " UNION ".join(parts)
    sql = f"{columns} FROM orders o WHERE o.id IN ({union}) ORDER BY {NEWEST} LIMIT ?"
    return sql, [*values, limit]


def any_of(work: Work) -> str:
    """One condition for a list of what is to be done."""
    return " OR ".join(f"({one.condition})" for one in WORK[work])


def adding(source: Source, rest: Sequence[Rest], currency: str) -> tuple[str, list[object]]:
    """The statement that counts and adds up what a source gives: count, total, still due."""
    also = "".join(f" AND {condition}" for condition, _value in rest)
    return (
        f"""SELECT count(*), coalesce(sum(o.total - o.credited + o.rounding), 0),
            coalesce(sum(max({BALANCE}, 0)), 0)
            FROM {source.tables} WHERE {source.condition}{also} AND o.currency = ?""",
        [*source.values, *(value for _condition, values in rest for value in values), currency],
    )


OF_DAYS = """SELECT coalesce(sum(CASE WHEN kind = 'sales' THEN count ELSE 0 END), 0), coalesce(sum(gross), 0)
    FROM day_total WHERE day >= ? AND day <= ? AND kind IN ('sales', 'edits', 'credits', 'rounding')"""


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
            Source("o.number >= ? AND o.number < ?", (begins, begins + "~"), key="o.number DESC"),
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


def by_goods(reader: sqlite3.Connection, ids: Iterable[str]) -> tuple[Source, ...]:
    """The ways to the orders of these variants: by their moves, or, of what sells all day, by the orders."""
    return tuple(_by_variant(reader, bytes.fromhex(one)) for one in ids)


def _by_variant(reader: sqlite3.Connection, uid: bytes) -> Source:
    counted = "SELECT count(*) FROM (SELECT 1 FROM stock_move m WHERE m.variant_id = %s LIMIT ?)"
    (moves,) = reader.execute(counted % _VARIANT, (uid, OFTEN)).fetchone()
    sold = f"EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.variant_id = {_VARIANT})"
    if moves < OFTEN or not _sells_now(reader, sold, uid):
        tables = "stock_move m CROSS JOIN orders o ON o.id = m.order_id"
        return Source(f"m.variant_id = {_VARIANT} AND m.reason = 'sale'", (uid,), tables)
    return Source(sold, (uid,))


def _sells_now(reader: sqlite3.Connection, sold: str, uid: bytes) -> bool:
    """Whether the newest orders alone fill a page of what holds the goods."""
    newest = f"SELECT o.id FROM orders o ORDER BY {NEWEST} LIMIT {LOOKED_AT}"
    sql = f"SELECT count(*) FROM (SELECT 1 FROM ({newest}) o WHERE {sold} LIMIT {PAGE})"
    return bool(reader.execute(sql, (uid,)).fetchone()[0] == PAGE)


def among_latest(typed: str) -> Source:
    """The newest orders with the words in one line's name, or in the name of who bought."""
    words = [(fold(word), word.lower()) for word in typed.split()[:WORDS_MAX]]
    line = " AND ".join(_has("l.name") for _word in words)
    buyer = " AND ".join(_has("o.customer") for _word in words)
    values = tuple(form for word in words for form in word)
    return Source(
        "o.placed >= (SELECT coalesce(min(placed), 0) FROM (SELECT placed FROM orders"
        f" ORDER BY placed DESC LIMIT {LATEST})) AND (({buyer}) OR EXISTS"
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


def days(since: str, until: str) -> list[Rest]:
    """The orders from a day to another: their own day decides, by the clock of placing they are found."""
    found: list[Rest] = []
    if since:
        found += [("o.day >= ? AND o.placed >= ?", (since, _midnight(since) - _ANY_ZONE))]
    if until:
        found += [("o.day <= ? AND o.placed < ?", (until, _midnight(until) + _DAY + _ANY_ZONE))]
    return found


def before(cursor: str) -> Rest:
    """The condition that continues a list behind the row of a cursor."""
    placed, key, number = cursor.split(" ", 2)
    return "(o.placed, o.number, o.id) < (?, ?, ?)", (int(placed), number, int(key))


def _midnight(day: str) -> int:
    return int(datetime.fromisoformat(f"{day[:10]}T00:00:00+00:00").timestamp()) * 1000


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
    (
        number, at, channel, customer, currency, total, rounding, credited, paid, refunded, payment,
        fulfilment, items, placed, key, kind,
    ) = row  # fmt: skip
    balance = total - credited + rounding - paid + refunded
    return OrderRow(
        number=number,
        placed_at=datetime.fromisoformat(at),
        channel=channel,
        customer=customer,
        currency=currency,
        total=Money(total, currency),
        paid=Money(paid, currency),
        due=Money(max(balance, 0), currency),
        payment_status=payment,
        fulfilment_status=fulfilment,
        item_count=from_micro(items),
        cursor=f"{placed} {key} {number}",
        credited=Money(credited, currency),
        refunded=Money(refunded, currency),
        to_give_back=Money(max(-balance, 0), currency),
        fulfilment=kind,
    )
