"""What people must decide: the list, and an answer with what it does, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import UNSET

from pos.domain.decisions.exceptions import ChoiceUnknown, ExceptionUnknown, ShopException
from pos.domain.words.text import clean
from pos.journal.kinds.decisions import DecisionPersonal, ExceptionResolved
from pos.model.database import raw
from pos.services.decisions.about_clocks import clocks_off
from pos.services.decisions.about_counts import late_counts
from pos.services.decisions.about_goods import oversold, same_codes
from pos.services.decisions.about_orders import all_exceptions, exceptions_about
from pos.services.decisions.about_people import erase_again, same_customers
from pos.services.decisions.about_quotes import quotes_twice
from pos.services.decisions.about_records import both_changed
from pos.services.decisions.about_store import about_web_shop
from pos.services.decisions.about_tills import fenced_entries, lives_at_odds, unknown_tills, unread
from pos.services.decisions.answers import Answers
from pos.services.decisions.asking import Correction
from pos.services.orders.sold_order import order_story
from pos.services.till.life import has_several_tills
from pos.services.till.till import Till

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pos.services.till.transaction import Transaction

DONE = """SELECT which, choice FROM exception_done ORDER BY clock"""
DECISIONS = """SELECT e.event_id FROM exception_done d JOIN entry e USING (arrival)
    WHERE d.which = ? ORDER BY d.clock"""

ALWAYS = (all_exceptions, unknown_tills, fenced_entries, lives_at_odds, unread, about_web_shop)
AMONG_TILLS = (
    oversold, late_counts, same_codes, same_customers, erase_again, quotes_twice,
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
        return _sorted(_with_choices(reader, exceptions_about(order_story(reader, number))), decided=False)

    def resolve(self, which: str, choice: str, value: str = "", note: str = "") -> bool:
        """Decide, and do what the answer asks for; whether somebody had decided it before.

        Raises ExceptionUnknown, ChoiceUnknown, and whatever the deed refuses: then nothing is decided.
        """
        with self._till.transaction() as tx:
            if tx.raw().execute(DECISIONS, (which,)).fetchone():
                return True
            found = [one for one in _found(tx.connection, tx.now) if one.id == which]
            if not found:
                raise ExceptionUnknown(which)
            (one,) = found
            if choice not in one.choices:
                raise ChoiceUnknown(choice, one.choices)
            correction = self._answers.act(tx, one, choice, value)
            self._record(tx, one, choice, clean(value, 100), note, correction)
        return False

    @staticmethod
    def _record(
        tx: Transaction, one: ShopException, choice: str, value: str, note: str, correction: Correction
    ) -> None:
        seen = tx.raw().execute(DECISIONS, (one.id,)).fetchall()
        written = clean(note, 500)
        tx.record(
            ExceptionResolved(
                which=one.id,
                choice=choice,
                value=value,
                seen=tuple(event.hex() for (event,) in seen),
                moves=correction.moves,
                location=correction.location,
                personal=DecisionPersonal(written) if written else UNSET,
            )
        )


def _found(connection: Connection, now: datetime) -> Iterator[ShopException]:
    """All that is to decide, decided or not."""
    reader = raw(connection)
    for kind in ALWAYS:
        yield from kind(reader)
    if has_several_tills(reader):
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
