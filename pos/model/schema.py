"""A new shop's tables; only loaded to make some, since an open shop needs none of SQLAlchemy's mapping."""

from __future__ import annotations

import sqlite3
from functools import cache

from sqlalchemy import Connection, Table, create_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import CreateIndex, CreateTable

from pos.model import catalogue, customers, local, orders, records, shop
from pos.model.base import Base, Kind, tables_of
from pos.model.customer_search import DDL as CUSTOMER_SEARCH
from pos.model.journal import TRIGGERS
from pos.model.order_lists import DDL as ORDER_SEARCH
from pos.model.search import DDL as SEARCH
from pos.model.shop_file import APPLICATION_ID, TABLES, VERSION
from pos.model.stores import stores

NOUNS = (catalogue, customers, local, orders, records, shop, stores)
"""The modules whose tables make up the schema."""


def derived() -> list[Table]:
    """The tables that the journal can make again, by name."""
    tables = (table for table in Base.metadata.sorted_tables if table.info["kind"] is Kind.DERIVED)
    return sorted(tables, key=lambda table: table.name)


@cache
def empty_shop(page_size: int) -> sqlite3.Connection:
    """A file in memory with no row, to be copied: a statement for each table takes ten times as long."""
    made = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    made.execute(f"PRAGMA page_size = {page_size}")
    with create_engine("sqlite://", creator=lambda: made, poolclass=StaticPool).connect() as connection:
        create(connection)
    return made


def create(connection: Connection) -> None:
    """Make every table, trigger, view and search index of the current version in an empty file."""
    create_tables(connection)
    for statement in TRIGGERS:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def create_tables(connection: Connection) -> None:
    """Make the tables, views and search indexes that are missing, and say which version they are."""
    for statement in (*_statements(), *orders.VIEWS, *SEARCH, *CUSTOMER_SEARCH, *ORDER_SEARCH):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT OR REPLACE INTO choice VALUES ('tables',?)", (TABLES,))


@cache
def _statements() -> tuple[str, ...]:
    """What makes the tables and their indexes, each after those it points at."""
    dialect = sqlite.dialect()
    made: list[CreateTable | CreateIndex] = []
    for table in Base.metadata.sorted_tables:
        made.append(CreateTable(table, if_not_exists=True))
        made += (
            CreateIndex(index, if_not_exists=True)
            for index in sorted(table.indexes, key=lambda one: str(one.name))
        )
    return tuple(str(statement.compile(dialect=dialect)) for statement in made)


def drop_derived(connection: Connection) -> None:
    """Drop all that the journal can make again: every table but its own and those of this machine."""
    kept = {*tables_of(Kind.JOURNAL), *tables_of(Kind.LOCAL)}
    made = connection.exec_driver_sql(
        """SELECT type, name, sql LIKE 'CREATE VIRTUAL%' AS virtual FROM sqlite_master
           WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
           ORDER BY type = 'view' DESC, virtual DESC, rowid DESC"""
    )
    for kind, name, _virtual in made.fetchall():  # what points at a table was made after it
        if name not in kept:
            connection.exec_driver_sql(f'DROP {kind} IF EXISTS "{name}"')
