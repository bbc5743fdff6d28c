"""Which rows a list of orders reads: each way to find them follows an index, in the order of the list."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pos.domain.money.amounts import Money
from pos.domain.money.quantity import from_micro
from pos.domain.orders.errors import OrderUnknown, SeveralOrders
from pos.domain.orders.lists.filters import OrderFilter, Sort, Work, week_of
from pos.domain.orders.orders import FulfilmentStatus, OrderRow, PaymentStatus
from pos.domain.shop.numbering import order_number
from pos.model import order_lists as model


def _named(axis: str) -> str:
    """What the shop calls the status: its own one, else the given one that it renamed."""
    name = "(SELECT json_extract(s.value, '$.name') FROM setting s WHERE s.key = 'statuses.' || o.{})"
    return f"coalesce(nullif({name.format(f'{axis}_own')}, ''), {name.format(f'{axis}_status')}, '')"


COLUMNS = """SELECT o.number, o.placed_at, o.channel, o.customer, o.currency, o.total, o.rounding,
    o.credited, o.paid, o.refunded, o.payment_status, o.fulfilment_status, o.item_count, o.placed, o.id,
    o.fulfilment, o.promised, o.pay_by, o.letter, o.methods, o.tracking_number,
    o.payment_own, o.fulfilment_own, lower(hex(o.uid)),
    """ + ", ".join(map(_named, ("payment", "fulfilment")))

BALANCE = "o.total - o.credited + o.rounding - o.paid + o.refunded"
"""What is due of an order; below 0 it is to be given back."""

NO_DAY = "-"
DIGITS_MAX = 15
"""Digits of a counter; more is a code."""

_DAY = 24 * 60 * 60 * 1000
_ANY_ZONE = 15 * 60 * 60 * 1000
"""Milliseconds: a local day begins and ends at most so far from midnight in UTC."""

_NUMBER = re.compile(r"#?([A-Za-z]{0,3}[0-9]*-)?([0-9]{1,15})")
_ID = re.compile("[0-9a-f]{32}")
OF_ID = "SELECT id FROM orders WHERE uid = ?"
OF_NUMBER = "SELECT id FROM orders WHERE number = ? ORDER BY placed, uid LIMIT 1"
NUMBER = "SELECT number FROM orders WHERE id = ?"
BEARING = "SELECT lower(hex(uid)) FROM orders WHERE number = ? ORDER BY placed, uid"
_DELIVERY = "o.fulfilment = 'delivery'"
_PROCESSING = f"o.{model.OPEN} AND o.fulfilment_status = 'Processing'"
_AWAITING = f"o.{model.OPEN} AND o.fulfilment_status = 'Awaiting processing'"
_LATE = f"o.{model.IS_PROMISED} AND o.{model.WAITS}"

NEWEST = "o.placed DESC, o.number DESC, o.id DESC"
"""Lists are in the order of placing, whenever an order arrived; of one moment by their numbers."""

KEYS = {
    Sort.NEWEST: ("o.placed, o.number, o.id", "DESC"),
    Sort.OLDEST: ("o.placed, o.number, o.id", "ASC"),
    Sort.PROMISED: ("o.promised, o.placed, o.number, o.id", "ASC"),
    Sort.PAY_BY: ("o.pay_by, o.placed, o.number, o.id", "ASC"),
}
"""By what a list is read on, all of it in one direction."""

Rest = tuple[str, tuple[object, ...]]
"""A condition on `o` beside the way it is found, with its values."""


@dataclass(frozen=True, slots=True)
class Source:
    """One way to orders: a condition on `o`, reached through `tables`."""

    condition: str
    values: tuple[object, ...] = ()
    tables: str = "orders o"


EVERY = (Source("1"),)
_BY_DAY = {
    Sort.PROMISED: (Source(f"o.{model.IS_PROMISED}"),),
    Sort.PAY_BY: (Source(f"o.{model.IS_OWED}"),),
}
_NEEDS_PERSON = """o.id IN (SELECT x.order_id FROM order_exception x WHERE NOT EXISTS
    (SELECT 1 FROM (SELECT choice, max(clock) FROM exception_done d WHERE d.which = x.which)
        WHERE choice <> ''))"""


def of_work(work: Work, today: date) -> tuple[Source, ...]:
    """The list of what is to be done; a status at a time, so that the index gives it in order."""
    day = today.isoformat()
    match work:
        case Work.TO_BE_PAID:
            unpaid = (PaymentStatus.AWAITING, PaymentStatus.PART_PAID)
            return tuple(Source(f"o.{model.NOT_PAID} AND o.payment_status = '{one}'") for one in unpaid)
        case Work.TO_PREPARE:
            return Source(_AWAITING), Source(f"{_PROCESSING} AND NOT {_DELIVERY}")
        case Work.TO_SHIP:
            return (Source(f"{_PROCESSING} AND {_DELIVERY}"),)
        case Work.TO_GIVE_BACK:
            return (Source(f"o.{model.GIVES_BACK}"),)
        case Work.PROMISED:
            monday, sunday = week_of(today)
            return (Source(f"{_LATE} AND o.promised >= ? AND o.promised < ?", (monday, f"{sunday}~")),)
        case Work.LATE:
            return (Source(f"{_LATE} AND o.promised < ?", (day,)),)
        case Work.OVERDUE:
            return (Source(f"o.{model.IS_OWED} AND o.pay_by < ?", (day,)),)
        case Work.NEEDS_PERSON:
            return (Source(_NEEDS_PERSON),)


def ways(reader: sqlite3.Connection, asked: OrderFilter, today: date) -> Iterator[tuple[Source, ...]]:
    """Each part of a filter that an index finds; what nearly all orders have is not worth one."""
    if asked.work:
        yield of_work(asked.work, today)
    if asked.payment and asked.payment != PaymentStatus.PAID:
        yield (Source(f"o.{model.NOT_PAID} AND o.payment_status = ?", (asked.payment,)),)
    if asked.fulfilment and asked.fulfilment != FulfilmentStatus.DELIVERED:
        yield (Source(f"o.{model.OPEN} AND o.fulfilment_status = ?", (asked.fulfilment,)),)
    if asked.channel and asked.channel != "counter":
        yield (Source(f"o.{model.ELSEWHERE} AND o.channel = ?", (asked.channel,)),)
    if asked.letter:
        yield (Source("o.letter = ?", (asked.letter,)),)
    if asked.method:
        wanted = [one for one in combinations(reader) if f"|{asked.method}|" in one]
        yield tuple(Source("o.methods = ?", (one,)) for one in wanted)
    if asked.promised:
        yield (Source(f"o.{model.IS_PROMISED} AND o.promised >= ? AND o.promised < ?", _day(asked.promised)),)
    if asked.sort in _BY_DAY:
        yield _BY_DAY[asked.sort]


def conditions(asked: OrderFilter, today: date) -> Iterator[Rest]:
    """The whole filter but the span of days, for rows that are found another way."""
    if asked.work:
        sources = of_work(asked.work, today)
        values = tuple(value for one in sources for value in one.values)
        yield "(" + " OR ".join(f"({one.condition})" for one in sources) + ")", values
    plain = (
        ("o.payment_status", asked.payment), ("o.fulfilment_status", asked.fulfilment),
        ("o.channel", asked.channel), ("o.letter", asked.letter),
    )  # fmt: skip
    for column, value in plain:
        if value:
            yield f"+{column} = ?", (value,)  # the sign keeps SQLite from that index
    if asked.method:
        yield "instr(+o.methods, ?) > 0", (f"|{asked.method}|",)
    if asked.promised:
        yield "+o.promised >= ? AND +o.promised < ?", _day(asked.promised)
    if asked.sort in _BY_DAY:
        yield _BY_DAY[asked.sort][0].condition, ()


def listing(
    columns: str, sources: Sequence[Source], rest: Sequence[Rest], sort: Sort, limit: int
) -> tuple[str, list[object]]:
    """The statement that lists what any of the sources gives and the rest allows, with its values."""
    also = "".join(f" AND {condition}" for condition, _value in rest)
    wanted = [value for _condition, values in rest for value in values]
    key, way = KEYS[sort]
    order = ", ".join(f"{column} {way}" for column in key.split(", "))
    if len(sources) == 1:
        one = sources[0]
        sql = f"{columns} FROM {one.tables} WHERE {one.condition}{also} ORDER BY {order} LIMIT ?"
        return sql, [*one.values, *wanted, limit]
    parts: list[str] = []
    values: list[object] = []
    for one in sources:
        parts.append(
            f"SELECT id FROM (SELECT o.id FROM {one.tables} WHERE {one.condition}{also}"
            f" ORDER BY {order} LIMIT ?)"
        )
        values += [*one.values, *wanted, limit]
    union = " UNION ".join(parts)
    sql = f"{columns} FROM orders o WHERE o.id IN ({union}) ORDER BY {order} LIMIT ?"
    return sql, [*values, limit]


def counting(source: Source, rest: Sequence[Rest], most: int) -> tuple[str, list[object]]:
    """The statement that counts what a source gives, so many at most."""
    also = "".join(f" AND {condition}" for condition, _value in rest)
    values = [*source.values, *(value for _condition, values in rest for value in values), most]
    return (
        f"SELECT count(*) FROM (SELECT 1 FROM {source.tables} WHERE {source.condition}{also} LIMIT ?)",
        values,
    )


ADDED = f"""o.id, o.total - o.credited + o.rounding, max({BALANCE}, 0), o.currency"""
"""What is added up of a list that is not too long."""

OF_DAYS = """SELECT coalesce(sum(CASE WHEN kind = 'sales' THEN count ELSE 0 END), 0),
    coalesce(sum(CASE WHEN kind <> 'due' THEN gross ELSE 0 END), 0),
    coalesce(sum(CASE WHEN kind = 'due' AND key = ? THEN gross ELSE 0 END), 0)
    FROM day_total WHERE day >= ? AND day <= ? AND kind IN ('sales', 'edits', 'credits', 'rounding', 'due')"""


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
            Source("o.number >= ? AND o.number < ?", (begins, begins + "~")),
        )
    known = dict.fromkeys((own_letter, *_letters(reader)))
    return tuple(Source("o.number = ?", (order_number(one, int(digits)),)) for one in known)


def is_only_number(typed: str) -> bool:
    """Whether nothing but an order's number can be meant: three digits may be a phone number's."""
    number = _NUMBER.fullmatch(typed)
    return typed.startswith("#") or (number is not None and bool(number[1] or len(number[2]) < 3))


def called(reader: sqlite3.Connection, name: str) -> int:
    """The row of the order of that id or number, of two that bear it the older one; raises OrderUnknown."""
    is_id = _ID.fullmatch(name)
    found = reader.execute(
        OF_ID if is_id else OF_NUMBER, (bytes.fromhex(name) if is_id else name,)
    ).fetchone()
    if found is None:
        raise OrderUnknown(name)
    return int(found[0])


def row_called(reader: sqlite3.Connection, name: str) -> OrderRow | None:
    """The order of that id or number as lists show it, None where there is none."""
    try:
        key = called(reader, name)
    except OrderUnknown:
        return None
    return order_row(reader.execute(f"{COLUMNS} FROM orders o WHERE o.id = ?", (key,)).fetchone())


def only_one(reader: sqlite3.Connection, name: str) -> str:
    """What names that order and no other: its number, or its id where another one bears that too.

    Raises OrderUnknown, and SeveralOrders for a number that two orders bear.
    """
    (number,) = reader.execute(NUMBER, (called(reader, name),)).fetchone()
    ids = [order for (order,) in reader.execute(BEARING, (number,))]
    if len(ids) > 1 and not _ID.fullmatch(name):
        raise SeveralOrders(number, ", ".join(ids))
    return str(number) if len(ids) == 1 else name


def whole_number(number: str, own_letter: str) -> str:
    """A number as orders have it, or an id; a bare counter is this till's own."""
    number = number.strip().removeprefix("#").upper()
    if _ID.fullmatch(number.lower()):
        return number.lower()
    if number.isdecimal() and number.isascii() and len(number) <= DIGITS_MAX:
        return order_number(own_letter, int(number))
    return number


