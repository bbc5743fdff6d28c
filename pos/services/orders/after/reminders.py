"""Remind customers of what is due: one order, or many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from pos.domain.mail.kinds import MailKind
from pos.domain.orders.after.reminders import plan_reminder
from pos.domain.words.errors import CashierError
from pos.journal.kinds.documents import OrderReminded
from pos.journal.orders.facts import Story
from pos.journal.orders.papers import pay_by
from pos.services.orders.after.opened import open_order
from pos.services.orders.asked_mails import about
from pos.services.shop.settings import Settings
from pos.services.till.till import Till


@dataclass(frozen=True, slots=True)
class Reminded:
    """What became of one order of many: the level that was sent, 0 where it was refused."""

    number: str
    level: int
    refused: CashierError | None = None


class Reminders:
    """Writes down that customers are reminded; the mail goes where they have an address."""

    def __init__(self, till: Till, settings: Settings) -> None:
        self._till = till
        self._settings = settings

    def remind(self, number: str) -> int:
        """Remind the customer of an order at the level that is due; returns it.

        Raises NothingDue, NotOverdue, or RemindedToday for the same level twice a day.
        """
        settings = self._settings.current()
        with self._till.transaction() as tx:
            order = open_order(tx, number)
            last = pay_by(order.story, order.now)
            level = plan_reminder(
                order.story.placed.number,
                date.fromisoformat(last) if last else None,
                date.fromisoformat(tx.day),
                settings.reminder_days,
                _sent_on(order.story, tx.day),
            )
            mails = about(tx, order.story, settings, MailKind.REMINDER)
            tx.record(OrderReminded(id=order.id, day=tx.day, level=level, mails=mails))
        return level

    def remind_all(
        self, numbers: Sequence[str], progress: Callable[[int, int], None] = lambda _done, _total: None
    ) -> tuple[Reminded, ...]:
        """Remind the customers of many orders, each in a transaction of its own.

        `progress` hears how many of how many are done, and may raise to stop.
        """
        found = []
        for done, number in enumerate(numbers):
            progress(done, len(numbers))
            try:
                found.append(Reminded(number, self.remind(number)))
            except CashierError as error:
                found.append(Reminded(number, 0, error))
        progress(len(numbers), len(numbers))
        return tuple(found)


def _sent_on(story: Story, day: str) -> frozenset[int]:
    """The levels that were sent on a day."""
    return frozenset(
        one.fact.level for one in story.told if isinstance(one.fact, OrderReminded) and one.fact.day == day
    )
