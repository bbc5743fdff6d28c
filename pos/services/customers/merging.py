"""Make two customers one: their orders are counted together, and what one lacked comes from the other.

Where both say something a person chooses whose value stays; else it is that of the one who stays.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pos.domain.customers.customers import Customer
from pos.domain.customers.errors import SameCustomer
from pos.domain.customers.records import CustomerMerge
from pos.domain.words.fields import field_of
from pos.domain.words.merging import Differs, Taken
from pos.journal.kinds.decisions import RecordsMerged
from pos.services.customers.customers import held_addresses, read
from pos.services.customers.fields import entry
from pos.services.shop.field_values import as_read, field_called
from pos.services.till.till import Till

FILLED = (
    "name", "company", "email", "phone", "tax_id", "legal_id", "language",
    "delivery_method", "payment_method",
)  # fmt: skip
"""What is taken from the other one where nothing is known."""

ORDERS = "SELECT count(*) FROM orders WHERE customer_id = (SELECT id FROM customer WHERE uid = ?)"


class Merging:
    """Merges customers, and shows beforehand what moves."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def plan(self, from_id: str, into_id: str, taken: Taken = ()) -> CustomerMerge:
        """Who would stay, with what; raises CustomerUnknown or SameCustomer."""
        return _plan(self._till.database.reader(), from_id, into_id, taken)

    def merge(self, from_id: str, into_id: str, taken: Taken = ()) -> CustomerMerge:
        """The first customer becomes the second; of the fields in `taken` the first one's value stays.

        Raises CustomerUnknown or SameCustomer.
        """
        with self._till.transaction() as tx:
            found = _plan(tx.raw(), from_id, into_id, taken)
            before, clocks = read(tx.raw(), into_id)
            changed = {
                name: field_of(found.after, name)
                for name in (*FILLED, "note", "addresses")
                if field_of(found.after, name) != field_of(before, name)
            }
            if changed:
                tx.record(entry(into_id, changed, clocks, held_addresses(tx.raw(), into_id)))
            tx.record(RecordsMerged("customer", from_id, into_id))
            tx.record(entry(from_id, {"archived": True}, read(tx.raw(), from_id)[1]))
        return found


def _plan(connection: sqlite3.Connection, from_id: str, into_id: str, taken: Taken) -> CustomerMerge:
    gone, stays = read(connection, from_id)[0], read(connection, into_id)[0]
    if gone.id == stays.id:
        raise SameCustomer(gone.shown_name)
    (orders,) = connection.execute(ORDERS, (bytes.fromhex(from_id),)).fetchone()
    return CustomerMerge(
        gone, _together(gone, stays, taken), orders, tuple(_differs(connection, gone, stays))
    )


def _together(gone: Customer, stays: Customer, taken: Taken) -> Customer:
    filled: dict[str, Any] = {}
    for name in FILLED:
        first, then = (gone, stays) if (gone.id, name) in taken else (stays, gone)
        filled[name] = field_of(first, name) or field_of(then, name)
    known = {one.address for one in stays.addresses}
    more = tuple(one for one in gone.addresses if one.address not in known)
    notes = dict.fromkeys(filter(None, (stays.note, gone.note)))
    return replace(stays, **filled, note="\n".join(notes), addresses=(*stays.addresses, *more))


def _differs(connection: sqlite3.Connection, gone: Customer, stays: Customer) -> Iterator[Differs]:
    for name in FILLED:
        kept, other = field_of(stays, name), field_of(gone, name)
        if kept and other and kept != other:
            both = [as_read(connection, name, value) for value in (kept, other)]
            yield Differs(gone.id, name, field_called(name), both[0], both[1])
