"""Bring an order's rows in step with its facts: what they add up to now, less what they did before.

Local numbers (of rows, of arrivals) are put in here and nowhere else, so that the rows themselves are the
same whatever came first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from msgspec import structs

from pos.domain.shop.errors import EntryDamaged
from pos.journal.kinds.base import Arrived, Place, Waits
from pos.journal.kinds.orders import OrderEdited, OrderFact, OrderPlaced
from pos.journal.kinds.stock import add, with_one_stock
from pos.journal.kinds.tills import letter_of
from pos.journal.orders.columns import COLUMNS, ORDER, OrderRows, Row, Together
from pos.journal.orders.days import Days, Sum
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

_CUSTOMER = ORDER.index("customer_id")
_NAMES = {table: ("variant_id" in columns, "arrival" in columns) for table, columns in COLUMNS.items()}
"""Whether a row of a table begins with a variant, and whether it ends with an event."""
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

_Place = tuple[int, str]
"""The row of a variant, and a location."""


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
        orders_placed(connection, Together([rows_of((told,))]), [arrived.arrival])
        return
    facts = facts_of_order(connection, order)
    arrivals |= {one.event: arrival for arrival, one in facts.items()}
    before, after = rows_of(facts.values()), rows_of((*facts.values(), told))
    if isinstance(fact, OrderPlaced | OrderEdited):  # also what is not in force is known by its stub
        rows_for(connection, "customer", {fact.agreed.customer})
        rows_for(connection, "variant", {line.variant for line in fact.agreed.lines})
    _write(connection, order, before, after, arrivals)


def orders_placed(connection: Connection, made: Together, arrivals: Sequence[int]) -> None:
    """Orders that are not here yet, with the arrival of each placing; all of them or none.

    Raises sqlite3.IntegrityError where one is here. What was made is used up.
    """
    run = raw(connection)
    (last,) = run.execute("SELECT coalesce(max(id), 0) FROM orders").fetchone()
    come = {row[-1]: arrival for row, arrival in zip(made.orders, arrivals, strict=True)}
    customers = rows_for(connection, "customer", {row[_CUSTOMER + 1] for row in made.orders})
    variants = rows_for(connection, "variant", made.variants)
    for row in made.orders:
        row[0] += last + 1
        row[_CUSTOMER + 1] = customers.get(row[_CUSTOMER + 1])
        row[-1] = come[row[-1]]
    run.executemany(_ORDER, made.orders)
    for table, rows in made.rows.items():
        if rows:
            _number(table, rows, last + 1, variants, come)
            run.executemany(_INSERT[table], rows)
    moved = [((variants[variant], place), quantity) for (variant, place), quantity in made.moved.items()]
    _stock(connection, [], moved)
    _days(connection, {}, made.days)
    run.executemany(SERIES, [(*series, counter) for series, counter in made.last.items()])


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
    gone, new = _behind(order, before, after), _behind(order, after, before)
    customers = rows_for(connection, "customer", {after.order[_CUSTOMER]})
    variants = rows_for(connection, "variant", _variants(gone) | _variants(new))
    run = raw(connection)
    if after.order != before.order:
        own = list(after.order)
        own[_CUSTOMER], own[-1] = customers.get(own[_CUSTOMER]), arrivals[own[-1]]
        run.execute(_UPDATE, (*own, order))
    for rows, statements in ((gone, _DELETE), (new, _INSERT)):
        for table, found in rows.items():
            if found:
                _number(table, found, 0, variants, arrivals)
                run.executemany(statements[table], found)
    _stock(connection, *([(tuple(row[1:3]), row[3]) for row in rows["stock_move"]] for rows in (gone, new)))
    _days(connection, before.days, after.days)
    run.executemany(SERIES, sorted(after.numbers - before.numbers))


def _behind(order: int, rows: OrderRows, others: OrderRows) -> dict[str, list[list[Any]]]:
    """The rows that others have not, each behind its order's number."""
    return {
        table: [[order, *row] for row in _less(some, others.rows[table])] for table, some in rows.rows.items()
    }


def _less(rows: list[Row], others: list[Row]) -> list[Row]:
    if not others:
        return rows
    known = set(others)
    return [row for row in rows if row not in known]


def _number(
    table: str, rows: list[list[Any]], first: int, variants: Mapping[str, int], arrivals: Mapping[str, int]
) -> None:
    """Put numbers of this file into rows: `first` is added to that of the order, ids of others give way."""
    names_variant, names_event = _NAMES[table]
    for row in rows:
        row[0] += first
        if names_variant:
            row[1] = variants.get(row[1])
        if names_event:
            row[-1] = arrivals[row[-1]]


def _variants(rows: Mapping[str, list[list[Any]]]) -> set[str]:
    """The variants that lines and moves name."""
    return {row[1] for table in ("order_line", "stock_move") for row in rows[table] if row[1]}


def _stock(
    connection: Connection, gone: Iterable[tuple[_Place, int]], new: Iterable[tuple[_Place, int]]
) -> None:
    """Add up what moved, by variant row and location."""
    sums: dict[_Place, int] = {}
    for sign, moves in ((1, new), (-1, gone)):
        for place, quantity in moves:
            sums[place] = sums.get(place, 0) + sign * quantity
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
    found = [(*key, *structs.astuple(change)) for key, change in changes.items() if change != nothing]
    if found:
        raw(connection).executemany(DAY, found)
    if vanished := [key for key in before if key not in after]:
        raw(connection).executemany(NO_DAY, vanished)
