"""The search index (a cache): best sellers by rank, their folded words, and the words' own vocabulary."""

from __future__ import annotations

DDL: tuple[str, ...] = (
    # `name` holds folded words parted by blanks, so the plainest tokenizer reads exactly what was folded. How
    # many words each has is not kept: what ranks is the place in the list.
    """CREATE TABLE IF NOT EXISTS search_entry(
        rank INTEGER PRIMARY KEY,
        variant_id INTEGER NOT NULL UNIQUE,
        category TEXT NOT NULL,
        first INTEGER NOT NULL,
        name TEXT NOT NULL)""",
    """CREATE INDEX IF NOT EXISTS search_entry_category ON search_entry(category, rank) WHERE first = 1""",
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_fts USING fts5(
        name, content='search_entry', content_rowid='rank',
        prefix='1 2 3', detail='column', columnsize=0, tokenize='ascii')""",
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_vocabulary USING fts5vocab(search_fts, 'row')""",
)
"""Run after the tables of products exist."""

_SOLD = "v.archived = 0 AND p.archived = 0 AND p.name <> ''"
"""What was only mentioned so far, by entries that came before its making, has no name and is in no list."""

_FIRST = """v.id = (SELECT w.id FROM variant w WHERE w.product_id = v.product_id AND w.archived = 0
    ORDER BY w.position, w.uid LIMIT 1)"""

REBUILD = (
    "DELETE FROM search_entry",
    f"""INSERT INTO search_entry(variant_id, category, first, name)
        SELECT v.id, p.category, {_FIRST}, index_words(p.name, v.options)
        FROM variant v JOIN product p ON p.id = v.product_id LEFT JOIN variant_sold s ON s.variant_id = v.id
        WHERE {_SOLD} ORDER BY coalesce(s.quantity, 0) DESC, v.id""",
    # Gathered in memory and written once: half the time of many small segments merged later.
    "INSERT INTO search_fts(search_fts, rank) VALUES('hashsize', 16777216)",
    "INSERT INTO search_fts(search_fts) VALUES('rebuild')",
    "INSERT INTO search_fts(search_fts, rank) VALUES('hashsize', 1048576)",
    "INSERT INTO search_fts(search_fts) VALUES('optimize')",
)
"""The whole index; `index_words(name, options)` is a function the caller provides."""

_OF_PRODUCTS = """v.product_id IN (SELECT product_id FROM variant WHERE id IN ({places}))"""

_WANTED = f"""FROM variant v JOIN product p ON p.id = v.product_id
    WHERE {_OF_PRODUCTS} AND {_SOLD}"""

WANTED = f"SELECT v.id, p.category, {_FIRST}, p.name, v.options {_WANTED}"

MADE = f"""INSERT INTO search_entry(variant_id, category, first, name)
    SELECT v.id, p.category, {_FIRST}, index_words(p.name, v.options)
    FROM product p JOIN variant v ON v.product_id = p.id WHERE p.uid BETWEEN ? AND ? AND {_SOLD}
    AND NOT EXISTS (SELECT 1 FROM search_entry e WHERE e.variant_id = v.id)
    ORDER BY p.id, v.position, v.id"""
"""Variants that the index does not have yet, of products between two ids."""

ADD = "INSERT INTO search_fts(rowid, name) SELECT rank, name FROM search_entry WHERE rank > ?"
"""The words of what ranks behind all that was there before."""

INDEXED = f"""SELECT e.rank, e.variant_id, e.category, e.first, e.name
    FROM variant v JOIN search_entry e ON e.variant_id = v.id WHERE {_OF_PRODUCTS}"""

LAST_RANK = "SELECT coalesce(max(rank), 0) FROM search_entry"
FTS_DELETE = "INSERT INTO search_fts(search_fts, rowid, name) VALUES('delete', ?, ?)"
FTS_INSERT = "INSERT INTO search_fts(rowid, name) VALUES(?, ?)"
ENTRY_DELETE = "DELETE FROM search_entry WHERE rank = ?"
ENTRIES_INSERT = "INSERT INTO search_entry(rank, variant_id, category, first, name) VALUES "
ENTRY_INSERT = f"{ENTRIES_INSERT}(?, ?, ?, ?, ?)"

_SELLABLE = f"""SELECT v.id FROM variant v JOIN product p ON p.id = v.product_id
    WHERE {_SOLD}"""

COVERS = f"""SELECT (SELECT count(*) FROM (SELECT variant_id FROM search_entry EXCEPT {_SELLABLE}))
    + (SELECT count(*) FROM ({_SELLABLE} EXCEPT SELECT variant_id FROM search_entry))"""

BEING_IMPORTED = """coalesce((SELECT i.imported = 0 AND i.undone = 0 FROM catalogue_import i
    WHERE i.id = p.import_id), 0)"""
"""Whether a file sets the product that is not in as a whole yet, and may be taken back."""

