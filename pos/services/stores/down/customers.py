"""Customers that were changed in the web shop: what only it changed is taken over, what was typed here stays.

What it said last of a customer is a memory of this machine, of which nothing can be read back.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pos.domain.customers.customers import Customer, CustomerAddress
from pos.domain.stores.articles import mark_of
from pos.domain.stores.goods import StoreCustomer
from pos.domain.words.address import Address
from pos.services.customers.customers import held_addresses, read
from pos.services.customers.fields import entry
from pos.services.stores.articles import seen_name
from pos.services.till.life import CHOICE, KEEP_CHOICE

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

HOME = "addresses"
IN_USE = "SELECT 1 FROM customer WHERE uid = ? AND archived = 0 AND into_id IS NULL"


def follow_customer(tx: Transaction, store: str, there: StoreCustomer, uid: str) -> bool:
    """Take over what changed there since it was last read; whether anything did."""
    name = seen_name(store, f"customer/{there.id}")
    row = tx.raw().execute(CHOICE, (name,)).fetchone()
    said = _said(there)
    marks = {field: mark_of(value) for field, value in said.items()}
    before: dict[str, int] = json.loads(row[0]) if row else {}
    if marks == before:
        return False
    tx.connection.exec_driver_sql(KEEP_CHOICE, (name, json.dumps(marks)))
    if tx.raw().execute(IN_USE, (bytes.fromhex(uid),)).fetchone() is None:
        return False
    here, clocks = read(tx.raw(), uid)
    if not here.shown_name:
        return False  # erased here
    held = _held(here)
    changed = {
        field: value
        for field, value in said.items()
        if field in before and before[field] != marks[field] and mark_of(held[field]) == before[field]
    }
    if not changed:
        return False
    if HOME in changed:
        changed[HOME] = _first(here, changed[HOME])
    tx.record(entry(uid, changed, clocks, held_addresses(tx.raw(), uid)))
    return True


def _said(there: StoreCustomer) -> dict[str, Any]:
    """What the web shop says, field by field; who has no name there is called by their address here."""
    name, company = there.name or there.email, there.billing.company
    return {
        "name": name, "company": company, "email": there.email, "phone": there.phone,
        "tax_id": there.tax_id, "language": there.language, "tax_exempt": there.tax_exempt,
        HOME: there.billing,
    }  # fmt: skip


def _held(here: Customer) -> dict[str, Any]:
    home = here.addresses[0].address if here.addresses else Address()
    return {
        "name": here.name, "company": here.company, "email": here.email, "phone": here.phone,
        "tax_id": here.tax_id, "language": here.language, "tax_exempt": here.tax_exempt, HOME: home,
    }  # fmt: skip


def _first(here: Customer, home: Address) -> tuple[CustomerAddress, ...]:
    """The addresses with another first one."""
    if not here.addresses:
        return (CustomerAddress("", home),)
    return replace(here.addresses[0], address=home), *here.addresses[1:]
