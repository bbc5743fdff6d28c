"""Entries about customers: made and changed field by field."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, structs
from sqlalchemy import Connection

from pos.journal.apply import clocks
from pos.journal.apply.arrived import Arrived
from pos.journal.entries import CustomerPersonal, CustomerSet, LabelledPostal

TEXTS = (
    "name",
    "company",
    "email",
    "phone",
    "tax_id",
    "language",
    "note",
    "delivery_method",
    "payment_method",
)
FLAGS = ("tax_exempt", "archived")


def customer_set(connection: Connection, fact: CustomerSet, arrived: Arrived) -> None:
    """A customer made or changed; a later clock wins field by field."""
    uid = bytes.fromhex(fact.id)
    row = connection.exec_driver_sql("SELECT id, clocks FROM customer WHERE uid = ?", (uid,)).fetchone()
    given = _given(fact)
    if row is None:
        customer = _make(connection, uid, given, arrived)
    else:
        customer = row[0]
        seen = clocks.read(row[1])
        given = clocks.winners(seen, given, arrived.stamp)
        _change(connection, customer, given, clocks.write(seen))
    if "addresses" in given:
        _addresses(connection, customer, given["addresses"])


def _given(fact: CustomerSet) -> dict[str, Any]:
    fields = structs.asdict(fact.f)
    if isinstance(fact.personal, CustomerPersonal):
        fields |= structs.asdict(fact.personal)
    return {name: value for name, value in fields.items() if value is not UNSET}


def _make(connection: Connection, uid: bytes, given: dict[str, Any], arrived: Arrived) -> int:
    names = (*TEXTS, *FLAGS)
    values = [given.get(name, "") for name in TEXTS] + [int(given.get(name, False)) for name in FLAGS]
    marks = ",".join("?" * (len(names) + 2))
    made = connection.exec_driver_sql(
        f"INSERT INTO customer(uid, clocks, {', '.join(names)}) VALUES ({marks})",
        (uid, clocks.first(arrived.stamp), *values),
    )
    return int(made.lastrowid)


def _change(connection: Connection, customer: int, given: dict[str, Any], seen: str) -> None:
    fields = {name: value for name, value in given.items() if name != "addresses"} | {"clocks": seen}
    sets = ", ".join(f"{name} = ?" for name in fields)
    values = tuple(int(value) if isinstance(value, bool) else value for value in fields.values())
    connection.exec_driver_sql(f"UPDATE customer SET {sets} WHERE id = ?", (*values, customer))


def _addresses(connection: Connection, customer: int, addresses: tuple[LabelledPostal, ...]) -> None:
    connection.exec_driver_sql("DELETE FROM customer_address WHERE customer_id = ?", (customer,))
    rows = [
        (
            customer,
            place,
            one.label,
            one.address.name,
            one.address.company,
            "\n".join(one.address.street),
            one.address.postcode,
            one.address.city,
            one.address.region,
            one.address.country,
            one.address.district,
        )
        for place, one in enumerate(addresses)
    ]
    if rows:
        connection.exec_driver_sql("INSERT INTO customer_address VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)
