"""What people must decide: the list, and an answer with what it does, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import UNSET

from pos.domain.decisions import about_store
from pos.domain.decisions.exceptions import ChoiceUnknown, ExceptionUnknown, ShopException
from pos.domain.decisions.reopening import ONLY_DECIDED, why_it_stands
from pos.domain.words.merging import Taken
from pos.domain.words.text import clean
from pos.journal.kinds.decisions import DecisionPersonal, ExceptionResolved
from pos.model.database import raw
from pos.services.decisions.about_clocks import clocks_off
from pos.services.decisions.about_counts import late_counts
from pos.services.decisions.about_goods import oversold, same_codes
from pos.services.decisions.about_orders import all_exceptions, exceptions_about
from pos.services.decisions.about_people import erase_again, same_customers
from pos.services.decisions.about_quotes import quotes_changed, quotes_twice
from pos.services.decisions.about_records import both_changed, changed_there
from pos.services.decisions.about_tills import fenced_entries, lives_at_odds, unknown_tills, unread
from pos.services.decisions.answers import Answers
from pos.services.decisions.asking import NOTHING, Correction
from pos.services.decisions.store.questions import about_questions
from pos.services.decisions.store.uploads import about_uploads
from pos.services.orders.sold_order import order_story
from pos.services.till.life import has_several_tills
from pos.services.till.till import Till

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pos.services.till.transaction import Transaction

DONE = """SELECT which, choice FROM exception_done ORDER BY clock"""
DECISIONS = """SELECT e.event_id, d.choice FROM exception_done d JOIN entry e USING (arrival)
    WHERE d.which = ? ORDER BY d.clock"""

ALWAYS = (all_exceptions, unknown_tills, fenced_entries, lives_at_odds, unread)
WITH_A_WEB_SHOP = (about_uploads, about_questions)
CONNECTED = "SELECT 1 FROM store LIMIT 1"
AMONG_TILLS = (
    oversold, late_counts, same_codes, same_customers, erase_again, quotes_twice, quotes_changed,
)  # fmt: skip
"""What only happens where several tills write; a single till is never asked."""


class Exceptions:
    """The list of what people must decide, the same on every till that has the same entries."""

    def __init__(self, till: Till, answers: Answers) -> None:
        self._till = till
        self._answers = answers

    def all(self, *, decided: bool = False) -> tuple[ShopException, ...]:
        """What is open, oldest first; with `decided` also what somebody decided."""
        with self._till.database.reading() as connection:
            return _sorted(_with_choices(raw(connection), _found(connection, self._till.clock())), decided)

    def of_order(self, number: str) -> tuple[ShopException, ...]:
        """What is open on one order; raises OrderUnknown."""
        reader = self._till.database.reader()
        return _sorted(
            _with_choices(reader, exceptions_about(reader, order_story(reader, number))), decided=False
        )

    def resolve(self, which: str, choice: str, value: str = "", note: str = "", taken: Taken = ()) -> bool:
        """Decide, and do what the answer asks for; whether somebody had decided it before.

        Of records that become one, those fields keep the value of the one that goes that are in `taken`.

        Raises ExceptionUnknown, ChoiceUnknown, and whatever the deed refuses: then nothing is decided.
        """
        with self._till.transaction() as tx:
            if _in_force(tx, which):
                return True
            one = _one(tx, which)
            if choice not in one.choices:
                raise ChoiceUnknown(choice, one.choices)
            correction = self._answers.act(tx, one, choice, value, taken)
            if (one.kind, choice) in about_store.WAITING:
                return False
            self._record(tx, which, choice, clean(value, 100), note, correction)
        return False

    def reopen(self, which: str, note: str = "") -> None:
        """Take a decision back that did nothing but decide: it is asked again everywhere.

        Raises ExceptionUnknown where nothing was decided, and what says why a deed is not taken back here.
        """
        with self._till.transaction() as tx:
            choice = _in_force(tx, which)
            if not choice:
                raise ExceptionUnknown(which)
            if choice not in ONLY_DECIDED:
                raise why_it_stands(choice)
            self._record(tx, which, "", "", note, NOTHING)

    @staticmethod
    def _record(
        tx: Transaction, which: str, choice: str, value: str, note: str, correction: Correction
    ) -> None:
        seen = tx.raw().execute(DECISIONS, (which,)).fetchall()
        written = clean(note, 500)
        tx.record(
            ExceptionResolved(
                which=which,
                choice=choice,
                value=value,
                seen=tuple(event.hex() for event, _choice in seen),
                moves=correction.moves,
                location=correction.location,
                personal=DecisionPersonal(written) if written else UNSET,
            )
        )


def _in_force(tx: Transaction, which: str) -> str:
    """What was decided, "" where nothing was or it was taken back."""
    decisions = tx.raw().execute(DECISIONS, (which,)).fetchall()
    return str(decisions[-1][1]) if decisions else ""


def _one(tx: Transaction, which: str) -> ShopException:
    """What is to decide under an id, decided or not; raises ExceptionUnknown."""
    for one in _found(tx.connection, tx.now):
        if one.id == which:
            return one
    raise ExceptionUnknown(which)


def _found(connection: Connection, now: datetime) -> Iterator[ShopException]:
    """All that is to decide, decided or not."""
    reader = raw(connection)
    for kind in ALWAYS:
        yield from kind(reader)
    several = has_several_tills(reader)
    if reader.execute(CONNECTED).fetchone():
        for kind in WITH_A_WEB_SHOP:
            yield from kind(reader)
        yield from changed_there(connection)
        if not several:
            yield from oversold(reader, linked_only=True)
    if several:
        for kind in AMONG_TILLS:
            yield from kind(reader)
        yield from both_changed(connection)
        yield from clocks_off(reader, now)


def _with_choices(reader: sqlite3.Connection, found: Iterator[ShopException]) -> Iterator[ShopException]:
    """Each with the decision in force: the one with the greatest clock."""
    done = dict(reader.execute(DONE).fetchall())
    return (replace(one, choice=done.get(one.id, "")) for one in found)


def _sorted(found: Iterator[ShopException], decided: bool) -> tuple[ShopException, ...]:
    kept = [one for one in found if decided or not one.choice]
    return tuple(sorted(kept, key=lambda one: (one.since, one.id)))