def days(since: str, until: str) -> list[Rest]:
    """The orders from a day to another: their own day decides, by the clock of placing they are found."""
    found: list[Rest] = []
    first, end = span(since, until)
    if first is not None:
        found += [("o.day >= ? AND o.placed >= ?", (since, first))]
    if end is not None:
        found += [("o.day <= ? AND o.placed < ?", (until, end))]
    return found


def span(since: str, until: str) -> tuple[int | None, int | None]:
    """The moments between which orders of these days were placed, in any zone; None without an end."""
    first = _midnight(since) - _ANY_ZONE if since else None
    return first, _midnight(until) + _DAY + _ANY_ZONE if until else None


def before(cursor: str, sort: Sort) -> Rest:
    """The condition that continues a list behind the row of a cursor."""
    placed, key, promised, pay_by, number = cursor.split(" ", 4)
    first: dict[Sort, tuple[object, ...]] = {Sort.PROMISED: (promised,), Sort.PAY_BY: (pay_by,)}
    values = (*first.get(sort, ()), int(placed), number, int(key))
    columns, way = KEYS[sort]
    sign = "<" if way == "DESC" else ">"
    return f"({columns}) {sign} ({','.join('?' * len(values))})", values


def _day(day: str) -> tuple[str, str]:
    """From the day itself to any time of it."""
    return day, f"{day}~"


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