_HIT = f"""v.uid, p.uid, p.name, v.options, v.sku,
    (SELECT b.code FROM barcode b WHERE b.variant_id = v.id ORDER BY b.position LIMIT 1),
    v.price, p.tax_class,
    CASE WHEN v.tracked THEN
        coalesce((SELECT s.on_hand FROM stock s WHERE s.variant_id = v.id AND s.location = 'main'), 0) END,
    v.oversell, v.unit, p.category, CASE v.picture WHEN '' THEN p.picture ELSE v.picture END,
    p.favourite IS NOT NULL, {BEING_IMPORTED}, v.till"""
"""The columns of a hit, in order; tiles have two more: how many variants to choose from, and the rank."""

_CHOICES = "(SELECT count(*) FROM variant w WHERE w.product_id = p.id AND w.archived = 0)"

# CROSS JOIN keeps SQLite to the order written: the index first, rows by key.

FIND = f"""SELECT {_HIT} FROM search_fts f CROSS JOIN search_entry e ON e.rank = f.rowid
    CROSS JOIN variant v ON v.id = e.variant_id CROSS JOIN product p ON p.id = v.product_id
    WHERE search_fts MATCH ? ORDER BY f.rowid LIMIT ?"""

NAMES = """SELECT p.name FROM search_fts f CROSS JOIN search_entry e ON e.rank = f.rowid
    CROSS JOIN variant v ON v.id = e.variant_id CROSS JOIN product p ON p.id = v.product_id
    WHERE search_fts MATCH ? LIMIT ?"""

BY_BARCODE = f"""SELECT {_HIT} FROM barcode c CROSS JOIN variant v ON v.id = c.variant_id
    CROSS JOIN product p ON p.id = v.product_id
    WHERE c.code IN ({{places}}) AND {_SOLD} ORDER BY c.code, v.clocks, v.uid LIMIT 50"""

BY_SKU = f"""SELECT {_HIT} FROM variant v CROSS JOIN product p ON p.id = v.product_id
    WHERE v.sku = ? COLLATE NOCASE AND {_SOLD} ORDER BY v.clocks, v.uid LIMIT 50"""

SKU_BEGINS = f"""SELECT {_HIT} FROM variant v CROSS JOIN product p ON p.id = v.product_id
    WHERE v.sku >= ? COLLATE NOCASE AND v.sku < ? COLLATE NOCASE AND {_SOLD}
    ORDER BY v.sku COLLATE NOCASE LIMIT ?"""

BARCODE_BEGINS = f"""SELECT {_HIT} FROM barcode c CROSS JOIN variant v ON v.id = c.variant_id
    CROSS JOIN product p ON p.id = v.product_id WHERE c.code >= ? AND c.code < ? AND {_SOLD}
    ORDER BY c.code LIMIT ?"""

OF_VARIANT = f"""SELECT {_HIT} FROM variant v CROSS JOIN product p ON p.id = v.product_id
    WHERE v.uid = ?"""

OF_PRODUCT = f"""SELECT {_HIT} FROM product p CROSS JOIN variant v ON v.product_id = p.id
    WHERE p.uid = ? AND {_SOLD} ORDER BY v.position, v.uid"""

FAVOURITES = f"""SELECT {_HIT}, {_CHOICES}, e.rank FROM product p CROSS JOIN variant v ON v.product_id = p.id
    CROSS JOIN search_entry e ON e.variant_id = v.id AND e.first = 1
    WHERE p.favourite IS NOT NULL ORDER BY p.favourite, p.uid LIMIT 200"""

IN_CATEGORY = f"""SELECT {_HIT}, {_CHOICES}, e.rank FROM search_entry e
    CROSS JOIN variant v ON v.id = e.variant_id
    CROSS JOIN product p ON p.id = v.product_id
    WHERE e.first = 1 AND e.category = ? AND e.rank > ? ORDER BY e.rank LIMIT ?"""

ALL_PRODUCTS = IN_CATEGORY.replace("e.category = ? AND ", "")

# Jumps from one category to the next in the index instead of reading all products.
CATEGORIES = """WITH RECURSIVE each(category) AS (
    SELECT min(category) FROM search_entry WHERE first = 1 AND category > ''
    UNION ALL
    SELECT (SELECT min(category) FROM search_entry WHERE first = 1 AND category > each.category)
    FROM each WHERE each.category IS NOT NULL)
    SELECT category FROM each WHERE category IS NOT NULL"""

COUNT = "SELECT count(*) FROM search_entry"

STATE = "SELECT block FROM search_fts_data WHERE id = 10"
"""Changes with every change of the index: FTS5 keeps the list of its segments there."""

TERM_BEGINS = "SELECT 1 FROM search_vocabulary WHERE term >= ? AND term < ? LIMIT 1"
TERMS = "SELECT term, doc FROM search_vocabulary WHERE term >= ? AND term < ?"
