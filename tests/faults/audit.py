"""The audit after each fault: what was acknowledged is there, whole, once, and everything adds up.

It opens the file read-only by its own means and starts no life of a till. Sums and numbers are counted here
once more by statements of its own, so that a mistake in `verify` does not hide one in the tables.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path

import msgspec

from pos.model.database import Database
from pos.services.till.audit import verify_folder
from pos.services.till.files import ShopFolder

Acknowledged = Collection[str] | Mapping[str, int]
"""Numbers of sales the person was told of; with what was to pay in minor units, where that is known."""


def audit(folder: Path, acknowledged: Acknowledged = (), *, rebuild: bool = True) -> list[str]:
    """Everything that does not add up, as sentences; an empty list where all is well."""
    places = ShopFolder(folder)
    database = Database(places.database)
    try:
        found = _by_hand(database.reader(), acknowledged)
        first_bad = verify_folder(places, rebuild=rebuild).first_bad
        return [*found, *([f"verify: {first_bad.where}: {first_bad.what}"] if first_bad else [])]
    except sqlite3.DatabaseError as error:
        return [f"unreadable: {error}"]
    finally:
        database.close()


def _by_hand(connection: sqlite3.Connection, acknowledged: Acknowledged) -> list[str]:
    connection.execute("BEGIN")  # one state of the file, also while others write
    try:
        return [
            *_sales(connection, acknowledged),
            *_numbers(connection),
            *_sums(connection),
            *_whole(connection),
        ]
    finally:
        connection.execute("COMMIT")


def _sales(connection: sqlite3.Connection, acknowledged: Acknowledged) -> list[str]:
    """Each acknowledged sale is there, whole, once, and no cart of it is offered again."""
    placed = _entries(connection, "order.placed")
    rows = dict(
        connection.execute(
            """SELECT number, total + (SELECT coalesce(sum(p.rounding), 0) FROM payment p
               WHERE p.order_id = o.id AND p.arrival = o.arrival) FROM orders o"""
        )
    )
    found = [f"{number} is in the journal {count} times" for number, count in _doubles(placed, "number")]
    found += [f"cart {uid} was placed {count} times" for uid, count in _doubles(placed, "id")]
    for number in acknowledged:
        if number not in rows or number not in {one["number"] for one in placed}:
            found.append(f"the acknowledged sale {number} is lost")
        elif isinstance(acknowledged, Mapping) and rows[number] != acknowledged[number]:
            found.append(f"{number} was {acknowledged[number]}, is {rows[number]}")
    now = {one["id"]: one["agreed"] for one in (*placed, *_entries(connection, "order.edited"))}
    for one in placed:
        found += _one_sale(connection, one, now[one["id"]])
    kept = connection.execute(
        "SELECT o.number FROM draft d JOIN orders o ON o.uid = d.cart_id"
        " WHERE json_extract(CAST(d.cart AS TEXT), '$.edits') IS NULL"  # one that changes an order is its own
    )
    return found + [f"{number} is finished and its cart is kept too" for (number,) in kept]


def _one_sale(connection: sqlite3.Connection, fact: dict[str, object], now: object) -> list[str]:
    """A sale in the tables is the one in the journal, with each line, payment, move and paper.

    `now` is the agreement of its last edit, else its own.
    """
    number = str(fact["number"])
    row = connection.execute("SELECT id, arrival, total FROM orders WHERE number = ?", (number,)).fetchone()
    if row is None:
        return [f"{number} is in the journal and not in the tables"]
    counts = connection.execute(
        """SELECT (SELECT count(*) FROM order_line WHERE order_id = :id),
                  (SELECT count(*) FROM payment WHERE order_id = :id AND arrival = :arrival),
                  (SELECT count(*) FROM stock_move WHERE order_id = :id AND arrival = :arrival),
                  (SELECT count(*) FROM document WHERE order_id = :id AND arrival = :arrival)""",
        {"id": row[0], "arrival": row[1]},
    ).fetchone()
    agreed, tenders = fact["agreed"], fact.get("tenders", [])
    assert isinstance(agreed, dict)
    assert isinstance(now, dict)
    assert isinstance(tenders, list)
    lines = agreed["lines"]
    moved = {line["variant"] for line in lines if "moves" in line}
    wanted = (len(now["lines"]), len(tenders), len(moved), 1 + ("invoice" in fact))
    whole = counts == wanted and row[2] == now["total"]
    return [] if whole else [f"{number} is not whole: {counts}, not {wanted}"]


def _numbers(connection: sqlite3.Connection) -> list[str]:
    """Each till's order numbers, and those of each kind of paper, run 1..n in the order of the entries."""
    found = []
    tills = connection.execute("SELECT origin, letter FROM till").fetchall()
    for origin, letter in tills:
        numbers = [one["number"] for one in _entries(connection, "order.placed", origin)]
        wanted = [f"{letter}-{n:06d}" for n in range(1, len(numbers) + 1)]
        if numbers != wanted:
            found.append(f"the numbers of {letter} run {numbers}")
    series: dict[str, list[int]] = {}
    for kind, number in connection.execute("SELECT kind, number FROM document ORDER BY arrival, id"):
        before, _, counter = number.rpartition("-")
        series.setdefault(f"{kind} {before}", []).append(int(counter.lstrip("R")))
    for name, counters in series.items():
        if counters != list(range(1, len(counters) + 1)):
            found.append(f"the numbers of {name} run {counters}")
    (strangers,) = connection.execute(
        "SELECT count(*) FROM entry WHERE origin NOT IN (SELECT origin FROM till)"
    ).fetchone()
    return found + ([f"{strangers} entries of no till"] if strangers else [])


