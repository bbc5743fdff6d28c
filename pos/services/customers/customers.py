"""Customers: find, look at, make and change them."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from pos.contacts.email import email_key, looks_like_email, read_email
from pos.contacts.phone import looks_like_phone, read_phone
from pos.domain.customers.customers import Buyer, Customer, CustomerAddress, CustomerRow
from pos.domain.customers.errors import CustomerUnknown, SeveralCustomers
from pos.domain.money.amounts import Money
from pos.domain.words.address import Address
from pos.domain.words.errors import CashierError
from pos.domain.words.fields import field_of
from pos.domain.words.text import clean
from pos.model import customer_search as sql
from pos.model.order_lists import NOT_PAID, UNPAID
from pos.services.customers.match import match_of
from pos.services.shop.settings import Settings
from pos.services.till.till import Till

WHOLE = """SELECT name, company, email, phone, tax_id, tax_exempt, language, note, delivery_method,
    payment_method, archived, legal_id, clocks FROM customer WHERE uid = ?"""
ADDRESSES = """SELECT element, position, label, a.name, a.company, street, postcode, city, region, country,
    district FROM customer_address a JOIN customer c ON c.id = customer_id WHERE c.uid = ?
    ORDER BY position, element"""

COUNT = "SELECT count(*) FROM customer_entry"
WHO_OWES = f"""FROM customer c WHERE {sql.HAS_NAME} AND c.id IN
    (SELECT o.customer_id FROM orders o WHERE o.{NOT_PAID} AND o.{UNPAID} AND o.customer_id IS NOT NULL)"""
COUNT_OWING = f"SELECT count(*) {WHO_OWES}"
OWING = f"""SELECT {sql.ROW} {WHO_OWES}
    AND (? = x'' OR (c.name, c.company, c.uid) > (SELECT name, company, uid FROM customer WHERE uid = ?))
    ORDER BY c.name, c.company, c.uid LIMIT ?"""
ARCHIVED = f"""SELECT {sql.ROW} FROM customer c
    WHERE c.archived = 1 AND c.into_id IS NULL AND {sql.HAS_NAME}
    AND (? = x'' OR (c.name, c.company, c.uid) > (SELECT name, company, uid FROM customer WHERE uid = ?))
    ORDER BY c.name, c.company, c.uid LIMIT ?"""

_LAST = chr(0x10FFFF)
_ID = re.compile("[0-9a-f]{32}")


class Customers:
    """The people and companies who buy again; what finds them is safe from any thread."""

    def __init__(self, till: Till, settings: Settings) -> None:
        self._till = till
        self._settings = settings

    def find(self, text: str, limit: int = 20, after: str = "") -> tuple[CustomerRow, ...]:
        """Customers that have all the words or pieces of a number, who bought last first; no text: all.

        `after` is the id of the last row of the page before.
        """
        last = bytes.fromhex(after)
        typed = clean(text).removeprefix("@").strip()
        if not typed:
            return self._listed(sql.RECENT, last, limit)
        emails = (email_key(typed), email_key(typed) + _LAST)
        if "@" in typed and self._listed(sql.BY_EMAIL, *emails, b"", b"", 1):
            return self._listed(sql.BY_EMAIL, *emails, last, last, limit)
        match = match_of(typed, self._settings.current().country)
        if match is None:
            return ()
        return self._listed(sql.FIND.format(sure=match.sure), match.asked, *match.values, last, limit)

    def count(self) -> int:
        """How many customers there are; archived ones are not among them."""
        return int(self._till.database.reader().execute(COUNT).fetchone()[0])

    def count_owing(self) -> int:
        """How many customers have orders that are not paid yet."""
        return int(self._till.database.reader().execute(COUNT_OWING).fetchone()[0])

    def owing(self, limit: int = 200, after: str = "") -> tuple[CustomerRow, ...]:
        """Customers with orders that are not paid yet, by name; `after` as in `find`."""
        last = bytes.fromhex(after)
        return self._listed(OWING, last, last, limit)

    def archived(self, limit: int = 200, after: str = "") -> tuple[CustomerRow, ...]:
        """Customers taken out of the lists, by name; `after` as in `find`."""
        last = bytes.fromhex(after)
        return self._listed(ARCHIVED, last, last, limit)

    def customer(self, customer_id: str) -> Customer:
        """One customer, whole, archived or not; raises CustomerUnknown."""
        found = read(self._till.database.reader(), customer_id)
        return found[0]

    def row(self, customer_id: str) -> CustomerRow:
        """A customer as lists show them, with orders counted and what is unpaid; raises CustomerUnknown."""
        (row,) = self._listed(sql.OF_CUSTOMER, bytes.fromhex(self.customer(customer_id).id))
        return row

    def add(self, customer: Customer) -> Customer:
        """Make a customer of what was typed; its id is made here. Raises what is wrong with a field."""
        import uuid

        from pos.services.customers.fields import cleaned, entry, require_somebody

        given = {name: value for name, value in _fields(customer).items() if value}
        kept = cleaned(given, self._settings.current().country)
        made = Customer(uuid.uuid4().hex, **kept)
        require_somebody(made)
        with self._till.transaction() as tx:
            tx.record(entry(made.id, {name: value for name, value in kept.items() if value}))
        return made

    def change(self, customer_id: str, **changes: Any) -> Customer:
        """Set fields of a customer, those that differ; raises what is wrong with one of them."""
        from pos.services.customers.fields import cleaned, entry, require_somebody

        kept = cleaned(changes, self._settings.current().country)
        with self._till.transaction() as tx:
            before, clocks = read(tx.raw(), customer_id)
            after = replace(before, **kept)
            require_somebody(after)
            changed = {name: value for name, value in kept.items() if value != field_of(before, name)}
            if changed:
                tx.record(entry(customer_id, changed, clocks, held_addresses(tx.raw(), customer_id)))
        return after

    def archive(self, customer_id: str, archived: bool = True) -> Customer:
        """Take a customer out of the lists, or put them back; their orders stay as they are."""
        return self.change(customer_id, archived=archived)

    def same_person(self, email: str, phone: str, exclude_id: str = "") -> tuple[CustomerRow, ...]:
        """Those who have this e-mail or phone already: offered, never refused."""
        found: tuple[CustomerRow, ...] = ()
        mail, number = _or_nothing(read_email, email), self._number(phone)
        if mail:
            found += self._listed(sql.SAME_EMAIL, email_key(mail))
        if number:
            found += self._listed(sql.SAME_PHONE, number)
        return tuple(row for row in {row.id: row for row in found}.values() if row.id != exclude_id)

    def buyer(self, customer: Customer) -> Buyer:
        """Who an order is for, as they are now."""
        return Buyer(
            customer.id or None,
            customer.name,
            customer.company,
            customer.email,
            customer.phone,
            customer.tax_id,
            customer.language,
            customer.legal_id,
        )

    def prefilled(self, text: str) -> Customer:
        """A new customer with what was typed filled in where it belongs: e-mail, phone or name."""
        typed = clean(text).removeprefix("@").strip()
        if looks_like_email(typed):
            return Customer("", email=_or_nothing(read_email, typed) or typed)
        if looks_like_phone(typed):
            return Customer("", phone=self._number(typed) or typed)
        return Customer("", name=typed)

    def by_reference(self, text: str) -> Customer:
        """The customer of an id or an e-mail; raises CustomerUnknown or SeveralCustomers."""
        typed = clean(text)
        if _ID.fullmatch(typed.lower()):
            return self.customer(typed.lower())
        found = self._listed(sql.SAME_EMAIL, email_key(typed))
        if not found:
            raise CustomerUnknown(typed)
        if len(found) > 1:
            raise SeveralCustomers(typed, len(found))
        return self.customer(found[0].id)

    def _number(self, phone: str) -> str:
        country = self._settings.current().country
        return _or_nothing(lambda text: read_phone(text, country), phone)

    def _listed(self, statement: str, *values: object) -> tuple[CustomerRow, ...]:
        currency = self._settings.current().currency
        rows = self._till.database.reader().execute(statement, (currency, *values))
        return tuple(_row(row, currency) for row in rows.fetchall())


def read(connection: sqlite3.Connection, customer_id: str) -> tuple[Customer, str]:
    """A customer, whole, and the clocks of its fields; raises CustomerUnknown."""
    if not _ID.fullmatch(customer_id):
        raise CustomerUnknown(customer_id[:40])
    row = connection.execute(WHOLE, (bytes.fromhex(customer_id),)).fetchone()
    if row is None:
        raise CustomerUnknown(customer_id)
    addresses = tuple(one for _element, _place, one in held_addresses(connection, customer_id))
    return _whole(customer_id, row, addresses), row[-1]


def held_addresses(
    connection: sqlite3.Connection, customer_id: str
) -> list[tuple[str, int, CustomerAddress]]:
    """The addresses of a customer in their order, each with its id and its place."""
    rows = connection.execute(ADDRESSES, (bytes.fromhex(customer_id),))
    return [(element, place, _address(rest)) for element, place, *rest in rows]


def _fields(customer: Customer) -> dict[str, Any]:
    return {one.name: field_of(customer, one.name) for one in fields(customer) if one.name != "id"}


def _whole(customer_id: str, row: Any, addresses: tuple[CustomerAddress, ...]) -> Customer:
    name, company, email, phone, tax_id, exempt, language, note, delivery, payment, archived, legal, _ = row
    return Customer(
        customer_id,
        name,
        company,
        email,
        phone,
        tax_id,
        bool(exempt),
        language,
        note,
        delivery,
        payment,
        addresses,
        bool(archived),
        legal,
    )


def _address(row: Any) -> CustomerAddress:
    label, name, company, street, postcode, city, region, country, district = row
    lines = tuple(street.split("\n")) if street else ()
    return CustomerAddress(label, Address(name, company, lines, postcode, city, region, country, district))


def _row(row: Any, currency: str) -> CustomerRow:
    uid, name, company, email, phone, city, orders, unpaid, last = row
    at = datetime.fromisoformat(last) if last else None
    return CustomerRow(uid.hex(), name, company, email, phone, city, orders, Money(unpaid, currency), at)


def _or_nothing(read: Any, text: str) -> str:
    try:
        return str(read(text))
    except CashierError:
        return ""
