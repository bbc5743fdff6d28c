"""A new shop's tables; only loaded to make some, since an open shop needs none of SQLAlchemy's mapping."""

from __future__ import annotations

from sqlalchemy import Connection

from pos.model import catalogue, customers, local, orders, records, shop
from pos.model.base import Base
from pos.model.customer_search import DDL as CUSTOMER_SEARCH
from pos.model.journal import TRIGGERS
from pos.model.search import DDL as SEARCH
from pos.model.shop_file import APPLICATION_ID, VERSION

NOUNS = (catalogue, customers, local, orders, records, shop)
"""The modules whose tables make up the schema."""


def create(connection: Connection) -> None:
    """Make every table, trigger, view and search index of the current version in an empty file."""
    Base.metadata.create_all(connection)
    for statement in [*TRIGGERS, *orders.VIEWS, *SEARCH, *CUSTOMER_SEARCH]:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
