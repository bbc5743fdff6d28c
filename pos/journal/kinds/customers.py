"""Entries about customers, made and changed field by field; what tells who they are is the personal part."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
from msgspec import UNSET, UnsetType, field

from pos.domain.words.address import Address
from pos.domain.words.fields import field_of
from pos.journal.heads import LOWEST
from pos.journal.kinds.base import Arrived, Fact, Part, given
from pos.journal.records import Plain, Version, first, forget_heads, known_records, set_fields
from pos.journal.stubs import stubs_for

if TYPE_CHECKING:
    from sqlalchemy import Connection

TEXTS = (
    "name",
    "company",
    "email",
    "phone",
    "tax_id",
    "legal_id",
    "language",
    "note",
    "delivery_method",
    "payment_method",
)
FLAGS = ("tax_exempt", "archived")
ADDRESS = "addresses."
ADDRESS_COLUMNS = ("name", "company", "postcode", "city", "region", "country", "district")

_COLUMNS = f"position, label, {', '.join(ADDRESS_COLUMNS)}, street"
HELD = f"SELECT {_COLUMNS} FROM customer_address WHERE customer_id = ? AND element = ?"
KEEP = f"""INSERT OR REPLACE INTO customer_address(customer_id, element, {_COLUMNS})
    VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"""
ELEMENTS = "SELECT element FROM customer_address WHERE customer_id = ?"
GONE = "DELETE FROM customer_address WHERE customer_id = ? AND element = ?"


class KeptAddress(Part, frozen=True):
    """An address of a customer under a label."""

    place: int = 0  # where it stands in their list
    label: str = ""
    address: Address | UnsetType = UNSET

    @property
    def is_gone(self) -> bool:
        """Whether there is no such address any more."""
        return not isinstance(self.address, Address) or self.address.is_empty


class CustomerPersonal(Part, frozen=True):
    """The fields of a customer that an entry sets; each address is a field of its own, `addresses.ID`."""

    name: str | UnsetType = UNSET
    company: str | UnsetType = UNSET
    email: str | UnsetType = UNSET
    phone: str | UnsetType = UNSET  # +33612345678
    tax_id: str | UnsetType = UNSET  # the VAT number, with its country
    legal_id: str | UnsetType = UNSET  # the number in its register of companies
    note: str | UnsetType = UNSET  # the shop's own
    addresses: dict[str, KeptAddress] | UnsetType = UNSET  # by id; an empty one is gone


class CustomerFields(Part, frozen=True):
    """What an entry sets of a customer that tells nobody who it is."""

    tax_exempt: bool | UnsetType = UNSET  # orders bear no tax
    language: str | UnsetType = UNSET  # of the papers; "" is the shop's
    delivery_method: str | UnsetType = UNSET  # the key of a method of the shop
    payment_method: str | UnsetType = UNSET  # the key of a method of the shop
    archived: bool | UnsetType = UNSET  # no longer offered


class CustomerSet(Fact, frozen=True):
    """A customer made or changed: one an entry, so that one can be erased."""

    kind: ClassVar[str] = "customer.set"
    personal_type: ClassVar[type[Part] | None] = CustomerPersonal

    id: str
    f: CustomerFields = CustomerFields()  # what is set
    b: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by field: the clocks of what it replaces
    personal: CustomerPersonal | UnsetType = UNSET  # what is set

    @property
    def entity(self) -> str:
        return self.id


class CustomerErased(Fact, frozen=True):
    """A customer asked to be forgotten: the personal parts of entries are gone, wherever carried."""

    kind: ClassVar[str] = "customer.erased"

    id: str
    entries: tuple[str, ...]  # the event ids of the entries whose personal part is blanked
    keep: tuple[str, ...] = ()  # the event ids of those that the law keeps

    @property
    def entity(self) -> str:
        return self.id


def customer_set(connection: Connection, fact: CustomerSet, arrived: Arrived) -> None:
    """A customer made or changed, whichever of that came first."""
    row = stubs_for(connection, "customer", [fact.id])[fact.id]
    connection.exec_driver_sql("INSERT INTO customer_fact VALUES (?,?)", (row, arrived.arrival))
    _set(connection, row, fact, arrived.clock)


def _set(
    connection: Connection, row: int, fact: CustomerSet, clock: str, to_come: Container[str] = ()
) -> None:
    _row, known = known_records(connection, "customer", [fact.id])[fact.id]
    values = given(fact.f)
    if isinstance(fact.personal, CustomerPersonal):
        values |= given(fact.personal)
        kept = values.pop("addresses", {})
        values |= {f"{ADDRESS}{element}": _written(one) for element, one in kept.items()}
    version = Version(clock, values, fact.b)
    set_fields(connection, CUSTOMER, bytes.fromhex(fact.id), row, known, version, to_come)


def remake_customer(connection: Connection, uid: str, facts: Sequence[tuple[CustomerSet, str]]) -> None:
    """Make a customer's row again of all that set it: the facts as they are now, with their clocks."""
    row = stubs_for(connection, "customer", [uid])[uid]
    forget_heads(connection, "customer", bytes.fromhex(uid))
    connection.exec_driver_sql("DELETE FROM customer_address WHERE customer_id = ?", (row,))
    CUSTOMER.put(connection, row, {**CUSTOMER.empties, "clocks": first(LOWEST)})
    to_come = {clock for _fact, clock in facts}
    for fact, clock in facts:
        to_come.remove(clock)
        _set(connection, row, fact, clock, to_come)


@dataclass(frozen=True)
class _Customers(Plain):
    """Customers: each of their addresses is a row of its own."""

    def fields(self, connection: Connection, row: int) -> Iterable[str]:
        elements = connection.exec_driver_sql(ELEMENTS, (row,))
        return [*self.empties, *(f"{ADDRESS}{element}" for (element,) in elements)]

    def empty(self, name: str) -> Any:
        return {} if name.startswith(ADDRESS) else super().empty(name)

    def held(self, connection: Connection, row: int, name: str) -> Any:
        if not name.startswith(ADDRESS):
            return super().held(connection, row, name)
        found = connection.exec_driver_sql(HELD, (row, name.removeprefix(ADDRESS))).fetchone()
        if found is None:
            return {}
        place, label, *fields, street = found
        address = Address(**dict(zip(ADDRESS_COLUMNS, fields, strict=True)), street=_lines(street))
        return msgspec.to_builtins(KeptAddress(place, label, address))

    def put(self, connection: Connection, row: int, values: Mapping[str, Any]) -> None:
        columns = {name: value for name, value in values.items() if not name.startswith(ADDRESS)}
        super().put(connection, row, columns)
        for name in values.keys() - columns.keys():
            _keep_address(connection, row, name.removeprefix(ADDRESS), values[name])


def _written(one: KeptAddress) -> Any:
    return {} if one.is_gone else msgspec.to_builtins(one)


def _keep_address(connection: Connection, row: int, element: str, value: Any) -> None:
    one = msgspec.convert(value, KeptAddress)
    if not isinstance(one.address, Address):
        connection.exec_driver_sql(GONE, (row, element))
        return
    fields = [field_of(one.address, name) for name in ADDRESS_COLUMNS]
    street = "\n".join(one.address.street)
    connection.exec_driver_sql(KEEP, (row, element, one.place, one.label, *fields, street))


def _lines(street: str) -> tuple[str, ...]:
    return tuple(street.split("\n")) if street else ()


CUSTOMER = _Customers("customer", {**dict.fromkeys(TEXTS, ""), **dict.fromkeys(FLAGS, 0)})
