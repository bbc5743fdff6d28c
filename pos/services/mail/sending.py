"""Send what waits: one program of a till at a time, one message after the other, none of them twice.

Right before the end of a message is on its way, the file says so (`queue.HANDING`). Who dies before that
sends it again; who dies after it leaves it *perhaps sent*, which is for a person to decide. What stops every
message (no line, a wrong password) puts all of them off, what stops one parks it or puts it off alone.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pos.contacts.email import email_key, travelling_email
from pos.domain.mail.account import DAYS_MOST, LONGEST, TRIES_MOST, MailAccount, pause
from pos.domain.mail.kinds import MailState
from pos.domain.mail.troubles import (
    ConnectionDropped,
    DemoSendsNothing,
    MailNotSetUp,
    MailTrouble,
    Overtaken,
    PasswordMissing,
    PerhapsSent,
    SenderMissing,
    TooOld,
    TriedTooOften,
    TryLater,
)
from pos.domain.words.errors import CashierError
from pos.journal.kinds.documents import MailSent
from pos.journal.kinds.quotes import QuoteMailed
from pos.mail.message import written
from pos.mail.wire import STEP_SECONDS, WHOLE_SECONDS, Wire
from pos.services.mail import queue
from pos.services.mail.letters import Letters
from pos.services.mail.mails import PAUSE, Mails, read_pause
from pos.services.mail.overtaken import is_overtaken
from pos.services.mail.queue import HANDING, Row, millis
from pos.services.orders.sold_order import order_story
from pos.services.shop.secrets import Secret
from pos.services.shop.settings import Settings
from pos.services.till.files import MailLock
from pos.services.till.life import CHOICE, KEEP_CHOICE
from pos.services.till.till import Till

TRIES = "mail.tries"
"""The choice that counts how often in a row nothing could be sent."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How many messages went, which could not, and what stopped all of them."""

    count: int
    put_off: tuple[str, ...] = ()
    trouble: MailTrouble | None = None