def channels(reader: sqlite3.Connection) -> tuple[str, ...]:
    """The channels that orders came by, the counter first."""
    return "counter", *_jumps(
        reader, f"SELECT min(channel) FROM orders WHERE {model.ELSEWHERE} AND channel > ?"
    )


def letters(reader: sqlite3.Connection) -> tuple[str, ...]:
    """The letters of all tills that sold."""
    return tuple(_jumps(reader, "SELECT min(letter) FROM orders WHERE letter > ?"))


def combinations(reader: sqlite3.Connection) -> tuple[str, ...]:
    """Every combination of ways to pay that an order has, as its row says it."""
    return tuple(_jumps(reader, "SELECT min(methods) FROM orders WHERE methods > ?"))


def _jumps(reader: sqlite3.Connection, following: str) -> Iterator[str]:
    """Different values of an index, one jump each."""
    last = ""
    while (row := reader.execute(following, (last,)).fetchone()) and row[0] is not None:
        last = row[0]
        yield last


def order_row(row: Any) -> OrderRow:
    """The row of a list, from its COLUMNS."""
    (
        number, at, channel, customer, currency, total, rounding, credited, paid, refunded, payment,
        fulfilment, items, placed, key, kind, promised, pay_by, letter, methods, tracking,
        payment_own, fulfilment_own, order, payment_name, fulfilment_name,
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
        cursor=f"{placed} {key} {promised or NO_DAY} {pay_by or NO_DAY} {number}",
        credited=Money(credited, currency),
        refunded=Money(refunded, currency),
        to_give_back=Money(max(-balance, 0), currency),
        fulfilment=kind,
        promised=promised,
        pay_by=pay_by,
        letter=letter,
        methods=tuple(filter(None, methods.split("|"))),
        tracking_number=tracking,
        payment_own=payment_own,
        fulfilment_own=fulfilment_own,
        id=order,
        payment_name=payment_name,
        fulfilment_name=fulfilment_name,
    )
