"""The index of customers (a cache): who bought last first, folded words, and pieces of phone numbers.

The rank is made of when somebody bought last, or was made, and of their id: it is the same on each till.
"""

from __future__ import annotations

DDL: tuple[str, ...] = (
    """CREATE TABLE IF NOT EXISTS customer_entry(
        rank INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL UNIQUE,
        email TEXT NOT NULL,
        phones TEXT NOT NULL,
        words TEXT NOT NULL)""",
    """CREATE INDEX IF NOT EXISTS customer_entry_email ON customer_entry(email) WHERE email <> ''""",
    # Without contents of its own: what is taken out is made again from the entry.
    """CREATE VIRTUAL TABLE IF NOT EXISTS customer_fts USING fts5(
        terms, content='', prefix='1 2 3', detail='none', columnsize=0, tokenize='ascii')""",
)
"""Run after the tables of customers and orders exist."""

MERGING = (
    "INSERT INTO customer_fts(customer_fts, rank) VALUES('automerge', 0)",
    "INSERT INTO customer_fts(customer_fts, rank) VALUES('crisismerge', 1000)",
)
"""The index is merged a few pages at a time by `MERGE`, not by itself."""

UNSET = "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM customer_fts_config WHERE k = 'crisismerge')"
MERGE = "INSERT INTO customer_fts(customer_fts, rank) VALUES('merge', ?)"

HAS_NAME = "(name || company || email || phone) <> ''"
"""Who was erased, or only mentioned so far, is in no list."""

_LAST = "(SELECT max(placed) FROM orders WHERE customer_id = c.id)"

REBUILD = (
    "DELETE FROM customer_entry",
    f"""INSERT OR IGNORE INTO customer_entry(rank, customer_id, email, phones, words)
        SELECT entry_rank(c.clocks, {_LAST}, c.uid) AS place, c.id, entry_email(c.email),
            entry_phones(c.phone), entry_words(c.name, c.company, c.email)
        FROM customer c WHERE c.archived = 0 AND {HAS_NAME} ORDER BY place""",
    "INSERT INTO customer_fts(customer_fts) VALUES('delete-all')",
    "INSERT INTO customer_fts(customer_fts, rank) VALUES('hashsize', 16777216)",
    *MERGING,
    "INSERT INTO customer_fts(rowid, terms) SELECT rank, entry_terms(words, phones) FROM customer_entry",
    "INSERT INTO customer_fts(customer_fts, rank) VALUES('hashsize', 1048576)",
    "INSERT INTO customer_fts(customer_fts) VALUES('optimize')",
)
"""The whole index; the functions `entry_...` are provided by the caller."""

WANTED = f"""SELECT c.id, email, phone, name, company, clocks, {_LAST}, uid FROM customer c
    WHERE archived = 0 AND {HAS_NAME} AND c.id IN ({{places}}) ORDER BY uid"""
LEFT_OUT = f"""SELECT id FROM customer WHERE archived = 0 AND {HAS_NAME}
    AND id NOT IN (SELECT customer_id FROM customer_entry)"""
INDEXED = """SELECT customer_id, rank, email, phones, words FROM customer_entry
    WHERE customer_id IN ({places})"""
IDS = "SELECT id FROM customer WHERE uid IN ({places})"
OF_VERSIONS = """SELECT DISTINCT json_extract(CAST(p.body AS TEXT), '$.agreed.customer')
    FROM orders o LEFT JOIN order_fact f ON f.order_id = o.id
    JOIN entry_part p ON p.arrival IN (o.arrival, f.arrival) WHERE o.uid = ?"""
"""Whose an order is or was, by any of its versions."""
IS_TAKEN = "SELECT 1 FROM customer_entry WHERE rank = ?"

FTS_DELETE = "INSERT INTO customer_fts(customer_fts, rowid, terms) VALUES('delete', ?, ?)"
FTS_INSERT = "INSERT INTO customer_fts(rowid, terms) VALUES(?, ?)"
ENTRY_DELETE = "DELETE FROM customer_entry WHERE rank = ?"
ENTRY_INSERT = "INSERT INTO customer_entry(rank, customer_id, email, phones, words) VALUES(?,?,?,?,?)"

_LISTED = f"SELECT id FROM customer WHERE archived = 0 AND {HAS_NAME}"

COVERS = f"""SELECT (SELECT count(*) FROM (SELECT customer_id FROM customer_entry EXCEPT {_LISTED}))
    + (SELECT count(*) FROM ({_LISTED} EXCEPT SELECT customer_id FROM customer_entry))"""

_BOUGHT = "o.customer_id = c.id AND o.payment_status <> 'Cancelled'"
_OWED = """o.customer_id = c.id AND o.currency = ?
    AND o.payment_status IN ('Awaiting payment', 'Part paid')"""

ROW = f"""c.uid, c.name, c.company, c.email, c.phone,
    coalesce((SELECT a.city FROM customer_address a
        WHERE a.customer_id = c.id ORDER BY a.position LIMIT 1), ''),
    (SELECT count(*) FROM orders o WHERE {_BOUGHT}),
    (SELECT coalesce(sum(o.total - o.credited + o.rounding - o.paid + o.refunded), 0)
        FROM orders o WHERE {_OWED}),
    (SELECT o.placed_at FROM orders o WHERE o.customer_id = c.id ORDER BY o.placed DESC LIMIT 1)"""
"""The columns of a customer in a list, in order; the first parameter is the shop's currency."""

_FIRST = -(2**63)

_PLACE = """FROM customer_entry x JOIN customer y ON y.id = x.customer_id WHERE y.uid = ?"""
"""The place of the row after which a list goes on; the customer's id is the key of the list's pages."""

# CROSS JOIN keeps SQLite to the order written: the index first, rows by key.

FIND = f"""SELECT {ROW} FROM customer_fts f CROSS JOIN customer_entry e ON e.rank = f.rowid
    CROSS JOIN customer c ON c.id = e.customer_id
    WHERE customer_fts MATCH ? AND {{sure}} AND f.rowid > coalesce((SELECT x.rank {_PLACE}), {_FIRST})
    ORDER BY f.rowid LIMIT ?"""
"""`sure` says again what the pieces of a number cannot: that they stand side by side."""

RECENT = f"""SELECT {ROW} FROM customer_entry e CROSS JOIN customer c ON c.id = e.customer_id
    WHERE e.rank > coalesce((SELECT x.rank {_PLACE}), {_FIRST}) ORDER BY e.rank LIMIT ?"""

BY_EMAIL = f"""SELECT {ROW} FROM customer_entry e CROSS JOIN customer c ON c.id = e.customer_id
    WHERE e.email >= ? AND e.email < ? AND e.email <> ''
    AND (? = x'' OR (e.email, e.rank) > (SELECT x.email, x.rank {_PLACE}))
    ORDER BY e.email, e.rank LIMIT ?"""

SAME_EMAIL = f"""SELECT {ROW} FROM customer_entry e CROSS JOIN customer c ON c.id = e.customer_id
    WHERE e.email = ? AND e.email <> '' ORDER BY c.clocks DESC, c.uid DESC LIMIT 20"""

SAME_PHONE = f"""SELECT {ROW} FROM customer c WHERE c.phone = ? AND c.archived = 0
    ORDER BY c.clocks DESC, c.uid DESC LIMIT 20"""

OF_CUSTOMER = f"SELECT {ROW} FROM customer c WHERE c.uid = ?"
