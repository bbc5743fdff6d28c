"""What every table shares: one metadata, and the three kinds of tables a shop's file holds."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy.orm import DeclarativeBase


class Kind(StrEnum):
    """Who may write a table, and whether the journal can make it again."""

    JOURNAL = "journal"
    DERIVED = "derived"
    CACHE = "cache"
    LOCAL = "local"


class Base(DeclarativeBase):
    """The parent of every table; ``__table_args__`` carry the kind in ``info``."""


def kind(of: Kind, *, rowid: bool = True) -> dict[str, object]:
    """Table arguments: the kind, and whether SQLite keeps a row id of its own beside the primary key."""
    return {"info": {"kind": of}, "sqlite_with_rowid": rowid}


def tables_of(wanted: Kind) -> list[str]:
    """The names of all tables of one kind, in order of dependence."""
    return [table.name for table in Base.metadata.sorted_tables if table.info["kind"] is wanted]
