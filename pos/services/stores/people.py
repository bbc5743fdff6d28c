"""Customers, met by the exact address of their e-mail: those of the web shop come here, new ones go there.

Only who got an address here since both was wished goes there, without any consent, and only to a web shop
that writes to nobody for it. Who is there already is adopted, and never changed there.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pos.domain.customers.customers import Customer
from pos.domain.stores.answers import Answer, Done, Refused, Unclear, Why
from pos.domain.stores.articles import id_here
from pos.domain.stores.connection import StoreConnection
from pos.domain.stores.goods import StoreCustomer
from pos.domain.stores.uploads import End, What
from pos.domain.stores.web_order import StoreOrder
from pos.domain.words.address import Address
from pos.journal.kinds.customers import CustomerFields, CustomerPersonal, CustomerSet, KeptAddress
from pos.journal.kinds.stores.connecting import StoreLink
from pos.journal.kinds.stores.uploads import StoreIntended
from pos.services.customers.customers import read
from pos.services.stores.articles import THEIRS
from pos.services.stores.down.customers import follow_customer
from pos.services.stores.linking import link
from pos.services.stores.marks import Marks, is_night, keep_marks, last_seen, was_night
from pos.services.stores.pages import Step, no_step, pages, since
from pos.services.stores.up.gate import Gate, Halted
from pos.services.stores.up.uploads import (
    Upload,
    done,
    ended,
    hash_of,
    intend,
    open_uploads,
    uploads_of,
)
from pos.services.till.till import Till
from pos.stores.connector import Connector

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

WHAT, READ = "customers", "read customers"
BY_EMAIL = """SELECT uid FROM customer WHERE lower(email) = ? AND email <> '' AND archived = 0
    AND into_id IS NULL ORDER BY clocks, uid LIMIT 1"""
BOTH = frozenset({"customers", "names"})
WISHED = "SELECT state, syncs, clock FROM store_past WHERE store = ? ORDER BY clock"
DUE = """SELECT lower(hex(c.uid)), c.email FROM customer c WHERE c.email <> '' AND c.archived = 0
    AND c.into_id IS NULL
    AND coalesce(json_extract(c.clocks, '$.email'), json_extract(c.clocks, '$."*"')) >= :since
    AND NOT EXISTS (SELECT 1 FROM store_link l WHERE l.store = :store AND l.noun = 'customer'
        AND l.ours = c.uid AND l.theirs <> '')
    AND NOT EXISTS (SELECT 1 FROM store_upload u WHERE u.store = :store AND u.what = 'customer'
        AND u.subject = c.uid AND u.ended IN ('', 'done')) ORDER BY c.id"""
REFUSED = """SELECT hash FROM store_upload WHERE store = ? AND what = 'customer' AND subject = ?
    AND ended = 'no' AND said <> '' ORDER BY attempt DESC LIMIT 1"""


class StorePeople:
    """Takes in who bought in the web shop, where the token may read that."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def pull(self, line: Connector, store: StoreConnection, marks: Marks, step: Step = no_step) -> int:
        """Take in who is new there, and what changed there since; how many those were. Who is here already
        keeps what is written here."""
        if not line.tells_changes and not is_night(self._till, marks, READ):
            return 0
        high, taken = marks.high.get(WHAT, 0), 0
        begin, seen = since(line, high), high
        asked = pages(lambda after: line.customers(begin, after), lambda one: one.id, store.number, step)
        for page in asked:
            with self._till.transaction() as tx:
                for one in page.items:
                    uid, is_new = take_customer(tx, store, one)
                    taken += follow_customer(tx, store.key, one, uid) or is_new
            seen = last_seen(seen, (one.changed_at for one in page.items), page.at)
        marks.high[WHAT] = seen
        was_night(self._till, marks, READ)
        keep_marks(self._till, store.key, marks)
        return taken


def take_customer(tx: Transaction, store: StoreConnection, customer: StoreCustomer) -> tuple[str, bool]:
    """Link a customer to who has this address here, or make one: their id, and whether that was necessary."""
    if known := tx.raw().execute(THEIRS, (store.key, "customer", customer.id)).fetchone():
        return known[0].hex(), False
    row = tx.raw().execute(BY_EMAIL, (customer.email.lower(),)).fetchone()
    uid = row[0].hex() if row else id_here(store.key, f"customer/{customer.id}")
    if row is None:
        places = [one for one in (customer.billing, *customer.shipping) if not one.is_empty]
        _make(tx, uid, customer, places)
    link(tx, store.key, [StoreLink("customer", uid, customer.id)])
    return uid, True


