"""What lists of orders ask for, as SQL: the very words of the partial indexes, so that they are used."""

from __future__ import annotations

UNPAID = "payment_status IN ('Awaiting payment', 'Part paid')"
NOT_PAID = "payment_status <> 'Paid'"
"""The statuses by which lists are filtered; what walks through nearly all orders needs no index."""

OPEN = "fulfilment_status <> 'Delivered'"
WAITS = "fulfilment_status NOT IN ('Shipped', 'Delivered', 'Returned', 'Will not deliver')"
"""Something is still to be handed over."""

ELSEWHERE = "channel <> 'counter'"
GIVES_BACK = "total - credited + rounding - paid + refunded < 0"
IS_PROMISED = "promised <> ''"
IS_LATE = f"promised <> '' AND {WAITS}"
IS_OWED = "pay_by <> ''"

ORDER_KINDS = (
    "document.reprinted", "goods.handed_over", "invoice.issued", "mail.sent", "order.credited",
    "order.details_set", "order.edited", "order.mailed", "order.noted", "order.placed", "order.reminded",
    "order.status_said", "papers.settled", "payment.corrected", "payment.given_back", "payment.taken",
)  # fmt: skip
"""The kinds of entries about orders, for those who only read."""

DDL: tuple[str, ...] = (
    """CREATE TABLE IF NOT EXISTS order_entry(
        rank INTEGER PRIMARY KEY,
        order_id INTEGER NOT NULL UNIQUE,
        words TEXT NOT NULL,
        digits TEXT NOT NULL)""",
    # Without contents of its own: what is taken out is made again from the entry.
    """CREATE VIRTUAL TABLE IF NOT EXISTS order_fts USING fts5(
        terms, content='', prefix='1 2 3', detail='none', columnsize=0, tokenize='ascii')""",
    """CREATE VIRTUAL TABLE IF NOT EXISTS order_vocabulary USING fts5vocab(order_fts, 'instance')""",
    """CREATE TABLE IF NOT EXISTS order_index_state(upto INTEGER NOT NULL)""",
)
"""The index of orders (a cache), by the moment of placing, with the last arrival that it has followed."""

MERGING = (
    "INSERT INTO order_fts(order_fts, rank) VALUES('automerge', 0)",
    "INSERT INTO order_fts(order_fts, rank) VALUES('crisismerge', 1000)",
)
"""The index is merged a few pages at a time by `MERGE`, not by itself."""

UNSET = "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM order_fts_config WHERE k = 'crisismerge')"
MERGE = "INSERT INTO order_fts(order_fts, rank) VALUES('merge', ?)"

EMPTY = (
    "DELETE FROM order_entry",
    "INSERT INTO order_fts(order_fts) VALUES('delete-all')",
    "DELETE FROM order_index_state",
)
FILLING = ("INSERT INTO order_fts(order_fts, rank) VALUES('hashsize', 16777216)", *MERGING)
FILLED = (
    "INSERT INTO order_fts(order_fts, rank) VALUES('hashsize', 1048576)",
    "INSERT INTO order_fts(order_fts) VALUES('optimize')",
    "INSERT INTO order_index_state SELECT coalesce(max(arrival), 0) FROM entry",
)

ENTRIES = "SELECT rank, order_id, words, digits FROM order_entry WHERE order_id IN ({places})"
ENTRY_DELETE = "DELETE FROM order_entry WHERE rank = ?"
ENTRY_INSERT = "INSERT INTO order_entry(rank, order_id, words, digits) VALUES(?,?,?,?)"
FTS_DELETE = "INSERT INTO order_fts(order_fts, rowid, terms) VALUES('delete', ?, ?)"
FTS_INSERT = "INSERT INTO order_fts(rowid, terms) VALUES(?, ?)"
LAST = "SELECT coalesce(max(rank), -1) FROM order_entry"
TAKEN = "SELECT max(rank) FROM order_entry WHERE rank >= ? AND rank < ?"

NEXT_TERM = "SELECT term FROM order_vocabulary WHERE term >= ? LIMIT 1"
"""One jump: what stands behind is not read."""

UPTO = "SELECT coalesce(max(upto), 0) FROM order_index_state"
SET_UPTO = ("DELETE FROM order_index_state", "INSERT INTO order_index_state VALUES(?)")

COVERS = f"""SELECT (SELECT count(*) FROM (SELECT order_id FROM order_entry EXCEPT SELECT id FROM orders))
    + (SELECT count(*) FROM (SELECT id FROM orders WHERE arrival <= ({UPTO})
        EXCEPT SELECT order_id FROM order_entry))"""

FOUND = """f CROSS JOIN order_entry e ON e.rank = f.rowid CROSS JOIN orders o ON o.id = e.order_id"""
"""CROSS JOIN keeps SQLite to the order written: the index first, rows by key."""