SUMS = {
    "stock": """SELECT v.id FROM variant v
        JOIN (SELECT o.id AS variant_id, sum(quantity) AS q FROM stock_move
              JOIN variant w ON w.id = variant_id
              JOIN variant o ON o.id = w.id OR (o.shares = w.shares AND w.shares <> '' AND o.into_id IS NULL)
              GROUP BY o.id) m
            ON m.variant_id = v.id
        LEFT JOIN stock s ON s.variant_id = v.id WHERE s.on_hand IS NOT m.q""",
    "lines": """SELECT o.number FROM orders o WHERE o.total <> (
        SELECT CASE WHEN json_extract(p.body, '$.includes_tax') THEN 0 ELSE o.tax END
             + (SELECT sum(l.amount - l.order_discount) FROM order_line l WHERE l.order_id = o.id)
             + (SELECT coalesce(sum(c.amount), 0) FROM order_charge c WHERE c.order_id = o.id)
        FROM entry_part p WHERE p.arrival = o.arrival)""",
    "payments": """SELECT o.number FROM orders o WHERE o.payment_status = 'Paid' AND o.credited = 0
        AND o.total + o.rounding
        <> (SELECT coalesce(sum(amount), 0) FROM payment WHERE order_id = o.id)
        AND NOT EXISTS (SELECT 1 FROM entry_part p WHERE json_extract(p.body, '$.accepted_more')
            AND (p.arrival = o.arrival
                OR p.arrival IN (SELECT arrival FROM order_fact WHERE order_id = o.id)))""",
    "day": """SELECT day FROM (SELECT day, letter, count AS n, gross AS g FROM day_total WHERE kind = 'sales'
        UNION ALL SELECT o.day, iif(json_extract(p.body, '$.store') IS NULL, t.letter, 'web'), -1,
            -json_extract(p.body, '$.agreed.total')
        FROM orders o JOIN entry e USING (arrival) JOIN till t USING (origin)
        JOIN entry_part p USING (arrival))
        GROUP BY day, letter HAVING sum(n) <> 0 OR sum(g) <> 0""",
    "tenders of the day": """SELECT key FROM (
        SELECT key, gross AS g FROM day_total WHERE kind = 'payments'
        UNION ALL SELECT method, -amount FROM payment) GROUP BY key HAVING sum(g) <> 0""",
}


def _sums(connection: sqlite3.Connection) -> list[str]:
    return [
        f"{what} do not close: {row[0]!r}" for what, sql in SUMS.items() for row in connection.execute(sql)
    ]


def _whole(connection: sqlite3.Connection) -> list[str]:
    """The file itself: integrity, foreign keys, and no part without its entry."""
    found = [f"integrity: {row[0]}" for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    found += [f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
    (parted,) = connection.execute(
        """SELECT (SELECT count(*) FROM entry WHERE arrival NOT IN (SELECT arrival FROM entry_part))
                + (SELECT count(*) FROM entry_part WHERE arrival NOT IN (SELECT arrival FROM entry))"""
    ).fetchone()
    return found + ([f"{parted} entries without parts, or parts without entries"] if parted else [])


def _entries(
    connection: sqlite3.Connection, kind: str, origin: bytes | None = None
) -> list[dict[str, object]]:
    rows = connection.execute(
        """SELECT p.body FROM entry e JOIN entry_part p USING (arrival)
           WHERE e.kind = :kind AND (:origin IS NULL OR e.origin = :origin) ORDER BY e.origin, e.seq""",
        {"kind": kind, "origin": origin},
    )
    return [msgspec.json.decode(body) for (body,) in rows]


def _doubles(facts: list[dict[str, object]], field: str) -> list[tuple[object, int]]:
    return [(value, count) for value, count in Counter(str(one[field]) for one in facts).items() if count > 1]
