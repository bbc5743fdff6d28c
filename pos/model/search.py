"""The search index (a cache): best sellers by rank, their folded words, and the words' own vocabulary."""

from __future__ import annotations

DDL: tuple[str, ...] = (
    # `name` holds folded words parted by blanks, so the plainest tokenizer reads exactly what was folded.
    """CREATE TABLE IF NOT EXISTS search_entry(
        rank INTEGER PRIMARY KEY,
        variant_id INTEGER NOT NULL UNIQUE,
        category TEXT NOT NULL,
        first INTEGER NOT NULL,
        name TEXT NOT NULL)""",
    """CREATE INDEX IF NOT EXISTS search_entry_category ON search_entry(category, rank) WHERE first = 1""",
    """CREATE INDEX IF NOT EXISTS search_entry_first ON search_entry(rank) WHERE first = 1""",
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_fts USING fts5(
        name, content='search_entry', content_rowid='rank',
        prefix='1 2 3', detail='column', tokenize='ascii')""",
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_vocabulary USING fts5vocab(search_fts, 'row')""",
    """CREATE INDEX IF NOT EXISTS variant_sku_any_case ON variant(sku COLLATE NOCASE)""",
)
"""Run after the tables of products exist."""
