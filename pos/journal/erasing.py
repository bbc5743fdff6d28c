"""Blank what a customer asked to have forgotten, in entries that are here and in those that come later."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import msgspec

from pos.journal.heads import clock
from pos.journal.kinds.base import Arrived, Fact
from pos.journal.kinds.customers import CustomerErased, CustomerSet, remake_customer
from pos.journal.kinds.quotes import QuoteSet
from pos.journal.orders.quotes import remake_quote
from pos.journal.orders.tables import remaking
from pos.journal.seal import Header, fact_of
from pos.model.database import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

BLANK = "UPDATE entry_part SET personal = NULL, personal_salt = NULL WHERE arrival = ?"
OVERWRITTEN = "PRAGMA secure_delete = ON"
"""What is taken out of the file is overwritten in it; some builds of SQLite leave it in free places."""
HERE = "SELECT arrival, header FROM entry WHERE event_id = ?"
OF_CUSTOMER = """SELECT e.header, p.body, p.personal FROM customer c
    JOIN customer_fact f ON f.customer_id = c.id JOIN entry e USING (arrival)
    JOIN entry_part p USING (arrival) WHERE c.uid = ?"""


def customer_erased(connection: Connection, fact: CustomerErased, arrived: Arrived) -> None:
    """The named entries lose their personal part, and the rows what they had of it."""
    connection.exec_driver_sql(OVERWRITTEN)
    told: list[tuple[int, Header]] = []
    for event in fact.entries:
        key = (bytes.fromhex(event),)
        connection.exec_driver_sql("INSERT INTO erased VALUES (?) ON CONFLICT DO NOTHING", key)
        for arrival, header in connection.exec_driver_sql(HERE, key):
            told.append((arrival, msgspec.json.decode(header, type=Header)))
    of_records = {CustomerSet.kind, QuoteSet.kind}
    with ExitStack() as rows:
        for uid in {header.entity_id for _arrival, header in told if header.kind not in of_records}:
            rows.enter_context(remaking(connection, uid))
        for arrival, _header in told:
            blank(connection, arrival)
    for uid in {header.entity_id for _arrival, header in told if header.kind == CustomerSet.kind}:
        remake_customer(connection, uid, _facts(connection, uid))
    for uid in {header.entity_id for _arrival, header in told if header.kind == QuoteSet.kind}:
        remake_quote(connection, uid)


def as_erased(connection: Connection, fact: Fact, arrived: Arrived) -> Fact:
    """The fact as it may be kept: without its personal part, where that was erased before it came."""
    if fact.personal_type is None:
        return fact
    if not is_erased(connection, arrived.event):
        return fact
    blank(connection, arrived.arrival)
    return msgspec.structs.replace(fact, personal=msgspec.UNSET)


def is_erased(connection: Connection, event: bytes) -> bool:
    """Whether the personal part of an event was erased, on whichever till."""
    return raw(connection).execute("SELECT 1 FROM erased WHERE event_id = ?", (event,)).fetchone() is not None


def blank(connection: Connection, arrival: int) -> None:
    """Take the personal part out of an entry that is here."""
    raw(connection).execute(BLANK, (arrival,))


def _facts(connection: Connection, uid: str) -> list[tuple[CustomerSet, str]]:
    found: list[tuple[Any, str]] = []
    for header, body, personal in connection.exec_driver_sql(OF_CUSTOMER, (bytes.fromhex(uid),)):
        head = msgspec.json.decode(header, type=Header)
        found.append((fact_of(head.kind, body, personal), clock(head.hlc, head.event_id)))
    return found