class Sending:
    """Takes the messages of this till to the server."""

    step_seconds, whole_seconds = STEP_SECONDS, WHOLE_SECONDS

    def __init__(
        self,
        till: Till,
        settings: Settings,
        mails: Mails,
        letters: Letters,
        passwords: Secret,
        lock: MailLock,
        *,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._till = till
        self._settings = settings
        self._mails = mails
        self._letters = letters
        self._passwords = passwords
        self._lock = lock
        self._chance = chance
        self._wire: Wire | None = None
        self._stopped = False

    def account(self) -> MailAccount:
        """The server as it is set; raises what is missing."""
        settings = self._settings.current()
        if settings.demo:
            raise DemoSendsNothing
        if not settings.mail_server:
            raise MailNotSetUp
        try:
            sender = travelling_email(settings.mail_address)
        except CashierError:
            sender = ""
        if not sender or not sender.isascii():
            raise SenderMissing
        password = self._passwords.read() if settings.mail_login else ""
        if settings.mail_login and not password:
            raise PasswordMissing(settings.mail_login)
        return MailAccount(
            settings.mail_server, settings.mail_port_used, settings.mail_security, settings.mail_login,
            sender, password,
        )  # fmt: skip

    def send_due(self, *, now: bool = False) -> Sent:
        """Send what is due; with `now` also what was put off, since a person asks.

        Raises SendingElsewhere.
        """
        life = self._till.life.origin
        with self._lock.held():
            if queue.hands_over(self._till.database.reader()):  # not by us, who hold the lock
                with self._till.transaction() as tx:
                    queue.settle(tx, life)
            waiting = self._parked_if_old(self._waiting())
            until, _why = read_pause(self._till)
            moment = self._till.clock()
            if not now:
                if 0 < until - millis(moment) <= 2 * LONGEST.total_seconds() * 1000:
                    return Sent(0)
                waiting = [row for row in waiting if row.is_due(moment, LONGEST)]
            waiting = [row for row in waiting if not self._is_overtaken(row)]
            return self._round(waiting) if waiting else Sent(0)

    def test(self, to: str) -> None:
        """Send a message that only tries the server, at once; raises what is wrong in one sentence."""
        account = self.account()
        letter = self._letters.test(to, account.sender)
        with Wire(account, self.step_seconds, self.whole_seconds) as wire:
            self._wire = wire
            wire.send(letter.to, written(letter), lambda: None, international=not letter.to.isascii())
        self.resume()

    def resume(self) -> None:
        """What stopped all messages may be mended: they are due again."""
        with self._till.transaction() as tx:
            tx.connection.exec_driver_sql("UPDATE mail_try SET next_at = 0 WHERE state = 'waiting'")
            tx.connection.exec_driver_sql("DELETE FROM choice WHERE key IN (?,?)", (PAUSE, TRIES))

    def stop(self) -> None:
        """Hang up at once, from another thread; what was not handed over whole waits."""
        self._stopped = True
        if self._wire is not None:
            self._wire.cut()

    def _waiting(self) -> list[Row]:
        reader = self._till.database.reader()
        rows = [*queue.rows(reader, self._till.life.origin, queue.OPEN), *queue.notes(reader)]
        known = (row for row in rows if row.state == MailState.WAITING and queue.is_kind(row.kind))
        return sorted(known, key=lambda row: (row.next_at, row.arrival))

    def _parked_if_old(self, rows: Iterable[Row]) -> list[Row]:
        """The rows without those that waited for so long that a person should look first."""
        kept: list[Row] = []
        old: list[Row] = []
        now = self._till.clock()
        for row in rows:
            asked = datetime.fromisoformat(row.asked_at) if row.asked_at else now
            (old if not row.asked and (now - asked).days >= DAYS_MOST else kept).append(row)
        if old:
            with self._till.transaction() as tx:
                for row in old:
                    queue.keep(tx, self._till.life.origin, row, MailState.PARKED, trouble=TooOld(DAYS_MOST))
        return kept

    def _is_overtaken(self, row: Row) -> bool:
        """Whether a message tells what is no longer so; it is dropped then, until a person wants it."""
        if not is_overtaken(self._till.database.reader(), row):
            return False
        with self._till.transaction() as tx:
            queue.keep(tx, self._till.life.origin, row, MailState.DROPPED, trouble=Overtaken())
        return True

    def _round(self, rows: Sequence[Row]) -> Sent:
        """One line to the server for all of them."""
        count, put_off = 0, []
        try:
            account = self.account()
            with Wire(account, self.step_seconds, self.whole_seconds) as wire:
                self._wire = wire
                for row in rows:
                    if self._stopped:
                        break
                    if self._is_overtaken(row):  # meanwhile: a line may be slow
                        continue
                    try:
                        self._send(wire, row, account.sender)
                        count += 1
                    except MailTrouble as error:
                        put_off.append(row.id)
                        self._put_off(row, error)
                        if error.stops or isinstance(error, PerhapsSent):
                            raise
        except MailTrouble as error:
            self._pause(error)
            return Sent(count, tuple(put_off), error)
        finally:
            self._wire = None
        self._unpause()
        return Sent(count, tuple(put_off))

    def _send(self, wire: Wire, row: Row, sender: str) -> None:
        life = self._till.life.origin
        to = self._mails.address(row)
        letter = self._letters.letter(row, to, sender)

        def handing() -> None:
            with self._till.transaction() as tx:
                queue.keep(tx, life, row, HANDING, tries=row.tries + 1, message_id=letter.message_id)

        wire.send(letter.to, written(letter), handing, international=not letter.to.isascii())
        with self._till.transaction() as tx:
            queue.forget(tx, row)
            if row.note:
                queue.keep(tx, life, row, MailState.SENT, message_id=letter.message_id)
                return
            address = hashlib.sha256(email_key(to).encode()).hexdigest()
            said = (tx.day, row.event, row.kind, address, tx.now.isoformat())
            if row.of_quote:
                tx.record(QuoteMailed(row.order_id, *said))
                return
            placed = order_story(tx.raw(), row.order_id).placed
            tx.record(MailSent(placed.id, *said))

    def _put_off(self, row: Row, error: MailTrouble) -> None:
        """Keep why a message did not go, and when it is tried again."""
        tries, later = row.tries + 1, 0
        state = MailState.PARKED
        if isinstance(error, PerhapsSent):
            state = MailState.PERHAPS
        elif error.stops or not error.final:
            state = MailState.WAITING
            later = millis(self._till.clock() + pause(tries, self._chance()))
            if isinstance(error, TryLater) and tries >= TRIES_MOST:
                state, error = MailState.PARKED, TriedTooOften(error.said)
        with self._till.transaction() as tx:
            queue.keep(tx, self._till.life.origin, row, state, tries=tries, next_at=later, trouble=error)

    def _pause(self, error: MailTrouble) -> None:
        """Ask no server for a while, longer each time; what only hung up after a message for a short one."""
        if self._stopped and isinstance(error, ConnectionDropped):
            return
        with self._till.transaction() as tx:
            found = tx.connection.exec_driver_sql(CHOICE, (TRIES,)).scalar()
            tries = int(found or 0) + 1
            later = millis(tx.now + pause(tries, self._chance()))
            for key, value in ((PAUSE, f"{later}:{queue.told(error)}"), (TRIES, str(tries))):
                tx.connection.exec_driver_sql(KEEP_CHOICE, (key, value))

    def _unpause(self) -> None:
        if read_pause(self._till)[0]:
            with self._till.transaction() as tx:
                tx.connection.exec_driver_sql("DELETE FROM choice WHERE key IN (?,?)", (PAUSE, TRIES))
