"""Bring an order's rows in step with its facts: what they add up to now, less what they did before.

Local numbers (of rows, of arrivals) are put in here and nowhere else, so that the rows themselves are the
same whatever came first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from msgspec import structs

from pos.domain.shop.errors import EntryDamaged
from pos.journal.kinds.base import Arrived, Place, Waits
from pos.journal.kinds.orders import OrderEdited, OrderFact, OrderPlaced
from pos.journal.kinds.stock import add, with_one_stock
from pos.journal.kinds.tills import letter_of
from pos.journal.orders.columns import COLUMNS, ORDER, OrderRows, Row
from pos.journal.orders.days import Days, Sum, added_days
from pos.journal.orders.facts import Told
from pos.journal.orders.rows import rows_of
from pos.journal.seal import fact_of, header_of
from pos.journal.stubs import rows_for
from pos.model.database import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

FACTS = """SELECT e.arrival, e.header, p.body, p.personal, t.letter, e.chain
    FROM (SELECT arrival FROM orders WHERE id = :order
          UNION ALL SELECT arrival FROM order_fact WHERE order_id = :order)
    JOIN entry e USING (arrival) JOIN entry_part p USING (arrival)
    JOIN till t ON CASE WHEN instr(e.header, CAST('"was":' AS BLOB))
        THEN hex(t.origin) = upper(json_extract(CAST(e.header AS TEXT), '$.was.life'))
        ELSE t.origin = e.origin END"""
"""What an entry counts for is the life that wrote it first, also where the next one wrote it again."""

OTHERS = """SELECT f.order_id, e.event_id FROM orders o JOIN order_fact f ON f.order_id = o.id
    JOIN entry e ON e.arrival = f.arrival WHERE o.uid = ? AND e.origin <> ?"""

DAY = """INSERT INTO day_total VALUES (?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET
    count = count + excluded.count, gross = gross + excluded.gross, net = net + excluded.net,
    tax = tax + excluded.tax"""
NO_DAY = "DELETE FROM day_total WHERE day = ? AND letter = ? AND kind = ? AND key = ? AND count = 0"
SERIES = "INSERT INTO series VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)"
NO_STOCK = """DELETE FROM stock WHERE variant_id = :variant AND location = :location AND NOT EXISTS
    (SELECT 1 FROM stock_move WHERE variant_id = :variant AND location = :location) AND NOT EXISTS
    (SELECT 1 FROM variant v JOIN variant o ON o.shares = v.shares AND o.shares <> '' AND o.into_id IS NULL
        JOIN stock_move m ON m.variant_id = o.id AND m.location = :location
        WHERE v.id = :variant AND v.shares <> '')"""

_UID, _ARRIVAL, _CUSTOMER = map(ORDER.index, ("uid", "arrival", "customer_id"))
_PLACES = {
    table: tuple(columns.index(name) + 1 if name in columns else 0 for name in ("arrival", "variant_id"))
    for table, columns in COLUMNS.items()
}
"""Where an arrival and a variant stand in a row behind its order's number; 0 where there is none."""
_ORDER = f"INSERT INTO orders(id, {', '.join(ORDER)}) VALUES (?{',?' * len(ORDER)})"
_UPDATE = f"UPDATE orders SET {', '.join(f'{name} = ?' for name in ORDER)} WHERE id = ?"
_INTO = {
    "order_line": "INSERT INTO order_line",
    "order_charge": "INSERT INTO order_charge",
    "order_tax": "INSERT INTO order_tax",
    "payment": "INSERT INTO payment",
    "document": "INSERT INTO document",
    "mail": "INSERT INTO mail",
    "stock_move": "INSERT INTO stock_move",
    "order_fact": "INSERT INTO order_fact",
    "order_exception": "INSERT INTO order_exception",
}
_INSERT = {
    table: f"{_INTO[table]}(order_id, {', '.join(columns)}) VALUES (?{',?' * len(columns)})"
    for table, columns in COLUMNS.items()
}
_DELETE = {
    table: f"DELETE FROM {table} WHERE order_id = ? AND " + " AND ".join(f"{one} IS ?" for one in columns)
    for table, columns in COLUMNS.items()
}

_Rows = dict[str, list[Row]]


def order_fact(connection: Connection, fact: OrderFact, arrived: Arrived) -> None:
    """One more fact of an order: the order's rows become what all of its facts add up to.

    Raises Waits where the order itself has not come yet.
    """
    told = Told(arrived.header, fact, letter_of(connection, arrived))
    arrivals = {told.event: arrived.arrival}
    order = order_id(connection, fact.id)
    if order is None:
        if not isinstance(fact, OrderPlaced):
            raise Waits(fact.id)
        orders_placed(connection, [rows_of((told,))], [arrived.arrival])
        return
    facts = facts_of_order(connection, order)
    arrivals |= {one.event: arrival for arrival, one in facts.items()}
    before, after = rows_of(facts.values()), rows_of((*facts.values(), told))
    if isinstance(fact, OrderPlaced | OrderEdited):  # also what is not in force is known by its stub
        rows_for(connection, "customer", {fact.agreed.customer})
        rows_for(connection, "variant", {line.variant for line in fact.agreed.lines})
    _write(connection, order, before, after, arrivals)


def orders_placed(connection: Connection, made: Sequence[OrderRows], arrivals: Sequence[int]) -> None:
    """Orders that are not here yet, by the rows and the arrival of each placing; all of them or none.

    Raises sqlite3.IntegrityError where one is here. The rows of many are written a table at a time.
    """
    customers = rows_for(connection, "customer", {rows.order[_CUSTOMER] for rows in made})
    variants = rows_for(connection, "variant", {one for rows in made for one in _variants(rows.rows)})
    run = raw(connection)
    (last,) = run.execute("SELECT coalesce(max(id), 0) FROM orders").fetchone()
    numbered = list(zip(range(last + 1, last + 1 + len(made)), made, arrivals, strict=True))
    run.executemany(_ORDER, [(n, *_values(rows.order, arrival, customers)) for n, rows, arrival in numbered])
    for table in COLUMNS:
        local = _Local(table, variants)
        found = [local.row(row, n, arrival) for n, rows, arrival in numbered for row in rows.rows[table]]
        if found:
            run.executemany(_INSERT[table], found)
    _stock(connection, [], [move for rows in made for move in rows.rows["stock_move"]], variants)
    _days(connection, {}, added_days(rows.days for rows in made))
    run.executemany(SERIES, sorted({number for rows in made for number in rows.numbers}))


def knowing(connection: Connection, fact: OrderFact, origin: bytes) -> OrderFact:
    """The fact as a life is to write it: with what others wrote on the order, unless it named that before."""
    others = raw(connection).execute(OTHERS, (bytes.fromhex(fact.id), origin)).fetchall()
    if not others:
        return fact
    own = (
        one for one in facts_of_order(connection, others[0][0]).values() if one.header.origin == origin.hex()
    )
    named = {event for one in own for event in one.fact.knew}
    return structs.replace(fact, knew=tuple(sorted({event.hex() for _order, event in others} - named)))


@contextmanager
def remaking(connection: Connection, uid: str) -> Iterator[None]:
    """Let the parts of an order's entries be blanked inside, and its rows follow."""
    order = order_id(connection, uid)
    if order is None:
        yield
        return
    before = rows_of(facts_of_order(connection, order).values())
    yield
    facts = facts_of_order(connection, order)
    arrivals = {one.event: arrival for arrival, one in facts.items()}
    _write(connection, order, before, rows_of(facts.values()), arrivals)


def order_id(connection: Connection, uid: str) -> int | None:
    """The row of an order by its hexadecimal id; None for one that is not here."""
    row = raw(connection).execute("SELECT id FROM orders WHERE uid = ?", (bytes.fromhex(uid),)).fetchone()
    return int(row[0]) if row else None


def facts_of_order(connection: Connection, order: int) -> dict[int, Told]:
    """All facts of an order that are here, by arrival."""
    return {row[0]: told_of(row[1:]) for row in raw(connection).execute(FACTS, {"order": order})}


def told_of(row: Any) -> Told:
    """A fact from its entry's header, body, personal part, the letter of its till, and its chain value.

    Its seal is that of the entry that was written first: it is printed.
    """
    header, body, personal, letter, chain = row
    head = header_of(header)
    fact = fact_of(head.kind, body, personal)
    if not isinstance(fact, OrderFact):
        raise EntryDamaged
    seal = head.was.chain[:8] if isinstance(head.was, Place) else chain[:4].hex()
    return Told(head, fact, letter, seal)


def _write(
    connection: Connection, order: int, before: OrderRows, after: OrderRows, arrivals: dict[str, int]
) -> None:
    gone = {table: _less(rows, after.rows[table]) for table, rows in before.rows.items()}
    new = {table: _less(rows, before.rows[table]) for table, rows in after.rows.items()}
    customers = rows_for(connection, "customer", {after.order[_CUSTOMER]})
    variants = rows_for(connection, "variant", _variants(gone) | _variants(new))
    if after.order != before.order:
        raw(connection).execute(
            _UPDATE, (*_values(after.order, arrivals[after.order[_ARRIVAL]], customers), order)
        )
    many = raw(connection).executemany
    for rows, statements in ((gone, _DELETE), (new, _INSERT)):
        for table, found in rows.items():
            if found:
                values = _Local(table, variants).rows(found, order, arrivals)
                many(statements[table], values)
    _stock(connection, gone["stock_move"], new["stock_move"], variants)
    _days(connection, before.days, after.days)
    if more := after.numbers - before.numbers:
        many(SERIES, sorted(more))


def _less(rows: list[Row], others: list[Row]) -> list[Row]:
    if not others:
        return rows
    known = set(others)
    return [row for row in rows if row not in known]


def _values(row: Row, arrival: int, customers: dict[str, int]) -> list[Any]:
    """An order's own row as this file keeps it."""
    values = list(row)
    values[_UID] = bytes.fromhex(values[_UID])
    values[_ARRIVAL] = arrival
    values[_CUSTOMER] = customers.get(values[_CUSTOMER])
    return values


class _Local:
    """Rows of a table as this file keeps them: with the numbers of the order, the arrivals, the variants."""

    __slots__ = ("_arrival", "_variant", "_variants")

    def __init__(self, table: str, variants: dict[str, int]) -> None:
        self._arrival, self._variant = _PLACES[table]
        self._variants = variants

    def row(self, row: Row, order: int, arrival: int) -> list[Any]:
        """A row of an order that came with this arrival."""
        values = [order, *row]
        if self._arrival:
            values[self._arrival] = arrival
        if self._variant:
            values[self._variant] = self._variants.get(values[self._variant])
        return values

    def rows(self, rows: list[Row], order: int, arrivals: dict[str, int]) -> list[list[Any]]:
        """Rows of an order, each with the arrival of the event that it names."""
        at = self._arrival - 1
        return [self.row(row, order, arrivals[row[at]] if at >= 0 else 0) for row in rows]


def _variants(rows: _Rows) -> set[str]:
    places = (("order_line", 1), ("stock_move", 0))
    return {row[place] for table, place in places for row in rows[table] if row[place]}


def _stock(connection: Connection, gone: list[Row], new: list[Row], variants: dict[str, int]) -> None:
    sums: Counter[tuple[int, str]] = Counter()
    for sign, rows in ((1, new), (-1, gone)):
        for variant, location, quantity, *_rest in rows:
            sums[variants[variant], location] += sign * quantity
    if sums:
        add(connection, [(*place, quantity) for place, quantity in sums.items()])
    if gone:
        named = [
            {"variant": variant, "location": location}
            for row, location in sums
            for variant in with_one_stock(connection, [row])
        ]
        raw(connection).executemany(NO_STOCK, named)


def _days(connection: Connection, before: Days, after: Days) -> None:
    nothing = Sum(0, 0)
    changes = {key: after.get(key, nothing).less(before.get(key, nothing)) for key in {**after, **before}}
    found = [(*key, *change) for key, change in changes.items() if change != nothing]
    if found:
        raw(connection).executemany(DAY, found)
    if vanished := [key for key in before if key not in after]:
        raw(connection).executemany(NO_DAY, vanished)
