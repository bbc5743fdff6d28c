"""Write to customers about their orders because a person wants it: to one, or to many."""

from __future__ import annotations

from collections.abc import Iterable

from pos.domain.mail.kinds import MailKind, Recipient
from pos.domain.orders.errors import AlreadyVoided, MailedToday, NoAddress
from pos.domain.words.errors import CashierError
from pos.journal.kinds.documents import OrderMailed
from pos.journal.orders.facts import Story
from pos.services.orders.after.opened import open_order
from pos.services.orders.asked_mails import reached_at
from pos.services.orders.sold_order import order_story
from pos.services.till.till import Till


class Writing:
    """The order as it is, with its invoice or receipt, goes to who bought; not twice a day."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def recipients(self, numbers: Iterable[str]) -> tuple[Recipient, ...]:
        """Who would be written to about each of these orders."""
        reader, day = self._till.database.reader(), self._till.clock().date().isoformat()
        found = []
        for number in numbers:
            story = order_story(reader, number)
            to = reached_at(reader, story)
            found.append(Recipient(story.placed.id, story.placed.number, to, _refused(story, to, day)))
        return tuple(found)

    def write(self, number: str) -> str:
        """Ask for the message about an order; returns where it goes.

        Raises NoAddress, MailedToday, or AlreadyVoided for one that was cancelled.
        """
        with self._till.transaction() as tx:
            order = open_order(tx, number)
            to = reached_at(tx.raw(), order.story)
            if refused := _refused(order.story, to, tx.day):
                raise refused
            mails = tx.mails.ask(MailKind.CONFIRMATION, to, ())
            tx.record(OrderMailed(id=order.id, day=tx.day, mails=mails))
        return to


def _refused(story: Story, to: str, day: str) -> CashierError | None:
    number = story.placed.number
    if story.standing().is_cancelled:
        return AlreadyVoided(number)
    if not to:
        return NoAddress(number)
    if any(isinstance(one.fact, OrderMailed) and one.fact.day == day for one in story.told):
        return MailedToday(number)
    return None
