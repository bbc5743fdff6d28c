"""The outgoing post as it lies in the file: what entries asked for, and how far this life came with it.

A copy, a restored file or a disk put back never sends what was queued before it: the other one may. What this
life wrote waits; what was queued before, also where it was written again, perhaps went. How far a message
came is only believed in the life that says so; what a person dropped stays dropped.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from msgspec import DecodeError, ValidationError, json

from pos.domain.mail.kinds import MailKind, MailState
from pos.domain.mail.troubles import TROUBLES, MailTrouble, PerhapsSent
from pos.journal.seal import header_of

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

HANDING = "handing"
"""The end of the message may be on its way to the server: who dies now leaves it *perhaps sent*."""

_QUEUE = """WITH RECURSIVE own(origin) AS (SELECT :life UNION
        SELECT t.continues_life FROM own JOIN till t USING (origin) WHERE t.continues_seq > 0),
    asked(arrival, kind) AS (SELECT arrival, kind FROM mail WHERE sent = ''
        UNION SELECT arrival, kind FROM mail_try WHERE arrival > 0),
    queued AS (SELECT m.arrival, m.kind, m.order_id, m.quote_id, m.sent, t.tries, t.next_at,
        t.reason, t.message_id, t.asked, e.header, CASE
            WHEN t.state = 'dropped' THEN t.state
            WHEN t.life = :life THEN t.state
            WHEN m.sent <> '' THEN 'sent'
            WHEN e.origin = :life AND instr(e.header, CAST('"was":' AS BLOB)) = 0 THEN 'waiting'
            ELSE 'perhaps' END AS state
        FROM ({which}) m JOIN entry e USING (arrival) LEFT JOIN mail_try t USING (arrival, kind)
        WHERE e.origin IN own)"""
_COLUMNS = """ SELECT q.arrival, q.kind, q.state, q.sent, coalesce(q.tries, 0), coalesce(q.next_at, 0),
    coalesce(q.reason, ''), coalesce(q.message_id, ''), coalesce(q.asked, 0), q.header,
    coalesce(o.number, u.number), lower(hex(coalesce(o.uid, u.uid))), q.quote_id IS NOT NULL
    FROM queued q LEFT JOIN orders o ON o.id = q.order_id LEFT JOIN quote u ON u.id = q.quote_id
    ORDER BY q.arrival, q.kind"""
_OPEN = _QUEUE.format(which="SELECT mail.* FROM asked JOIN mail USING (arrival, kind)")
COUNT = _OPEN + " SELECT state, count(*) FROM queued GROUP BY state"
OPEN = _OPEN + _COLUMNS
"""What is not sent, or was and is to be sent again."""
LATEST = _QUEUE.format(which="SELECT * FROM mail ORDER BY arrival DESC LIMIT 1000") + _COLUMNS
"""The last that were asked for, sent or not."""
ONE = _QUEUE.format(which="SELECT * FROM mail WHERE arrival = :arrival AND kind = :kind") + _COLUMNS
OF_ORDER = _QUEUE.format(which="SELECT * FROM mail WHERE order_id = :order") + _COLUMNS
OF_QUOTE = _QUEUE.format(which="SELECT * FROM mail WHERE quote_id = :quote") + _COLUMNS
OF_QUOTES = (
    _QUEUE.format(which="SELECT * FROM mail WHERE quote_id IN (SELECT id FROM quote WHERE uid IN ({uids}))")
    + _COLUMNS
)
NOTES = """SELECT arrival, kind, state, tries, next_at, reason, message_id, asked, note
    FROM mail_try WHERE arrival < 0"""
TRY = """INSERT INTO mail_try VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET
    life = excluded.life, state = excluded.state, tries = excluded.tries, next_at = excluded.next_at,
    reason = excluded.reason, asked = excluded.asked,
    message_id = CASE excluded.message_id WHEN '' THEN message_id ELSE excluded.message_id END"""
"""The id that a message had at its first try stays."""


@dataclass(frozen=True, slots=True)
class Row:
    """A message of the outgoing post; `event` and `asked_at` are those of the entry.

    It is about the order of this id and number; where it is `of_quote`, they are those of the quote.
    One that no entry asked for has an `arrival` below zero and its text in `note`.
    """

    arrival: int
    kind: str
    state: str
    sent: str
    tries: int
    next_at: int
    reason: str
    message_id: str
    asked: bool
    order: str = ""
    event: str = ""
    asked_at: str = ""
    note: str = ""
    of_quote: bool = False
    order_id: str = ""

    @property
    def id(self) -> str:
        """What names it to a person."""
        return f"{self.arrival}-{self.kind}" if self.arrival > 0 else f"n{-self.arrival}-{self.kind}"

    @property
    def shown(self) -> MailState:
        """How it stands: what is just being handed over still waits."""
        return MailState.WAITING if self.state == HANDING else MailState(self.state)

    def is_due(self, now: datetime, longest: timedelta) -> bool:
        """Whether its turn has come; a clock that was put back holds up nothing."""
        wait = self.next_at - millis(now)
        return self.state == MailState.WAITING and not 0 < wait <= longest / timedelta(milliseconds=1) * 2


def rows(reader: sqlite3.Connection, life: bytes, sql: str, **values: object) -> list[Row]:
    """The rows that a query finds, in the order they were asked for."""
    return [_row(one) for one in reader.execute(sql, {"life": life, **values})]


def _row(one: tuple[Any, ...]) -> Row:
    *columns, asked, header, number, order_id, of_quote = one
    head = header_of(header)
    arrival, kind, state, sent, tries, next_at, reason, message_id = columns
    place = (number, head.event_id, head.recorded_at)
    return Row(
        arrival, kind, state, sent, tries, next_at, reason, message_id, bool(asked), *place,
        of_quote=bool(of_quote), order_id=order_id,
    )  # fmt: skip


def notes(reader: sqlite3.Connection) -> list[Row]:
    """What is told the shop without an entry: at most one of a kind a day."""
    return [
        Row(arrival, kind, state, "", tries, next_at, reason, message_id, bool(asked), note=note)
        for arrival, kind, state, tries, next_at, reason, message_id, asked, note in reader.execute(NOTES)
    ]


def keep(
    tx: Transaction,
    life: bytes,
    row: Row,
    state: str,
    *,
    tries: int | None = None,
    next_at: int = 0,
    trouble: MailTrouble | None = None,
    message_id: str = "",
    asked: bool | None = None,
) -> None:
    """Write down how far a message came; what is not said stays."""
    tx.connection.exec_driver_sql(
        TRY,
        (
            row.arrival,
            row.kind,
            life,
            state,
            row.tries if tries is None else tries,
            next_at,
            told(trouble),
            message_id,
            row.asked if asked is None else asked,
            row.note,
        ),
    )


def forget(tx: Transaction, row: Row) -> None:
    """It went: nothing more is to be known of the way there."""
    tx.connection.exec_driver_sql(
        "DELETE FROM mail_try WHERE arrival = ? AND kind = ?", (row.arrival, row.kind)
    )


def hands_over(reader: sqlite3.Connection) -> bool:
    """Whether a message is being handed over, or was when who did so died."""
    return reader.execute("SELECT 1 FROM mail_try WHERE state = 'handing' LIMIT 1").fetchone() is not None


def settle(tx: Transaction, life: bytes) -> int:
    """Who handed over died: what was on its way is perhaps sent; how many there were."""
    return tx.connection.exec_driver_sql(
        "UPDATE mail_try SET state = 'perhaps', reason = ? WHERE state = 'handing' AND life = ?",
        (told(PerhapsSent("")), life),
    ).rowcount


def told(trouble: MailTrouble | None) -> str:
    """A trouble as the file keeps it."""
    if trouble is None:
        return ""
    name = type(trouble).__name__
    return json.encode([name, vars(trouble)]).decode() if name in TROUBLES else ""


def trouble_of(kept: str) -> MailTrouble | None:
    """The trouble that was kept; None where there was none, or it is a newer program's."""
    if not kept:
        return None
    try:
        name, values = json.decode(kept, type=tuple[str, dict[str, object]])
        return TROUBLES[name](**values)
    except (DecodeError, ValidationError, KeyError, TypeError):
        return None


def millis(moment: datetime) -> int:
    """Milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def is_kind(name: str) -> bool:
    """Whether this program knows how to write such a message."""
    return name in MailKind._value2member_map_
