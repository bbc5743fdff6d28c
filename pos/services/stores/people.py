"""Customers of the web shop come here: met by the exact address of their e-mail, else made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.domain.stores.articles import id_here
from pos.domain.stores.connection import StoreConnection
from pos.domain.stores.goods import StoreCustomer
from pos.domain.stores.web_order import StoreOrder
from pos.domain.words.address import Address
from pos.journal.kinds.customers import CustomerFields, CustomerPersonal, CustomerSet, KeptAddress
from pos.journal.kinds.stores.connecting import StoreLink
from pos.services.stores.articles import THEIRS
from pos.services.stores.linking import link
from pos.services.stores.marks import Marks, is_night, keep_marks, last_seen, was_night
from pos.services.stores.pages import Step, no_step, pages, since
from pos.services.till.till import Till
from pos.stores.connector import Connector

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

WHAT, READ = "customers", "read customers"
BY_EMAIL = """SELECT uid FROM customer WHERE lower(email) = ? AND email <> '' AND archived = 0
    AND into_id IS NULL ORDER BY clocks, uid LIMIT 1"""


class StorePeople:
    """Takes in who bought in the web shop, where the token may read that."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def pull(self, line: Connector, store: StoreConnection, marks: Marks, step: Step = no_step) -> int:
        """Take in who is new there; how many they were. Who is here already keeps what is written here."""
        if not line.tells_changes and not is_night(self._till, marks, READ):
            return 0
        high, taken = marks.high.get(WHAT, 0), 0
        begin, seen = since(line, high), high
        asked = pages(lambda after: line.customers(begin, after), lambda one: one.id, store.number, step)
        for page in asked:
            with self._till.transaction() as tx:
                for one in page.items:
                    taken += take_customer(tx, store, one)
            seen = last_seen(seen, (one.changed_at for one in page.items), page.at)
        marks.high[WHAT] = seen
        was_night(self._till, marks, READ)
        keep_marks(self._till, store.key, marks)
        return taken


def take_customer(tx: Transaction, store: StoreConnection, customer: StoreCustomer) -> bool:
    """Link a customer to who has this address here, or make one; whether that was necessary."""
    if tx.raw().execute(THEIRS, (store.key, "customer", customer.id)).fetchone():
        return False
    row = tx.raw().execute(BY_EMAIL, (customer.email.lower(),)).fetchone()
    uid = row[0].hex() if row else id_here(store.key, f"customer/{customer.id}")
    if row is None:
        places = [one for one in (customer.billing, *customer.shipping) if not one.is_empty]
        _make(tx, uid, customer, places)
    link(tx, store.key, [StoreLink("customer", uid, customer.id)])
    return True


def customer_for(tx: Transaction, store: StoreConnection, order: StoreOrder) -> str:
    """The id of who bought: known by link or address, else made of what the order says; "" for nobody."""
    if not order.email or order.email.lower() == store.email.lower():
        return ""
    buyer = StoreCustomer(
        order.customer or order.email.lower(), order.email, order.name or order.billing.name,
        billing=order.billing, phone=order.phone, tax_id=order.tax_id,
        shipping=() if order.delivery_to in (order.billing, Address()) else (order.delivery_to,),
    )  # fmt: skip
    take_customer(tx, store, buyer)
    (uid,) = tx.raw().execute(THEIRS, (store.key, "customer", buyer.id)).fetchone()
    return str(uid.hex())


def _make(tx: Transaction, uid: str, customer: StoreCustomer, places: list[Address]) -> None:
    tx.record(
        CustomerSet(
            uid,
            CustomerFields(tax_exempt=customer.tax_exempt, language=customer.language),
            {},
            CustomerPersonal(
                name=customer.name or customer.email,
                company=customer.billing.company,
                email=customer.email,
                phone=customer.phone,
                tax_id=customer.tax_id,
                addresses={str(n): KeptAddress(n - 1, "", one) for n, one in enumerate(places, 1)},
            ),
        )
    )