def customer_for(tx: Transaction, store: StoreConnection, order: StoreOrder) -> str:
    """The id of who bought: known by link or address, else made of what the order says; "" for nobody."""
    if not order.email or order.email.lower() == store.email.lower():
        return ""
    buyer = StoreCustomer(
        order.customer or order.email.lower(), order.email, order.name or order.billing.name,
        billing=order.billing, phone=order.phone, tax_id=order.tax_id,
        shipping=() if order.delivery_to in (order.billing, Address()) else (order.delivery_to,),
    )  # fmt: skip
    uid, _is_new = take_customer(tx, store, buyer)
    return uid


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


@dataclass(frozen=True, slots=True)
class PeopleUp:
    """Makes customers in the web shop that are new here."""

    gate: Gate
    marks: Marks
    sent: list[str] = field(default_factory=list)

    def due(self) -> list[str]:
        """The ids of those who wait to go there, the first one first."""
        gate, reader = self.gate, self.gate.till.database.reader()
        if self.marks.denied or gate.line.mails_buyers or not gate.syncs >= BOTH:
            return []
        since = _wished_since(reader, gate.store)
        rows = reader.execute(DUE, {"store": gate.store, "since": since})
        return [uid for uid, email in rows.fetchall() if not _was_refused(reader, gate.store, uid, email)]

    def settle(self) -> None:
        """Who may have been made there is looked for by the address; else it is tried anew."""
        gate = self.gate
        for one in open_uploads(gate.till.database.reader(), gate.store, What.CUSTOMER):
            customer, _clocks = read(gate.till.database.reader(), one.subject)
            found = gate.read(gate.line.customer_of(customer.email)) if customer.email else None
            there = found.value if isinstance(found, Done) else None
            self._end(one, Done(there.id) if there else Refused(Why.LATER))

    def run(self) -> None:
        """Make those who are due, one after the other."""
        gate = self.gate
        due = self.due()
        for n, uid in enumerate(due):
            gate.steps("customers")(n, len(due))
            gate.before_write()
            customer, _clocks = read(gate.till.database.reader(), uid)
            ways = uploads_of(gate.till.database.reader(), gate.store, What.CUSTOMER, uid)
            with gate.till.transaction() as tx:
                said = hash_of(customer.email)
                intend(
                    tx,
                    StoreIntended(
                        store=gate.store, what=What.CUSTOMER, id=uid, attempt=ways.next, hash=said,
                        at=gate.now(),
                    ),
                )  # fmt: skip
            last = uploads_of(gate.till.database.reader(), gate.store, What.CUSTOMER, uid).last
            assert last is not None
            self._end(last, self._made(customer))
            if self.marks.denied:
                return

    def _made(self, customer: Customer) -> Answer[str]:
        """The id there: of who was made, or has this address already."""
        gate = self.gate
        home = customer.addresses[0].address if customer.addresses else Address()
        made = StoreCustomer(
            "", customer.email, customer.shown_name,
            billing=replace(home, company=home.company or customer.company), phone=customer.phone,
            tax_id=customer.tax_id,
        )  # fmt: skip
        gate.before_write()  # what was just written down is on the hub before it leaves
        answer = gate.line.make_customer(made)
        if not isinstance(answer, Refused) or answer.why is not Why.TAKEN:
            return answer
        known = gate.read(gate.line.customer_of(customer.email))
        there = known.value if isinstance(known, Done) else None
        return Done(there.id) if there else Refused(Why.ITEM, "taken")  # they come here with its customers

    def _end(self, one: Upload, answer: Answer[str]) -> None:
        """Write down what became of it; raises Halted where nobody answered: it is looked for next time."""
        gate = self.gate
        if isinstance(answer, Unclear):
            raise Halted(answer)
        with gate.till.transaction() as tx:
            if isinstance(answer, Done):
                done(tx, gate.store, one, internal=answer.value, at=gate.now())
                if not tx.raw().execute(THEIRS, (gate.store, "customer", answer.value)).fetchone():
                    link(tx, gate.store, [StoreLink("customer", one.subject, answer.value)])
                self.sent.append(one.subject)
            else:
                text = answer.text or answer.code if answer.why is Why.ITEM else ""
                ended(tx, gate.store, one, End.NO, text, gate.now())
        if isinstance(answer, Refused) and answer.why is Why.RIGHT:
            self.marks.denied = True
        elif isinstance(answer, Refused) and answer.text + answer.code:
            gate.heard(answer)


def _wished_since(reader: sqlite3.Connection, store: str) -> str:
    """The clock of the entry by which customers and names began to go, the last time they did not before."""
    since, went = "", False
    for state, syncs, clock in reader.execute(WISHED, (store,)):
        goes = state != "off" and set(json.loads(syncs)) >= BOTH
        since = clock if goes and not went else since
        went = goes
    return since


def _was_refused(reader: sqlite3.Connection, store: str, uid: str, email: str) -> bool:
    """Whether the web shop would not have this very address."""
    row = reader.execute(REFUSED, (store, bytes.fromhex(uid))).fetchone()
    return row is not None and row[0] == hash_of(email)
