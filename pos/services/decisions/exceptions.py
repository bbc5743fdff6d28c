"""What people must decide: the list, and an answer with what it does, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from msgspec import UNSET

from pos.domain.decisions.exceptions import ChoiceUnknown, ExceptionUnknown, ShopException
from pos.domain.words.text import clean
from pos.journal.kinds.decisions import DecisionPersonal, ExceptionResolved
from pos.services.decisions.about_orders import OrderAnswers, all_exceptions, exceptions_about
from pos.services.decisions.settling import Settling
from pos.services.orders.changes import OrderChanges
from pos.services.orders.sold_order import order_story
from pos.services.till.till import Till
from pos.services.till.transaction import Transaction

DONE = """SELECT which, choice FROM exception_done ORDER BY clock"""
DECISIONS = """SELECT e.event_id FROM exception_done d JOIN entry e USING (arrival)
    WHERE d.which = ? ORDER BY d.clock"""


class Exceptions:
    """The list of what people must decide, the same on every till that has the same entries."""

    def __init__(self, till: Till, changes: OrderChanges, settling: Settling) -> None:
        self._till = till
        self._answers = OrderAnswers(changes, settling)

    def all(self, *, decided: bool = False) -> tuple[ShopException, ...]:
        """What is open, oldest first; with `decided` also what somebody decided."""
        reader = self._till.database.reader()
        return _sorted(_with_choices(reader, all_exceptions(reader)), decided)

    def of_order(self, number: str) -> tuple[ShopException, ...]:
        """What is open on one order; raises OrderUnknown."""
        reader = self._till.database.reader()
        return _sorted(_with_choices(reader, exceptions_about(order_story(reader, number))), decided=False)

    def resolve(self, which: str, choice: str, value: str = "", note: str = "") -> bool:
        """Decide, and do what the answer asks for; whether somebody had decided it before.

        Raises ExceptionUnknown, ChoiceUnknown, and whatever the deed refuses: then nothing is decided.
        """
        with self._till.transaction() as tx:
            found = [one for one in self._all(tx) if one.id == which]
            if not found:
                raise ExceptionUnknown(which)
            (one,) = found
            if one.choice:
                return True
            if choice not in one.choices:
                raise ChoiceUnknown(choice, one.choices)
            self._answers.act(one, choice)
            self._record(tx, one, choice, value, note)
        return False

    @staticmethod
    def _all(tx: Transaction) -> Iterator[ShopException]:
        return _with_choices(tx.raw(), all_exceptions(tx.raw()))

    @staticmethod
    def _record(tx: Transaction, one: ShopException, choice: str, value: str, note: str) -> None:
        seen = tx.raw().execute(DECISIONS, (one.id,)).fetchall()
        written = clean(note, 500)
        tx.record(
            ExceptionResolved(
                which=one.id,
                choice=choice,
                value=clean(value, 100),
                seen=tuple(event.hex() for (event,) in seen),
                personal=DecisionPersonal(written) if written else UNSET,
            )
        )


def _with_choices(reader: sqlite3.Connection, found: Iterator[ShopException]) -> Iterator[ShopException]:
    """Each with the decision in force: the one with the greatest clock."""
    done = dict(reader.execute(DONE).fetchall())
    return (replace(one, choice=done.get(one.id, "")) for one in found)


def _sorted(found: Iterator[ShopException], decided: bool) -> tuple[ShopException, ...]:
    kept = [one for one in found if decided or not one.choice]
    return tuple(sorted(kept, key=lambda one: (one.since, one.id)))
