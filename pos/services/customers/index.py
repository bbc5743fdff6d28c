"""Keep the index of customers in step with them; all of it can be made again from them and their orders.

Everything a customer is found by is a word of one index: the words of name, company and e-mail, and each
three characters of the phone number behind a mark of their own. So any mixture is one look-up that stops as
soon as there are enough, and those who bought last come first.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from pos.contacts.email import email_key
from pos.contacts.phone import indexed_digits
from pos.domain.words.text import words
from pos.journal.heads import LOWEST, hlc_of
from pos.journal.kinds.base import Fact
from pos.journal.kinds.customers import CustomerErased, CustomerSet
from pos.journal.kinds.decisions import RecordsMerged
from pos.journal.kinds.orders import OrderEdited, OrderPlaced
from pos.model import customer_search as sql
from pos.services.customers.match import MARK, pieces

AT_ONCE = 500
TIE_BITS = 20
"""Of a customer's id, where several have one moment."""
LAST_MOMENT = (1 << 42) - 1
"""Milliseconds since 1970, in the year 2109: later ones stand as if in it."""
MERGED_PAGES = 16
"""Pages of the index that are merged with each change."""

REBUILD_FROM = 5_000
"""As many changed customers are faster read anew with all others than one by one."""


def follow(connection: sqlite3.Connection, facts: Sequence[Fact]) -> None:
    """Bring the index in step with entries about customers, within the transaction that recorded them."""
    refresh(connection, [uid for fact in facts for uid in _concerned(connection, fact) if uid])


def _concerned(connection: sqlite3.Connection, fact: Fact) -> tuple[str, ...]:
    """The customers whose row or last order is another one with an entry."""
    match fact:
        case CustomerSet() | CustomerErased():
            return (fact.id,)
        case OrderPlaced():
            return (fact.agreed.customer,)
        case OrderEdited():  # whose it was by another version has one order less
            return tuple(uid for (uid,) in connection.execute(sql.OF_VERSIONS, (bytes.fromhex(fact.id),)))
        case RecordsMerged(noun="customer"):
            return (fact.from_, fact.into)
    return ()


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the whole index again, those who bought last first; within the caller's transaction."""
    _provide_functions(connection)
    for statement in sql.REBUILD:
        connection.execute(statement)
    left = [row[0] for row in connection.execute(sql.LEFT_OUT)]
    for start in range(0, len(left), AT_ONCE):  # another one has the very rank
        _refresh(connection, left[start : start + AT_ONCE])


def refresh(connection: sqlite3.Connection, changed: Iterable[str] = ()) -> None:
    """Bring customers up to date who were changed or bought something."""
    wanted = sorted(set(changed))
    if len(wanted) >= REBUILD_FROM:
        rebuild(connection)
        return
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        ids = _rows(connection, sql.IDS, [bytes.fromhex(uid) for uid in part])
        _refresh(connection, [row[0] for row in ids])


def covers(connection: sqlite3.Connection) -> bool:
    """Whether the index holds exactly the customers that lists show."""
    missing_or_left: int = connection.execute(sql.COVERS).fetchone()[0]
    return missing_or_left == 0


def _refresh(connection: sqlite3.Connection, ids: list[int]) -> None:
    now = {
        row[0]: (_rank(*row[5:]), email_key(row[1]), indexed_digits(row[2]), _words(row[3], row[4], row[1]))
        for row in _rows(connection, sql.WANTED, ids)
    }
    changes: list[tuple[int, str, str]] = []
    for customer, rank, *before in _rows(connection, sql.INDEXED, ids):
        if now.get(customer) == (rank, *before):
            del now[customer]
            continue
        changes.append((rank, sql.FTS_DELETE, _terms(before[2], before[1])))
        connection.execute(sql.ENTRY_DELETE, (rank,))
    for customer, (rank, email, phones, found) in now.items():
        while connection.execute(sql.IS_TAKEN, (rank,)).fetchone():
            rank += 1
        changes.append((rank, sql.FTS_INSERT, _terms(found, phones)))
        connection.execute(sql.ENTRY_INSERT, (rank, customer, email, phones, found))
    _write(connection, changes)


def _write(connection: sqlite3.Connection, changes: list[tuple[int, str, str]]) -> None:
    """Bring the full-text index up to date, and merge a little of it.

    In the order of the ranks, since each step back begins another segment. Its own merging comes in jumps
    of half a second where there are many customers; an order waits for none of them.
    """
    if not changes:
        return
    if connection.execute(sql.UNSET).fetchone():
        for statement in sql.MERGING:
            connection.execute(statement)
    for rank, statement, terms in sorted(changes, key=lambda one: (one[0], one[1] is sql.FTS_INSERT)):
        connection.execute(statement, (rank, terms))
    connection.execute(sql.MERGE, (MERGED_PAGES,))


def _rows(connection: sqlite3.Connection, statement: str, values: Sequence[object]) -> list[Any]:
    places = ",".join("?" * len(values))
    return connection.execute(statement.format(places=places), values).fetchall()


def _provide_functions(connection: sqlite3.Connection) -> None:
    """Register what the index is made with; SQLite refuses it twice while a statement is open."""
    try:
        connection.execute("SELECT entry_email('')").fetchall()
    except sqlite3.OperationalError:
        connection.create_function("entry_email", 1, email_key, deterministic=True)
        connection.create_function("entry_phones", 1, indexed_digits, deterministic=True)
        connection.create_function("entry_words", 3, _words, deterministic=True)
        connection.create_function("entry_rank", 3, _rank, deterministic=True)
        connection.create_function("entry_terms", 2, _terms, deterministic=True)


def _rank(clocks: str, placed: int | None, uid: bytes) -> int:
    """Where a customer stands: who bought or was made last has the lowest rank, of one moment the buyer."""
    set_at = [hlc_of(one) >> 16 for one in json.loads(clocks).values() if one != LOWEST]
    moment = max(min(set_at, default=0), placed or 0)
    place = min(moment, LAST_MOMENT) << 1 | (placed is not None and placed >= moment)
    return -(place << TIE_BITS | int.from_bytes(uid[:8]) % (1 << TIE_BITS))


def _words(name: str, company: str, email: str) -> str:
    return " ".join(dict.fromkeys(words(f"{name} {company} {email}")))


def _terms(found: str, phones: str) -> str:
    """Everything the index knows of a customer; the ends of a number are pieces too."""
    ends = [MARK + part[-length:] for part in phones.split() for length in (1, 2)]
    numbers = [piece for part in phones.split() for piece in pieces(part)]
    return " ".join([found, *dict.fromkeys(numbers + ends)])
