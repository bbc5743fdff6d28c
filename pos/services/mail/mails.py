"""Messages that entries asked for: how each stands, and what a person decides about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import ValidationError

from pos.domain.mail.account import LONGEST
from pos.domain.mail.kinds import TO_SHOP, MailKind, MailState, Post, QueuedMail
from pos.domain.mail.troubles import (
    MailGone,
    MailTrouble,
    MailUnknown,
    NobodyToWriteTo,
    Overtaken,
    SendingElsewhere,
)
from pos.domain.quotes.errors import QuoteUnknown
from pos.journal.orders.quotes import quote_story
from pos.services.mail import queue
from pos.services.mail.overtaken import is_overtaken
from pos.services.mail.queue import HANDING, Row, millis
from pos.services.orders.asked_mails import reached_at
from pos.services.orders.lists import called
from pos.services.orders.sold_order import order_story
from pos.services.quotes import reading
from pos.services.shop.settings import Settings
from pos.services.till.life import CHOICE, DROP_CHOICE
from pos.services.till.till import Till

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

PAUSE = "mail.pause"
"""The choice that says until when no server is asked, and why: JSON as `sending` writes it."""


class Mails:
    """What lies in the outgoing post of this till; others send their own."""

    def __init__(self, till: Till, settings: Settings, is_free: Callable[[], bool] = lambda: True) -> None:
        """`is_free` says whether nobody is sending now."""
        self._till = till
        self._settings = settings
        self._is_free = is_free

    def post(self) -> Post:
        """How many messages wait, perhaps went, or need a person."""
        life = self._till.life.origin
        found = self._till.database.reader().execute(queue.COUNT, {"life": life})
        count: dict[str, int] = dict(found.fetchall())
        for note in queue.notes(self._till.database.reader()):
            count[note.state] = count.get(note.state, 0) + 1
        handing = count.get(HANDING, 0)
        waits = handing if handing and not self._is_free() else 0
        return Post(
            count.get(MailState.WAITING, 0) + waits,
            count.get(MailState.PERHAPS, 0) + handing - waits,
            count.get(MailState.PARKED, 0),
        )

    def listed(self, state: MailState | None = None, *, most: int = 0) -> list[QueuedMail]:
        """The messages of this till in the order they were asked for; all of them, or those that stand so.

        Of those that were sent only the latest are told; `most` tells the first so many (0: all).
        """
        reader, life = self._till.database.reader(), self._till.life.origin
        rows = queue.rows(reader, life, queue.OPEN)
        if state in (None, MailState.SENT):
            latest = queue.rows(reader, life, queue.LATEST)
            rows = sorted({row.id: row for row in (*rows, *latest)}.values(), key=lambda row: row.arrival)
        stand = [row for row in (*rows, *queue.notes(reader)) if state in (None, self._state(row))]
        return [self._shown(row) for row in stand[: most or None]]

    def of_order(self, number: str) -> list[QueuedMail]:
        """The messages about an order; those of other tills are theirs to tell."""
        reader, life = self._till.database.reader(), self._till.life.origin
        order = called(reader, number)
        return [self._shown(row) for row in queue.rows(reader, life, queue.OF_ORDER, order=order)]

    def of_quote(self, name: str) -> list[QueuedMail]:
        """The messages with a quote, by id or number; those of other tills are theirs to tell."""
        reader, life = self._till.database.reader(), self._till.life
        try:
            key, _uid = reading.found(reader, name, life.letter)
        except QuoteUnknown:  # it was only tried, or is gone
            return []
        return [self._shown(row) for row in queue.rows(reader, life.origin, queue.OF_QUOTE, quote=key)]

    def of_quotes(self, ids: Sequence[str]) -> dict[str, MailState]:
        """How the last message with each of these quotes stands, where this till has one."""
        reader, life = self._till.database.reader(), self._till.life.origin
        uids = {f"uid{at}": bytes.fromhex(one) for at, one in enumerate(ids)}
        of_quotes = queue.OF_QUOTES.format(uids=",".join(f":{name}" for name in uids))
        found = queue.rows(reader, life, of_quotes, **uids)
        return {row.order_id: self._state(row) for row in found}

    def are_due(self) -> bool:
        """Whether a look at the queue is worth it: a server is set, something waits, nothing pauses."""
        settings, until = self._settings.current(), self._pause()[0] - millis(self._till.clock())
        paused = 0 < until <= 2 * LONGEST.total_seconds() * 1000
        if not settings.mail_server or settings.demo or paused:
            return False
        return self.post().waiting > 0 or queue.hands_over(self._till.database.reader())

    def why_nothing_goes(self) -> MailTrouble | None:
        """What stops all messages, as the last try found it; None while nothing does."""
        return self._pause()[1]

    def again(self, which: str) -> QueuedMail:
        """A person wants a message sent (once more): it is due at once. Raises MailUnknown."""
        with self._till.transaction() as tx:
            row = self._open(tx, which)
            queue.keep(tx, self._till.life.origin, row, MailState.WAITING, tries=0, asked=True)
            tx.connection.exec_driver_sql(DROP_CHOICE, (PAUSE,))
        return self._shown(self._row(which))

    def drop(self, which: str) -> QueuedMail:
        """A message is never sent; raises MailUnknown, or MailGone for one that went."""
        with self._till.transaction() as tx:
            row = self._open(tx, which)
            if row.state == MailState.SENT:
                raise MailGone
            queue.keep(tx, self._till.life.origin, row, MailState.DROPPED)
        return self._shown(self._row(which))

    def send_again(self) -> None:
        """A person says that what was perhaps sent goes out: all that is here now."""
        life = self._till.life.origin
        with self._till.transaction() as tx:
            rows = [*queue.rows(tx.raw(), life, queue.OPEN), *queue.notes(tx.raw())]
            for row in rows:
                if row.state == MailState.PERHAPS:
                    queue.keep(tx, life, row, MailState.WAITING, tries=0, asked=True)

    def tell_wrong(self, what: str) -> None:
        """Tell the shop that something is wrong, once a day, where it wants such messages.

        Nobody is told where the settings themselves are what is wrong.
        """
        try:
            settings = self._settings.current()
        except ValidationError:
            return
        if not settings.mails(MailKind.WRONG.value) or not settings.mail_address_of_shop:
            return
        with self._till.transaction() as tx:
            arrival = -int(tx.day.replace("-", ""))
            known = {(row.arrival, row.kind) for row in queue.notes(tx.raw())}
            if (arrival, MailKind.WRONG.value) not in known:
                row = Row(arrival, MailKind.WRONG.value, "", "", 0, 0, "", "", False, note=what)
                queue.keep(tx, self._till.life.origin, row, MailState.WAITING)

    def _open(self, tx: Transaction, which: str) -> Row:
        """The message, which nobody is handing over now: who died while doing so perhaps sent it."""
        row = self._row(which)
        if row.state == HANDING:
            if not self._is_free():
                raise SendingElsewhere
            queue.settle(tx, self._till.life.origin)
        return row

    def _row(self, which: str) -> Row:
        number, _dash, kind = which.removeprefix("n").partition("-")
        if number.isascii() and number.isdigit() and len(number) < 16:
            reader = self._till.database.reader()
            if which.startswith("n"):
                found = [row for row in queue.notes(reader) if row.id == which]
            else:
                life = self._till.life.origin
                found = queue.rows(reader, life, queue.ONE, arrival=int(number), kind=kind)
            if found:
                return found[0]
        raise MailUnknown(which)

    def _state(self, row: Row) -> MailState:
        """How it stands: who died while handing it over perhaps sent it."""
        return MailState.PERHAPS if row.state == HANDING and self._is_free() else row.shown

    def _shown(self, row: Row) -> QueuedMail:
        to = self.address(row)
        state = self._state(row)
        reason = queue.trouble_of(row.reason)
        if state is MailState.WAITING and is_overtaken(self._till.database.reader(), row):
            state, reason = MailState.DROPPED, Overtaken()
        if state is MailState.WAITING and reason is None:
            reason = self._pause()[1] or (None if to else NobodyToWriteTo())
        at = row.sent if state is MailState.SENT else row.asked_at
        next_at = datetime.fromtimestamp(row.next_at / 1000).astimezone() if row.next_at else None
        return QueuedMail(
            row.id, row.order, row.kind, to, state, row.tries, reason,
            datetime.fromisoformat(at) if at else self._day_of(row), next_at,
        )  # fmt: skip

    def _day_of(self, row: Row) -> datetime:
        return datetime.strptime(str(-row.arrival), "%Y%m%d").astimezone()

    def address(self, row: Row) -> str:
        """Where a message goes as the order or quote says now: a corrected address is written to."""
        if row.kind in TO_SHOP:
            return self._settings.current().mail_address_of_shop
        reader = self._till.database.reader()
        if row.of_quote:
            key, _uid = reading.found(reader, row.order_id, self._till.life.letter)
            return reading.address(reader, quote_story(reader, key))
        return reached_at(reader, order_story(reader, row.order_id))

    def _pause(self) -> tuple[int, MailTrouble | None]:
        return read_pause(self._till)


def read_pause(till: Till) -> tuple[int, MailTrouble | None]:
    """Until when no server is asked, in milliseconds since 1970, and what stopped the last try."""
    found = till.database.reader().execute(CHOICE, (PAUSE,)).fetchone()
    if found is None:
        return 0, None
    until, _colon, reason = found[0].partition(":")
    return int(until), queue.trouble_of(reason)
