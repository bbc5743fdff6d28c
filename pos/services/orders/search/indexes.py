"""All that searches read, made of what there is and kept in step with the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pos.journal.kinds.base import Fact


def reindex(connection: sqlite3.Connection) -> None:
    """What the searches read, made again of all there is."""
    from pos.services.catalogue import index as products
    from pos.services.customers import index as customers
    from pos.services.orders.search import index as orders

    products.rebuild(connection)
    customers.rebuild(connection)
    orders.rebuild(connection)


def index(connection: sqlite3.Connection, facts: Sequence[Fact]) -> None:
    """What the searches read follows the entries of each transaction."""
    from pos.journal.kinds.customers import CustomerErased
    from pos.journal.kinds.decisions import decides_on_others
    from pos.services.catalogue import index as products
    from pos.services.customers import index as customers
    from pos.services.orders.search import index as orders
    from pos.services.orders.search.forgotten import note

    if any(isinstance(fact, CustomerErased) for fact in facts):
        note(connection)
    if any(decides_on_others(fact) for fact in facts):
        products.rebuild(connection)
        customers.rebuild(connection)
        orders.begin_again(connection)
        return
    products.follow(connection, facts)
    customers.follow(connection, facts)
    orders.follow(connection, facts)
