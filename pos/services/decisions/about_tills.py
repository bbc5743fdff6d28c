"""What other tills wrote that waits or counts twice: unknown ones, closed out ones, letters, numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from pos.domain.decisions import about_tills as said
from pos.domain.decisions.exceptions import Sentence, ShopException
from pos.journal.arrive import CANNOT_APPLY, FENCED, FROM_NEWER, UNKNOWN_TILL, settle
from pos.journal.kinds.base import Place
from pos.journal.kinds.decisions import ACCEPT, LEAVE_OUT
from pos.journal.kinds.tills import TillOpened, TillVouched
from pos.journal.seal import header_of
from pos.journal.stored import stored_at
from pos.services.decisions.asking import Question, causes_of

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

WAITS = """SELECT lower(hex(e.origin)), lower(hex(e.event_id)), e.kind, coalesce(t.letter, ''), x.body,
    e.arrival FROM parked p JOIN entry e USING (arrival) JOIN entry_part x USING (arrival)
    LEFT JOIN till t USING (origin) WHERE p.why LIKE ? || '%' ORDER BY e.origin, e.seq"""
BEHIND = """SELECT lower(hex(e.event_id)), e.kind, e.header FROM parked p JOIN entry e USING (arrival)
    WHERE p.why = ? ORDER BY e.origin, e.seq"""
ANOTHER = "SELECT 1 FROM till LIMIT 1 OFFSET 1"
LETTERS = "SELECT letter FROM till GROUP BY letter HAVING count(*) > 1"
LIVES = """SELECT lower(hex(t.origin)), lower(hex(e.event_id)) FROM till t JOIN entry e
    ON e.origin = t.origin AND e.seq = 1 WHERE t.letter = ? ORDER BY t.origin"""
FORKED = "SELECT origin FROM entry GROUP BY origin HAVING count(*) <> max(seq)"
PARTING = """SELECT seq FROM entry WHERE origin = ? GROUP BY seq HAVING count(DISTINCT event_id) > 1
    ORDER BY seq LIMIT 1"""
AT_PLACE = "SELECT lower(hex(event_id)) FROM entry WHERE origin = ? AND seq = ?"
WRITTEN_AGAIN = """SELECT lower(hex(e.event_id)), e.header FROM till t JOIN entry e
    ON e.origin = t.origin AND e.seq = 2 WHERE t.continues_seq > 0"""
"""What comes right behind the first entry of each life that continues another: its tail, if it had one."""
NUMBERS = """SELECT 'order', number FROM orders WHERE letter = :letter GROUP BY number HAVING count(*) > 1
    UNION SELECT kind, number FROM document WHERE letter = :letter AND number NOT IN
        (SELECT number FROM orders WHERE letter = :letter)
    GROUP BY kind, number HAVING count(DISTINCT order_id) > 1 ORDER BY 1, 2"""
BEARERS = {
    True: """SELECT lower(hex(o.uid)), lower(hex(e.event_id)) FROM orders o JOIN entry e USING (arrival)
        WHERE o.number = ? ORDER BY o.uid""",
    False: """SELECT DISTINCT lower(hex(o.uid)), lower(hex(e.event_id)) FROM document d
        JOIN orders o ON o.id = d.order_id JOIN entry e ON e.arrival = d.arrival
        WHERE d.number = ? ORDER BY o.uid""",
}
SEEN = "SELECT letter FROM till WHERE origin = ?"
OF_TILLS = (said.UNKNOWN_TILL, said.FENCED_ENTRIES, said.FORKED)


def unknown_tills(reader: sqlite3.Connection) -> Iterator[ShopException]:
    """Each life that nobody vouches for."""
    for life, event, _kind, _letter, body, _arrival in reader.execute(WAITS, (UNKNOWN_TILL,)).fetchall():
        opened = msgspec.json.decode(body, type=TillOpened)
        details = {"letter": opened.letter, "life": life, "key": opened.key}
        yield _about(
            reader, said.UNKNOWN_TILL, opened.letter, life, (event,), said.UnknownTill(opened.letter), details
        )


def fenced_entries(reader: sqlite3.Connection) -> Iterator[ShopException]:
    """Each event behind the fence of a life, once, by who wrote it first: others may hold another copy."""
    events: set[str] = set()
    for event, kind, header in reader.execute(BEHIND, (FENCED,)).fetchall():
        if event in events:
            continue
        events.add(event)
        life = header_of(header).writer
        (letter,) = reader.execute(SEEN, (life,)).fetchone() or ("",)
        yield _about(
            reader, said.FENCED_ENTRIES, letter, life.hex(), (event,), said.FencedEntry(letter, kind)
        )


def lives_at_odds(reader: sqlite3.Connection) -> Iterator[ShopException]:
    """Lives as which two computers wrote, letters that several lives bear, numbers given twice for that.

    A shop of one life is not looked through: there is no other.
    """
    if reader.execute(ANOTHER).fetchone() is None:
        return
    split = _partings(reader)
    letters = {letter for (letter,) in reader.execute(LETTERS)}
    for origin, events in sorted(split.items()):
        (letter,) = reader.execute(SEEN, (origin,)).fetchone() or ("",)
        yield _about(reader, said.FORKED, letter, origin.hex(), events, said.Forked(letter))
    for letter in sorted(letters):
        yield _same_letter(reader, letter)
    of_split = {row[0] for origin in split if (row := reader.execute(SEEN, (origin,)).fetchone())}
    for letter in sorted(letters | of_split):
        yield from _same_numbers(reader, letter)


def _partings(reader: sqlite3.Connection) -> dict[bytes, tuple[str, ...]]:
    """Lives as which two computers wrote, with the first entries of both behind the last common one.

    Those of one stand here under that life, or under the next one that wrote them again, or both.
    """
    found: dict[bytes, set[str]] = {}
    for (origin,) in reader.execute(FORKED).fetchall():
        for (seq,) in reader.execute(PARTING, (origin,)).fetchall():
            found[origin] = {event for (event,) in reader.execute(AT_PLACE, (origin, seq))}
    for event, header in reader.execute(WRITTEN_AGAIN).fetchall():
        was = header_of(header).was
        if isinstance(was, Place):
            place = (bytes.fromhex(was.life), was.seq)
            there = {other for (other,) in reader.execute(AT_PLACE, place)}
            found.setdefault(place[0], set()).update(there | {event})
    return {origin: tuple(sorted(events)) for origin, events in found.items() if len(events) > 1}


def _same_letter(reader: sqlite3.Connection, letter: str) -> ShopException:
    lives = reader.execute(LIVES, (letter,)).fetchall()
    ids, events = tuple(life for life, _event in lives), tuple(event for _life, event in lives)
    about = " ".join((letter, *ids))
    asked = Question(said.SAME_LETTER, ids, events, about, (said.KEEP,), {"letter": letter})
    return asked.asked(causes_of(reader, events), said.SameLetter(letter))


def _same_numbers(reader: sqlite3.Connection, letter: str) -> Iterator[ShopException]:
    for kind, number in reader.execute(NUMBERS, {"letter": letter}).fetchall():
        bearers = reader.execute(BEARERS[kind == "order"], (number,)).fetchall()
        ids = tuple(dict.fromkeys(order for order, _event in bearers))
        events = tuple(dict.fromkeys(event for _order, event in bearers))
        details = {"number": number, "paper": kind}
        asked = Question(said.SAME_NUMBER, ids, events, " ".join(ids), (said.KEEP,), details)
        yield asked.asked(causes_of(reader, events), said.SameNumber(number))


def unread(reader: sqlite3.Connection) -> Iterator[ShopException]:
    """By life what a newer program wrote, and what cannot be applied."""
    for why, kind, sentence in (
        (FROM_NEWER, said.FROM_NEWER, said.FromNewer),
        (CANNOT_APPLY, said.CANNOT_APPLY, said.CannotApply),
    ):
        rows = reader.execute(WAITS, (why,)).fetchall()
        for (life, letter), parked in groupby(rows, key=lambda row: (row[0], row[3])):
            events = tuple(sorted(row[1] for row in parked))
            ids, choices = (life,), (said.KEEP, said.AGAIN)
            asked = Question(kind, ids, events, f"{letter} {life}", choices, {"letter": letter, "life": life})
            yield asked.asked(causes_of(reader, events), sentence(letter, len(events)))


def _about(
    reader: sqlite3.Connection,
    kind: str,
    letter: str,
    life: str,
    events: tuple[str, ...],
    sentence: Sentence,
    details: dict[str, object] | None = None,
) -> ShopException:
    choices = (LEAVE_OUT, ACCEPT)
    told = details or {"letter": letter, "life": life}
    asked = Question(kind, (life,), events, f"{letter} {life}", choices, told)
    return asked.asked(causes_of(reader, events), sentence)


def act(tx: Transaction, one: ShopException, choice: str) -> None:
    """Let a life in, or try again what could not be read; raises OfficeOnly."""
    if one.kind in OF_TILLS:
        tx.require_office()
    if one.kind == said.UNKNOWN_TILL and choice == ACCEPT:
        tx.record(TillVouched(life=str(one.details["life"]), key=str(one.details["key"])))
    elif choice == said.AGAIN:
        _try_again(tx, one)


def _try_again(tx: Transaction, one: ShopException) -> None:
    rows = tx.raw().execute(WAITS, (one.kind,)).fetchall()
    for life, _event, _kind, _letter, _body, arrival in rows:
        if life in one.ids:
            settle(tx.connection, stored_at(tx.connection, arrival), None, tx.now.isoformat(), tx.heard)
