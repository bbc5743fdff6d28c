"""Customers who may be one and the same, and what was written about one who is forgotten."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from pos.domain.decisions import about_people as said
from pos.domain.decisions.exceptions import ShopException
from pos.domain.words.merging import Taken
from pos.journal.heads import event_of
from pos.services.customers.erasing import Erasing, plan
from pos.services.customers.merging import Merging
from pos.services.decisions.asking import Question, by_making, causes_of, clock_in, letters_of

LIVE = "archived = 0 AND into_id IS NULL"
SHARED = {
    name: f"""SELECT min({name}) FROM customer WHERE {name} <> '' AND {LIVE}
        GROUP BY {name} COLLATE NOCASE HAVING count(*) > 1"""
    for name in ("email", "phone", "tax_id")
}
BEARERS = {
    name: f"""SELECT lower(hex(uid)), clocks, coalesce(nullif(name, ''), nullif(company, ''), {name})
        FROM customer WHERE {name} = ? COLLATE NOCASE AND {LIVE} ORDER BY uid"""
    for name in SHARED
}
ORDERS = "SELECT count(*) FROM orders WHERE customer_id = (SELECT id FROM customer WHERE uid = ?)"
FORGOTTEN = """SELECT DISTINCT lower(hex(c.uid)) FROM erased x JOIN entry e ON e.event_id = x.event_id
    JOIN customer_fact f ON f.arrival = e.arrival JOIN customer c ON c.id = f.customer_id ORDER BY 1"""


@dataclass(slots=True)
class _Alike:
    """How customers who share something are called, what they share, and the events that set it."""

    names: tuple[str, ...]
    values: list[str] = field(default_factory=list)
    events: set[str] = field(default_factory=set)


def same_customers(reader: sqlite3.Connection) -> Iterator[ShopException]:
    """Customers in use with one e-mail address, phone or tax number, and how many orders each has."""
    found: dict[tuple[str, ...], _Alike] = {}
    for name, shared in SHARED.items():
        for (value,) in reader.execute(shared).fetchall():
            bearers = by_making(reader.execute(BEARERS[name], (value,)))
            uids = tuple(uid for uid, _clocks, _called in bearers)
            alike = found.setdefault(uids, _Alike(tuple(called for _uid, _clocks, called in bearers)))
            alike.values.append(value)
            alike.events.update(event_of(clock_in(clocks, name)) for _uid, clocks, _called in bearers)
    for uids, alike in found.items():
        events = tuple(sorted(alike.events))
        orders = [reader.execute(ORDERS, (bytes.fromhex(uid),)).fetchone()[0] for uid in uids]
        details = {"names": list(alike.names), "values": alike.values, "orders": orders}
        asked = Question(said.SAME_CUSTOMER, uids, events, " ".join(uids), (said.KEEP, said.MERGE), details)
        yield asked.asked(causes_of(reader, events), said.SameCustomer(alike.names, tuple(alike.values)))


def erase_again(reader: sqlite3.Connection) -> Iterator[ShopException]:
    """Customers who were forgotten, and about whom an entry says something all the same."""
    for (uid,) in reader.execute(FORGOTTEN).fetchall():
        events = plan(reader, uid).entries
        if events:
            asked = Question(said.ERASE_AGAIN, (uid,), events, uid, (said.KEEP, said.ERASE))
            causes = causes_of(reader, events)
            yield asked.asked(causes, said.EraseAgain(letters_of(causes)))


class PeopleAnswers:
    """Does what an answer about customers asks for."""

    def __init__(self, merging: Merging, erasing: Erasing) -> None:
        self._merging = merging
        self._erasing = erasing

    def act(self, one: ShopException, choice: str, value: str, taken: Taken) -> None:
        """Merge into the customer of that id, else into the one made first; or forget once more."""
        if choice == said.ERASE:
            self._erasing.erase(one.subject)
        elif choice == said.MERGE:
            into = value if value in one.ids else one.ids[0]
            for uid in one.ids:
                if uid != into:
                    self._merging.merge(uid, into, taken)
