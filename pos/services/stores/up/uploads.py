"""What went up and how far it came, read from the tables; and the two entries that say so."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from pos.domain.decisions.about_store import COUNT, LEAVE_OUT, MONEY_DIFFERS, ORDER_GONE, ORDER_REFUSED
from pos.domain.stores.uploads import Attempt, End, State, What, state_of
from pos.journal.kinds.decisions import exception_id
from pos.journal.kinds.stores.uploads import StoreGoods, StoreIntended, StoreRefused, StoreSent

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

COLUMNS = """SELECT uid, what, subject, attempt, key, at, life, delta, before, goods, total, payment,
    fulfilment, tracking, ended, end_at, internal, public, told, also, gave_back, said, clock
    FROM store_upload"""
OF = f"{COLUMNS} WHERE store = ? AND what = ? AND subject = ? ORDER BY attempt, clock"
OPEN = f"{COLUMNS} WHERE store = ? AND ended IN ('', 'doubt') AND what = ? ORDER BY clock"
COUNTS = f"{COLUMNS} WHERE store = ? AND ended = 'count' ORDER BY clock"
PARKED = f"""{COLUMNS} u WHERE store = ? AND ended IN ('parked', 'count')
    AND (what = 'stock' OR NOT EXISTS (SELECT 1 FROM store_upload n WHERE n.store = u.store
        AND n.what = u.what AND n.subject = u.subject AND n.attempt > u.attempt))"""
"""Of all but stock only the last attempt counts; a figure that was refused is told no difference at all."""
WAY = {What.ORDER: "orders", What.STATUS: "orders", What.CUSTOMER: "orders", What.STOCK: "stock"}
"""What must go there that an answer sends it."""
DECIDED = "SELECT choice FROM exception_done WHERE which = ? ORDER BY clock DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Upload:
    """One attempt as the tables have it."""

    attempt: Attempt
    what: What
    subject: str
    delta: int
    before: int
    goods: tuple[StoreGoods, ...]
    total: str
    payment: str
    fulfilment: str
    tracking: int
    end_at: int
    internal: str
    public: str
    told: str
    also: tuple[str, ...] = ()
    gave_back: bool = False
    said: str = ""
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Uploads:
    """All attempts of one thing, and how far it is."""

    attempts: tuple[Upload, ...] = ()
    state: State = State.NEW
    done: Upload | None = None
    """The attempt that is there."""
    last: Upload | None = None

    @property
    def next(self) -> int:
        """The number of the next attempt."""
        return max((one.attempt.n for one in self.attempts), default=0) + 1

    def ended(self, end: End) -> bool:
        """Whether any attempt ended so."""
        return any(one.attempt.end is end for one in self.attempts)


def uploads_of(reader: sqlite3.Connection, store: str, what: What, subject: str) -> Uploads:
    """All attempts of one thing."""
    found = tuple(map(_upload, reader.execute(OF, (store, what, bytes.fromhex(subject)))))
    if not found:
        return Uploads()
    last = found[-1]
    state = state_of([one.attempt for one in found], decided_on(reader, last))
    done = next((one for one in reversed(found) if one.attempt.end is End.DONE), None)
    return Uploads(found, state, done, last)


def decided_on(reader: sqlite3.Connection, one: Upload, variant: str = "") -> str:
    """What a person answered about an attempt; "" nothing."""
    row = reader.execute(DECIDED, (question_of(one, variant),)).fetchone()
    return str(row[0]) if row else ""


def open_uploads(reader: sqlite3.Connection, store: str, what: What) -> list[Upload]:
    """Every attempt of which nobody knows yet what became of it, oldest first."""
    return [_upload(row) for row in reader.execute(OPEN, (store, what)).fetchall()]


def counts(reader: sqlite3.Connection, store: str) -> list[Upload]:
    """Every attempt of which a person must say what it moved."""
    return attempts(reader, COUNTS, store)


def attempts(reader: sqlite3.Connection, sql: str, *values: object) -> list[Upload]:
    """The attempts that some SQL begun by COLUMNS finds."""
    return [_upload(row) for row in reader.execute(sql, values).fetchall()]


def parked(reader: sqlite3.Connection, store: str, syncs: Set[str]) -> int:
    """How many things are refused there, or moved something that nobody knows, and wait for what a person
    says; what goes there no more and what a person left out are none."""
    found = [one for one in attempts(reader, PARKED, store) if decided_on(reader, one) != LEAVE_OUT]
    return sum(one.attempt.end is End.COUNT or WAY[one.what] in syncs for one in found)


def question_of(one: Upload, variant: str = "") -> str:
    """The id of what a person is asked about an attempt, or about one variant that it would have moved."""
    kinds = {End.COUNT: COUNT, End.GONE: ORDER_GONE, End.DONE: MONEY_DIFFERS}
    kind = kinds.get(one.attempt.end or End.PARKED, ORDER_REFUSED)
    ids = (one.subject, variant) if variant else (one.subject,)
    return exception_id(kind, ids, (one.attempt.event,))


def intend(tx: Transaction, fact: StoreIntended) -> str:
    """Write down what is about to be sent; the event id."""
    return tx.record(fact).event_id


def done(tx: Transaction, store: str, one: Upload, **told: Any) -> None:
    """It is there."""
    tx.record(StoreSent(store=store, what=one.what, id=one.subject, of=one.attempt.event, **told))


def ended(tx: Transaction, store: str, one: Upload, why: End, text: str = "", at: int = 0) -> None:
    """It is not there, or nobody knows."""
    said = {"store": store, "what": one.what, "id": one.subject, "of": one.attempt.event}
    tx.record(StoreRefused(**said, why=why, text=text, at=at))


def hash_of(body: object) -> str:
    """What tells one body from another."""
    return hashlib.sha256(msgspec.json.encode(body, order="deterministic")).hexdigest()[:32]


def _upload(row: Sequence[Any]) -> Upload:
    (uid, what, subject, n, key, at, life, delta, before, goods, total, payment, fulfilment, tracking, end,
     end_at, internal, public, told, also, gave_back, said, clock) = row  # fmt: skip
    attempt = Attempt(uid.hex(), n, key, at, life.hex(), End(end) if end else None)
    kept = msgspec.json.decode(goods, type=tuple[StoreGoods, ...]) if goods else ()
    return Upload(
        attempt, What(what), subject.hex(), delta, before, kept, total, payment, fulfilment, tracking,
        end_at, internal, public, told, tuple(filter(None, also.split(","))), bool(gave_back), said, clock,
    )  # fmt: skip
