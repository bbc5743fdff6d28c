"""What a use case does between begin and commit: record, number, look; all of it on disk, or none."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pos.domain.mail.kinds import MailPlan
from pos.domain.shop.errors import ClockMoved, ClockOffHub, OfficeOnly
from pos.domain.shop.numbering import begins_anew, numbered
from pos.domain.sync.roles import Role
from pos.journal.append import Head, Writer, append, read_head
from pos.journal.frame import scope_of
from pos.journal.kinds.orders import OrderFact, OrderPlaced
from pos.journal.kinds.tills import TillFenced, TillVouched
from pos.journal.orders.tables import knowing
from pos.model.database import raw
from pos.services.till.life import KEEP_CHOICE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from sqlalchemy import Connection

    from pos.journal.kinds.base import Fact
    from pos.journal.receive import Received
    from pos.services.till.life import Life
    from pos.services.till.till import Index

ROLE = "SELECT role FROM till WHERE origin = ?"
OFFICE_SCOPES = ("catalog", "settings")
"""What only the office changes."""

STEP_BACK = timedelta(minutes=2)
STEP_FORWARD = timedelta(hours=24)
LAST_ROUND = "SELECT ended, offset_ms FROM sync_run WHERE why = '' ORDER BY id DESC LIMIT 1"
OFFSET = "clock_offset"
"""Where this machine keeps by how many milliseconds its clock may differ from the hub's: a person said so."""
CONFIRMED = f"SELECT CAST(value AS INTEGER) FROM choice WHERE key = '{OFFSET}'"


class Transaction:
    """What a use case may do between begin and commit; the clock is read once, at its beginning."""

    def __init__(self, connection: Connection, life: Life, user: str, now: datetime, index: Index) -> None:
        self.connection = connection
        self.now = now
        self.head: Head = read_head(connection, life.origin)
        self.recorded: set[str] = set()
        self.mails = MailPlan()
        self.afterwards: list[Callable[[], None]] = []
        """What is done with files once all of it is on disk."""
        self._pending: list[Fact] = []
        self._writer = Writer(life.key, life.letter, user)
        self._life = life
        self._index = index

    @property
    def day(self) -> str:
        return self.now.date().isoformat()

    def record(self, fact: Fact) -> Head:
        """Write one entry and apply it; returns the new head, whose chain value is the entry's seal."""
        self._require_right(fact)
        if isinstance(fact, OrderFact) and not isinstance(fact, OrderPlaced):
            fact = knowing(self.connection, fact, self.head.origin)
        self.head = append(self.connection, self.head, fact, self._writer, self.now, self.heard)
        self.recorded.add(fact.kind)
        self._pending.append(fact)
        return self.head

    def _require_right(self, fact: Fact) -> None:
        """A till that only sells leaves the catalogue, the settings and other tills to the office."""
        if scope_of(fact, self._life.letter) in OFFICE_SCOPES or isinstance(fact, TillVouched | TillFenced):
            self.require_office()

    def require_office(self) -> None:
        """Refuse what only a till of the office may do; raises OfficeOnly."""
        require_office(self.raw(), self._life.origin)

    def took_in(self, received: Received) -> None:
        """Let searches and windows follow what came from other tills."""
        for fact in received.applied:
            self.heard(fact)
        if received.placed:
            self.recorded.add(OrderPlaced.kind)

    def heard(self, fact: Fact) -> None:
        """Let searches and windows follow one entry that was applied beside what is recorded here."""
        self.recorded.add(fact.kind)
        self._pending.append(fact)

    def index(self) -> None:
        """Let searches find what was recorded so far as it is now; done at the latest before the commit."""
        if self._pending:
            self._index(self.raw(), self._pending)
            self._pending = []

    def next_number(self, series: str) -> str:
        """The next number of one of this till's series; taken when the entry that uses it is recorded.

        Orders count on for ever, invoices and credit notes begin anew each year.
        """
        year = self.now.year if begins_anew(series) else 0
        row = self.raw().execute(
            "SELECT last FROM series WHERE letter = ? AND kind = ? AND year = ?",
            (self._life.letter, series, year),
        )
        found = row.fetchone()
        return numbered(series, self._life.letter, year, found[0] + 1 if found else 1)

    def known_heads(self) -> dict[str, tuple[int, str]]:
        """Of each life the number of its last entry that is here, and the first digits of its chain value."""
        rows = self.raw().execute(
            """SELECT t.origin, e.seq, e.chain FROM till t JOIN entry e ON e.origin = t.origin
               AND e.seq = (SELECT max(seq) FROM entry WHERE origin = t.origin)"""
        )
        return {origin.hex(): (seq, chain[:4].hex()) for origin, seq, chain in rows}

    def require_clock(self) -> None:
        """Refuse to sell while the computer's clock contradicts the last entry, or the hub's by a day."""
        self._require_clock_of_hub()
        if not self.head.recorded_at:
            return
        last = datetime.fromisoformat(self.head.recorded_at)
        if self.now < last - STEP_BACK or self.now > last + STEP_FORWARD:
            raise ClockMoved(self.now, last)

    def _require_clock_of_hub(self) -> None:
        """The last round knew by how much this clock was wrong; once it is set it is near the hub's."""
        for ended, offset_ms in self.raw().execute(LAST_ROUND).fetchall():
            offset = timedelta(milliseconds=offset_ms)
            said = datetime.fromisoformat(ended) - offset
            (confirmed,) = self.raw().execute(CONFIRMED).fetchone() or (0,)
            is_meant = abs(offset - timedelta(milliseconds=confirmed)) <= STEP_FORWARD
            if not is_meant and abs(self.now - said) > STEP_FORWARD:
                raise ClockOffHub(self.now, said)

    def keep_offset(self) -> None:
        """A person says that today's date is right, whatever the hub's is."""
        for _ended, offset_ms in self.raw().execute(LAST_ROUND).fetchall():
            self.raw().execute(KEEP_CHOICE, (OFFSET, str(offset_ms)))

    def raw(self) -> sqlite3.Connection:
        """The driver's own connection, inside this transaction."""
        return raw(self.connection)


def require_office(reader: sqlite3.Connection, life: bytes) -> None:
    """Refuse where this life may only sell; raises OfficeOnly."""
    row = reader.execute(ROLE, (life,)).fetchone()
    if row and row[0] != Role.OFFICE:
        raise OfficeOnly
